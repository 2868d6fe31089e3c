import {
  at, dayOf, daysBetween, IsCertificateNumber, IsCount, IsDay, IsIncidentId, IsLotId, IsMilliCarats, IsName, IsParticipantCode, IsPartyId, IsSha256, IsText, ListOf, Many, OneOf, Optional, type Change,
  type Recorded, type View,
} from '#kernel';
import { EVIDENCE, SUSPICIONS, type Evidence, type Suspicion } from '../case/case.events.ts';
import type { IncidentEvent } from '../incident/incident.events.ts';
import { OUTCOMES, type Outcome } from '../incident/vocabulary.events.ts';

const MOST = 10_000;

class Exhibit { @IsSha256() sha256!: string; @OneOf(...EVIDENCE) kind!: Evidence; @Optional() @IsText() title?: string; @IsDay() addedOn!: string }
class Notice { @IsParticipantCode() to!: string; @IsDay() sentOn!: string; @Optional() @IsText() text?: string; @Optional() @IsDay() answeredOn?: string; @Optional() @IsText() answer?: string }
class Flag { @IsCertificateNumber() certificate!: string; @Optional() @IsText() specimen?: string; @IsText() reason!: string; @IsDay() flaggedOn!: string; @Optional() @IsDay() liftedOn?: string }
/** What is to be done; overdue, if its day is over and it is not done. */
class Action { @IsName() action!: string; @IsPartyId() by!: string; @IsDay() dueOn!: string; @Optional() @IsDay() doneOn?: string; @Optional() @IsText() note?: string }

class IncidentRow {
  @IsIncidentId() incident!: string;
  @OneOf('open', 'closed') status!: 'open' | 'closed';
  @IsParticipantCode() participant!: string;
  @IsPartyId() reportedBy!: string;
  @OneOf(...SUSPICIONS) code!: Suspicion;
  @IsText() summary!: string;
  @IsDay() detectedOn!: string;
  @IsDay() reportedOn!: string;
  @Optional() @IsText() place?: string;
  @ListOf(IsPartyId, 0, 1_000) parties!: string[];
  @ListOf(IsCertificateNumber, 0, 1_000) certificates!: string[];
  @ListOf(IsLotId, 0) lots!: string[];
  @Optional() @IsMilliCarats() milliCarats?: number;
  @Many(() => Exhibit, 0, MOST) evidence!: Exhibit[];
  @Many(() => Notice, 0, 1_000) notices!: Notice[];
  @Many(() => Flag, 0, MOST) flags!: Flag[];
  @Many(() => Action, 0, MOST) actions!: Action[];
  @Optional() @IsDay() closedOn?: string;
  /** For how many days it was open. How many it is now, is asked with a day: enforcement/open-incidents. */
  @Optional() @IsCount() daysOpen?: number;
  @Optional() @OneOf(...OUTCOMES) outcome?: Outcome;
  @Optional() @IsText() finding?: string;
}
type Row = Readonly<IncidentRow>;
export type ShownIncident = Row;

type Of<T extends IncidentEvent['type']> = Recorded<Extract<IncidentEvent, { type: T }>>;
const changed = (event: Readonly<{ subject: string; occurredAt: string }>, fold: (row: Row, on: string) => Row): [Change<Row>] => [at<Row>(event.subject, (row) => fold(row!, dayOf(event.occurredAt)))];

const reported = ({ subject, data: { parties = [], certificates = [], lots = [], ...data }, occurredAt }: Of<'IncidentReported'>): Change<Row>[] => [at<Row>(subject, () => (
  { incident: subject, status: 'open', ...data, reportedOn: dayOf(occurredAt), parties, certificates, lots, evidence: [], notices: [], flags: [], actions: [] }))];

const answered = (event: Of<'IncidentNoticeAnswered'>) => changed(event, (row, answeredOn) => (
  { ...row, notices: row.notices.map((one) => (one.to === event.data.from ? { ...one, answeredOn, answer: event.data.text } : one)) }));

const lifted = (event: Of<'FlagLifted'>) => changed(event, (row, liftedOn) => (
  { ...row, flags: row.flags.map((one) => (one.certificate === event.data.certificate && one.liftedOn === undefined ? { ...one, liftedOn } : one)) }));

const done = (event: Of<'CorrectiveActionDone'>) => changed(event, (row) => {
  const { action, ...said } = event.data;
  return { ...row, actions: row.actions.map((one) => (one.action === action ? { ...one, ...said } : one)) };
});

/** Every incident: what was seen, what proves it, who was told, of what it warns, and what is done about it. */
export const incidents: View<typeof IncidentRow, IncidentEvent> = {
  name: 'enforcement/incidents',
  version: 1,
  row: IncidentRow,
  index: ['participant', 'status', 'code'],
  on: {
    IncidentReported: reported,
    IncidentEvidenceAdded: (event) => changed(event, (row, addedOn) => ({ ...row, evidence: [...row.evidence, { ...event.data, addedOn }] })),
    IncidentNoticeSent: (event) => changed(event, (row) => ({ ...row, notices: [...row.notices, event.data] })),
    IncidentNoticeAnswered: answered,
    NumberFlagged: (event) => changed(event, (row, flaggedOn) => ({ ...row, flags: [...row.flags, { ...event.data, flaggedOn }] })),
    FlagLifted: lifted,
    CorrectiveActionAgreed: (event) => changed(event, (row) => ({ ...row, actions: [...row.actions, event.data] })),
    CorrectiveActionDone: done,
    IncidentClosed: (event) => changed(event, (row, closedOn) => ({ ...row, status: 'closed', closedOn, daysOpen: Math.max(0, daysBetween(row.reportedOn, closedOn)), ...event.data })),
  },
};
