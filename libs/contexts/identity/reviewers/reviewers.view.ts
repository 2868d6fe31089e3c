import { at, IsDay, IsName, IsParticipantCode, IsPartyId, IsText, ListOf, Optional, plusDays, type View } from '#kernel';
import type { ReviewerEvent } from '../reviewer/reviewer.events.ts';

class ReviewerRow {
  @IsPartyId() reviewer!: string;
  @IsParticipantCode() participant!: string;
  /** Only this part of the books; all of them, if it is left open. */
  @Optional() @ListOf(IsName, 1, 20) contexts?: string[];
  @IsDay() from!: string;
  /** The last day. A day before the first one: it was ended before it began. */
  @IsDay() to!: string;
  @IsText() document!: string;
  /** Why it ended early, if it did. */
  @Optional() @IsText() endedFor?: string;
}

const keyOf = (reviewer: string, participant: string): string => `${reviewer}@${participant}`;

/** Who may look into whose books, from when to when: the latest access of each. Key: reviewer, `@`, Participant. */
export const reviewers: View<typeof ReviewerRow, ReviewerEvent> = {
  name: 'identity/reviewers',
  version: 1,
  row: ReviewerRow,
  index: ['reviewer', 'participant'],
  on: {
    AccessGranted: ({ subject, data }) => [at<ReviewerRow>(keyOf(subject, data.participant), () => ({ reviewer: subject, ...data }))],
    AccessEnded: ({ subject, data: { participant, on, reason } }) => [at<ReviewerRow>(keyOf(subject, participant), (row) => ({ ...row!, to: plusDays(on, -1), endedFor: reason }))],
  },
};
