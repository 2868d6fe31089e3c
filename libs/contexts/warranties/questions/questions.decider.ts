import { because, factOf, IsDay, IsQuestionsId, Many, Optional, refusals, type Actor, type Asked, type DataOf, type Decider, type Refusal } from '#kernel';
import { PutQuestion, questionsEvents } from './questions.events.ts';
import { questionsSoFar, type Questions } from './questions.recollection.ts';

type Facts = { replaced: Questions };

class PublishQuestions {
  /** The first day on which an assessment is filed with them. */
  @IsDay() from!: string;
  @Many(() => PutQuestion, 1, 500) questions!: PutQuestion[];
  @Optional() @IsQuestionsId() replaces?: string;
}
const commands = { PublishQuestions, ReplaceQuestions: questionsEvents.QuestionsReplaced };

const no = refusals({
  AlreadyPublished: { cites: 'warranties/12', says: 'A version of the questions is published once: what is asked anew is another version.' },
  NotABody:         { forbids: true, cites: 'warranties/39', says: 'The questions of the self-assessment are an industry body’s to publish.' },
  QuestionTwice:    { cites: 'warranties/14', says: 'A question stands in a version once.' },
  NotReplaced:      { cites: 'warranties/15', says: 'A version takes the place of an earlier one of the same body that still stands, from a later day on.' },
});

const askedTwice = ({ questions }: DataOf<typeof PublishQuestions>): Refusal | undefined => {
  const seen = new Set<string>();
  for (const [i, { id }] of questions.entries()) {
    if (seen.has(id)) return because(no.QuestionTwice, `Question ${id} is put more than once.`, { question: id }, `#/questions/${i}/id`);
    seen.add(id);
  }
  return undefined;
};

const notReplaced = ({ replaces, from }: DataOf<typeof PublishQuestions>, by: Actor, { body, from: began, to }: Questions): Refusal | undefined => {
  if (replaces === undefined) return undefined;
  const refused = (why: string) => because(no.NotReplaced, why, { replaces, from: began, to }, '#/replaces');
  if (body !== by.party) return refused(body === '' ? `No version ${replaces} was published.` : `Version ${replaces} is of ${body}.`);
  return from <= began || to < from ? refused(`Version ${replaces} stands from ${began} to ${to}; this one would begin on ${from}.`) : undefined;
};

/** A version of the yearly self-assessment (System of Warranties). Questions keep their ids, so that last year’s answers can be offered again. */
export const questions: Decider<Questions, typeof questionsEvents, typeof commands, Facts> = {
  noun: 'questions',
  id: IsQuestionsId,
  events: questionsEvents,
  commands,
  refusals: no,
  internal: ['ReplaceQuestions'],
  facts: { replaced: factOf(questionsSoFar, ({ replaces }) => replaces) },
  initial: questionsSoFar.initial,
  evolve: questionsSoFar.on,

  decide: {
    PublishQuestions: (now, data, { by, facts }: Asked & { readonly facts: Facts }) => {
      if (now.body !== '') return no.AlreadyPublished;
      if (!by.roles.includes('industry-body')) return no.NotABody;
      return askedTwice(data) ?? notReplaced(data, by, facts.replaced) ?? [{ type: 'QuestionsPublished', data: { body: by.party, ...data } }];
    },

    ReplaceQuestions: ({ body, from, to }, data) => (body === '' || to < data.to || data.to < from
      ? because(no.NotReplaced, `This version stands from ${from} to ${to}.`, { from, to }) : [{ type: 'QuestionsReplaced', data }]),
  },
};
