import type { Recorded } from '#kernel';

/** A row of whichever view, or what an event carries. */
export type Row = Recorded['data'];
/** A row as it is before the event that is told. */
export type RowOf = (view: string, key: string) => Row;

/** Something the ledger must never do, with the figures. */
export class Broken extends Error { override name = 'Broken'; }

export const demand = (holds: boolean, says: () => string): void => { if (!holds) throw new Broken(says()); };
export const sumOf = (items: readonly Row[], amount: string): number => items.reduce((total, item) => total + item[amount], 0);

/** Carats of every country, and stones where all were counted, of several lots together. In a counted lot a country without stones has none. */
export const composed = (lots: readonly Row[]): Map<string, { milliCarats: number; stones: number }> => {
  const composition = new Map<string, { milliCarats: number; stones: number }>();
  for (const lot of lots) {
    for (const { participant, milliCarats, stones = lot.stones === undefined ? Number.NaN : 0 } of lot.origins as Row[]) {
      const before = composition.get(participant) ?? { milliCarats: 0, stones: 0 };
      composition.set(participant, { milliCarats: before.milliCarats + milliCarats, stones: before.stones + stones });
    }
  }
  return composition;
};
