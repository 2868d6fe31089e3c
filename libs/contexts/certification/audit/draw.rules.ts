import { plusDays, quarterOf, yearOf } from '#kernel';

/** How much of what went fast is looked at again, in ten-thousandths, and from what the draw is made. */
export type Draw = Readonly<{ permyriad: number; seed: string }>;

/** Ours, where nothing else is asked: one in ten, and at least one. Its seed is the quarter, which anybody can reckon beforehand; better is one that was not known. */
export const usualDraw = (book: string): Draw => ({ permyriad: 1_000, seed: book });

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a over the text, then stirred, so that numbers in a row lie far apart. The same text gives the same figure everywhere. */
const lotOf = (text: string): number => {
  let hash = FNV_OFFSET;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** As many as the share asks for, rounded up: those whose figure, from seed and number, is lowest. In the order of their numbers. */
export const drawnFrom = <One extends Readonly<{ certificate: string }>>(all: readonly One[], { permyriad, seed }: Draw): One[] => {
  const wanted = Math.ceil((all.length * permyriad) / 10_000);
  const inOrder = (a: One, b: One): number => (a.certificate < b.certificate ? -1 : 1);
  return all.map((one) => [lotOf(`${seed}:${one.certificate}`), one] as const).sort(([a, one], [b, other]) => a - b || inOrder(one, other)).slice(0, wanted).map(([, one]) => one).sort(inOrder);
};

const QUARTERS_BACK = 4;

/** The last days of the quarters that were over on that day, the latest first. */
export const quartersBefore = (on: string): string[] => {
  const ends: string[] = [];
  let first = `${yearOf(on)}-${`${(quarterOf(on) - 1) * 3 + 1}`.padStart(2, '0')}-01`;
  for (let i = 0; i < QUARTERS_BACK; i += 1) {
    const end = plusDays(first, -1);
    ends.push(end);
    first = `${yearOf(end)}-${`${(quarterOf(end) - 1) * 3 + 1}`.padStart(2, '0')}-01`;
  }
  return ends;
};
