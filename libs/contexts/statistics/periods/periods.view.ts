import { at, dayOf, IsDay, IsParticipantCode, IsPartyId, IsPeriodId, IsPersonId, IsText, IsYear, Many, OneOf, type Quarter, type View } from '#kernel';
import type { PeriodEvent } from '../period/period.events.ts';

/** Who may still enter facts, since when, who allowed it, and why. */
class Leave { @IsPartyId() party!: string; @IsPersonId() approvedBy!: string; @IsText() reason!: string; @IsDay() on!: string }

class PeriodRow {
  @IsPeriodId() period!: string;
  @IsParticipantCode() participant!: string;
  @IsYear() year!: number;
  @OneOf(1, 2, 3, 4) quarter!: Quarter;
  @IsPersonId() closedBy!: string;
  @IsDay() closedOn!: string;
  /** All leaves, oldest first. */
  @Many(() => Leave, 0) late!: Leave[];
}

/** The quarters whose figures are closed, and who was let in again. An open quarter has no row. */
export const periods: View<typeof PeriodRow, PeriodEvent> = {
  name: 'statistics/periods',
  version: 1,
  row: PeriodRow,
  index: ['participant', 'year'],
  on: {
    PeriodClosed: ({ subject, occurredAt, data }) => [at<PeriodRow>(subject, () => ({ period: subject, ...data, closedOn: dayOf(occurredAt), late: [] }))],
    LateEntryAllowed: ({ subject, occurredAt, data: { party, approvedBy, reason } }) =>
      [at<PeriodRow>(subject, (row) => ({ ...row!, late: [...row!.late, { party, approvedBy, reason, on: dayOf(occurredAt) }] }))],
  },
};
