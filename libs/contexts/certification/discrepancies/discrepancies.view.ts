import {
  at, dayOf, IsCertificateNumber, IsDay, IsMilliCarats, IsMilliCaratsDifference, IsParticipantCode, IsPartyId, IsText, OneOf, Optional, type Change, type View,
} from '#kernel';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import { DEVIATIONS, type Deviation } from '../certificate/vocabulary.events.ts';

class DiscrepancyRow {
  @IsCertificateNumber() certificate!: string;
  @OneOf(...DEVIATIONS) kind!: Deviation;
  /** Open until one of the two authorities proposes what it was, and settled when the other one agrees. */
  @OneOf('open', 'proposed', 'settled') status!: 'open' | 'proposed' | 'settled';
  @IsParticipantCode() from!: string;
  @IsParticipantCode() to!: string;
  @IsPartyId() importer!: string;
  @IsMilliCarats() statedMilliCarats!: number;
  @IsMilliCarats() foundMilliCarats!: number;
  @IsMilliCaratsDifference() differenceMilliCarats!: number;
  @IsDay() reportedOn!: string;
  @Optional() @IsParticipantCode() proposedBy?: string;
  @Optional() @IsDay() proposedOn?: string;
  @Optional() @IsParticipantCode() agreedBy?: string;
  @Optional() @IsDay() settledOn?: string;
  @Optional() @IsText() finding?: string;
}
type Row = Readonly<DiscrepancyRow>;

const changed = (certificate: string, kind: Deviation, fold: (row: Row) => Row): [Change<Row>] => [at<Row>(`${certificate}-${kind}`, (row) => fold(row!))];

/** What was not as certified, case by case, between the two authorities (KPCS V(f)). */
export const discrepancies: View<typeof DiscrepancyRow, CertificateEvent> = {
  name: 'certification/discrepancies',
  version: 1,
  row: DiscrepancyRow,
  index: ['from', 'to', 'status', 'certificate'],
  on: {
    DiscrepancyReported: ({ subject, data }) => [at<Row>(`${subject}-${data.kind}`, () => ({ certificate: subject, status: 'open', ...data }))],
    SettlementProposed: ({ subject, data: { kind, proposedBy, finding }, occurredAt }) =>
      changed(subject, kind, (row) => ({ ...row, status: 'proposed', proposedBy, finding, proposedOn: dayOf(occurredAt) })),
    DiscrepancySettled: ({ subject, data: { kind, proposedBy, agreedBy, finding }, occurredAt }) =>
      changed(subject, kind, (row) => ({ ...row, status: 'settled', proposedBy, agreedBy, finding, settledOn: dayOf(occurredAt) })),
  },
};
