import type { CertificateEvent } from '#contexts/certification/events';
import type { ProductionEvent } from '#contexts/extraction/events';
import { at, gone, IsMilliCarats, IsPartyId, IsText, IsUsdCents, OneOf, type Change, type View } from '#kernel';
import type { LotEvent } from '../lot/lot.events.ts';
import type { ParcelEvent } from '../parcel/parcel.events.ts';

class Holding {
  /** The id of the lot or of the parcel. */
  @IsText() item!: string;
  @OneOf('lot', 'parcel') kind!: 'lot' | 'parcel';
  /** In whose hands it is, or, in transit, to whom it goes. */
  @IsPartyId() holder!: string;
  @OneOf('held', 'in-transit') status!: 'held' | 'in-transit';
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
}
type Row = Readonly<Holding>;
type Weighed = Readonly<{ milliCarats: number; usdCents: number }>;

const keyOf = (kind: Row['kind'], item: string): string => `${kind}:${item}`;

const put = (kind: Row['kind'], item: string, holder: string, { milliCarats, usdCents }: Weighed): Change<Row> =>
  at<Row>(keyOf(kind, item), () => ({ item, kind, holder, status: 'held', milliCarats, usdCents }));
const changed = (kind: Row['kind'], item: string, change: Partial<Row>): Change<Row> => at<Row>(keyOf(kind, item), (row) => ({ ...row!, ...change }));
const removed = (kind: Row['kind'], item: string): Change<Row> => at<Row>(keyOf(kind, item), () => gone);

/** Who holds what, now: loose and packed lots, and sealed parcels in place of the lots in them. */
export const holdings: View<typeof Holding, ProductionEvent | LotEvent | ParcelEvent | CertificateEvent> = {
  name: 'custody/holdings',
  version: 1,
  row: Holding,
  index: ['holder'],
  on: {
    ProductionRecorded: ({ subject, data }) => [put('lot', subject, data.operator, data)],
    LotSplit: ({ subject, data: { holder, parts } }) => [removed('lot', subject), ...parts.map((part) => put('lot', part.lot, holder, part))],
    LotValued: ({ subject, data: { usdCents } }) => [changed('lot', subject, { usdCents })],
    LotLossRecorded: ({ subject, data: { milliCarats } }) => [changed('lot', subject, { milliCarats })],
    LotDispatched: ({ subject, data: { to } }) => [changed('lot', subject, { holder: to, status: 'in-transit' })],
    LotReceived: ({ subject, data: { holder, usdCents } }) => [changed('lot', subject, { holder, status: 'held', usdCents })],
    LotConfiscated: ({ subject, data: { authority } }) => [changed('lot', subject, { holder: authority })],
    ParcelSealed: ({ subject, data }) => [...data.lots.map(({ lot }) => removed('lot', lot)), put('parcel', subject, data.holder, data)],
    ParcelOpened: ({ subject, data: { holder, lots } }) => [removed('parcel', subject), ...lots.map((freed) => put('lot', freed.lot, holder, freed))],
    ExportDispatched: ({ data: { parcels, importer } }) => parcels.map(({ parcel }) => changed('parcel', parcel, { holder: importer, status: 'in-transit' })),
    ImportConfirmed: ({ data: { parcels } }) => parcels.map(({ parcel }) => changed('parcel', parcel, { status: 'held' })),
  },
};
