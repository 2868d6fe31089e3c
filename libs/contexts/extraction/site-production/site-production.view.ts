import { at, halfOf, IsCount, IsMilliCaratsOrNone, IsParticipantCode, IsSiteId, IsUsdCents, IsYear, OneOf, yearOf, type Change, type View } from '#kernel';
import type { ProductionEvent } from '../production/production.events.ts';

class SiteProductionRow {
  @IsSiteId() site!: string;
  @IsParticipantCode() participant!: string;
  @IsYear() year!: number;
  @OneOf(1, 2) half!: 1 | 2;
  /** As corrected; samples are not in it. */
  @IsMilliCaratsOrNone() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  /** Records and purchases. */
  @IsCount() records!: number;
  /** How often one of them was corrected. */
  @IsCount() restatements!: number;
  /** Found in exploration samples (Technical Guideline 17): beside the production, not in it. */
  @IsMilliCaratsOrNone() sampleMilliCarats!: number;
}
type Row = Readonly<SiteProductionRow>;
type Figure = 'milliCarats' | 'usdCents' | 'records' | 'restatements' | 'sampleMilliCarats';
type Yield = Readonly<{ site: string; participant: string; from: string }>;

const nothing: Pick<Row, Figure> = { milliCarats: 0, usdCents: 0, records: 0, restatements: 0, sampleMilliCarats: 0 };

const added = ({ site, participant, from }: Yield, more: Partial<Pick<Row, Figure>>): Change<Row>[] => {
  const [year, half] = [yearOf(from), halfOf(from)];
  return [at<Row>(`${site}-${year}-H${half}`, (row) => {
    const before = row ?? { site, participant, year, half, ...nothing };
    return { ...before, ...Object.fromEntries(Object.entries(more).map(([figure, by]) => [figure, before[figure as Figure] + by])) };
  })];
};

/** What each site yielded in each half-year. Key: `<site>-<year>-H<half>`. */
export const siteProduction: View<typeof SiteProductionRow, ProductionEvent> = {
  name: 'extraction/site-production',
  version: 2,
  row: SiteProductionRow,
  index: ['site', 'participant'],
  on: {
    ProductionRecorded: ({ data: { sample, milliCarats, usdCents, ...where } }) =>
      added(where, sample === undefined ? { milliCarats, usdCents, records: 1 } : { sampleMilliCarats: milliCarats }),
    PurchaseRecorded: ({ data: { milliCarats, usdCents, ...where } }) => added(where, { milliCarats, usdCents, records: 1 }),
    ProductionRestated: ({ data: { sample, milliCarats, wasMilliCarats, usdCents, wasUsdCents, ...where } }) =>
      added(where, sample === undefined
        ? { milliCarats: milliCarats - wasMilliCarats, usdCents: usdCents - wasUsdCents, restatements: 1 } : { sampleMilliCarats: milliCarats - wasMilliCarats }),
  },
};
