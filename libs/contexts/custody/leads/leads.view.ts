import type { ProductionEvent, SiteEvent } from '#contexts/extraction/events';
import { at, IsDay, IsText, Optional, type Change, type View } from '#kernel';
import type { ParcelEvent } from '../parcel/parcel.events.ts';
import type { SealEvent } from '../seal/seal.events.ts';

class Lead {
  /** `site:`, `zone:`, `licence:`, `seal:` or `seals:` (a range of them), and its id. */
  @IsText() from!: string;
  /** One of these again, or goods: `lot:` or `parcel:`, and its id. */
  @IsText() to!: string;
  /** Of goods from a site: the first and the last day on which they were dug. */
  @Optional() @IsDay() firstOn?: string;
  @Optional() @IsDay() lastOn?: string;
}
type Row = Readonly<Lead>;

const lead = (from: string, to: string, days: Pick<Row, 'firstOn' | 'lastOn'> = {}): Change<Row> => at<Row>(`${from}>${to}`, () => ({ from, to, ...days }));

/** What names the place where goods were dug: the site, and the zone in which it lay then, if that was told. */
const placesOf = (site: string, zone: string | undefined): string[] => [`site:${site}`, ...(zone === undefined ? [] : [`zone:${zone}`])];

/** What names goods from outside: the site, the zone and the licence under which they were dug, the seals on them. Here a recall begins. */
export const leads: View<typeof Lead, SiteEvent | ProductionEvent | ParcelEvent | SealEvent> = {
  name: 'custody/leads',
  version: 2,
  row: Lead,
  index: ['from'],
  on: {
    SiteRegistered: ({ subject, data: { licence } }) => [lead(`licence:${licence}`, `site:${subject}`)],
    ProductionRecorded: ({ subject, data: { site, zone, from, to } }) => placesOf(site, zone).map((named) => lead(named, `lot:${subject}`, { firstOn: from, lastOn: to })),
    // The licence is the miner’s own.
    PurchaseRecorded: ({ subject, data: { site, zone, licence, from, to } }) =>
      [...placesOf(site, zone), `licence:${licence}`].map((named) => lead(named, `lot:${subject}`, { firstOn: from, lastOn: to })),
    SealUsed: ({ subject, data: { range, parcel, lot } }) => [
      lead(`seals:${range}`, `seal:${subject}`),
      ...(parcel === undefined ? [] : [lead(`seal:${subject}`, `parcel:${parcel}`)]), ...(lot === undefined ? [] : [lead(`seal:${subject}`, `lot:${lot}`)]),
    ],
    ParcelSealed: ({ subject, data: { seal } }) => [lead(`seal:${seal}`, `parcel:${subject}`)],
    ParcelInspected: ({ subject, data: { newSeal } }) => [lead(`seal:${newSeal}`, `parcel:${subject}`)],
  },
};
