import { DEVIATIONS, type CertificateEvent } from '#contexts/certification/events';
import type { LotEvent } from '#contexts/custody/events';
import {
  at, dayOf, gone, IsCaseId, IsCertificateNumber, IsDay, IsLotId, IsMilliCarats, IsMilliCaratsDifference, IsParticipantCode, IsText, IsUsdCents, OneOf, Optional, plusDays,
  type Change, type View,
} from '#kernel';

const KINDS = [...DEVIATIONS, 'false-presentation', 'unit-value', 'unconfirmed', 'disputed', 'confiscation'] as const;

class AlertRow {
  /** Its key: the kind, a colon, and the certificate or lot; of papers shown in vain also which time. */
  @IsText() alert!: string;
  @OneOf(...KINDS) kind!: (typeof KINDS)[number];
  /** Whose it is: the exporting Participant of a certificate, or where goods are disputed or were confiscated. */
  @IsParticipantCode() participant!: string;
  /** The importing Participant of a certificate. */
  @Optional() @IsParticipantCode() counterparty?: string;
  @Optional() @IsCertificateNumber() certificate?: string;
  @Optional() @IsCaseId() case?: string;
  @Optional() @IsLotId() lot?: string;
  /** What the certificate, or the sender, states; or what was confiscated. Of a false paper nobody knows. */
  @Optional() @IsMilliCarats() milliCarats?: number;
  /** Found less stated, of an alert of weight or of a disputed lot: below zero, carats are missing. */
  @Optional() @IsMilliCaratsDifference() differenceMilliCarats?: number;
  /** What is wrong with the paper, and how its number was written on it. */
  @Optional() @IsText() why?: string;
  @Optional() @IsText() seenAs?: string;
  /** The value of a carat when it came in, and now, in cents. */
  @Optional() @IsUsdCents() importedUsdCentsPerCarat?: number;
  @Optional() @IsUsdCents() usdCentsPerCarat?: number;
  @IsDay() raisedOn!: string;
  /** The last day for the confirmation of an import. From then on an unconfirmed export is overdue. */
  @Optional() @IsDay() dueOn?: string;
}
type Row = Readonly<AlertRow>;

/** Import is confirmed "expeditiously" (KPCS III(b)); we give it thirty days. */
const DAYS_TO_CONFIRM = 30;

type Sent = Readonly<{ from: string; to: string; milliCarats: number }>;
const unconfirmed = (certificate: string, { from, to, milliCarats }: Sent, sentOn: string): [Change<Row>] => [at<Row>(`unconfirmed:${certificate}`, () => ({
  alert: `unconfirmed:${certificate}`, kind: 'unconfirmed', participant: from, counterparty: to, certificate, milliCarats, raisedOn: sentOn, dueOn: plusDays(sentOn, DAYS_TO_CONFIRM),
}))];
const noMoreDue = ({ subject }: { subject: string }): [Change<Row>] => [at<Row>(`unconfirmed:${subject}`, () => gone)];

/**
 * What an authority should look at: exports not yet confirmed, what was not as certified on arrival, papers that cannot be what they say, values that
 * changed without reason, lots that did not arrive as they were sent, confiscated goods. Key: `unconfirmed:BWSYN000123`.
 */
export const alerts: View<typeof AlertRow, CertificateEvent | LotEvent> = {
  name: 'enforcement/alerts',
  version: 3,
  row: AlertRow,
  index: ['kind', 'participant', 'counterparty', 'dueOn'],
  on: {
    ExportDispatched: ({ subject, data }) => unconfirmed(subject, data, data.dispatchedOn),
    // A number that carries on for another one carries on its days, too.
    CertificateReissued: ({ subject, data }) => (data.dispatchedOn === undefined ? [] : unconfirmed(subject, data, data.dispatchedOn)),
    ImportConfirmed: noMoreDue,
    ShipmentReturned: noMoreDue,
    CertificateReplaced: noMoreDue,
    ShipmentSubdivided: noMoreDue,
    DiscrepancyReported: ({ subject, data: { kind, from, to, reportedOn, statedMilliCarats, differenceMilliCarats } }) => [at<Row>(`${kind}:${subject}`, () => ({
      alert: `${kind}:${subject}`, kind, participant: from, counterparty: to, certificate: subject, milliCarats: statedMilliCarats, raisedOn: reportedOn,
      ...(kind === 'weight' ? { differenceMilliCarats } : {}),
    }))],
    DiscrepancySettled: ({ subject, data: { kind } }) => [at<Row>(`${kind}:${subject}`, () => gone)],
    FalsePresentation: ({ subject, revision, data: { to, why, presentedOn, seenAs } }) => [at<Row>(`false-presentation:${subject}:${revision}`, () => ({
      alert: `false-presentation:${subject}:${revision}`, kind: 'false-presentation', participant: subject.slice(0, 2), counterparty: to, certificate: subject, why,
      ...(seenAs !== undefined && { seenAs }), raisedOn: presentedOn,
    }))],
    UnitValueQuestioned: ({ subject, data: { participant, importedUsdCentsPerCarat, usdCentsPerCarat, milliCarats }, occurredAt }) => [at<Row>(`unit-value:${subject}`, () => ({
      alert: `unit-value:${subject}`, kind: 'unit-value', participant, certificate: subject, milliCarats, importedUsdCentsPerCarat, usdCentsPerCarat, raisedOn: dayOf(occurredAt),
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
