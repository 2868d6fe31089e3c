import { IsCount, IsPartyId, OneOf, type EventOf } from '#kernel';

/** As many numbers as one range has. */
export const MOST_SEALS = 100_000;

// Names and fields below are on disk: add, never rename.
/** Seals, or tamper-evident bags, numbered in a row and given to one party: it answers for each (KPCS IV(c)). */
class SealsIssued {
  @OneOf('seal', 'bag') kind!: 'seal' | 'bag';
  @IsPartyId() issuer!: string;
  @IsPartyId() to!: string;
  /** The first and the last number. Seal 7 of the range `BW-A` is `BW-A-7`. */
  @IsCount() first!: number;
  @IsCount() last!: number;
}

export const sealRangeEvents = { SealsIssued };
export type SealRangeEvent = EventOf<typeof sealRangeEvents>;
