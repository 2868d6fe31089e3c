import { at, dayOf, gone, IsCertificateNumber, IsDay, IsMilliCarats, IsParticipantCode, IsPartyId, OneOf, Optional, type Change, type Recorded, type View } from '#kernel';
import type { CertificateEvent } from '../certificate/certificate.events.ts';

const STAGES = ['issued', 'dispatched', 'arrived', 'returning'] as const;

/** An issued certificate of which the end is not known yet. */
class Unsettled {
  @IsCertificateNumber() certificate!: string;
  /** Issued and still there; on its way; presented and not confirmed; on its way back. */
  @OneOf(...STAGES) stage!: (typeof STAGES)[number];
  @IsParticipantCode() from!: string;
  @IsParticipantCode() to!: string;
  @IsPartyId() exporter!: string;
  @IsPartyId() importer!: string;
  @IsMilliCarats() milliCarats!: number;
  @IsDay() issuedOn!: string;
  @IsDay() expiresOn!: string;
  @Optional() @IsDay() dispatchedOn?: string;
  @Optional() @IsDay() presentedOn?: string;
  @Optional() @IsDay() returnedOn?: string;
  /** The paper is gone, and no other one stands for it yet. */
  @Optional() @IsDay() lostOn?: string;
}
type Row = Readonly<Unsettled>;
export type UnsettledRow = Row;
type Certified = Pick<Row, 'from' | 'to' | 'exporter' | 'importer' | 'milliCarats' | 'issuedOn' | 'expiresOn'>;

const changed = (certificate: string, fold: (row: Row) => Row): [Change<Row>] => [at<Row>(certificate, (row) => fold(row!))];
const settled = ({ subject }: Readonly<{ subject: string }>): [Change<Row>] => [at<Row>(subject, () => gone)];
const put = ({ subject }: Pick<Recorded, 'subject'>, stage: Row['stage'], { from, to, exporter, importer, milliCarats, issuedOn, expiresOn }: Certified): Row =>
  ({ certificate: subject, stage, from, to, exporter, importer, milliCarats, issuedOn, expiresOn });

/** Certificates an authority has to keep an eye on: from the issue until the confirmation, the return, or whatever else ends them. The watch list counts their days. */
export const unsettled: View<typeof Unsettled, CertificateEvent> = {
  name: 'certification/unsettled',
  version: 1,
  row: Unsettled,
  index: ['from', 'to'],
  on: {
    CertificateIssued: (event) => [at<Row>(event.subject, () => put(event, 'issued', event.data))],
    ExportDispatched: ({ subject, data: { dispatchedOn } }) => changed(subject, (row) => ({ ...row, stage: 'dispatched', dispatchedOn })),
    ShipmentPresented: ({ subject, data: { presentedOn } }) => changed(subject, (row) => ({ ...row, stage: 'arrived', presentedOn })),
    ShipmentReturned: ({ subject, data: { returnedOn } }) => changed(subject, (row) => ({ ...row, stage: 'returning', returnedOn })),
    CertificateLost: ({ subject, occurredAt }) => changed(subject, (row) => ({ ...row, lostOn: dayOf(occurredAt) })),
    CertificateReissued: (event) => [at<Row>(event.subject, () => {
      const { dispatchedOn } = event.data;
      return { ...put(event, dispatchedOn === undefined ? 'issued' : 'dispatched', event.data), ...(dispatchedOn !== undefined && { dispatchedOn }) };
    })],
    CertificateVoided: settled,
    CertificateExpired: settled,
    CertificateReplaced: settled,
    ShipmentSubdivided: settled,
    ImportConfirmed: settled,
    ReturnReceived: settled,
  },
};
