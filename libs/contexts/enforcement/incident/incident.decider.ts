import {
  because, factsOf, isAuthorityOf, IsIncidentId, IsName, IsParticipantCode, IsText, Optional, dayOf, refusals, type Actor, type Asked, type DataOf, type Decider, type Refusal,
} from '#kernel';
import { registeredParty, type RegisteredParty } from '../party/party.recollection.ts';
import { Detected, incidentEvents } from './incident.events.ts';

class SendIncidentNotice { @IsParticipantCode() to!: string; @Optional() @IsText() text?: string }
class AnswerIncidentNotice { @IsText() text!: string }
class CompleteCorrectiveAction { @IsName() action!: string; @Optional() @IsText() note?: string }
const commands = {
  ReportIncident: Detected, AddIncidentEvidence: incidentEvents.IncidentEvidenceAdded, SendIncidentNotice, AnswerIncidentNotice, FlagNumber: incidentEvents.NumberFlagged, LiftFlag: incidentEvents.FlagLifted,
  AgreeCorrectiveAction: incidentEvents.CorrectiveActionAgreed, CompleteCorrectiveAction, CloseIncident: incidentEvents.IncidentClosed,
};

/** An incident: in whose territory, who was told and who answered, of which numbers it warns, and which actions are done. */
type Incident = Readonly<{
  status: 'none' | 'open' | 'closed'; participant: string; reportedBy: string; detectedOn: string;
  told: Readonly<Record<string, 'sent' | 'answered'>>; flags: readonly string[]; actions: Readonly<Record<string, Readonly<{ by: string; done: boolean }>>>;
}>;
type Facts = { parties: ReadonlyMap<string, RegisteredParty> };
type AskedOfIncident = Asked & { readonly facts: Facts };

const no = refusals({
  ReportedAlready:  { cites: 'enforcement/20', says: 'An incident is reported once; what turns up later is evidence.' },
  NotReporter:      { forbids: true, cites: 'KPCS IV(f)', says: 'An incident is reported, and kept, by an authority of the territory where it was detected, or by a monitor.' },
  DetectedLater:    { cites: 'enforcement/21', says: 'What is reported was detected before.' },
  UnknownNamed:     { cites: 'KPCS Annex II ¶13', says: 'Who is named in an incident, or is to do something about it, is a registered party.' },
  NotReported:      { cites: 'enforcement/22', says: 'There is no such incident.' },
  IncidentIsClosed: { cites: 'enforcement/23', says: 'This incident is closed.' },
  ToItself:         { cites: 'enforcement/24', says: 'A notice goes to the authority of another Participant.' },
  ToldAlready:      { cites: 'enforcement/25', says: 'A Participant is told of an incident once.' },
  NotTold:          { forbids: true, cites: 'enforcement/26', says: 'A notice is answered once, by an authority of the Participant to which it was sent.' },
  FlaggedAlready:   { cites: 'enforcement/27', says: 'An incident warns of a number once.' },
  NoSuchFlag:       { cites: 'enforcement/28', says: 'A warning is taken back by the incident that gave it.' },
  ActionKnown:      { cites: 'enforcement/29', says: 'Each corrective action has a name of its own within its incident.' },
  DueBefore:        { cites: 'enforcement/30', says: 'A corrective action is due after it was agreed.' },
  NoSuchAction:     { cites: 'enforcement/31', says: 'What is reported as done was agreed, and is done once.' },
  NotHisAction:     { forbids: true, cites: 'enforcement/32', says: 'A corrective action is reported as done by who has to do it, or by the authority.' },
  ActionsOpen:      { cites: 'enforcement/33', says: 'An incident is closed when every corrective action is done.' },
});

const keeps = ({ participant, reportedBy }: Incident, by: Actor): boolean => isAuthorityOf(by, participant) || (by.roles.includes('monitor') && by.party === reportedBy);

