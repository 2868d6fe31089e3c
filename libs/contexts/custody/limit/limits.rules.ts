import type { OriginRule } from '../lot/vocabulary.events.ts';
import type { LimitCause } from './limit.events.ts';

export type Allowed = Readonly<{ milliCarats: number; permyriad: number }>;
/** May the State sell confiscated goods into trade, and what is then said of their origin? */
export type DisposalRule = Readonly<{ trade: 'allowed' | 'forbidden'; origin: OriginRule }>;
/** The limit of every cause in one territory, and the rule of disposal. */
export type Limits = Readonly<Record<LimitCause, Allowed>> & Readonly<{ /** What its law says of confiscated goods; without it the State sells none. */ disposal?: DisposalRule | undefined }>;

/**
 * What holds where the authority set nothing else. Sorting loses dust and undersize; acids take the coating; saws and bruting take stone; a second
 * balance differs by 0.020 ct, or 0.05 % of a large parcel. Theft and accidents always take a second person.
 */
export const DEFAULT_LIMITS: Limits = {
  'acid-rinse': { milliCarats: 0, permyriad: 50 }, acidising: { milliCarats: 0, permyriad: 300 }, 'deep-boiling': { milliCarats: 0, permyriad: 300 },
  fracturing: { milliCarats: 0, permyriad: 50 }, sawing: { milliCarats: 0, permyriad: 500 }, cleaving: { milliCarats: 0, permyriad: 500 }, bruting: { milliCarats: 0, permyriad: 500 },
  sorting: { milliCarats: 20, permyriad: 100 }, 're-weighing': { milliCarats: 20, permyriad: 5 }, breakage: { milliCarats: 20, permyriad: 50 }, moisture: { milliCarats: 20, permyriad: 50 },
  transit: { milliCarats: 20, permyriad: 5 }, theft: { milliCarats: 0, permyriad: 0 }, accident: { milliCarats: 0, permyriad: 0 }, other: { milliCarats: 0, permyriad: 0 },
  disposal: undefined,
};

const WHOLE = 10_000n;

/** How much of this weight may change for this cause without a second person, in whole thousandths of a carat. */
export const allowedOf = (limits: Limits, cause: LimitCause, ofMilliCarats: number): number => {
  const { milliCarats, permyriad } = limits[cause];
  return Math.max(milliCarats, Number((BigInt(ofMilliCarats) * BigInt(permyriad)) / WHOLE));
};
