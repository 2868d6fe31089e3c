import type { DataOf, Recollection } from '#kernel';
import type { questionsEvents } from './questions.events.ts';

type Published = DataOf<typeof questionsEvents.QuestionsPublished>;
type Replaced = DataOf<typeof questionsEvents.QuestionsReplaced>;

/** A version of the questions, from when to when it is to be used. No body: it was never published. */
export type Questions = Readonly<{ body: string; from: string; to: string; questions: Published['questions'] }>;

/** The fold of a version’s own stream: its own rules and those of members stand on it. */
export const questionsSoFar = {
  noun: 'questions',
  initial: { body: '', from: '', to: '9999-12-31', questions: [] },
  on: {
    QuestionsPublished: (now: Questions, { body, from, questions }: Published): Questions => ({ ...now, body, from, questions }),
    QuestionsReplaced: (now: Questions, { to }: Replaced): Questions => ({ ...now, to }),
  },
} satisfies Recollection<Questions>;
