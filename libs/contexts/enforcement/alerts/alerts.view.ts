import type { CertificateEvent } from '#contexts/certification/events';
import type { LotEvent } from '#contexts/custody/events';
import {
  at, dayOf, gone, IsCaseId, IsCertificateNumber, IsDay, IsLotId, IsMilliCarats, IsMilliCaratsDifference, IsParticipantCode, IsText, OneOf, Optional, plusDays, type View,
} from '#kernel';

const KINDS = ['weight', 'seal', 'expired', 'unconfirmed', 'disputed', 'confiscation'] as const;

class AlertRow {
  /** Its key: the kind, a colon, and the certificate or lot. */
  @IsText() alert!: string;
  @OneOf(...KINDS) kind!: (typeof KINDS)[number];
  /** Whose it is: the exporting Participant of a certificate, or where goods are disputed or were confiscated. */
  @IsParticipantCode() participant!: string;
  /** The importing Participant of a certificate. */
  @Optional() @IsParticipantCode() counterparty?: string;
  @Optional() @IsCertificateNumber() certificate?: string;
  @Optional() @IsCaseId() case?: string;
  @Optional() @IsLotId() lot?: string;
  /** What the certificate, or the sender, states; or what was confiscated. */
  @IsMilliCarats() milliCarats!: number;
  /** Found less stated, of an alert of weight or of a disputed lot: below zero, carats are missing. */
  @Optional() @IsMilliCaratsDifference() differenceMilliCarats?: number;
  @IsDay() raisedOn!: string;
  /** The last day for the confirmation of an import. From then on an unconfirmed export is overdue. */
  @Optional() @IsDay() dueOn?: string;
}
type Row = Readonly<AlertRow>;

/** Import is confirmed "expeditiously" (KPCS III(b)); we give it thirty days. */
const DAYS_TO_CONFIRM = 30;

/** What an authority should look at: exports not yet confirmed, discrepancies on arrival, lots that did not arrive as they were sent, confiscated goods. Key: `unconfirmed:BWSYN000123`. */
export const alerts: View<typeof AlertRow, CertificateEvent | LotEvent> = {
  name: 'enforcement/alerts',
  version: 2,
  row: AlertRow,
  index: ['kind', 'participant', 'dueOn'],
  on: {
    ExportDispatched: ({ subject, data: { from, to, milliCarats, dispatchedOn } }) => [at<Row>(`unconfirmed:${subject}`, () => ({
      alert: `unconfirmed:${subject}`, kind: 'unconfirmed', participant: from, counterparty: to, certificate: subject, milliCarats,
      raisedOn: dispatchedOn, dueOn: plusDays(dispatchedOn, DAYS_TO_CONFIRM),
    }))],
    ImportConfirmed: ({ subject }) => [at<Row>(`unconfirmed:${subject}`, () => gone)],
    DiscrepancyReported: ({ subject, data: { kind, from, to, reportedOn, statedMilliCarats, differenceMilliCarats } }) => [at<Row>(`${kind}:${subject}`, () => ({
      alert: `${kind}:${subject}`, kind, participant: from, counterparty: to, certificate: subject, milliCarats: statedMilliCarats, raisedOn: reportedOn,
      ...(kind === 'weight' ? { differenceMilliCarats } : {}),
    }))],
    LotDisputed: ({ subject, data: { participant, statedMilliCarats, differenceMilliCarats }, occurredAt }) => [at<Row>(`disputed:${subject}`, () => ({
      alert: `disputed:${subject}`, kind: 'disputed', participant, lot: subject, milliCarats: statedMilliCarats, differenceMilliCarats, raisedOn: dayOf(occurredAt),
    }))],
    LotDisputeSettled: ({ subject }) => [at<Row>(`disputed:${subject}`, () => gone)],
    LotConfiscated: ({ subject, data: { participant, case: caseId, milliCarats }, occurredAt }) => [at<Row>(`confiscation:${subject}`, () => ({
      alert: `confiscation:${subject}`, kind: 'confiscation', participant, case: caseId, lot: subject, milliCarats, raisedOn: dayOf(occurredAt),
    }))],
  },
};
