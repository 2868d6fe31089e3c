import { DEVIATIONS, type CertificateEvent, type PackageEvent } from '#contexts/certification/events';
import type { LotEvent, ParcelEvent } from '#contexts/custody/events';
import {
  at, dayOf, gone, IsCaseId, IsCertificateNumber, IsDay, IsIncidentId, IsLotId, IsMilliCarats, IsMilliCaratsDifference, IsPackageId, IsParcelId, IsParticipantCode, IsText, IsUsdCents, OneOf, Optional, plusDays,
  type Change, type View,
} from '#kernel';
import type { IncidentEvent } from '../incident/incident.events.ts';

const KINDS = [...DEVIATIONS, 'false-presentation', 'unit-value', 'unconfirmed', 'disputed', 'detention', 'confiscation', 'vigilance', 'overtaken', 'flagged', 'incident', 'audit', 'package'] as const;

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
  @Optional() @IsParcelId() parcel?: string;
  @Optional() @IsIncidentId() incident?: string;
  @Optional() @IsPackageId() package?: string;
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
/** The goods are where they are to be, or on their way back: nobody has to look out for them any more. */
const arrived = (event: { subject: string }): Change<Row>[] => [...noMoreDue(event), ...(['vigilance', 'overtaken'] as const).map((kind) => at<Row>(`${kind}:${event.subject}`, () => gone))];

type Left = Sent & Readonly<{ dispatchedOn: string; vigilance?: readonly Readonly<{ participant: string; standing: string }>[] }>;
/** They left from, or go to, a Participant at which others look twice. */
const lookTwice = (certificate: string, { from, to, milliCarats, dispatchedOn, vigilance }: Left): Change<Row>[] => (vigilance === undefined ? [] : [at<Row>(`vigilance:${certificate}`, () => ({
  alert: `vigilance:${certificate}`, kind: 'vigilance', participant: from, counterparty: to, certificate, milliCarats, raisedOn: dispatchedOn,
  why: vigilance.map(({ participant, standing }) => `${participant}: ${standing}`).join('; '),
}))]);
const noMoreStopped = ({ subject }: { subject: string }): [Change<Row>] => [at<Row>(`detention:${subject}`, () => gone)];

/**
 * What an authority should look at: exports not yet confirmed, what was not as certified on arrival, papers that cannot be what they say, values that
 * changed without reason, corridors under vigilance or closed meanwhile, numbers of which is warned, open incidents, what monitors and auditors found, lots that did not arrive as they were sent, goods that are stopped or confiscated. Key: `unconfirmed:BWSYN000123`.
 */
export const alerts: View<typeof AlertRow, CertificateEvent | PackageEvent | LotEvent | ParcelEvent | IncidentEvent> = {
  name: 'enforcement/alerts',
  version: 4,
  row: AlertRow,
  index: ['kind', 'participant', 'counterparty', 'dueOn'],
  on: {
    ExportDispatched: ({ subject, data }) => [...unconfirmed(subject, data, data.dispatchedOn), ...lookTwice(subject, data)],
    // A number that carries on for another one carries on its days, too.
    CertificateReissued: ({ subject, data }) => (data.dispatchedOn === undefined ? [] : unconfirmed(subject, data, data.dispatchedOn)),
    ImportConfirmed: arrived,
    ShipmentReturned: arrived,
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
    ShipmentOvertaken: ({ subject, data: { participant, flow, standing, zone, rule }, occurredAt }) => [at<Row>(`overtaken:${subject}`, () => ({
      alert: `overtaken:${subject}`, kind: 'overtaken', participant, certificate: subject, why: `${zone ?? participant}, ${flow}: ${standing}; ${rule}`, raisedOn: dayOf(occurredAt),
    }))],
    FlaggedPresentation: ({ subject, revision, data: { to, presentedOn, incidents } }) => [at<Row>(`flagged:${subject}:${revision}`, () => ({
      alert: `flagged:${subject}:${revision}`, kind: 'flagged', participant: subject.slice(0, 2), counterparty: to, certificate: subject, incident: incidents[0]!, raisedOn: presentedOn,
    }))],
    CertificateAudited: ({ subject, data: { finding, note }, occurredAt }) => (finding === 'in-order' ? [] : [at<Row>(`audit:${subject}`, () => ({
      alert: `audit:${subject}`, kind: 'audit', participant: subject.slice(0, 2), certificate: subject, why: note, raisedOn: dayOf(occurredAt),
    }))]),
    PackageRejected: ({ subject, data: { participant, reason }, occurredAt }) => [at<Row>(`package:${subject}`, () => ({
      alert: `package:${subject}`, kind: 'package', participant, package: subject, why: reason, raisedOn: dayOf(occurredAt),
    }))],
    // Filed anew: the monitor looks again.
    PackageFiled: ({ subject }) => [at<Row>(`package:${subject}`, () => gone)],
    IncidentReported: ({ subject, data: { participant, code, milliCarats }, occurredAt }) => [at<Row>(`incident:${subject}`, () => ({
      alert: `incident:${subject}`, kind: 'incident', participant, incident: subject, why: code, raisedOn: dayOf(occurredAt), ...(milliCarats !== undefined && { milliCarats }),
    }))],
    IncidentClosed: ({ subject }) => [at<Row>(`incident:${subject}`, () => gone)],
    LotDisputed: ({ subject, data: { participant, statedMilliCarats, differenceMilliCarats }, occurredAt }) => [at<Row>(`disputed:${subject}`, () => ({
      alert: `disputed:${subject}`, kind: 'disputed', participant, lot: subject, milliCarats: statedMilliCarats, differenceMilliCarats, raisedOn: dayOf(occurredAt),
    }))],
    LotDisputeSettled: ({ subject }) => [at<Row>(`disputed:${subject}`, () => gone)],
    LotDetained: ({ subject, data: { participant, case: caseId, milliCarats, grounds }, occurredAt }) => [at<Row>(`detention:${subject}`, () => ({
      alert: `detention:${subject}`, kind: 'detention', participant, case: caseId, lot: subject, milliCarats, why: grounds, raisedOn: dayOf(occurredAt),
    }))],
    LotSeized: ({ subject, data: { participant, case: caseId, milliCarats }, occurredAt }) => [at<Row>(`detention:${subject}`, (row) => ({
      alert: `detention:${subject}`, kind: 'detention', participant, case: caseId, lot: subject, milliCarats, raisedOn: dayOf(occurredAt), ...row,
    }))],
    LotDetentionLifted: noMoreStopped,
    LotDisposed: noMoreStopped,
    ParcelDetained: ({ subject, data: { participant, case: caseId, milliCarats, grounds, certificate }, occurredAt }) => [at<Row>(`detention:${subject}`, () => ({
      alert: `detention:${subject}`, kind: 'detention', participant, case: caseId, parcel: subject, milliCarats, why: grounds, raisedOn: dayOf(occurredAt), ...(certificate !== undefined && { certificate }),
    }))],
    ParcelDetentionLifted: noMoreStopped,
    ParcelOpened: ({ subject, data: { detention } }) => (detention === undefined ? [] : noMoreStopped({ subject })),
    LotConfiscated: ({ subject, data: { participant, case: caseId, milliCarats }, occurredAt }) => [...noMoreStopped({ subject }), at<Row>(`confiscation:${subject}`, () => ({
      alert: `confiscation:${subject}`, kind: 'confiscation', participant, case: caseId, lot: subject, milliCarats, raisedOn: dayOf(occurredAt),
    }))],
  },
};