/** Why nothing can be done about it now; undefined if it is open. */
const notOpen = ({ status }: Incident): Refusal | undefined => (status === 'none' ? no.NotReported : status === 'closed' ? no.IncidentIsClosed : undefined);
/** Why this actor cannot lead it now; undefined if he can. */
const notKept = (now: Incident, by: Actor): Refusal | undefined =>
  notOpen(now) ?? (keeps(now, by) ? undefined : because(no.NotReporter, `It was detected in ${now.participant} and reported by ${now.reportedBy}.`, { participant: now.participant, reportedBy: now.reportedBy }));

const unknownAmong = (names: readonly string[], { parties }: Facts, pointer: (i: number) => string): Refusal | undefined => {
  const i = names.findIndex((name) => !parties.get(name)?.participant);
  return i < 0 ? undefined : because(no.UnknownNamed, `No party ${names[i]!} is registered.`, { party: names[i]! }, pointer(i));
};

const notReportable = ({ status }: Incident, { participant, detectedOn, parties = [] }: DataOf<typeof Detected>, { by, occurredAt, facts }: AskedOfIncident): Refusal | undefined => {
  const on = dayOf(occurredAt);
  if (status !== 'none') return no.ReportedAlready;
  if (!isAuthorityOf(by, participant) && !by.roles.includes('monitor')) return because(no.NotReporter, `It was detected in ${participant}; ${by.party} stands in ${by.participant}.`, { participant }, '#/participant');
  if (detectedOn > on) return because(no.DetectedLater, `It would have been detected on ${detectedOn}; this is of ${on}.`, { detectedOn, on }, '#/detectedOn');
  return unknownAmong(parties, facts, (i) => `#/parties/${i}`);
};

const notTellable = ({ participant, told }: Incident, to: string): Refusal | undefined => {
  if (to === participant) return because(no.ToItself, `It was detected in ${participant}.`, { participant }, '#/to');
  return told[to] === undefined ? undefined : because(no.ToldAlready, `${to} was told: ${told[to]}.`, { to, status: told[to] }, '#/to');
};

const notAgreeable = ({ actions }: Incident, { action, by: who, dueOn }: DataOf<typeof incidentEvents.CorrectiveActionAgreed>, { occurredAt, facts }: AskedOfIncident): Refusal | undefined => {
  const on = dayOf(occurredAt);
  if (actions[action] !== undefined) return because(no.ActionKnown, `"${action}" was agreed with ${actions[action].by}.`, { action }, '#/action');
  if (dueOn < on) return because(no.DueBefore, `It would be due on ${dueOn}; this is of ${on}.`, { dueOn, on }, '#/dueOn');
  return unknownAmong([who], facts, () => '#/by');
};

const notDone = (now: Incident, { action }: DataOf<typeof CompleteCorrectiveAction>, by: Actor): Refusal | undefined => {
  const known = now.actions[action];
  if (known === undefined || known.done) return because(no.NoSuchAction, known ? `"${action}" is done.` : `Nothing was agreed as "${action}".`, { action }, '#/action');
  return by.party === known.by || keeps(now, by) ? undefined : because(no.NotHisAction, `"${action}" is for ${known.by}.`, { action, by: known.by });
};

const stillOpen = ({ actions }: Incident): Refusal | undefined => {
  const open = Object.entries(actions).filter(([, { done }]) => !done).map(([action]) => action);
  return open.length === 0 ? undefined : because(no.ActionsOpen, `Not done: ${open.join(', ').slice(0, 400)}.`, { open: open.length });
};

const noIncident: Incident = { status: 'none', participant: '', reportedBy: '', detectedOn: '', told: {}, flags: [], actions: {} };

