import { it } from '@jest/globals';
import { LEDGER, type Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { questions } from './questions.decider.ts';
import { questionsSoFar } from './questions.recollection.ts';

const given = scenarios(questions, { subject: 'SYN-Q2' });
const body: Actor = { party: 'SYN-BODY', participant: 'EU', roles: ['industry-body'] };
const none = { replaced: questionsSoFar.initial };
const put = (id: string) => ({ id, section: 'sow' as const, text: `Is ${id} done?` });
const first = { type: 'QuestionsPublished', data: { body: 'SYN-BODY', from: '2022-01-01', questions: [put('q1'), put('q2')] } } as const;
const replaced = { type: 'QuestionsReplaced', data: { by: 'SYN-Q3', to: '2022-12-31' } } as const;
const order = (more: object = {}) => ({ from: '2022-01-01', questions: [put('q1'), put('q2')], ...more });
const published = { ...first, data: { ...first.data, questions: [...first.data.questions] } };

it('are published once, by an industry body, each question once', () => {
  given().when('PublishQuestions', order(), body, none).then(published);
  given(published).when('PublishQuestions', order(), body, none).refused('AlreadyPublished');
  given().when('PublishQuestions', order(), { ...body, roles: ['trader'] }, none).refused('NotABody');
  given().when('PublishQuestions', order({ questions: [put('q1'), put('q1')] }), body, none).refused('QuestionTwice', { pointer: '#/questions/1/id' });
});

it('take the place of an earlier version of the same body, from a later day on', () => {
  const [before, version] = [{ body: 'SYN-BODY', from: '2021-01-01', to: '9999-12-31', questions: [] }, order({ replaces: 'SYN-Q1' })];
  given().when('PublishQuestions', version, body, { replaced: before }).then({ ...published, data: { ...published.data, replaces: 'SYN-Q1' } });
  given().when('PublishQuestions', version, body, none).refused('NotReplaced', { detail: 'No version SYN-Q1 was published.', pointer: '#/replaces' });
  given().when('PublishQuestions', version, body, { replaced: { ...before, body: 'SYN-OTHER' } }).refused('NotReplaced', { detail: 'Version SYN-Q1 is of SYN-OTHER.' });
  given().when('PublishQuestions', version, body, { replaced: { ...before, from: '2022-01-01' } }).refused('NotReplaced', { figures: { from: '2022-01-01' } });
  given().when('PublishQuestions', version, body, { replaced: { ...before, to: '2021-06-30' } }).refused('NotReplaced', { detail: 'Version SYN-Q1 stands from 2021-01-01 to 2021-06-30; this one would begin on 2022-01-01.' });
});

it('end the day before the version that replaces them begins, once', () => {
  given(published).when('ReplaceQuestions', replaced.data, LEDGER, none).then(replaced);
  given(published, replaced).when('ReplaceQuestions', { by: 'SYN-Q4', to: '2023-12-31' }, LEDGER, none).refused('NotReplaced');
});
