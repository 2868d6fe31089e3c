import type { Recorded } from '#kernel';

/** A row of whichever view, or what an event carries. */
export type Row = Recorded['data'];
/** A row as it is before the event that is told. */
export type RowOf = (view: string, key: string) => Row;

/** Something the ledger must never do, with the figures. */
export class Broken extends Error { override name = 'Broken'; }

export const demand = (holds: boolean, says: () => string): void => { if (!holds) throw new Broken(says()); };
export const sumOf = (items: readonly Row[], amount: string): number => items.reduce((total, item) => total + item[amount], 0);

/** A country, its zone and its taint: together they are one origin. */
export const whenceOf = ({ participant, zone = '', taint = '' }: Row): string => `${participant} ${zone} ${taint}`;

/** Carats of every country, zone and taint, and stones where all were counted, of several lots together. In a counted lot a country without stones has none. */
export const composed = (lots: readonly Row[]): Map<string, { milliCarats: number; stones: number }> => {
  const composition = new Map<string, { milliCarats: number; stones: number }>();
  for (const lot of lots) {
    for (const { milliCarats, stones = lot.stones === undefined ? Number.NaN : 0, ...whence } of lot.origins as Row[]) {
      const before = composition.get(whenceOf(whence)) ?? { milliCarats: 0, stones: 0 };
      composition.set(whenceOf(whence), { milliCarats: before.milliCarats + milliCarats, stones: before.stones + stones });
    }
  }
  return composition;
};