/** Something that was detected, from the report to its end: evidence, notice to others, warnings of numbers, and what is done about it (S2 ¶22.8). */
export const incident: Decider<Incident, typeof incidentEvents, typeof commands, Facts> = {
  noun: 'incident',
  id: IsIncidentId,
  events: incidentEvents,
  commands,
  refusals: no,
  facts: { parties: factsOf(registeredParty, ({ parties, by }: { parties?: string[]; by?: string }) => [...parties ?? [], ...(by === undefined ? [] : [by])]) },
  initial: noIncident,

  evolve: {
    IncidentReported:       (_, { participant, reportedBy, detectedOn }) => ({ ...noIncident, status: 'open', participant, reportedBy, detectedOn }),
    IncidentEvidenceAdded:  (now) => now,
    IncidentNoticeSent:     (now, { to }) => ({ ...now, told: { ...now.told, [to]: 'sent' } }),
    IncidentNoticeAnswered: (now, { from }) => ({ ...now, told: { ...now.told, [from]: 'answered' } }),
    NumberFlagged:          (now, { certificate }) => ({ ...now, flags: [...now.flags, certificate] }),
    FlagLifted:             (now, { certificate }) => ({ ...now, flags: now.flags.filter((one) => one !== certificate) }),
    CorrectiveActionAgreed: (now, { action, by }) => ({ ...now, actions: { ...now.actions, [action]: { by, done: false } } }),
    CorrectiveActionDone:   (now, { action }) => ({ ...now, actions: { ...now.actions, [action]: { ...now.actions[action]!, done: true } } }),
    IncidentClosed:         (now) => ({ ...now, status: 'closed' }),
  },

  decide: {
    ReportIncident: (now, data, asked) => notReportable(now, data, asked) ?? [{ type: 'IncidentReported', data: { reportedBy: asked.by.party, ...data } }],
    AddIncidentEvidence: (now, data, { by }) => notKept(now, by) ?? [{ type: 'IncidentEvidenceAdded', data }],
    SendIncidentNotice: (now, data, { by, occurredAt }) => notKept(now, by) ?? notTellable(now, data.to) ?? [{ type: 'IncidentNoticeSent', data: { ...data, sentOn: dayOf(occurredAt) } }],
    AnswerIncidentNotice: (now, { text }, { by }) => notOpen(now) ?? (by.roles.includes('authority') && now.told[by.participant] === 'sent'
      ? [{ type: 'IncidentNoticeAnswered', data: { from: by.participant, authority: by.party, text } }]
      : because(no.NotTold, `A notice to ${by.participant} is: ${now.told[by.participant] ?? 'not sent'}.`, { participant: by.participant, status: now.told[by.participant] ?? 'not sent' })),
    FlagNumber: (now, data, { by }) => notKept(now, by) ?? (now.flags.includes(data.certificate)
      ? because(no.FlaggedAlready, `It warns of ${data.certificate}.`, { certificate: data.certificate }, '#/certificate') : [{ type: 'NumberFlagged', data }]),
    // Also when the incident is closed: who is cleared is cleared.
    LiftFlag: (now, data, { by }) => (now.status === 'none' ? no.NotReported : keeps(now, by) ? undefined : because(no.NotReporter, `It was reported by ${now.reportedBy}.`, { reportedBy: now.reportedBy }))
      ?? (now.flags.includes(data.certificate) ? [{ type: 'FlagLifted', data }] : because(no.NoSuchFlag, `It does not warn of ${data.certificate}.`, { certificate: data.certificate }, '#/certificate')),
    AgreeCorrectiveAction: (now, data, asked) => notKept(now, asked.by) ?? notAgreeable(now, data, asked) ?? [{ type: 'CorrectiveActionAgreed', data }],
    CompleteCorrectiveAction: (now, data, { by, occurredAt }) => notOpen(now) ?? notDone(now, data, by) ?? [{ type: 'CorrectiveActionDone', data: { ...data, doneOn: dayOf(occurredAt) } }],
    CloseIncident: (now, data, { by }) => notKept(now, by) ?? stillOpen(now) ?? [{ type: 'IncidentClosed', data }],
  },
};
