import type { Half } from '#kernel';

/** What a return covers: all production, or since about 2020 one row each for artisanal and large-scale mining. */
export type ReturnScale = 'all' | 'ASM' | 'LSM';

/** One published half-yearly production return (KPCS Annex III(c)). A nil return has neither carats nor value. */
export type PublishedReturn = Readonly<{
  participant: string; year: number; half: Half; scale: ReturnScale; declaration: 'production' | 'nil'; milliCarats: number; usdCents: number;
}>;

/** All returns of one year, in the order of their source; a repeated key restates an earlier row. */
export type YearOfReturns = Readonly<{ year: number; source: string; names: ReadonlyMap<string, string>; rows: readonly PublishedReturn[] }>;

/** The key of a return, which is also its id in the ledger: `BW-2005-H1-all`. */
export const returnIdOf = ({ participant, year, half, scale }: PublishedReturn): string => `${participant}-${year}-H${half}-${scale}`;

/** The rows that stand: of a repeated key the last, in the place of the first. */
export const standing = (rows: readonly PublishedReturn[]): PublishedReturn[] => [...new Map(rows.map((row) => [returnIdOf(row), row])).values()];
