import { IsDay, IsName, IsParticipantCode, IsText, ListOf, Optional, type EventOf } from '#kernel';

// Names and fields below are on disk: add, never rename.
/** May look into the books of a Participant, from a day to a day (S2 ¶10-12: review visits and missions, by invitation). A fact; no door opens or closes by it yet. */
class AccessGranted {
  /** Whose books. */
  @IsParticipantCode() participant!: string;
  /** Only this part of them, as `custody`; all of them, if left open. */
  @Optional() @ListOf(IsName, 1, 20) contexts?: string[];
  @IsDay() from!: string;
  @IsDay() to!: string;
  /** The invitation, or the terms of reference. */
  @IsText() document!: string;
}
/** Before its last day. On that day it is over. */
class AccessEnded { @IsParticipantCode() participant!: string; @IsDay() on!: string; @IsText() reason!: string }

export const reviewerEvents = { AccessGranted, AccessEnded };
export type ReviewerEvent = EventOf<typeof reviewerEvents>;
