import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { QuestionsEvent } from './questions.events.ts';
import { versions } from './questions.view.ts';

it('shows every version, from when to when it stands', () => {
  const questions = [{ id: 'q', section: 'sow' as const, text: 'Done?' }];
  const rows = rowsOf(versions, recorded<QuestionsEvent>('questions', 'SYN-Q1',
    { type: 'QuestionsPublished', data: { body: 'SYN-BODY', from: '2021-01-01', questions } }, { type: 'QuestionsReplaced', data: { by: 'SYN-Q2', to: '2021-12-31' } }));
  expect([...rows]).toEqual([['SYN-Q1', { version: 'SYN-Q1', body: 'SYN-BODY', from: '2021-01-01', to: '2021-12-31', replacedBy: 'SYN-Q2', questions }]]);
});
