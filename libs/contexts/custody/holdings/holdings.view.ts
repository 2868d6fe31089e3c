import type { CertificateEvent } from '#contexts/certification/events';
import type { ProductionEvent } from '#contexts/extraction/events';
import { at, gone, IsMilliCarats, IsPartyId, IsText, IsUsdCents, OneOf, type Change, type View } from '#kernel';
import type { BlendEvent } from '../blend/blend.events.ts';
import type { LotEvent, lotEvents } from '../lot/lot.events.ts';
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
type Divided = Readonly<{ subject: string; data: Pick<InstanceType<typeof lotEvents.LotSplit>, 'holder' | 'parts'> }>;

const keyOf = (kind: Row['kind'], item: string): string => `${kind}:${item}`;

const put = (kind: Row['kind'], item: string, holder: string, { milliCarats, usdCents }: Weighed): Change<Row> =>
  at<Row>(keyOf(kind, item), () => ({ item, kind, holder, status: 'held', milliCarats, usdCents }));
const changed = (kind: Row['kind'], item: string, change: Partial<Row>): Change<Row> => at<Row>(keyOf(kind, item), (row) => ({ ...row!, ...change }));
const removed = (kind: Row['kind'], item: string): Change<Row> => at<Row>(keyOf(kind, item), () => gone);

const divided = ({ subject, data: { holder, parts } }: Divided): Change<Row>[] => [removed('lot', subject), ...parts.map((part) => put('lot', part.lot, holder, part))];
const weighs = ({ subject, data: { milliCarats } }: Readonly<{ subject: string; data: Readonly<{ milliCarats: number }> }>): Change<Row>[] => [changed('lot', subject, { milliCarats })];

/** Who holds what, now: loose and packed lots, and sealed parcels in place of the lots in them. Who owns it is on the page of each lot. */
export const holdings: View<typeof Holding, ProductionEvent | LotEvent | BlendEvent | ParcelEvent | CertificateEvent> = {
  name: 'custody/holdings',
  version: 4,
  row: Holding,
  index: ['holder'],
  on: {
    ProductionRecorded: ({ subject, data }) => [put('lot', subject, data.operator, data)],
    PurchaseRecorded: ({ subject, data }) => [put('lot', subject, data.buyer, data)],
    LotSplit: divided,
    LotSorted: divided,
    StonesPromoted: divided,
    BlendCommitted: ({ data: { lot, inputs, made } }) => [...inputs.map((input) => removed('lot', input.lot)), put('lot', lot, made.holder, made)],
    LotTreated: weighs,
    LotWeighed: weighs,
    LotDisputeSettled: weighs,
    LotLossRecorded: weighs,
    LotLost: ({ subject }) => [removed('lot', subject)],
    LotCorrected: ({ subject, data: { milliCarats, usdCents } }) =>
      [changed('lot', subject, { ...(milliCarats !== undefined && { milliCarats }), ...(usdCents !== undefined && { usdCents }) })],
    LotValued: ({ subject, data: { usdCents, kind } }) => (kind === 'independent' ? [] : [changed('lot', subject, { usdCents })]),
    LotDispatched: ({ subject, data: { to } }) => [changed('lot', subject, { holder: to, status: 'in-transit' })],
    LotReturned: ({ subject, data: { holder } }) => [changed('lot', subject, { holder, status: 'held' })],
    LotReceived: ({ subject, data: { holder, usdCents } }) => [changed('lot', subject, { holder, status: 'held', usdCents })],
    LotSeized: ({ subject, data: { authority } }) => [changed('lot', subject, { holder: authority, status: 'held' })],
    LotConfiscated: ({ subject, data: { authority } }) => [changed('lot', subject, { holder: authority })],
    LotDisposed: ({ subject, data: { disposal, to, usdCents } }) => {
      if (disposal === 'destroyed') return [removed('lot', subject)];
      return to === undefined ? [] : [changed('lot', subject, { holder: to, ...(usdCents !== undefined && { usdCents }) })];
    },
    ParcelSealed: ({ subject, data }) => [...data.lots.map(({ lot }) => removed('lot', lot)), put('parcel', subject, data.holder, data)],
    ParcelOpened: ({ subject, data: { holder, lots } }) => [removed('parcel', subject), ...lots.map((freed) => put('lot', freed.lot, holder, freed))],
    ExportDispatched: ({ data: { parcels, importer } }) => parcels.map(({ parcel }) => changed('parcel', parcel, { holder: importer, status: 'in-transit' })),
    ImportConfirmed: ({ data: { parcels } }) => parcels.map(({ parcel }) => changed('parcel', parcel, { status: 'held' })),
    // Part of a shipment may go on to somebody else; what has not left yet lies where it lay.
    CertificateReissued: ({ data: { parcels, importer, dispatchedOn } }) => (dispatchedOn === undefined ? [] : parcels.map(({ parcel }) => changed('parcel', parcel, { holder: importer }))),
    ShipmentReturned: ({ data: { parcels, exporter } }) => parcels.map(({ parcel }) => changed('parcel', parcel, { holder: exporter })),
    ReturnReceived: ({ data: { parcels } }) => parcels.map(({ parcel }) => changed('parcel', parcel, { status: 'held' })),
  },
};
