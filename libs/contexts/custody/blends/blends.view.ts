import {
  at, dayOf, IsBlendId, IsDay, IsInstant, IsLotId, IsMilliCarats, IsParticipantCode, IsPartyId, IsPermyriad, IsStones, IsUsdCents, IsZoneId, ListOf, Many, One, OneOf, Optional, shareOut,
  type Change, type DataOf, type View,
} from '#kernel';
import { MOST_INPUTS, Obstacle, type BlendEvent } from '../blend/blend.events.ts';
import type { OriginShare } from '../lot/lot.events.ts';
import { MODELS, type Model } from '../lot/vocabulary.events.ts';

/** What came from one country, from one zone of it if that was told, and whether it is tainted: of the weight, and, where all stones were counted, of the stones; exact, and in hundredths of a percent. */
class ShareShown {
  @IsParticipantCode() participant!: string;
  @IsMilliCarats() milliCarats!: number;
  @IsPermyriad() permyriad!: number;
  @Optional() @IsStones() stones?: number;
  @Optional() @IsPermyriad() stonesPermyriad?: number;
  @Optional() @IsZoneId() zone?: string;
  @Optional() @OneOf('zone') taint?: 'zone';
}

const STATUSES = ['started', 'committed', 'aborted', 'completed'] as const;

class BlendRow {
  @IsBlendId() blend!: string;
  /** Started: not decided yet. Committed or aborted: decided, and not every lot knows it. Completed: nothing is left to do. */
  @OneOf(...STATUSES) status!: (typeof STATUSES)[number];
  @Optional() @OneOf('committed', 'aborted') outcome?: 'committed' | 'aborted';
  @IsPartyId() holder!: string;
  @ListOf(IsLotId, 2, MOST_INPUTS) lots!: string[];
  /** How strictly the result was wanted; once it is made, how strictly it is kept. */
  @Optional() @OneOf(...MODELS) model?: Model;
  /** What it made, and where that came from; what each lot brought is on the edges of the lineage. */
  @Optional() @IsLotId() lot?: string;
  @Optional() @IsMilliCarats() milliCarats?: number;
  @Optional() @IsUsdCents() usdCents?: number;
  @Optional() @IsStones() stones?: number;
  @Optional() @Many(() => ShareShown) shares?: ShareShown[];
  @Optional() @One(() => Obstacle) obstacle?: Obstacle;
  @IsDay() startedOn!: string;
  /** When the ledger learned of it: from then on it may hang. */
  @IsInstant() startedAt!: string;
}
type Row = Readonly<BlendRow>;

const WHOLE = 10_000;

/** Shares that add up to the whole: what is left after rounding down goes to the largest remainders. */
const sharesOf = (origins: readonly DataOf<typeof OriginShare>[]): ShareShown[] => {
  const byWeight = shareOut(WHOLE, origins.map(({ milliCarats }) => milliCarats));
  const counted = origins.every(({ stones }) => stones !== undefined);
  const byStones = counted ? shareOut(WHOLE, origins.map(({ stones }) => stones!)) : [];
  return origins.map(({ stones, ...share }, i) => ({
    ...share, permyriad: byWeight[i]!, ...(counted && { stones: stones!, stonesPermyriad: byStones[i]! }),
  }));
};

const changed = (blend: string, fold: (row: Row) => Row): [Change<Row>] => [at<Row>(blend, (row) => fold(row!))];

/** Every blend: what it wants, how far it is, what it made, and of what, to the hundredth of a percent. One that hangs is one that is `started` for long. */
export const blends: View<typeof BlendRow, BlendEvent> = {
  name: 'custody/blends',
  version: 2,
  row: BlendRow,
  index: ['status', 'holder'],
  on: {
    BlendStarted: ({ subject, data, occurredAt, recordedAt }) => [at<Row>(subject, () => ({ blend: subject, status: 'started', ...data, startedOn: dayOf(occurredAt), startedAt: recordedAt }))],
    BlendCommitted: ({ subject, data: { lot, made } }) => changed(subject, (row) => {
      const { milliCarats, usdCents, stones, origins, model = 'identity-preserved' } = made;
      return { ...row, status: 'committed', outcome: 'committed', lot, model, milliCarats, usdCents, ...(stones !== undefined && { stones }), shares: sharesOf(origins) };
    }),
    BlendAborted: ({ subject, data: { obstacle } }) => changed(subject, (row) => ({ ...row, status: 'aborted', outcome: 'aborted', obstacle })),
    BlendCompleted: ({ subject }) => changed(subject, (row) => ({ ...row, status: 'completed' })),
  },
};
