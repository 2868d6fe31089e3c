import { at, halfOf, IsCount, IsMilliCarats, IsParticipantCode, IsSiteId, IsUsdCents, IsYear, OneOf, yearOf, type View } from '#kernel';
import type { ProductionEvent } from '../production/production.events.ts';

class SiteProductionRow {
  @IsSiteId() site!: string;
  @IsParticipantCode() participant!: string;
  @IsYear() year!: number;
  @OneOf(1, 2) half!: 1 | 2;
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @IsCount() records!: number;
}

/** What each site yielded in each half-year. Key: `<site>-<year>-H<half>`. */
export const siteProduction: View<typeof SiteProductionRow, ProductionEvent> = {
  name: 'extraction/site-production',
  version: 1,
  row: SiteProductionRow,
  index: ['site', 'participant'],
  on: {
    ProductionRecorded: ({ data: { site, participant, from, milliCarats, usdCents } }) => {
      const [year, half] = [yearOf(from), halfOf(from)];
      return [at(`${site}-${year}-H${half}`, (row) => ({
        site, participant, year, half,
        milliCarats: (row?.milliCarats ?? 0) + milliCarats, usdCents: (row?.usdCents ?? 0) + usdCents, records: (row?.records ?? 0) + 1,
      }))];
    },
  },
};
