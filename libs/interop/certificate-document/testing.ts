import { inflateSync } from 'node:zlib';

/** An object of a file as it stands between `obj` and `endobj`, and what its stream holds, unpacked. */
type Part = Readonly<{ head: string; stream: string }>;

const OBJECT = /(\d+) 0 obj\n([\s\S]*?)\nendobj/g;
const hex = (digits: string, width: number): number[] => (digits.match(new RegExp(`.{${width}}`, 'g')) ?? []).map((one) => parseInt(one, 16));
const textOf = (digits: string): string => String.fromCharCode(...hex(digits, 4));

const partOf = (body: string): Part => {
  const at = body.search(/stream\r?\n/);
  if (at < 0) return { head: body, stream: '' };
  const [head, start] = [body.slice(0, at), body.indexOf('\n', at) + 1];
  const packed = Buffer.from(body.slice(start, body.lastIndexOf('\nendstream')), 'latin1');
  return { head, stream: (head.includes('/FlateDecode') ? inflateSync(packed) : packed).toString('latin1') };
};

/** Every object of a file, by its number. */
export const partsOf = (file: Buffer): ReadonlyMap<string, Part> =>
  new Map([...file.toString('latin1').matchAll(OBJECT)].map(([, number, body]) => [number!, partOf(body!)]));

/** The glyphs of a font and what they say. */
const saidBy = (toUnicode: string): ReadonlyMap<number, string> => {
  const said = new Map<number, string>();
  for (const [, from, list] of toUnicode.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    for (const [i, [, digits]] of [...list!.matchAll(/<([0-9a-f ]*)>/g)].entries()) said.set(parseInt(from!, 16) + i, textOf(digits!.replaceAll(' ', '')));
  }
  return said;
};

const referred = (head: string, name: string): string | undefined => new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1];

/** What is written on each page, run by run, read back from the glyphs and the fonts’ own tables: not from what was meant to be written. */
export const runsOn = (file: Buffer): string[][] => {
  const parts = partsOf(file);
  const fonts = new Map([...parts.values()].flatMap(({ head }) => [...head.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, number]) => {
    const table = referred(parts.get(number!)!.head, 'ToUnicode');
    return [name!, saidBy(parts.get(table!)!.stream)] as const;
  })));
  return [...parts.values()].filter(({ head }) => /\/Type \/Page\b/.test(head)).map(({ head }) => {
    let font = '';
    return [...parts.get(referred(head, 'Contents')!)!.stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)].flatMap(([, name, glyphs]) => {
      if (name !== undefined) font = name;
      if (glyphs === undefined) return [];
      return [[...glyphs.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, digits]) => hex(digits!, 4)).map((glyph) => fonts.get(font)!.get(glyph)!).join('')];
    });
  });
};

/** Everything on all pages as one text, with one space between runs. */
export const textIn = (file: Buffer): string => runsOn(file).flat().join(' ').replace(/\s+/g, ' ');
