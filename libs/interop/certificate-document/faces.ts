import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { unpacked } from './woff.ts';

const require = createRequire(import.meta.url);

/** The faces that are embedded, each only with the glyphs that are used: Latin, Greek and Cyrillic; and Han. All under the SIL Open Font License. */
const FILES = {
  roman: '@expo-google-fonts/noto-serif/400Regular/NotoSerif_400Regular.ttf',
  italic: '@expo-google-fonts/noto-serif/400Regular_Italic/NotoSerif_400Regular_Italic.ttf',
  bold: '@expo-google-fonts/noto-serif/700Bold/NotoSerif_700Bold.ttf',
  song: '@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-400-normal.woff',
  songBold: '@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-700-normal.woff',
} as const;

export type Face = keyof typeof FILES;
export type Hand = 'roman' | 'italic' | 'bold';
/** A stretch of text in one face. */
export type Run = Readonly<{ face: Face; text: string }>;

type Loaded = Readonly<{ bytes: Buffer; covers: ReadonlySet<number> }>;
const loaded = new Map<Face, Loaded>();

const load = (face: Face): Loaded => {
  const known = loaded.get(face);
  if (known) return known;
  const bytes = unpacked(readFileSync(require.resolve(FILES[face])));
  const fresh = { bytes, covers: new Set((create(bytes) as Font).characterSet) };
  loaded.set(face, fresh);
  return fresh;
};

export const FACES = Object.keys(FILES) as readonly Face[];
/** The file of a face. */
export const bytesOf = (face: Face): Buffer => load(face).bytes;

/** Stands for a character that no face has. The id beside a name says who is meant. */
const UNKNOWN = '\ufffd';

const placed = (character: string, hand: Hand): Run => {
  const code = character.codePointAt(0)!;
  if (load(hand).covers.has(code)) return { face: hand, text: character };
  const han = hand === 'bold' ? 'songBold' : 'song';
  return load(han).covers.has(code) ? { face: han, text: character } : { face: hand, text: UNKNOWN };
};

/** A text as stretches of one face each. Composed first, for the faces have composed letters only. */
export const runsOf = (text: string, hand: Hand): readonly Run[] => {
  const runs: { face: Face; text: string }[] = [];
  for (const character of text.normalize('NFC')) {
    const { face, text: shown } = placed(character, hand);
    const last = runs.at(-1);
    if (last?.face === face) last.text += shown;
    else runs.push({ face, text: shown });
  }
  return runs;
};
