import { IsDay, IsName, IsText, OneOf, Optional, type EventOf } from '#kernel';

// Names and fields below are on disk: add, never rename.
class ParticipantAdmitted {
  @IsName() name!: string;
  @OneOf('state', 'union', 'entity') kind!: 'state' | 'union' | 'entity';
  /** The first day on which trade with it is open. */
  @IsDay() from!: string;
}
class StandingChanged {
  @OneOf('participant', 'suspended', 'removed') standing!: 'participant' | 'suspended' | 'removed';
  @IsDay() from!: string;
  /** The document that decided it (S2 ¶22.14: a status change cites its decision). */
  @IsText() decision!: string;
  /** The flow it is about; both, if left open. */
  @Optional() @OneOf('export', 'import', 'both') flow?: 'export' | 'import' | 'both';
  /** Part of its territory only: production there, not the trade of the rest. */
  @Optional() @IsName() zone?: string;
}

export const participantEvents = { ParticipantAdmitted, StandingChanged };
export type ParticipantEvent = EventOf<typeof participantEvents>;
