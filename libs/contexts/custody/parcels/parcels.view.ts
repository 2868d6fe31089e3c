import type { CertificateEvent } from '#contexts/certification/events';
import {
  at, dayOf, IsCertificateNumber, IsDay, IsLotId, IsMilliCarats, IsParcelId, IsPartyId, IsSeal, IsUsdCents, ListOf, Many, OneOf, Optional, type Change, type View,
} from '#kernel';
import { OriginShare } from '../lot/lot.events.ts';
import { HsLine, type ParcelEvent } from '../parcel/parcel.events.ts';

class ParcelRow {
  @IsParcelId() parcel!: string;
  @OneOf('sealed', 'presented', 'in-transit', 'imported', 'opened') status!: 'sealed' | 'presented' | 'in-transit' | 'imported' | 'opened';
  /** In whose hands; in transit, in whose it will be. */
  @IsPartyId() holder!: string;
  @IsSeal() seal!: string;
  @ListOf(IsLotId) lots!: string[];
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @Many(() => HsLine, 1, 3) lines!: HsLine[];
  @Many(() => OriginShare) origins!: OriginShare[];
  @Optional() @IsCertificateNumber() certificate?: string;
  @IsDay() sealedOn!: string;
}
type Row = Readonly<ParcelRow>;

const changed = (parcel: string, fold: (row: Row) => Row): Change<Row> => at<Row>(parcel, (row) => fold(row!));

const withdrawn = ({ certificate: _, ...row }: Row): Row => ({ ...row, status: 'sealed' });

/** The page of each parcel: what lies in it under which seal, where it is, and under which certificate. */
export const parcels: View<typeof ParcelRow, ParcelEvent | CertificateEvent> = {
  name: 'custody/parcels',
  version: 1,
  row: ParcelRow,
  index: ['holder', 'status', 'certificate'],
  on: {
    ParcelSealed: ({ subject, data, occurredAt }) => [at<Row>(subject, () => (
      { parcel: subject, status: 'sealed', ...data, lots: data.lots.map(({ lot }) => lot), sealedOn: dayOf(occurredAt) }))],
    ParcelPresented: ({ subject, data: { certificate } }) => [changed(subject, (row) => ({ ...row, status: 'presented', certificate }))],
    ParcelWithdrawn: ({ subject }) => [changed(subject, withdrawn)],
    ParcelOpened: ({ subject, data: { holder } }) => [changed(subject, (row) => ({ ...row, status: 'opened', holder }))],
    ExportDispatched: ({ data: { parcels, importer } }) =>
      parcels.map(({ parcel }) => changed(parcel, (row) => ({ ...row, status: 'in-transit', holder: importer }))),
    ImportConfirmed: ({ data: { parcels } }) => parcels.map(({ parcel }) => changed(parcel, (row) => ({ ...row, status: 'imported' }))),
  },
};
