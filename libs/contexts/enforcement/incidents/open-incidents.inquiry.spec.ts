import { afterAll, expect, it } from '@jest/globals';
import { complaints } from '#kernel';
import { sightsOf } from '#platform/cqrs';
import { SqliteRowStore } from '#platform/read-models';
import { incidents } from './incidents.view.ts';
import { openIncidents } from './open-incidents.inquiry.ts';

const store = new SqliteRowStore(':memory:');
afterAll(() => store.close());

const row = (incident: string, more: object = {}) => ({ view: incidents, key: incident, row: {
  incident, status: 'open', participant: 'AE', reportedBy: 'SYN-AE-KP', code: 'R-SEAL', summary: 'Broken.', detectedOn: '2005-06-30', reportedOn: '2005-07-01', parties: [], certificates: [], lots: [],
  evidence: [], notices: [], flags: [], actions: [], ...more } });
const answer = async (on: string, ...changes: ReturnType<typeof row>[]) => {
  const generation = await store.begin([incidents]);
  await generation.commit('', '1', changes as Parameters<typeof generation.commit>[2]);
  const given = await openIncidents.answer({ participant: 'AE', on }, sightsOf(generation));
  expect(complaints(openIncidents.answers, given)).toEqual([]);
  return given;
};

it('counts the days of what is open, the longest first, and leaves out what is closed', async () => {
  const { open, incidents: found } = await answer('2005-08-01', row('SYN-INC-2', { reportedOn: '2005-07-22' }), row('SYN-INC-1'), row('SYN-INC-3', { status: 'closed' }));
  expect([open, found.map(({ incident, daysOpen }) => `${incident} ${daysOpen}`)]).toEqual([2, ['SYN-INC-1 31', 'SYN-INC-2 10']]);
});

it('tells which actions are overdue, and whose answers are missing', async () => {
  const action = (name: string, more: object = {}) => ({ action: name, by: 'SYN-AE-IMP', dueOn: '2005-07-31', ...more });
  const there = row('SYN-INC-1', { notices: [{ to: 'SL', sentOn: '2005-07-01' }, { to: 'GN', sentOn: '2005-07-01', answeredOn: '2005-07-05', answer: 'No.' }], actions: [action('Train'), action('Pay', { doneOn: '2005-07-20' })] });
  expect(await answer('2005-08-01', there)).toMatchObject({ overdueActions: 1, incidents: [{ unanswered: 1, actions: [{ action: 'Train', status: 'overdue', daysOver: 1 }, { action: 'Pay', status: 'done', daysOver: 0 }] }] });
  expect(await answer('2005-07-31', there)).toMatchObject({ overdueActions: 0, incidents: [{ actions: [{ status: 'due' }, { status: 'done' }] }] });
});
