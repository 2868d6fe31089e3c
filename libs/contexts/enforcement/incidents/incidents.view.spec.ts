import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { IncidentEvent } from '../incident/incident.events.ts';
import { incidents } from './incidents.view.ts';

type Dated = IncidentEvent & { occurredAt?: string };
const seen = { reportedBy: 'SYN-AE-KP', participant: 'AE', detectedOn: '2005-06-30', code: 'R-NUMBER' as const, summary: 'Range of 2014.', certificates: ['SL004306'] };
const reported: Dated = { type: 'IncidentReported', data: seen };
const row = { incident: 'SYN-INC-1', status: 'open', ...seen, reportedOn: '2005-07-01', parties: [], lots: [], evidence: [], notices: [], flags: [], actions: [] };
const rows = (...events: Dated[]) => [...rowsOf(incidents, recorded('incident', 'SYN-INC-1', ...events)).values()];

it('shows what was reported', () => expect(rows(reported)).toEqual([row]));

it('shows evidence, notices and answers, warnings and actions as they come', () => {
  const exhibit = { sha256: 'a'.repeat(64), kind: 'photo' as const };
  const action = { action: 'Train', by: 'SYN-AE-IMP', dueOn: '2005-09-01' };
  const flag = { certificate: 'SL004306', reason: 'Forged.' };
  const so: Dated[] = [reported, { type: 'IncidentEvidenceAdded', data: exhibit }, { type: 'IncidentNoticeSent', data: { to: 'SL', sentOn: '2005-07-01' } }, { type: 'NumberFlagged', data: flag },
    { type: 'CorrectiveActionAgreed', data: action }];
  const known = { ...row, evidence: [{ ...exhibit, addedOn: '2005-07-01' }], notices: [{ to: 'SL', sentOn: '2005-07-01' }], flags: [{ ...flag, flaggedOn: '2005-07-01' }], actions: [action] };
  expect(rows(...so)).toEqual([known]);
  const later = '2005-07-20T08:00:00Z';
  expect(rows(...so, { type: 'IncidentNoticeAnswered', data: { from: 'SL', authority: 'SYN-SL-NMA', text: 'Not ours.' }, occurredAt: later }, { type: 'FlagLifted', data: { certificate: 'SL004306', reason: 'Slip.' }, occurredAt: later },
    { type: 'CorrectiveActionDone', data: { action: 'Train', doneOn: '2005-07-20', note: 'Held.' }, occurredAt: later })).toEqual([{
    ...known, notices: [{ to: 'SL', sentOn: '2005-07-01', answeredOn: '2005-07-20', answer: 'Not ours.' }], flags: [{ ...flag, flaggedOn: '2005-07-01', liftedOn: '2005-07-20' }],
    actions: [{ ...action, doneOn: '2005-07-20', note: 'Held.' }],
  }]);
});

it('counts its days when it is closed', () => {
  expect(rows(reported, { type: 'IncidentClosed', data: { outcome: 'referred', finding: 'To the police.' }, occurredAt: '2005-07-31T08:00:00Z' }))
    .toEqual([{ ...row, status: 'closed', closedOn: '2005-07-31', daysOpen: 30, outcome: 'referred', finding: 'To the police.' }]);
});
