import {
  at, dayOf, IsDay, IsEventId, IsLotId, IsMilliCarats, IsPartyId, IsPersonId, IsText, OneOf, Optional, type Change, type Recorded, type View,
} from '#kernel';
import { LIMIT_CAUSES, type LimitCause } from '../limit/limit.events.ts';
import type { LotEvent } from '../lot/lot.events.ts';

class LossRow {
  @IsLotId() lot!: string;
  /** The lot from which it was split, however far back: of a production record, or of a blend. It knows the site. */
  @IsLotId() source!: string;
  @IsPartyId() holder!: string;
  @OneOf('loss', 'gain') kind!: 'loss' | 'gain';
  /** The reason that was stated, or the treatment in which it went. */
  @OneOf(...LIMIT_CAUSES) cause!: LimitCause;
  @IsMilliCarats() milliCarats!: number;
  @Optional() @IsPersonId() approvedBy?: string;
  /** As 2005-07. */
  @IsText() month!: string;
  @IsDay() on!: string;
  @IsEventId() event!: string;
}
type Row = Readonly<LossRow>;
type Told = Readonly<{ holder: string; cause: LimitCause | undefined; differenceMilliCarats: number; approvedBy?: string | undefined }>;

/** `L.1.2` comes from `L`, and `B.0.1` from the blend’s `B.0`. */
export const sourceOf = (lot: string): string => /^[^.]+([.]0)?/.exec(lot)![0];

const MONTH = 'YYYY-MM'.length;

const changed = ({ id, subject, occurredAt }: Recorded, { holder, cause = 'other', differenceMilliCarats, approvedBy }: Told): Change<Row>[] => {
  if (differenceMilliCarats === 0) return [];
  const on = dayOf(occurredAt);
  return [at<Row>(id, () => ({
    lot: subject, source: sourceOf(subject), holder, kind: differenceMilliCarats < 0 ? 'loss' : 'gain', cause, milliCarats: Math.abs(differenceMilliCarats),
    ...(approvedBy !== undefined && { approvedBy }), month: on.slice(0, MONTH), on, event: id,
  }))];
};

const divided = (event: Recorded<Extract<LotEvent, { type: 'LotSplit' | 'LotSorted' | 'StonesPromoted' }>>): Change<Row>[] =>
  changed(event, { holder: event.data.holder, cause: event.data.lossReason, differenceMilliCarats: -event.data.lossMilliCarats });

/** Every carat that went missing or turned up, by whose hands, from which source, in which month and why. A correction is neither: see there. Key: the event. */
export const losses: View<typeof LossRow, LotEvent> = {
  name: 'custody/losses',
  version: 1,
  row: LossRow,
  index: ['lot', 'holder', 'cause', 'on'],
  on: {
    LotSplit: divided,
    LotSorted: divided,
    StonesPromoted: divided,
    LotTreated: (event) => changed(event, { ...event.data, cause: event.data.treatment, differenceMilliCarats: -event.data.lossMilliCarats }),
    LotLossRecorded: (event) => changed(event, { ...event.data, cause: event.data.reason, differenceMilliCarats: -event.data.lossMilliCarats }),
    LotLost: (event) => changed(event, { ...event.data, cause: event.data.reason, differenceMilliCarats: -event.data.milliCarats }),
    LotWeighed: (event) => changed(event, { ...event.data, cause: 're-weighing' }),
    LotDisputeSettled: (event) => changed(event, { ...event.data, cause: 'transit' }),
  },
};
