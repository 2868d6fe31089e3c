import { at, IsDay, IsPartyId, IsQuestionsId, IsYear, Many, type View } from '#kernel';
import { Answer, type MemberEvent } from '../member/member.events.ts';

class AssessmentRow {
  @IsPartyId() member!: string;
  @IsYear() year!: number;
  @IsQuestionsId() questions!: string;
  @IsDay() filedOn!: string;
  @IsDay() validTo!: string;
  @Many(() => Answer, 1, 500) answers!: Answer[];
}
export type Assessment = Readonly<AssessmentRow>;

/** Every self-assessment with its answers. Key: `<member>-<year>`. */
export const assessments: View<typeof AssessmentRow, MemberEvent> = {
  name: 'warranties/assessments',
  version: 1,
  row: AssessmentRow,
  index: ['member', 'year'],
  on: {
    AssessmentFiled: ({ subject: member, data: { year, questions, answers, filedOn, validTo } }) =>
      [at(`${member}-${year}`, () => ({ member, year, questions, filedOn, validTo, answers }))],
  },
};
