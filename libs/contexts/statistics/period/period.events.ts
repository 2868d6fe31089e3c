import { IsParticipantCode, IsPartyId, IsPersonId, IsText, IsYear, OneOf, type EventOf } from '#kernel';

// Names and fields below are on disk: add, never rename.
/** The figures of this quarter are out of the house: what happened in it is not added to any more without a second person. */
class PeriodClosed { @IsParticipantCode() participant!: string; @IsYear() year!: number; @OneOf(1, 2, 3, 4) quarter!: 1 | 2 | 3 | 4; @IsPersonId() closedBy!: string }
/** Somebody else agreed that one party enters facts of the closed quarter late. */
class LateEntryAllowed { @IsParticipantCode() participant!: string; @IsPartyId() party!: string; @IsPersonId() approvedBy!: string; @IsText() reason!: string }

export const periodEvents = { PeriodClosed, LateEntryAllowed };
export type PeriodEvent = EventOf<typeof periodEvents>;
