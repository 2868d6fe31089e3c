import { IsBlendId, IsLotId, IsMilliCarats, IsName, IsPartyId, IsStones, IsText, IsUsdCents, ListOf, Many, One, OneOf, Optional, type EventOf } from '#kernel';
import { lotEvents } from '../lot/lot.events.ts';
import { MODELS, type Model } from '../lot/vocabulary.events.ts';

/** As many lots as one blend takes. */
export const MOST_INPUTS = 10_000;

/** What one lot brought: all of it. */
class Input { @IsLotId() lot!: string; @IsMilliCarats() milliCarats!: number; @IsUsdCents() usdCents!: number; @Optional() @IsStones() stones?: number }
/** Why it was not done: the lot that stood in the way, if it was one, and its refusal. */
export class Obstacle { @Optional() @IsLotId() lot?: string; @IsName() code!: string; @IsText() says!: string }

// Names and fields below are on disk: add, never rename.
/** Somebody wants these lots mixed into one. From here on each is set aside, on its own stream. */
class BlendStarted {
  @IsPartyId() holder!: string;
  @ListOf(IsLotId, 2, MOST_INPUTS) lots!: string[];
  /** How strictly the result is to be kept apart; the strictest that all lots allow, if left open. */
  @Optional() @OneOf(...MODELS) model?: Model;
}
/** The one decision: all lots were set aside; they are consumed, and this is what they made. Every figure is their sum. */
class BlendCommitted {
  @IsPartyId() holder!: string;
  @IsLotId() lot!: string;
  @Many(() => Input, 2, MOST_INPUTS) inputs!: Input[];
  @One(() => lotEvents.LotOpened) made!: InstanceType<typeof lotEvents.LotOpened>;
}
/** The other decision: nothing is mixed; every lot is let go. */
class BlendAborted { @IsPartyId() holder!: string; @ListOf(IsLotId, 2, MOST_INPUTS) lots!: string[]; @One(() => Obstacle) obstacle!: Obstacle }
/** Every lot knows the decision. */
class BlendCompleted { @IsBlendId() blend!: string; @OneOf('committed', 'aborted') outcome!: 'committed' | 'aborted' }

export const blendEvents = { BlendStarted, BlendCommitted, BlendAborted, BlendCompleted };
export type BlendEvent = EventOf<typeof blendEvents>;
