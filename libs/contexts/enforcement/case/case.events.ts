import { IsLotId, IsParticipantCode, IsPartyId, IsText, ListOf, OneOf, type EventOf } from '#kernel';

/** What was suspected, by the rules of detection that the authorities share. */
export const GROUNDS = ['false-certificate', 'seal', 'non-participant', 'zone', 'undeclared', 'stock', 'other'] as const;
export type Grounds = (typeof GROUNDS)[number];

// Names and fields below are on disk: add, never rename.
class CaseOpened {
  @IsPartyId() authority!: string;
  @IsParticipantCode() participant!: string;
  @IsPartyId() holder!: string;
  @ListOf(IsLotId) lots!: string[];
  @OneOf(...GROUNDS) grounds!: Grounds;
  @IsText() summary!: string;
}
/** A court or the authority orders the goods forfeit to the State (UN A/RES/77/277 ¶5: confiscation and disposal). */
class ConfiscationOrdered { @IsText() order!: string }
class CaseDismissed { @IsText() reason!: string }

export const caseEvents = { CaseOpened, ConfiscationOrdered, CaseDismissed };
export type CaseEvent = EventOf<typeof caseEvents>;
