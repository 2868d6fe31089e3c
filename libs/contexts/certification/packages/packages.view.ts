import { OriginShare } from '#contexts/custody/events';
import {
  at, dayOf, IsCertificateNumber, IsCount, IsDay, IsMilliCarats, IsName, IsPackageId, IsParcelId, IsParticipantCode, IsPartyId, IsSha256, IsText, IsUsdCents, ListOf, Many, OneOf, Optional, type Change,
  type Recorded, type View,
} from '#kernel';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import { monthBookOf } from '../certificates/page.rules.ts';
import { SieveShare, type PackageEvent } from '../package/package.events.ts';

class PackageRow {
  @IsPackageId() package!: string;
  @OneOf('filed', 'approved', 'rejected') status!: 'filed' | 'approved' | 'rejected';
  @IsParticipantCode() participant!: string;
  @IsPartyId() exporter!: string;
  @ListOf(IsParcelId, 1, 1_000) parcels!: string[];
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  /** How many lots the trail has; which, is in the lineage of the parcels. */
  @IsCount() lotCount!: number;
  /** Country, zone and taint of every carat. */
  @Many(() => OriginShare) origins!: OriginShare[];
  @ListOf(IsSha256, 1, 1_000) photographs!: string[];
  @IsName() sieveSet!: string;
  @Many(() => SieveShare, 1, 100) sieves!: SieveShare[];
  @IsDay() filedOn!: string;
  /** What the monitor said, and when. */
  @Optional() @IsPartyId() monitor?: string;
  @Optional() @IsDay() examinedOn?: string;
  @Optional() @IsText() finding?: string;
  @Optional() @IsText() audit?: string;
  /** The certificate that was asked for with it, or after which it came. */
  @Optional() @IsCertificateNumber() certificate?: string;
  /** The month in which it was filed, as CF-2016-06. */
  @IsText() book!: string;
}
type Row = Readonly<PackageRow>;
export type ShownPackage = Row;

type Filed = Recorded<Extract<PackageEvent, { type: 'PackageFiled' }>>;
const shown = ({ subject, data, occurredAt }: Filed): Row => {
  const { participant, exporter, parcels, milliCarats, usdCents, lots, origins, photographs, sieveSet, sieves, certificate } = data;
  const filedOn = dayOf(occurredAt);
  return {
    package: subject, status: 'filed', participant, exporter, parcels: parcels.map(({ parcel }) => parcel), milliCarats, usdCents, lotCount: lots.length, origins, photographs, sieveSet, sieves, filedOn,
    book: monthBookOf(participant, filedOn), ...(certificate !== undefined && { certificate }),
  };
};

const changed = (filed: string, fold: (row: Row) => Row): [Change<Row>] => [at<Row>(filed, (row) => fold(row!))];

/** Every export package, what was found in it, and which certificate it belongs to. */
export const packages: View<typeof PackageRow, PackageEvent | CertificateEvent> = {
  name: 'certification/packages',
  version: 1,
  row: PackageRow,
  index: ['participant', 'status', 'exporter', 'book'],
  on: {
    PackageFiled: (event) => [at<Row>(event.subject, () => shown(event))],
    PackageApproved: ({ subject, data: { monitor, finding, audit }, occurredAt }) =>
      changed(subject, (row) => ({ ...row, status: 'approved', monitor, finding, examinedOn: dayOf(occurredAt), ...(audit !== undefined && { audit }) })),
    PackageRejected: ({ subject, data: { monitor, reason }, occurredAt }) => changed(subject, (row) => ({ ...row, status: 'rejected', monitor, finding: reason, examinedOn: dayOf(occurredAt) })),
    CertificateRequested: ({ subject, data }) => (data.package === undefined ? [] : changed(data.package, (row) => ({ ...row, certificate: subject }))),
  },
};
