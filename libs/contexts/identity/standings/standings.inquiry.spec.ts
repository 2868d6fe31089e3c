import { afterAll, expect, it } from '@jest/globals';
import { complaints } from '#kernel';
import { recorded, rowsOf } from '#kernel/testing';
import { sightsOf } from '#platform/cqrs';
import { SqliteRowStore } from '#platform/read-models';
import type { ParticipantEvent } from '../participant/participant.events.ts';
import { decisions } from '../decisions/decisions.view.ts';
import { participants } from '../participants/participants.view.ts';
import { standings } from './standings.inquiry.ts';

const store = new SqliteRowStore(':memory:');
afterAll(() => store.close());

const admitted = (name: string, from: string): ParticipantEvent => ({ type: 'ParticipantAdmitted', data: { name, kind: 'state', from } });
const since = (standing: 'participant' | 'supervised' | 'suspended', from: string, more: object = {}): ParticipantEvent => ({ type: 'StandingChanged', data: { standing, from, decision: `of ${from}`, ...more } });

const stood = async (on: string, participant?: string) => {
  const generation = await store.begin([participants, decisions]);
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
    { participant: 'CF', name: 'Central African Republic', exports: 'suspended', imports: 'suspended', since: '2013-05-23', decision: 'of 2013-05-23', embargoes: [], zones: [],
      grounds: [{ standing: 'suspended', from: '2013-05-23', flow: 'both', decision: 'of 2013-05-23' }] },
    { participant: 'UZ', name: 'Uzbekistan', exports: 'none', imports: 'none', embargoes: [], zones: [], grounds: [] },
  ] });
  expect(await stood('2024-11-15')).toMatchObject({ open: 2, participants: [{ exports: 'participant', imports: 'participant' }, { since: '2024-11-15', exports: 'participant' }] });
});

it('tells the flows and the zones apart', async () => {
  expect((await stood('2016-05-01', 'CF')).participants).toEqual([expect.objectContaining({
    exports: 'suspended', imports: 'participant', zones: [{ zone: 'Berberati', exports: 'participant', imports: 'none' }] })]);
  expect((await stood('2016-04-30', 'CF')).participants[0]!.zones).toEqual([]);
});

it('knows nobody where nobody was admitted', async () => expect(await stood('2016-05-01', 'XX')).toEqual({ on: '2016-05-01', open: 0, participants: [] }));

it('tells by which decisions, since when they are in force, on what conditions, and under what embargo', async () => {
  const generation = await store.begin([participants, decisions]);
  const conditions = { approval: 'ex-ante', monitor: 'SYN-TEAM' } as const;
  const rows = rowsOf(participants, recorded<ParticipantEvent>('participant', 'CF', admitted('Central African Republic', '2003-01-01'), since('suspended', '2013-05-23'),
    { type: 'ZoneRegistered', data: { zone: 'CF-BERBERATI', name: 'Berberati' } },
    since('participant', '2016-05-31', { flow: 'export', zone: 'CF-BERBERATI', document: 'KP-2015-CF', conditions, inTransit: 'hold' }),
    { type: 'EmbargoImposed', data: { flow: 'export', from: '2017-01-01', document: 'UNSC-1', decision: 'S/RES/1' } },
    { type: 'EmbargoLifted', data: { flow: 'export', from: '2018-01-01', document: 'UNSC-2', decision: 'S/RES/2' } }));
  const made = rowsOf(decisions, recorded('decision', 'KP-2015-CF', { type: 'DecisionRecorded', data: { title: 'AD', kind: 'notice', madeOn: '2015-07-17', document: 'AD 2' } }));
  await generation.commit('', '1', [[participants, rows] as const, [decisions, made] as const].flatMap(([view, all]) => [...all].map(([key, row]) => ({ view, key, row }))));
  const on = async (day: string) => {
    const answer = await standings.answer({ on: day, participant: 'CF' }, sightsOf(generation, 100));
    expect(complaints(standings.answers, answer)).toEqual([]);
    return answer.participants[0]!;
  };
  expect(await on('2016-06-01')).toMatchObject({
    exports: 'suspended', embargoes: [], zones: [{ zone: 'CF-BERBERATI', name: 'Berberati', exports: 'participant', imports: 'none', conditions }],
    grounds: [{ from: '2013-05-23', standing: 'suspended' }, { zone: 'CF-BERBERATI', document: 'KP-2015-CF', madeOn: '2015-07-17', inForceFrom: '2015-07-17', conditions, inTransit: 'hold' }],
  });
  expect([(await on('2017-12-31')).embargoes, (await on('2018-01-01')).embargoes]).toEqual([[{ flow: 'export', from: '2017-01-01', decision: 'S/RES/1', document: 'UNSC-1' }], []]);
});

it('counts as open who is watched, and as closed who is under an embargo', async () => {
  const generation = await store.begin([participants]);
  const rows = ([['GH', []], ['CI', [{ type: 'EmbargoImposed', data: { flow: 'export', from: '2005-12-15', document: 'UNSC-1643', decision: 'S/RES/1643' } }]]] as const).flatMap(([code, more]) => [
    ...rowsOf(participants, recorded<ParticipantEvent>('participant', code, admitted(code, '2003-01-01'), ...more, ...(code === 'GH' ? [since('supervised', '2006-11-09', { flow: 'export' })] : [])))]);
  await generation.commit('', '1', rows.map(([key, row]) => ({ view: participants, key, row })));
  expect(await standings.answer({ on: '2006-12-01' }, sightsOf(generation, 100))).toMatchObject({ open: 1, participants: [{ participant: 'CI', exports: 'participant' }, { participant: 'GH', exports: 'supervised' }] });
});
