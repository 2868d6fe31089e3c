/** What was odd about a number as somebody typed or scanned it. Blanks, hyphens and small letters are harmless. */
export const ODDITIES = ['look-alike', 'full-width', 'invisible', 'direction', 'unreadable'] as const;
export type Oddity = (typeof ODDITIES)[number];

/**
 * Letters of other scripts that look like A-Z0-9, after the confusables of Unicode (UTS 39): Cyrillic, Greek, Cherokee, Lisu, Armenian.
 * Written as pairs: what it looks like, then what it is.
 */
const PAIRS = [
  'AАΑᎪꓮ', 'BВΒᏴꓐ', 'CСϹᏟꓚ', 'DᎠꓓ', 'EЕΕᎬꓰ', 'FϜꓝ', 'GԌᏀꓖ', 'HНΗᎻꓧҺ', 'IІΙӀꓲ', 'JЈͿᎫꓙ', 'KКΚᏦꓗ', 'LԼᏞꓡ', 'MМΜᎷꓟӍ', 'NΝꓠ', 'OОΟՕꓳ', 'PРΡᏢꓑ', 'QԚ', 'RᎡꓣ', 'SЅՏᏚꓢ',
  'TТΤᎢꓔ', 'UՍꓴ', 'VѴᏙꓦ', 'WԜᏔꓪᎳ', 'XХΧꓫ', 'YУΥҮꓬ', 'ZΖᏃꓜ', '3ЗӠ', '4Ꮞ', '6Ꮾ', '8Ȣ',
];
const LIKE: ReadonlyMap<string, string> = new Map(PAIRS.flatMap(([meant, ...others]) => others.map((other) => [other, meant!] as const)));

const PLAIN = /^[A-Z0-9]$/;
const HARMLESS = /^[\p{Zs}\p{Pd}\t\u2212]$/u;
const DIRECTION = /^\p{Bidi_Control}$/u;
const INVISIBLE = /^[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]$/u;
const DIGIT = /^\p{Nd}$/u;
const [FULL_WIDTH_FIRST, FULL_WIDTH_LAST] = [0xff_01, 0xff_5e];

type Read = Readonly<{ is: string; odd?: Oddity }>;

/** The value of a digit of another script: they come in rows of ten, from nought. */
const digitOf = (sign: string): string => {
  let first = sign.codePointAt(0)!;
  const code = first;
  while (DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
  return `${(code - first) % 10}`;
};

const isFullWidth = (sign: string) => sign.codePointAt(0)! >= FULL_WIDTH_FIRST && sign.codePointAt(0)! <= FULL_WIDTH_LAST;

/** A letter or digit that only looks like one of ours, or nothing of the kind. */
const disguised = (sign: string): Read => {
  const plain = sign.normalize('NFKC').toUpperCase();
  if (PLAIN.test(plain)) return { is: plain, odd: isFullWidth(sign) ? 'full-width' : 'look-alike' };
  const meant = LIKE.get(plain) ?? LIKE.get(sign) ?? (DIGIT.test(sign) ? digitOf(sign) : undefined);
  return meant === undefined ? { is: '', odd: 'unreadable' } : { is: meant, odd: 'look-alike' };
};

const read = (sign: string): Read => {
  const capital = /^[a-z]$/.test(sign) ? sign.toUpperCase() : sign;
  if (PLAIN.test(capital)) return { is: capital };
  if (HARMLESS.test(sign)) return { is: '' };
  if (DIRECTION.test(sign)) return { is: '', odd: 'direction' };
  return INVISIBLE.test(sign) ? { is: '', odd: 'invisible' } : disguised(sign);
};

/** What a number reads as in capital letters and digits, and what was odd about how it was written. */
export const readNumber = (raw: string): Readonly<{ text: string; oddities: readonly Oddity[] }> => {
  const signs = Array.from(raw, read);
  const odd = new Set(signs.map((sign) => sign.odd));
  return { text: signs.map(({ is }) => is).join(''), oddities: ODDITIES.filter((oddity) => odd.has(oddity)) };
};
