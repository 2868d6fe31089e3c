import { at, dayOf, IsDay, IsLotId, IsParcelId, IsPartyId, IsSeal, IsSealRangeId, IsText, OneOf, Optional, type Change, type Recorded, type View } from '#kernel';
import type { SealEvent } from '../seal/seal.events.ts';

class SealRow {
  @IsSeal() seal!: string;
  @IsSealRangeId() range!: string;
  @OneOf('used', 'broken', 'void', 'missing') status!: 'used' | 'broken' | 'void' | 'missing';
  /** Known of one that was used. */
  @Optional() @OneOf('seal', 'bag') kind?: 'seal' | 'bag';
  /** Who used it, or gave it up. */
  @IsPartyId() holder!: string;
  /** To what it was bound, for good. */
  @Optional() @IsParcelId() parcel?: string;
  @Optional() @IsLotId() lot?: string;
  @Optional() @IsDay() usedOn?: string;
  /** When, by whom and why its service ended. */
  @Optional() @IsDay() endedOn?: string;
  @Optional() @IsPartyId() endedBy?: string;
  @Optional() @IsText() reason?: string;
}
type Row = Readonly<SealRow>;

/** Given up by whoever answers for it: used before, or never. */
const givenUp = (status: 'void' | 'missing') => ({ subject, data: { holder, range, reason }, occurredAt }: Recorded<Extract<SealEvent, { type: 'SealVoided' | 'SealMissed' }>>): Change<Row>[] =>
  [at<Row>(subject, (row) => ({ holder, ...row, seal: subject, range, status, endedOn: dayOf(occurredAt), endedBy: holder, reason }))];

/** Every seal and bag of which something became; the others lie unused with the party to which their range was issued. Ask for the missing ones by their status. */
export const seals: View<typeof SealRow, SealEvent> = {
  name: 'custody/seals',
  version: 1,
  row: SealRow,
  index: ['range', 'holder', 'status'],
  on: {
    SealUsed: ({ subject, data, occurredAt }) => [at<Row>(subject, () => ({ seal: subject, status: 'used', ...data, usedOn: dayOf(occurredAt) }))],
    SealBroken: ({ subject, data: { by }, occurredAt }) => [at<Row>(subject, (row) => ({ ...row!, status: 'broken', endedOn: dayOf(occurredAt), endedBy: by }))],
    SealVoided: givenUp('void'),
    SealMissed: givenUp('missing'),
  },
};
