import { IsCount, IsLotId, IsMilliCaratsDifference, IsMilliCaratsOrNone, IsPartyId, IsPersonId, IsText, ListOf, Many, OneOf, Optional, type EventOf } from '#kernel';

/** One lot as it was counted, beside what the ledger says of it. */
export class CountedLot {
  @IsLotId() lot!: string;
  /** Ours: none if the ledger knows no such lot in these hands. */
  @IsMilliCaratsOrNone() bookMilliCarats!: number;
  @IsMilliCaratsOrNone() foundMilliCarats!: number;
  @IsMilliCaratsDifference() differenceMilliCarats!: number;
  @OneOf('agrees', 'differs', 'not-found', 'not-his') verdict!: 'agrees' | 'differs' | 'not-found' | 'not-his';
}

// Names and fields below are on disk: add, never rename.
/** A count of what lies with a holder against what the ledger says lies there (S2 annex 1, 3: spot checks). */
class StockTaken {
  @IsPartyId() holder!: string;
  @IsPartyId() takenBy!: string;
  @ListOf(IsPersonId, 1, 10) officers!: string[];
  @OneOf('spot-check', 'own-count') kind!: 'spot-check' | 'own-count';
  @Many(() => CountedLot, 1, 1_000) lots!: CountedLot[];
  @IsMilliCaratsOrNone() bookMilliCarats!: number;
  @IsMilliCaratsOrNone() foundMilliCarats!: number;
  @IsCount() differing!: number;
  @Optional() @IsText() place?: string;
}
/** What came of the differences. */
class StocktakeClosed { @IsPartyId() holder!: string; @IsPartyId() closedBy!: string; @IsText() finding!: string }

export const stocktakeEvents = { StockTaken, StocktakeClosed };
export type StocktakeEvent = EventOf<typeof stocktakeEvents>;
