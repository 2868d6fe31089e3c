import { because, refusals, type Refusal } from '#kernel';

export const no = refusals({
  MadeNotMined: { cites: 'ISO 18323', says: 'Rough comes out of the earth: words for stones that are grown in a laboratory, or that imitate diamonds, do not describe it.' },
});

/** Words for what was made, in the six languages of this ledger, without their accents: ISO 18323 and the Diamond Book of CIBJO ask to say them of such stones, and of no others. */
const MADE = [
  /\blab(?:oratory)?[\s\p{Pd}]*(?:grown|created|made)/u, /\bs[iy]nth?eti[cq]/u, /\bman[\s\p{Pd}]*made/u, /\bcultured\b/u, /\bcvd\b/u, /\bhpht\b/u, /\b(?:moissanite|simulant|imitation|cubic zirconia)/u,
  /\b(?:de|em) (?:laborato|culture\b)/u, /синтетич|лаборатор|выращен/u, /合成|人造|培育|实验室/u,
];

/** However it is spelt: without accents and capitals. */
const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The word by which a description says that the stones were made; undefined if it does not. */
const madeIn = (text: string): string | undefined => {
  const said = plain(text);
  return MADE.map((word) => word.exec(said)?.[0]).find((found) => found !== undefined);
};

/** Why these words, each at its place in the command, do not describe rough; undefined if they do. Only what goods are called is looked at: whoever reports synthetics may name them. */
export const madeNotMined = (texts: readonly (readonly [text: string | undefined, pointer: string])[]): Refusal | undefined => {
  for (const [text = '', pointer] of texts) {
    const word = madeIn(text);
    if (word !== undefined) return because(no.MadeNotMined, `“${text}” says “${word}”.`, { word }, pointer);
  }
  return undefined;
};
