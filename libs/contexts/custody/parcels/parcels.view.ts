import type { CertificateEvent } from '#contexts/certification/events';
import {
  at, dayOf, IsCaseId, IsCertificateNumber, IsDay, IsInstant, IsLotId, IsMilliCarats, IsMilliCaratsOrNone, IsParcelId, IsPartyId, IsPersonId, IsSeal, IsText, IsUsdCents, ListOf, Many, One, OneOf, Optional,
  type Change, type View,
} from '#kernel';
import { MOST_INPUTS } from '../blend/blend.events.ts';
import { Detention, OriginShare } from '../lot/lot.events.ts';
import { HsLine, SealingObstacle, type ParcelEvent } from '../parcel/parcel.events.ts';

const STATUSES = ['begun', 'abandoned', 'sealed', 'presented', 'in-transit', 'returning', 'returned', 'imported', 'opened'] as const;

/** Opened before officers and closed again: under which seal before, under which since. */
class Inspection {
  @IsPartyId() authority!: string;
  @ListOf(IsPersonId, 2, 10) officers!: string[];
  @IsText() reason!: string;
  @IsSeal() seal!: string;
  @IsSeal() newSeal!: string;
  @Optional() @IsMilliCarats() foundMilliCarats?: number;
  @IsDay() on!: string;
}
class ParcelRow {
  @IsParcelId() parcel!: string;
  @OneOf(...STATUSES) status!: (typeof STATUSES)[number];
  /** In whose hands; in transit or on the way back, in whose it will be. */
  @IsPartyId() holder!: string;
  /** The seal that is on it, or was to be. Those before it are in the inspections. */
  @IsSeal() seal!: string;
  @ListOf(IsLotId, 1, MOST_INPUTS) lots!: string[];
  /** None as long as it is not sealed: figures are those of what lies in it. */
  @IsMilliCaratsOrNone() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @Many(() => HsLine, 0, 3) lines!: HsLine[];
  @Many(() => OriginShare, 0) origins!: OriginShare[];
  /** The certificates under which goods in it came into the territory in which it was sealed. */
  @Optional() @ListOf(IsCertificateNumber, 1, 1_000) imports?: string[];
  @Optional() @IsCertificateNumber() certificate?: string;
  /** Samples and seized goods are under a rule of their own; without it they are goods of trade. */
  @Optional() @OneOf('sample', 'seized') regime?: 'sample' | 'seized';
  /** The cases under which goods in it were confiscated; and by whom it is detained now, if it is. */
  @Optional() @ListOf(IsCaseId, 1, 1_000) confiscations?: string[];
  @Optional() @One(() => Detention) detention?: Detention;
  @Many(() => Inspection, 0) inspections!: Inspection[];
  /** Why it was abandoned. */
  @Optional() @One(() => SealingObstacle) obstacle?: SealingObstacle;
  @Optional() @IsDay() begunOn?: string;
  /** When the ledger learned that it was begun. */
  @Optional() @IsInstant() begunAt?: string;
  @Optional() @IsDay() sealedOn?: string;
}
type Row = Readonly<ParcelRow>;

const changed = (parcel: string, fold: (row: Row) => Row): Change<Row> => at<Row>(parcel, (row) => fold(row!));

const withdrawn = ({ certificate: _, ...row }: Row): Row => ({ ...row, status: 'sealed' });

const released = ({ detention: _, ...row }: Row): Row => row;

const unsealed = { milliCarats: 0, usdCents: 0, lines: [], origins: [], inspections: [] } satisfies Partial<Row>;

/** The page of each parcel: what lies in it under which seal, where it is, and under which certificate. */
export const parcels: View<typeof ParcelRow, ParcelEvent | CertificateEvent> = {
  name: 'custody/parcels',
  version: 5,
  row: ParcelRow,
  index: ['holder', 'status', 'certificate', 'seal'],
  on: {
    ParcelBegun: ({ subject, data, occurredAt, recordedAt }) => [at<Row>(subject, () => ({ parcel: subject, status: 'begun', ...data, ...unsealed, begunOn: dayOf(occurredAt), begunAt: recordedAt }))],
    ParcelAbandoned: ({ subject, data: { obstacle } }) => [changed(subject, (row) => ({ ...row, status: 'abandoned', obstacle }))],
    ParcelSealed: ({ subject, data, occurredAt }) => [at<Row>(subject, (row) => (
      { ...unsealed, ...row, parcel: subject, status: 'sealed', ...data, lots: data.lots.map(({ lot }) => lot), sealedOn: dayOf(occurredAt) }))],
    ParcelPresented: ({ subject, data: { certificate } }) => [changed(subject, (row) => ({ ...row, status: 'presented', certificate }))],
    ParcelReassigned: ({ subject, data: { certificate } }) => [changed(subject, (row) => ({ ...row, certificate }))],
    ParcelWithdrawn: ({ subject }) => [changed(subject, withdrawn)],
    ParcelInspected: ({ subject, data, occurredAt }) =>
      [changed(subject, (row) => ({ ...row, seal: data.newSeal, inspections: [...row.inspections, { ...data, on: dayOf(occurredAt) }] }))],
    ParcelOpened: ({ subject, data: { holder } }) => [changed(subject, (row) => ({ ...released(row), status: 'opened', holder }))],
    ParcelDetained: ({ subject, data: { case: named, authority } }) => [changed(subject, (row) => ({ ...row, detention: { case: named, authority, stage: 'detained' } }))],
    ParcelDetentionLifted: ({ subject }) => [changed(subject, released)],
    ExportDispatched: ({ data: { parcels, importer } }) =>
      parcels.map(({ parcel }) => changed(parcel, (row) => ({ ...row, status: 'in-transit', holder: importer }))),
    // What has not left yet lies where it lay; part of a shipment may go on to somebody else.
    CertificateReissued: ({ data: { parcels, importer, dispatchedOn } }) =>
      (dispatchedOn === undefined ? [] : parcels.map(({ parcel }) => changed(parcel, (row) => ({ ...row, holder: importer })))),
    ShipmentReturned: ({ data: { parcels, exporter } }) => parcels.map(({ parcel }) => changed(parcel, (row) => ({ ...row, status: 'returning', holder: exporter }))),
    ReturnReceived: ({ data: { parcels } }) => parcels.map(({ parcel }) => changed(parcel, (row) => ({ ...row, status: 'returned' }))),
    ImportConfirmed: ({ data: { parcels } }) => parcels.map(({ parcel }) => changed(parcel, (row) => ({ ...row, status: 'imported' }))),
  },
};
