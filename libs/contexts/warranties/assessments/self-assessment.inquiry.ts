import { IsDay, IsName, IsPartyId, IsQuestionsId, IsText, IsYear, ListOf, Many, OneOf, Optional, type DataOf, type Inquiry, type Sights } from '#kernel';
import { PutQuestion } from '../questions/questions.events.ts';
import { versions, type Version } from '../questions/questions.view.ts';
import { assessments, type Assessment } from './assessments.view.ts';

class Asked {
  @IsPartyId() member!: string;
  @IsYear() year!: number;
  /** The day of filing; the last day of the year, if left out. */
  @Optional() @IsDay() on?: string;
  /** Whose questions; those of the version that began last, if left out. */
  @Optional() @IsPartyId() body?: string;
}
class Offered extends PutQuestion {
  /** Compared with the version that was answered last; without one every question is new. */
  @OneOf('same', 'changed', 'new') compared!: 'same' | 'changed' | 'new';
  /** What was answered last time; of a changed question it is to be thought over. */
  @Optional() @IsText() answer?: string;
}
class Offer {
  @IsPartyId() member!: string;
  @IsYear() year!: number;
  /** None: no version is in force on that day. */
  @Optional() @IsQuestionsId() version?: string;
  /** The day on which this year’s was filed, if it was. */
  @Optional() @IsDay() filedOn?: string;
  @Optional() @IsYear() answeredYear?: number;
  @Optional() @IsQuestionsId() answeredVersion?: string;
  @Many(() => Offered, 0, 500) questions!: Offered[];
  /** Questions of the last time that are not put any more. */
  @ListOf(IsName, 0, 500) dropped!: string[];
}

const versionOn = async (day: string, body: string | undefined, sights: Sights): Promise<Version | undefined> => {
  let found: Version | undefined;
  for await (const row of sights.rows(versions, body === undefined ? {} : { body }, { from: { to: day } })) {
    if ((row.to === undefined || day <= row.to) && (!found || row.from >= found.from)) found = row;
  }
  return found;
};

/** This year’s, if it was filed; and the last one before. */
const filedBy = async (member: string, year: number, sights: Sights): Promise<{ now?: Assessment; last?: Assessment }> => {
  let [now, last]: (Assessment | undefined)[] = [];
  for await (const row of sights.rows(assessments, { member })) {
    if (row.year === year) now = row;
    else if (row.year < year && (!last || row.year > last.year)) last = row;
  }
  return { ...(now && { now }), ...(last && { last }) };
};

const offered = (question: PutQuestion, before: PutQuestion | undefined, answer: string | undefined): Offered => {
  const isSame = before?.text === question.text && before.section === question.section;
  return { ...question, compared: !before ? 'new' : isSame ? 'same' : 'changed', ...(answer !== undefined && { answer }) };
};

/** The questions of a version, held against those that were answered last. */
const comparedWith = (put: readonly PutQuestion[] = [], before: readonly PutQuestion[] = [], last?: Assessment): Pick<Offer, 'questions' | 'dropped'> => {
  const old = new Map(before.map((question) => [question.id, question]));
  const answers = new Map(last?.answers.map(({ question, answer }) => [question, answer]));
  const ids = new Set(put.map(({ id }) => id));
  return { questions: put.map((question) => offered(question, old.get(question.id), answers.get(question.id))), dropped: [...old.keys()].filter((id) => !ids.has(id)) };
};

/** The questions that a member has to answer, with what it answered last time. Who is of none of a question’s kinds leaves it out. */
export const selfAssessment: Inquiry<typeof Asked, typeof Offer> = {
  name: 'warranties/self-assessment',
  says: 'The questions of the self-assessment that are in force, with the answers of the last one offered again, and what changed since marked.',
  asks: Asked,
  answers: Offer,
  answer: async (asked, sights): Promise<DataOf<typeof Offer>> => {
    const { member, year, on = `${year}-12-31` } = asked;
    const [version, { now, last }] = [await versionOn(on, asked.body, sights), await filedBy(member, year, sights)];
    const before: Version | undefined = last && await sights.row(versions, last.questions);
    return {
      member, year, ...(version && { version: version.version }), ...(now && { filedOn: now.filedOn }), ...(last && { answeredYear: last.year, answeredVersion: last.questions }),
      ...comparedWith(version?.questions, before?.questions, last),
    };
  },
};
