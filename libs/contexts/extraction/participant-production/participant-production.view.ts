import { at, halfOf, IsCount, IsMilliCarats, IsParticipantCode, IsUsdCents, IsYear, OneOf, yearOf, type Change, type View } from '#kernel';
import type { ProductionEvent } from '../production/production.events.ts';

class ParticipantProductionRow {
  @IsParticipantCode() participant!: string;
  @IsYear() year!: number;
  @OneOf(1, 2) half!: 1 | 2;
  /** As corrected; samples are not in it. */
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  /** Records and purchases. */
  @IsCount() records!: number;
  /** How often one of them was corrected. */
  @IsCount() restatements!: number;
}
type Row = Readonly<ParticipantProductionRow>;
type Yield = Readonly<{ participant: string; from: string; sample?: string }>;

const nothing = { milliCarats: 0, usdCents: 0, records: 0, restatements: 0 };

const added = ({ participant, from, sample }: Yield, more: typeof nothing): Change<Row>[] => {
  // Stones found in a sample are no production (Technical Guideline 17).
  if (sample !== undefined) return [];
  const [year, half] = [yearOf(from), halfOf(from)];
  return [at<Row>(`${participant}-${year}-H${half}`, (row) => {
    const { milliCarats, usdCents, records, restatements } = row ?? nothing;
    return {
      participant, year, half, milliCarats: milliCarats + more.milliCarats, usdCents: usdCents + more.usdCents, records: records + more.records, restatements: restatements + more.restatements,
    };
  })];
};

/** What the sites of each Participant yielded in each half-year (KPCS Annex III(c)). Key: `BW-2005-H1`. */
export const participantProduction: View<typeof ParticipantProductionRow, ProductionEvent> = {
  name: 'extraction/participant-production',
  version: 2,
  row: ParticipantProductionRow,
  index: ['participant', 'year'],
  on: {
    ProductionRecorded: ({ data }) => added(data, { milliCarats: data.milliCarats, usdCents: data.usdCents, records: 1, restatements: 0 }),
    PurchaseRecorded: ({ data: { milliCarats, usdCents, ...where } }) => added(where, { milliCarats, usdCents, records: 1, restatements: 0 }),
    ProductionRestated: ({ data }) =>
      added(data, { milliCarats: data.milliCarats - data.wasMilliCarats, usdCents: data.usdCents - data.wasUsdCents, records: 0, restatements: 1 }),
  },
};
