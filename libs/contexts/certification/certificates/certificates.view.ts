import { HsLine, OriginShare } from '#contexts/custody/events';
import {
  at, IsCertificateNumber, IsCount, IsDay, IsMilliCarats, IsMilliCaratsOrNone, IsParcelId, IsParticipantCode, IsPartyId, IsText, IsUsdCents, ListOf, Many, OneOf, Optional,
  type Change, type View,
} from '#kernel';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import { seriesOf } from '../certificate/certificate.rules.ts';

/** A certificate. Destination, parties and days are missing only if its number was voided before it was ever issued. */
class CertificateRow {
  @IsCertificateNumber() certificate!: string;
  @OneOf('issued', 'void', 'dispatched', 'confirmed') status!: 'issued' | 'void' | 'dispatched' | 'confirmed';
  @IsParticipantCode() from!: string;
  @Optional() @IsParticipantCode() to?: string;
  @Optional() @IsPartyId() exporter?: string;
  @Optional() @IsPartyId() importer?: string;
  @Optional() @IsPartyId() authority?: string;
  @Optional() @IsDay() issuedOn?: string;
  @Optional() @IsDay() expiresOn?: string;
  @Optional() @IsDay() dispatchedOn?: string;
  @Optional() @IsDay() receivedOn?: string;
  @ListOf(IsParcelId, 0) parcels!: string[];
  /** The number of parcels in the shipment (KPCS Annex I.A 12). */
  @IsCount() parcelCount!: number;
  @IsMilliCaratsOrNone() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @Many(() => HsLine, 0, 3) lines!: HsLine[];
  @Many(() => OriginShare, 0) origins!: OriginShare[];
  @Optional() @IsMilliCarats() foundMilliCarats?: number;
  @Optional() @OneOf('intact', 'broken', 'other-number') seals?: 'intact' | 'broken' | 'other-number';
  /** What was not as certified on arrival. */
  @Many(() => Discrepancy, 0) discrepancies!: Discrepancy[];
  @Optional() @IsText() voidReason?: string;
}
class Discrepancy { @OneOf('weight', 'seal', 'expired') kind!: 'weight' | 'seal' | 'expired'; @IsDay() reportedOn!: string }
type Row = Readonly<CertificateRow>;

const changed = (certificate: string, fold: (row: Row) => Row): [Change<Row>] => [at<Row>(certificate, (row) => fold(row!))];

const neverIssued = (certificate: string): Row => ({
  certificate, status: 'void', from: seriesOf(certificate), parcels: [], parcelCount: 0, milliCarats: 0, usdCents: 0, lines: [], origins: [], discrepancies: [],
});

/** The page of each certificate: what it says, how far it came, and what was found on arrival. */
export const certificates: View<typeof CertificateRow, CertificateEvent> = {
  name: 'certification/certificates',
  version: 1,
  row: CertificateRow,
  index: ['from', 'to', 'status', 'exporter', 'importer'],
  on: {
    CertificateIssued: ({ subject, data }) => [at<Row>(subject, () => (
      { certificate: subject, status: 'issued', ...data, parcels: data.parcels.map(({ parcel }) => parcel), parcelCount: data.parcels.length, discrepancies: [] }))],
    CertificateVoided: ({ subject, data: { reason } }) => [at<Row>(subject, (row = neverIssued(subject)) => ({ ...row, status: 'void', voidReason: reason }))],
    ExportDispatched: ({ subject, data: { dispatchedOn } }) => changed(subject, (row) => ({ ...row, status: 'dispatched', dispatchedOn })),
    ImportConfirmed: ({ subject, data: { receivedOn, foundMilliCarats, seals } }) =>
      changed(subject, (row) => ({ ...row, status: 'confirmed', receivedOn, foundMilliCarats, seals })),
    DiscrepancyReported: ({ subject, data: { kind, reportedOn } }) =>
      changed(subject, (row) => ({ ...row, discrepancies: [...row.discrepancies, { kind, reportedOn }] })),
  },
};
