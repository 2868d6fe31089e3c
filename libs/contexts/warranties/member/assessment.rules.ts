import { because, dayOf, IsQuestionsId, IsYear, Many, plusDays, refusals, yearOf, type DataOf, type Decision, type Refusal } from '#kernel';
import type { PutQuestion } from '../questions/questions.events.ts';
import { Answer, type MemberEvent } from './member.events.ts';
import { runningOn, type Member } from './member.recollection.ts';
import type { AskedOfMember } from './membership.rules.ts';

export class FileAssessment {
  @IsYear() year!: number;
  /** The version of the questions that is answered. */
  @IsQuestionsId() questions!: string;
  @Many(() => Answer, 1, 500) answers!: Answer[];
}
type Filing = DataOf<typeof FileAssessment>;

/** So many days after the day of filing it is valid still: a year. */
const VALID_DAYS = 364;

export const no = refusals({
  NotHimself:          { forbids: true, cites: 'warranties/22', says: 'A member assesses himself: nobody answers for him.' },
  NoMemberThen:        { cites: 'warranties/10', says: 'Who assesses himself is a member of an industry body on that day.' },
  AssessedAlready:     { cites: 'warranties/23', says: 'There is one self-assessment a year.' },
  OtherYear:           { cites: 'warranties/24', says: 'A self-assessment is of the year in which it is filed, or of the year before.' },
  QuestionsNotInForce: { cites: 'WDC System of Warranties', says: 'A self-assessment answers the questions that are in force on the day of filing.' },
  AnswersDiffer:       { cites: 'warranties/25', says: 'Every question that is put to such a party is answered, once, and no other.' },
});

/** Questions without kinds are put to all; others to parties of those kinds. */
export const putTo = (questions: readonly PutQuestion[], kind: string): readonly PutQuestion[] => questions.filter(({ kinds }) => kinds === undefined || kinds.some((one) => one === kind));

const wrongAnswers = (answers: Filing['answers'], put: readonly PutQuestion[]): Refusal | undefined => {
  const open = new Set(put.map(({ id }) => id));
  for (const [i, { question }] of answers.entries()) {
    if (!open.delete(question)) return because(no.AnswersDiffer, `Question ${question} is not put to this party, or was answered before.`, { question }, `#/answers/${i}/question`);
  }
  const [missing] = open;
  return missing === undefined ? undefined : because(no.AnswersDiffer, `${open.size} of ${put.length} questions are not answered; the first is ${missing}.`,
    { missing: open.size, questions: put.length, question: missing }, '#/answers');
};

const wrongTime = ({ assessments, memberships }: Member, { year, questions }: Filing, { facts, subject }: AskedOfMember, day: string): Refusal | undefined => {
  if (!runningOn(memberships, day)) return because(no.NoMemberThen, `${subject} is a member of no body on ${day}.`, { on: day });
  if (year !== yearOf(day) && year !== yearOf(day) - 1) return because(no.OtherYear, `It would be of ${year}; it is filed on ${day}.`, { year, on: day }, '#/year');
  const before = assessments.find((one) => one.year === year);
  if (before) return because(no.AssessedAlready, `That of ${year} was filed on ${before.from}.`, { year, filedOn: before.from }, '#/year');
  const { body, from, to } = facts.questions;
  if (body === '') return because(no.QuestionsNotInForce, `No version ${questions} was published.`, { questions }, '#/questions');
  return day < from || to < day ? because(no.QuestionsNotInForce, `Version ${questions} stands from ${from} to ${to}; the day is ${day}.`, { questions, from, to, on: day }, '#/questions') : undefined;
};

const file = (member: Member, data: Filing, asked: AskedOfMember): Decision<MemberEvent> => {
  const { by, subject, occurredAt, facts } = asked;
  if (by.party !== subject) return no.NotHimself;
  const filedOn = dayOf(occurredAt);
  const put = putTo(facts.questions.questions, facts.party.kind);
  return wrongTime(member, data, asked, filedOn) ?? wrongAnswers(data.answers, put)
    ?? [{ type: 'AssessmentFiled', data: { ...data, filedOn, validTo: plusDays(filedOn, VALID_DAYS), sections: [...new Set(put.map(({ section }) => section))] } }];
};

/** The yearly self-assessment, without which nobody uses the text of 2021. */
export const assessing = { commands: { FileAssessment }, refusals: no, makes: ['AssessmentFiled'], decide: { FileAssessment: file } };
