import { ask, plusDays, type Reaction } from '#kernel';
import { questions } from './questions.decider.ts';
import type { QuestionsEvent } from './questions.events.ts';

/** Where new questions take the place of others, those end on the day before. */
export const publishedQuestionsReplace: Reaction<QuestionsEvent> = {
  name: 'warranties/published-questions-replace',
  on: {
    QuestionsPublished: ({ subject, data: { from, replaces } }) =>
      (replaces === undefined ? [] : [ask(questions, replaces, 'ReplaceQuestions', { by: subject, to: plusDays(from, -1) })]),
  },
};
