import { at, halfOf, IsCount, IsMilliCarats, IsParticipantCode, IsUsdCents, IsYear, OneOf, yearOf, type View } from '#kernel';
import type { ProductionEvent } from '../production/production.events.ts';

class ParticipantProductionRow {
  @IsParticipantCode() participant!: string;
  @IsYear() year!: number;
  @OneOf(1, 2) half!: 1 | 2;
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @IsCount() records!: number;
}

/** What the sites of each Participant yielded in each half-year (KPCS Annex III(c)). Key: `BW-2005-H1`. */
export const participantProduction: View<typeof ParticipantProductionRow, ProductionEvent> = {
  name: 'extraction/participant-production',
  version: 1,
  row: ParticipantProductionRow,
  index: ['participant', 'year'],
  on: {
    ProductionRecorded: ({ data: { participant, from, milliCarats, usdCents } }) => {
      const [year, half] = [yearOf(from), halfOf(from)];
      return [at(`${participant}-${year}-H${half}`, (row) => ({
        participant, year, half,
        milliCarats: (row?.milliCarats ?? 0) + milliCarats, usdCents: (row?.usdCents ?? 0) + usdCents, records: (row?.records ?? 0) + 1,
      }))];
    },
  },
};
