import { IsDay, IsName, IsParticipantCode, IsPartyId, IsSha256, IsText, ListOf, Optional, wordFactory, type EventOf } from '#kernel';

/** What an officer may do in the name of his authority: look at requests, issue, validate, confirm imports. */
export const POWERS = ['prepare', 'issue', 'validate', 'confirm'] as const;
export type Power = (typeof POWERS)[number];
export const IsPower = wordFactory<Power>('Power', { says: `one of ${POWERS.join(', ')}`, schema: { enum: POWERS }, check: (value) => POWERS.includes(value as Power) });

// Names and fields below are on disk: add, never rename.
/** A natural person may sign for an authority, from a day on: without a mandate nobody can (the case of Venezuela: no one left who could sign). */
class OfficerAppointed {
  @IsPartyId() authority!: string;
  @IsParticipantCode() participant!: string;
  @IsName() name!: string;
  @ListOf(IsPower, 1, 4) powers!: Power[];
  @IsDay() from!: string;
  @Optional() @IsDay() to?: string;
  /** The digest of the specimen of the signature. */
  @Optional() @IsSha256() specimen?: string;
  @IsText() decision!: string;
}
class OfficerRelieved { @IsPartyId() authority!: string; @IsDay() on!: string; @IsText() decision!: string }

export const officerEvents = { OfficerAppointed, OfficerRelieved };
export type OfficerEvent = EventOf<typeof officerEvents>;
