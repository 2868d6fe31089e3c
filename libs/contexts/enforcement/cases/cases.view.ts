import { at, dayOf, IsCaseId, IsDay, IsLotId, IsParticipantCode, IsPartyId, IsText, ListOf, OneOf, Optional, type View } from '#kernel';
import { GROUNDS, type CaseEvent, type Grounds } from '../case/case.events.ts';

class CaseRow {
  @IsCaseId() case!: string;
  @IsParticipantCode() participant!: string;
  @IsPartyId() authority!: string;
  @IsPartyId() holder!: string;
  @ListOf(IsLotId) lots!: string[];
  @OneOf(...GROUNDS) grounds!: Grounds;
  @IsText() summary!: string;
  @OneOf('open', 'ordered', 'dismissed') status!: 'open' | 'ordered' | 'dismissed';
  @IsDay() openedOn!: string;
  @Optional() @IsDay() decidedOn?: string;
  /** The order of confiscation, or the reason for which the case was dismissed. */
  @Optional() @IsText() decision?: string;
}

/** Every case and how it stands. */
export const cases: View<typeof CaseRow, CaseEvent> = {
  name: 'enforcement/cases',
  version: 1,
  row: CaseRow,
  index: ['participant', 'status', 'holder'],
  on: {
    CaseOpened: ({ subject, data, occurredAt }) => [at<Readonly<CaseRow>>(subject, () => ({ case: subject, ...data, status: 'open', openedOn: dayOf(occurredAt) }))],
    ConfiscationOrdered: ({ subject, data: { order }, occurredAt }) =>
      [at<Readonly<CaseRow>>(subject, (row) => ({ ...row!, status: 'ordered', decidedOn: dayOf(occurredAt), decision: order }))],
    CaseDismissed: ({ subject, data: { reason }, occurredAt }) =>
      [at<Readonly<CaseRow>>(subject, (row) => ({ ...row!, status: 'dismissed', decidedOn: dayOf(occurredAt), decision: reason }))],
  },
};
