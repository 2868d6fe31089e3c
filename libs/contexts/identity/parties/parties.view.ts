import { at, IsName, IsParticipantCode, IsPartyId, IsText, OneOf, Optional, type View } from '#kernel';
import { PARTY_KINDS, type PartyEvent, type PartyKind } from '../party/party.events.ts';

class PartyRow {
  @IsPartyId() party!: string;
  @IsName() name!: string;
  @OneOf(...PARTY_KINDS) kind!: PartyKind;
  @IsParticipantCode() participant!: string;
  @Optional() @IsText() licence?: string;
}

/** The register of parties (KPCS Annex II ¶14). */
export const parties: View<typeof PartyRow, PartyEvent> = {
  name: 'identity/parties',
  version: 1,
  row: PartyRow,
  index: ['participant', 'kind'],
  on: { PartyRegistered: ({ subject, data }) => [at(subject, () => ({ party: subject, ...data }))] },
};
