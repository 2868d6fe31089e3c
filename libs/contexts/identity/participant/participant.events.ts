import { IsDay, IsDecisionId, IsName, IsPartyId, IsText, IsZoneId, One, OneOf, Optional, type EventOf } from '#kernel';
import { STANDINGS, type Standing } from './ladder.events.ts';

/** Each export is looked at by a monitor: before its certificate is issued, or afterwards, by the month. */
export class Conditions {
  @OneOf('ex-ante', 'ex-post') approval!: 'ex-ante' | 'ex-post';
  /** The KP Monitoring Team, or the third party that examines. */
  @IsPartyId() monitor!: string;
  @Optional() @IsText() note?: string;
}

// Names and fields below are on disk: add, never rename.
class ParticipantAdmitted {
  @IsName() name!: string;
  @OneOf('state', 'union', 'entity') kind!: 'state' | 'union' | 'entity';
  /** The first day on which trade with it is open. */
  @IsDay() from!: string;
}
class StandingChanged {
  @OneOf(...STANDINGS) standing!: Standing;
  @IsDay() from!: string;
  /** The document that decided it (S2 ¶22.14: a status change cites its decision), in words. */
  @IsText() decision!: string;
  /** The flow it is about; both, if left open. */
  @Optional() @OneOf('export', 'import', 'both') flow?: 'export' | 'import' | 'both';
  /** Part of its territory only: production there, not the trade of the rest. */
  @Optional() @IsName() zone?: string;
  /** The same document, as it is recorded here. */
  @Optional() @IsDecisionId() document?: string;
  /** On what conditions exports go on. */
  @Optional() @One(() => Conditions) conditions?: Conditions;
  /** What becomes of goods that were on their way when the standing began; they are let through, if nothing is said. */
  @Optional() @OneOf('let-through', 'hold', 'return') inTransit?: 'let-through' | 'hold' | 'return';
}
/** The Security Council forbids it: a hard block, whatever the standing (S2 ¶3, ¶25-30). */
class EmbargoImposed {
  @OneOf('export', 'import', 'both') flow!: 'export' | 'import' | 'both';
  @IsDay() from!: string;
  @IsDecisionId() document!: string;
  @IsText() decision!: string;
}
/** From that day on it is not forbidden any more. */
class EmbargoLifted {
  @OneOf('export', 'import', 'both') flow!: 'export' | 'import' | 'both';
  @IsDay() from!: string;
  @IsDecisionId() document!: string;
  @IsText() decision!: string;
}
/** Part of its territory that may stand for itself (S1 OP4(d)). How it stands is decided by StandingChanged. */
class ZoneRegistered { @IsZoneId() zone!: string; @IsName() name!: string }

export const participantEvents = { ParticipantAdmitted, StandingChanged, EmbargoImposed, EmbargoLifted, ZoneRegistered };
export type ParticipantEvent = EventOf<typeof participantEvents>;
