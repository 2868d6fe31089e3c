import { expect, it } from '@jest/globals';
import { recorded } from '#kernel/testing';
import { publishedQuestionsReplace } from './published-questions-replace.reaction.ts';
import { questions } from './questions.decider.ts';
import type { QuestionsEvent } from './questions.events.ts';

const asked = (replaces?: string) => {
  const event: QuestionsEvent = { type: 'QuestionsPublished', data: { body: 'SYN-BODY', from: '2023-01-01', questions: [{ id: 'q', section: 'sow', text: 'Done?' }], ...(replaces && { replaces }) } };
  return publishedQuestionsReplace.on.QuestionsPublished!(recorded('questions', 'SYN-Q2', event)[0] as never);
};

it('ends the questions that are replaced on the day before', () => {
  expect([asked(), asked('SYN-Q1')]).toEqual([[], [{ decider: questions, subject: 'SYN-Q1', type: 'ReplaceQuestions', data: { by: 'SYN-Q2', to: '2022-12-31' } }]]);
});
