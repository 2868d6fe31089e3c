import { at, dayOf, IsCount, IsDay, IsLotId, IsMilliCarats, IsMilliCaratsDifference, IsMilliCaratsOrNone, IsPartyId, IsStones, IsText, OneOf, Optional, type View } from '#kernel';
import type { LotEvent } from '../lot/lot.events.ts';

class DisputeRow {
  @IsLotId() lot!: string;
  @OneOf('open', 'settled') status!: 'open' | 'settled';
  /** Who sent it, and who has it and found the difference. */
  @IsPartyId() from!: string;
  @IsPartyId() holder!: string;
  @OneOf('weight', 'stones', 'bag') over!: 'weight' | 'stones' | 'bag';
  @IsMilliCarats() statedMilliCarats!: number;
  @IsMilliCarats() foundMilliCarats!: number;
  @IsMilliCaratsDifference() differenceMilliCarats!: number;
  @IsMilliCaratsOrNone() toleranceMilliCarats!: number;
  /** As counted, if they were. */
  @Optional() @IsStones() statedStones?: number;
  @Optional() @IsStones() foundStones?: number;
  @IsDay() openedOn!: string;
  /** How often this lot was disputed, this time included. */
  @IsCount() times!: number;
  @Optional() @OneOf('found', 'stated') stands?: 'found' | 'stated';
  @Optional() @IsText() finding?: string;
  @Optional() @IsPartyId() settledBy?: string;
  @Optional() @IsDay() settledOn?: string;
}
type Row = Readonly<DisputeRow>;

/** Hand-overs on which the two sides differ, open and settled: the last one of each lot. Key: the lot. */
export const disputes: View<typeof DisputeRow, LotEvent> = {
  name: 'custody/disputes',
  version: 1,
  row: DisputeRow,
  index: ['status', 'holder', 'from'],
  on: {
    LotDisputed: ({ subject, data: { participant: _, ...data }, occurredAt }) =>
      [at<Row>(subject, (row) => ({ lot: subject, status: 'open', ...data, openedOn: dayOf(occurredAt), times: (row?.times ?? 0) + 1 }))],
    LotDisputeSettled: ({ subject, data: { stands, finding, settledBy }, occurredAt }) =>
      [at<Row>(subject, (row) => ({ ...row!, status: 'settled', stands, finding, settledBy, settledOn: dayOf(occurredAt) }))],
  },
};
