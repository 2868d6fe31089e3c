import { Readable } from 'node:stream';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { linesOf, type TextLine } from './lines.ts';

const read = async (...chunks: (string | Buffer)[]): Promise<TextLine[]> => {
  const lines: TextLine[] = [];
  for await (const line of linesOf(Readable.from(chunks.map((chunk) => Buffer.from(chunk)), { objectMode: true }))) lines.push(line);
  return lines;
};

it('gives the lines, whatever the ends of lines and of chunks', async () => {
  expect(await read('{"a":1}\n{"b"', ':2}\r\n\n', '{"c":3}')).toEqual([{ text: '{"a":1}' }, { text: '{"b":2}' }, { text: '{"c":3}' }]);
});

it('cuts a text of any letters anywhere and loses nothing', async () => {
  const letters = fc.string({ unit: 'binary' }).map((text) => text.replaceAll(/[\r\n\ufeff]/g, '').trim());
  await fc.assert(fc.asyncProperty(fc.array(letters.filter((text) => text !== '' && text.isWellFormed())), fc.integer({ min: 1, max: 7 }), async (texts, size) => {
    const bytes = Buffer.from(texts.join('\n'));
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
    expect(await read(...chunks)).toEqual(texts.map((text) => ({ text })));
  }));
});

it('tells of a line that is too long or no UTF-8, in its place, and goes on', async () => {
  const lines = await read('1\n', 'x'.repeat(200_000), 'x'.repeat(200_000), '\n2\n', Buffer.from([0xff, 0xfe, 0x0a]), '3');
  expect(lines.map((line) => (line instanceof Error ? line.message : line.text))).toEqual(['1', 'The line is longer than 262144 bytes.', '2', 'The line is not UTF-8.', '3']);
});
