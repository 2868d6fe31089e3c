import { IsCount, IsDay, IsGrams, IsName, IsParticipantCode, IsPartyId, IsSampleId, IsSiteId, IsText, OneOf, Optional, type EventOf } from '#kernel';

export const MODES = ['road', 'air', 'sea', 'rail', 'hand-carry'] as const;
export type Mode = (typeof MODES)[number];

// Names and fields below are on disk: add, never rename.
/** Rock that may hold diamonds, taken under an exploration licence (Technical Guideline 17). No carats yet, and no certificate: its own chain of custody. */
class SampleTaken {
  @IsSiteId() site!: string;
  @IsParticipantCode() participant!: string;
  @IsPartyId() holder!: string;
  @IsGrams() grams!: number;
  @IsDay() takenOn!: string;
  @IsText() purpose!: string;
}
class SampleSent {
  @IsPartyId() from!: string;
  /** The laboratory, here or abroad. */
  @IsPartyId() to!: string;
  @IsGrams() grams!: number;
  @OneOf(...MODES) mode!: Mode;
  @Optional() @IsName() handCarriedBy?: string;
  /** The letter of comfort or the technical certificate, if it leaves the territory. */
  @Optional() @IsText() letter?: string;
}
class SampleReceived { @IsPartyId() from!: string; @IsPartyId() holder!: string; @IsGrams() grams!: number }
/** What was found. Stones are then recorded as production of this sample, out of trade. */
class SampleReported { @IsPartyId() holder!: string; @IsCount() stones!: number; @IsText() report!: string; @IsSampleId() sample!: string }

export const sampleEvents = { SampleTaken, SampleSent, SampleReceived, SampleReported };
export type SampleEvent = EventOf<typeof sampleEvents>;
