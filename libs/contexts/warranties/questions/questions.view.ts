import { at, IsDay, IsPartyId, IsQuestionsId, Many, Optional, type View } from '#kernel';
import { PutQuestion, type QuestionsEvent } from './questions.events.ts';

class QuestionsRow {
  @IsQuestionsId() version!: string;
  @IsPartyId() body!: string;
  @IsDay() from!: string;
  @Optional() @IsDay() to?: string;
  @Optional() @IsQuestionsId() replaces?: string;
  @Optional() @IsQuestionsId() replacedBy?: string;
  @Many(() => PutQuestion, 1, 500) questions!: PutQuestion[];
}
export type Version = Readonly<QuestionsRow>;

/** Every version of the questions of the self-assessment, from when to when it stands. */
export const versions: View<typeof QuestionsRow, QuestionsEvent> = {
  name: 'warranties/questions',
  version: 1,
  row: QuestionsRow,
  index: ['body', 'from'],
  on: {
    QuestionsPublished: ({ subject: version, data }) => [at(version, () => ({ version, ...data }))],
    QuestionsReplaced: ({ subject: version, data: { by, to } }) => [at<Version>(version, (row) => ({ ...row!, to, replacedBy: by }))],
  },
};
