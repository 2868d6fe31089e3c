import { at, gone, IsCertificateNumber, IsDay, IsMilliCarats, IsParticipantCode, IsPartyId, plusDays, type Change, type View } from '#kernel';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import type { PackageEvent } from '../package/package.events.ts';

/** Ours: what is sent by the month is there within a month of the issue. */
export const DAYS_TO_FILE = 30;

/** An export that a monitor is to look at afterwards, and of which nothing was filed yet. */
class PackageDue {
  @IsCertificateNumber() certificate!: string;
  @IsParticipantCode() participant!: string;
  @IsParticipantCode() to!: string;
  @IsPartyId() exporter!: string;
  @IsMilliCarats() milliCarats!: number;
  @IsDay() issuedOn!: string;
  @IsDay() dueOn!: string;
}
type Row = Readonly<PackageDue>;
export type PackageDueRow = Row;

const over = (certificate: string): [Change<Row>] => [at<Row>(certificate, () => gone)];

/** Packages that are still to be filed: the row goes when one comes, or when the certificate comes to nothing. */
export const packagesDue: View<typeof PackageDue, CertificateEvent | PackageEvent> = {
  name: 'certification/packages-due',
  version: 1,
  row: PackageDue,
  index: ['participant', 'dueOn'],
  on: {
    CertificateIssued: ({ subject, data: { approval, package: filed, from: participant, to, exporter, milliCarats, issuedOn } }) => (approval !== 'ex-post' || filed !== undefined ? []
      : [at<Row>(subject, () => ({ certificate: subject, participant, to, exporter, milliCarats, issuedOn, dueOn: plusDays(issuedOn, DAYS_TO_FILE) }))]),
    PackageFiled: ({ data: { certificate } }) => (certificate === undefined ? [] : over(certificate)),
    CertificateVoided: ({ subject }) => over(subject),
    CertificateExpired: ({ subject }) => over(subject),
  },
};
