import { IsMilliCaratsOrNone, IsPermyriad, IsText, Many, OneOf, type EventOf } from '#kernel';
import { LOSS_REASONS, ORIGIN_RULES, TREATMENTS, type OriginRule } from '../lot/vocabulary.events.ts';

/** What changes a weight: a treatment, the reason of a loss, or a second weighing (for gains as well). */
export const LIMIT_CAUSES = [...new Set([...TREATMENTS, ...LOSS_REASONS])];
export type LimitCause = (typeof LIMIT_CAUSES)[number];

/** How much may change for one cause without a second person: the greater of a weight and a share of what it weighed. */
export class Limit { @OneOf(...LIMIT_CAUSES) cause!: LimitCause; @IsMilliCaratsOrNone() milliCarats!: number; @IsPermyriad() permyriad!: number }

// Names and fields below are on disk: add, never rename.
/** An authority’s own limits for its territory, from here on, beside the ledger’s (internal controls, KPCS IV(a)). */
class LimitsSet { @Many(() => Limit, 1, 50) limits!: Limit[]; @IsText() decision!: string }

/** What a Participant’s law says of confiscated goods: whether the State may sell them back into trade, and what is then said of their origin (UN A/RES/77/277 ¶5). */
class DisposalRuleSet { @OneOf('allowed', 'forbidden') trade!: 'allowed' | 'forbidden'; @OneOf(...ORIGIN_RULES) origin!: OriginRule; @IsText() decision!: string }

export const limitEvents = { LimitsSet, DisposalRuleSet };
export type LimitEvent = EventOf<typeof limitEvents>;
