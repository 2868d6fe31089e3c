import { afterAll, expect, it } from '@jest/globals';
import { complaints } from '#kernel';
import { recorded, rowsOf } from '#kernel/testing';
import { sightsOf } from '#platform/cqrs';
import { SqliteRowStore } from '#platform/read-models';
import type { MemberEvent } from '../member/member.events.ts';
import type { QuestionsEvent } from '../questions/questions.events.ts';
import { versions } from '../questions/questions.view.ts';
import { assessments } from './assessments.view.ts';
import { selfAssessment } from './self-assessment.inquiry.ts';

const store = new SqliteRowStore(':memory:');
afterAll(() => store.close());

const put = (id: string, text: string) => ({ id, section: 'sow' as const, text });
const version = (id: string, from: string, to: string | undefined, ...questions: ReturnType<typeof put>[]) => recorded<QuestionsEvent>('questions', id,
  { type: 'QuestionsPublished', data: { body: 'SYN-BODY', from, questions } }, ...(to ? [{ type: 'QuestionsReplaced' as const, data: { by: 'SYN-Q2', to } }] : []));
const filed = (year: number, questions: string, answer: string) => recorded<MemberEvent>('member', 'SYN-T', { type: 'AssessmentFiled', data: {
  year, questions, answers: [{ question: 'kept', answer }, { question: 'changed', answer: 'no' }, { question: 'old', answer: 'no' }], filedOn: `${year}-03-01`, validTo: `${year + 1}-02-28`, sections: ['sow'] } });
const first = version('SYN-Q1', '2021-01-01', '2022-12-31', put('kept', 'Same?'), put('changed', 'Before?'), put('old', 'Gone?'));
const second = version('SYN-Q2', '2023-01-01', undefined, put('kept', 'Same?'), put('changed', 'After?'), put('fresh', 'New?'));

const answer = async (asked: { year: number; on?: string; body?: string }, ...streams: (typeof first | ReturnType<typeof filed>)[]) => {
  const generation = await store.begin([versions, assessments]);
  await generation.commit('', '1', [versions, assessments].flatMap((view) => [...rowsOf(view, ...streams)].map(([key, row]) => ({ view, key, row }))));
  const given = await selfAssessment.answer({ member: 'SYN-T', ...asked }, sightsOf(generation));
  expect(complaints(selfAssessment.answers, given)).toEqual([]);
  return given;
};

it('offers last year’s answers again, and marks what changed', async () => {
  const given = await answer({ year: 2023 }, first, second, filed(2021, 'SYN-Q1', 'older'), filed(2022, 'SYN-Q1', 'yes'));
  expect(given).toEqual({ member: 'SYN-T', year: 2023, version: 'SYN-Q2', answeredYear: 2022, answeredVersion: 'SYN-Q1', dropped: ['old'], questions: [
    { ...put('kept', 'Same?'), compared: 'same', answer: 'yes' }, { ...put('changed', 'After?'), compared: 'changed', answer: 'no' }, { ...put('fresh', 'New?'), compared: 'new' }] });
});

it('puts the questions that are in force on the day, of that body', async () => {
  const versionOf = async (asked: { year: number; on?: string; body?: string }) => (await answer(asked, first, second)).version;
  expect([await versionOf({ year: 2022 }), await versionOf({ year: 2022, on: '2023-02-01' }), await versionOf({ year: 2020 }), await versionOf({ year: 2023, body: 'SYN-OTHER' })]).toEqual(['SYN-Q1', 'SYN-Q2', undefined, undefined]);
  expect((await answer({ year: 2022 }, first)).questions.map(({ compared }) => compared)).toEqual(['new', 'new', 'new']);
});

it('says when this year’s was filed', async () => {
  expect(await answer({ year: 2022 }, first, filed(2022, 'SYN-Q1', 'yes'))).toMatchObject({ filedOn: '2022-03-01' });
});
