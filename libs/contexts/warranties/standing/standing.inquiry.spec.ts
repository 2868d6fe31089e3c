import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { complaints, type Sights } from '#kernel';
import { recorded, rowsOf } from '#kernel/testing';
import { sightsOf } from '#platform/cqrs';
import { SqliteRowStore } from '#platform/read-models';
import type { MemberEvent } from '../member/member.events.ts';
import { memberships } from '../registry/memberships.view.ts';
import { registry } from '../registry/registry.view.ts';
import { standing } from './standing.inquiry.ts';

const store = new SqliteRowStore(':memory:');
afterAll(() => store.close());
let sights: Sights;

const member = (name: string, ...events: MemberEvent[]) => recorded<MemberEvent>('member', name, { type: 'MemberAdmitted', data: { body: 'SYN-BODY', from: '2021-01-01', to: '2022-12-31' } }, ...events);
const registered: MemberEvent = { type: 'RegistrationRecorded', data: { body: 'SYN-BODY', sowId: 'SYN-SOW-7', from: '2021-06-01', to: '2022-05-31' } };
const filed: MemberEvent = { type: 'AssessmentFiled', data: { year: 2021, questions: 'Q', answers: [{ question: 'kp', answer: 'yes' }], filedOn: '2021-06-01', validTo: '2022-02-28', sections: ['kpcs'] } };
const barred = (sanction: 'suspension' | 'expulsion', from: string, to?: string): MemberEvent => ({ type: 'MemberSanctioned', data: { body: 'SYN-BODY', sanction, from, reason: 'x', decision: 'y', ...(to && { to }) } });

beforeAll(async () => {
  const streams = [
    member('A', registered, filed, { type: 'FastTrackGranted', data: { body: 'SYN-BODY', from: '2021-06-01', to: '2022-12-31' } }), member('B', registered, filed, barred('suspension', '2021-10-01', '2021-12-31')),
    member('C', registered, filed, barred('expulsion', '2022-01-01')), member('D'), recorded<MemberEvent>('member', 'E', { type: 'MemberAdmitted', data: { body: 'SYN-OTHER', from: '2021-01-01' } }),
  ];
  const generation = await store.begin([registry, memberships]);
  await generation.commit('', '1', [registry, memberships].flatMap((view) => [...rowsOf(view, ...streams)].map(([key, row]) => ({ view, key, row }))));
  sights = sightsOf(generation);
});

const on = async (day: string) => {
  const given = await standing.answer({ body: 'SYN-BODY', on: day }, sights);
  expect(complaints(standing.answers, given)).toEqual([]);
  return given.members;
};
const told = async (day: string) => (await on(day)).map((one) => [one.member, one.standing, one.since].filter(Boolean).join(' '));

it('tells of every member of a body how it stands on a day, and since when', async () => {
  expect(await told('2020-12-31')).toEqual(['A not-yet', 'B not-yet', 'C not-yet', 'D not-yet']);
  expect(await told('2021-08-31')).toEqual(['A good', 'B good', 'C good', 'D good']);
  expect(await told('2021-10-01')).toEqual(['A good', 'B suspended 2021-10-01', 'C good', 'D unregistered']);
  expect(await told('2022-03-01')).toEqual(['A late 2022-02-28', 'B late 2022-02-28', 'C expelled 2022-01-01', 'D unregistered']);
  expect(await told('2022-06-01')).toEqual(['A lapsed 2022-05-31', 'B lapsed 2022-05-31', 'C expelled 2022-01-01', 'D unregistered']);
  expect((await told('2023-01-01'))[0]).toBe('A lapsed 2022-12-31');
});

it('tells until when each is registered and assessed, and who is on the fast track', async () => {
  expect((await on('2021-10-01'))[0]).toEqual({ member: 'A', standing: 'good', sowId: 'SYN-SOW-7', registeredTo: '2022-05-31', assessedTo: '2022-02-28', fastTrack: 'yes' });
  expect((await on('2022-03-01'))[0]).toMatchObject({ standing: 'late', fastTrack: 'no' });
});
