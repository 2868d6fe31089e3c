import { IsName, IsParticipantCode, IsText, OneOf, Optional, type EventOf } from '#kernel';

export const PARTY_KINDS = ['producer', 'artisanal-buyer', 'trader', 'carrier', 'authority', 'industry-body', 'valuer'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

// Names and fields below are on disk: add, never rename.
class PartyRegistered {
  @IsName() name!: string;
  @OneOf(...PARTY_KINDS) kind!: PartyKind;
  @IsParticipantCode() participant!: string;
  /** The licence or registration it trades under (KPCS Annex II ¶13). */
  @Optional() @IsText() licence?: string;
}

export const partyEvents = { PartyRegistered };
export type PartyEvent = EventOf<typeof partyEvents>;
