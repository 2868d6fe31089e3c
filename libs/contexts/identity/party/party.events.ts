import { IsDay, IsDecisionId, IsName, IsParticipantCode, IsText, lastBegun, OneOf, Optional, type EventOf } from '#kernel';

export const PARTY_KINDS = ['producer', 'artisanal-buyer', 'trader', 'carrier', 'authority', 'industry-body', 'valuer', 'monitor'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

/** How the authority of its territory lets a party trade. */
export const PARTY_STANDINGS = ['licensed', 'suspended', 'struck-off'] as const;
export type PartyStanding = (typeof PARTY_STANDINGS)[number];

// Names and fields below are on disk: add, never rename.
class PartyRegistered {
  @IsName() name!: string;
  @OneOf(...PARTY_KINDS) kind!: PartyKind;
  @IsParticipantCode() participant!: string;
  /** The licence or registration it trades under (KPCS Annex II ¶13). */
  @Optional() @IsText() licence?: string;
}
/** May it trade, from that day on? Who is suspended or struck off takes no goods, sells none and asks for no certificate; what was done before stays valid. */
class PartyStandingChanged {
  @OneOf(...PARTY_STANDINGS) standing!: PartyStanding;
  @IsDay() from!: string;
  @IsText() reason!: string;
  /** The decision behind it, if one was recorded. */
  @Optional() @IsDecisionId() document?: string;
}

/** By which of the words about a party, in their order, it may not trade on that day; undefined if it may: it is licensed unless its authority said otherwise. */
export const unlicensedOn = <Said extends Readonly<{ standing: PartyStanding; from: string }>>(said: readonly Said[] = [], day: string): Said | undefined => {
  const last = lastBegun(said, day);
  return last?.standing === 'licensed' ? undefined : last;
};

export const partyEvents = { PartyRegistered, PartyStandingChanged };
export type PartyEvent = EventOf<typeof partyEvents>;
