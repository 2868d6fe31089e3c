import { at, dayOf, IsCount, IsDay, IsMilliCaratsOrNone, IsPartyId, IsPersonId, IsStocktakeId, IsText, ListOf, Many, OneOf, Optional, type View } from '#kernel';
import { CountedLot, type StocktakeEvent } from '../stocktake/stocktake.events.ts';

class StocktakeRow {
  @IsStocktakeId() stocktake!: string;
  /** Open until somebody says what came of it, also where nothing differs. */
  @OneOf('open', 'closed') status!: 'open' | 'closed';
  @OneOf('spot-check', 'own-count') kind!: 'spot-check' | 'own-count';
  @IsPartyId() holder!: string;
  @IsPartyId() takenBy!: string;
  @ListOf(IsPersonId, 1, 10) officers!: string[];
  @Many(() => CountedLot, 1, 1_000) lots!: CountedLot[];
  @IsMilliCaratsOrNone() bookMilliCarats!: number;
  @IsMilliCaratsOrNone() foundMilliCarats!: number;
  /** How many of the lots are not as the ledger has them. */
  @IsCount() differing!: number;
  @Optional() @IsText() place?: string;
  @IsDay() takenOn!: string;
  @Optional() @IsText() finding?: string;
  @Optional() @IsPartyId() closedBy?: string;
  @Optional() @IsDay() closedOn?: string;
}
type Row = Readonly<StocktakeRow>;

/** Counts of what lies with a holder against what the ledger says lies there (S2 annex 1, 3). */
export const stocktakes: View<typeof StocktakeRow, StocktakeEvent> = {
  name: 'custody/stocktakes',
  version: 1,
  row: StocktakeRow,
  index: ['holder', 'status', 'takenOn'],
  on: {
    StockTaken: ({ subject, data, occurredAt }) => [at<Row>(subject, () => ({ stocktake: subject, status: 'open', ...data, takenOn: dayOf(occurredAt) }))],
    StocktakeClosed: ({ subject, data: { finding, closedBy }, occurredAt }) =>
      [at<Row>(subject, (row) => ({ ...row!, status: 'closed', finding, closedBy, closedOn: dayOf(occurredAt) }))],
  },
};
