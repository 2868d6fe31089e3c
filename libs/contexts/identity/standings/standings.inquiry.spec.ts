import { afterAll, expect, it } from '@jest/globals';
import { complaints } from '#kernel';
import { recorded, rowsOf } from '#kernel/testing';
import { sightsOf } from '#platform/cqrs';
import { SqliteRowStore } from '#platform/read-models';
import type { ParticipantEvent } from '../participant/participant.events.ts';
import { participants } from '../participants/participants.view.ts';
import { standings } from './standings.inquiry.ts';

const store = new SqliteRowStore(':memory:');
afterAll(() => store.close());

const admitted = (name: string, from: string): ParticipantEvent => ({ type: 'ParticipantAdmitted', data: { name, kind: 'state', from } });
const since = (standing: 'participant' | 'suspended', from: string, more: object = {}): ParticipantEvent => ({ type: 'StandingChanged', data: { standing, from, decision: `of ${from}`, ...more } });

const stood = async (on: string, participant?: string) => {
  const generation = await store.begin([participants]);
  const rows = rowsOf(participants,
    recorded<ParticipantEvent>('participant', 'UZ', admitted('Uzbekistan', '2024-11-15')),
    recorded<ParticipantEvent>('participant', 'CF', admitted('Central African Republic', '2003-01-01'), since('suspended', '2013-05-23'), since('participant', '2015-07-17', { flow: 'import' }),
      since('participant', '2016-05-01', { flow: 'export', zone: 'Berberati' }), since('participant', '2024-11-15')));
  await generation.commit('', '1', [...rows].map(([key, row]) => ({ view: participants, key, row })));
  const answer = await standings.answer({ on, ...(participant && { participant }) }, sightsOf(generation, 100));
  expect(complaints(standings.answers, answer)).toEqual([]);
  return answer;
};

it('tells for a day who could send and who could receive, by which decision', async () => {
  expect(await stood('2014-01-01')).toEqual({ on: '2014-01-01', open: 0, participants: [
    { participant: 'CF', name: 'Central African Republic', exports: 'suspended', imports: 'suspended', since: '2013-05-23', decision: 'of 2013-05-23', zones: [] },
    { participant: 'UZ', name: 'Uzbekistan', exports: 'none', imports: 'none', zones: [] },
  ] });
  expect(await stood('2024-11-15')).toMatchObject({ open: 2, participants: [{ exports: 'participant', imports: 'participant' }, { since: '2024-11-15', exports: 'participant' }] });
});

it('tells the flows and the zones apart', async () => {
  expect((await stood('2016-05-01', 'CF')).participants).toEqual([expect.objectContaining({
    exports: 'suspended', imports: 'participant', zones: [{ zone: 'Berberati', exports: 'participant', imports: 'none' }] })]);
  expect((await stood('2016-04-30', 'CF')).participants[0]!.zones).toEqual([]);
});

it('knows nobody where nobody was admitted', async () => expect(await stood('2016-05-01', 'XX')).toEqual({ on: '2016-05-01', open: 0, participants: [] }));
