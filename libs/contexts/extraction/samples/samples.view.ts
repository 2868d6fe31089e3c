import {
  at, dayOf, IsCount, IsDay, IsGrams, IsMilliCarats, IsName, IsParticipantCode, IsPartyId, IsSampleId, IsSiteId, IsText, OneOf, Optional, type Change, type View,
} from '#kernel';
import type { ProductionEvent } from '../production/production.events.ts';
import { MODES, type Mode, type SampleEvent } from '../sample/sample.events.ts';

class SampleRow {
  @IsSampleId() sample!: string;
  @IsSiteId() site!: string;
  @IsParticipantCode() participant!: string;
  /** Who has it; on its way, who sent it. */
  @IsPartyId() holder!: string;
  @OneOf('held', 'sent', 'reported') status!: 'held' | 'sent' | 'reported';
  /** As taken, and as found when it was received last. */
  @IsGrams() takenGrams!: number;
  @IsGrams() grams!: number;
  @IsDay() takenOn!: string;
  @IsText() purpose!: string;
  /** Of the last journey. */
  @Optional() @IsPartyId() to?: string;
  @Optional() @OneOf(...MODES) mode?: Mode;
  @Optional() @IsName() handCarriedBy?: string;
  @Optional() @IsText() letter?: string;
  /** What the report said was found; no stones are an answer too. */
  @Optional() @IsCount() stones?: number;
  @Optional() @IsText() report?: string;
  /** What was recorded of it, outside trade and its figures. */
  @Optional() @IsMilliCarats() milliCarats?: number;
  /** The last day on which anything happened to it. */
  @IsDay() lastOn!: string;
}
type Row = Readonly<SampleRow>;

const change = (sample: string, occurredAt: string, learn: (row: Row) => Row): readonly Change<Row>[] => [at<Row>(sample, (row) => ({ ...learn(row!), lastOn: dayOf(occurredAt) }))];

/** Exploration samples: in whose hands, what was found (Technical Guideline 17). */
export const samples: View<typeof SampleRow, SampleEvent | ProductionEvent> = {
  name: 'extraction/samples',
  version: 1,
  row: SampleRow,
  index: ['site', 'participant', 'holder', 'status'],
  on: {
    SampleTaken: ({ subject, occurredAt, data: { grams, ...data } }) =>
      [at<Row>(subject, () => ({ sample: subject, ...data, grams, takenGrams: grams, status: 'held', lastOn: dayOf(occurredAt) }))],
    SampleSent: ({ subject, occurredAt, data: { to, mode, handCarriedBy, letter } }) =>
      change(subject, occurredAt, ({ handCarriedBy: _, letter: __, ...row }) =>
        ({ ...row, status: 'sent', to, mode, ...(handCarriedBy !== undefined && { handCarriedBy }), ...(letter !== undefined && { letter }) })),
    SampleReceived: ({ subject, occurredAt, data: { holder, grams } }) =>
      change(subject, occurredAt, (row) => ({ ...row, status: row.report === undefined ? 'held' : 'reported', holder, grams })),
    SampleReported: ({ subject, occurredAt, data: { stones, report } }) => change(subject, occurredAt, (row) => ({ ...row, status: 'reported', stones, report })),
    ProductionRecorded: ({ occurredAt, data: { sample, milliCarats } }) => (sample === undefined ? [] : change(sample, occurredAt, (row) => ({ ...row, milliCarats }))),
    ProductionRestated: ({ occurredAt, data: { sample, milliCarats } }) => (sample === undefined ? [] : change(sample, occurredAt, (row) => ({ ...row, milliCarats }))),
  },
};
