import { describe, expect, it } from '@jest/globals';
import type { Actor, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { incident } from './incident.decider.ts';
import type { incidentEvents } from './incident.events.ts';

type Event = EventOf<typeof incidentEvents>;
type Facts = Parameters<typeof incident.decide.ReportIncident>[2]['facts'];

const given = scenarios(incident, { subject: 'SYN-INC-1', occurredAt: '2015-03-02T08:00:00Z' });
const customs: Actor = { party: 'SYN-AE-KP', participant: 'AE', roles: ['authority'] };
const abroad: Actor = { party: 'SYN-SL-NMA', participant: 'SL', roles: ['authority'] };
const monitor: Actor = { party: 'SYN-KPMT', participant: 'ZZ', roles: ['monitor'] };
const trader: Actor = { party: 'SYN-AE-IMP', participant: 'AE', roles: ['trader'] };
const facts: Facts = { parties: new Map([['SYN-AE-IMP', { participant: 'AE' }]]) };

const seen = {
  participant: 'AE', detectedOn: '2015-03-01', place: 'Airport', code: 'R-NUMBER' as const, summary: 'Certificate SL 4306 of the range of 2014.', parties: ['SYN-AE-IMP'], certificates: ['SL004306'], milliCarats: 12_000,
};
const reported: Event = { type: 'IncidentReported', data: { reportedBy: customs.party, ...seen } };
const told: Event = { type: 'IncidentNoticeSent', data: { to: 'SL', text: 'Is it yours?', sentOn: '2015-03-02' } };
const answered: Event = { type: 'IncidentNoticeAnswered', data: { from: 'SL', authority: abroad.party, text: 'Never issued.' } };
const flagged: Event = { type: 'NumberFlagged', data: { certificate: 'SL004306', reason: 'Forged.', specimen: 'No watermark' } };
const agreed: Event = { type: 'CorrectiveActionAgreed', data: { action: 'Train the counter', by: 'SYN-AE-IMP', dueOn: '2015-06-30' } };
const done: Event = { type: 'CorrectiveActionDone', data: { action: 'Train the counter', doneOn: '2015-03-02', note: 'Held.' } };
const closed: Event = { type: 'IncidentClosed', data: { outcome: 'substantiated', finding: 'Forged in print.' } };

describe('an incident', () => {
  it('is reported by an authority of the territory where it was detected, or by a monitor', () => {
    given().when('ReportIncident', seen, customs, facts).then(reported);
    given().when('ReportIncident', seen, monitor, facts).then({ type: 'IncidentReported', data: { reportedBy: monitor.party, ...seen } });
    given().when('ReportIncident', seen, abroad, facts).refused('NotReporter', { detail: 'It was detected in AE; SYN-SL-NMA stands in SL.', pointer: '#/participant' });
    given().when('ReportIncident', seen, trader, facts).refused('NotReporter');
  });

  it('is reported once, after it was detected, and names registered parties', () => {
    given(reported).when('ReportIncident', seen, customs, facts).refused('ReportedAlready');
    given().when('ReportIncident', { ...seen, detectedOn: '2015-03-03' }, customs, facts).refused('DetectedLater', { figures: { detectedOn: '2015-03-03', on: '2015-03-02' } });
    given().when('ReportIncident', { ...seen, parties: ['SYN-AE-IMP', 'SYN-NOBODY'] }, customs, facts).refused('UnknownNamed', { pointer: '#/parties/1' });
  });

  it('gets its evidence from who keeps it, as long as it is open', () => {
    const exhibit = { sha256: 'a'.repeat(64), kind: 'photo' as const, title: 'The paper' };
    given(reported).when('AddIncidentEvidence', exhibit, customs, facts).then({ type: 'IncidentEvidenceAdded', data: exhibit });
    given().when('AddIncidentEvidence', exhibit, customs, facts).refused('NotReported');
    given(reported).when('AddIncidentEvidence', exhibit, monitor, facts).refused('NotReporter', { detail: 'It was detected in AE and reported by SYN-AE-KP.' });
    given(reported, closed).when('AddIncidentEvidence', exhibit, customs, facts).refused('IncidentIsClosed');
  });
});

describe('a notice', () => {
  it('goes to another Participant, once, and is answered by its authority, once', () => {
    given(reported).when('SendIncidentNotice', { to: 'SL', text: 'Is it yours?' }, customs, facts).then(told);
    given(reported).when('SendIncidentNotice', { to: 'AE' }, customs, facts).refused('ToItself');
    given(reported, told).when('SendIncidentNotice', { to: 'SL' }, customs, facts).refused('ToldAlready', { figures: { to: 'SL', status: 'sent' } });
    given(reported, told).when('AnswerIncidentNotice', { text: 'Never issued.' }, abroad, facts).then(answered);
    given(reported, told, answered).when('AnswerIncidentNotice', { text: 'Never issued.' }, abroad, facts).refused('NotTold', { figures: { status: 'answered' } });
    given(reported, told).when('AnswerIncidentNotice', { text: 'Ours.' }, { ...abroad, participant: 'GN' }, facts).refused('NotTold', { figures: { status: 'not sent' } });
    given(reported, told).when('AnswerIncidentNotice', { text: 'Ours.' }, { ...abroad, roles: ['trader'] }, facts).refused('NotTold');
  });
});

describe('a warning of a number', () => {
  const flag = { certificate: 'SL004306', reason: 'Forged.', specimen: 'No watermark' };
  const lift = { certificate: 'SL004306', reason: 'It was a slip.' };

  it('is given once, and taken back also when the incident is closed', () => {
    given(reported).when('FlagNumber', flag, customs, facts).then(flagged);
    given(reported, flagged).when('FlagNumber', flag, customs, facts).refused('FlaggedAlready', { figures: { certificate: 'SL004306' } });
    given(reported, flagged, closed).when('LiftFlag', lift, customs, facts).then({ type: 'FlagLifted', data: lift });
    given(reported, flagged, { type: 'FlagLifted', data: lift }).when('LiftFlag', lift, customs, facts).refused('NoSuchFlag');
    given(reported, flagged).when('LiftFlag', lift, abroad, facts).refused('NotReporter');
    given().when('LiftFlag', lift, customs, facts).refused('NotReported');
  });
});

describe('a corrective action', () => {
  const action = { action: 'Train the counter', by: 'SYN-AE-IMP', dueOn: '2015-06-30' };

  it('is agreed under a name of its own, with a registered party, until a day to come', () => {
    given(reported).when('AgreeCorrectiveAction', action, customs, facts).then(agreed);
    given(reported, agreed).when('AgreeCorrectiveAction', action, customs, facts).refused('ActionKnown', { detail: '"Train the counter" was agreed with SYN-AE-IMP.' });
    given(reported).when('AgreeCorrectiveAction', { ...action, dueOn: '2015-03-01' }, customs, facts).refused('DueBefore', { figures: { dueOn: '2015-03-01', on: '2015-03-02' } });
    given(reported).when('AgreeCorrectiveAction', { ...action, by: 'SYN-NOBODY' }, customs, facts).refused('UnknownNamed', { pointer: '#/by' });
  });

  it('is reported as done once, by who has to do it or by the authority', () => {
    const data = { action: 'Train the counter', note: 'Held.' };
    for (const by of [trader, customs]) given(reported, agreed).when('CompleteCorrectiveAction', data, by, facts).then(done);
    given(reported, agreed).when('CompleteCorrectiveAction', data, abroad, facts).refused('NotHisAction', { figures: { by: 'SYN-AE-IMP' } });
    given(reported, agreed, done).when('CompleteCorrectiveAction', data, trader, facts).refused('NoSuchAction', { detail: '"Train the counter" is done.' });
    given(reported).when('CompleteCorrectiveAction', data, customs, facts).refused('NoSuchAction', { detail: 'Nothing was agreed as "Train the counter".' });
  });
});

it('is closed when every action is done', () => {
  const end = { outcome: 'substantiated' as const, finding: 'Forged in print.' };
  given(reported, agreed).when('CloseIncident', end, customs, facts).refused('ActionsOpen', { detail: 'Not done: Train the counter.', figures: { open: 1 } });
  given(reported, agreed, done).when('CloseIncident', end, customs, facts).then(closed);
  given(reported, closed).when('CloseIncident', end, customs, facts).refused('IncidentIsClosed');
});

it('looks at the parties that are named, and at who is to act', () => {
  const subjectsOf = (data: object) => incident.facts!.parties.subjects(data, incident.initial, {} as never);
  expect([subjectsOf({ parties: ['SYN-A', 'SYN-B'] }), subjectsOf({ by: 'SYN-C' }), subjectsOf({})]).toEqual([['SYN-A', 'SYN-B'], ['SYN-C'], []]);
});
