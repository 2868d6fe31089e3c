import { at, IsDay, IsDecisionId, IsName, IsParticipantCode, IsPartyId, IsText, Many, OneOf, Optional, type View } from '#kernel';
import { PARTY_KINDS, PARTY_STANDINGS, type PartyEvent, type PartyKind, type PartyStanding } from '../party/party.events.ts';

/** How its authority let it trade, from which day on. */
class Stood {
  @OneOf(...PARTY_STANDINGS) standing!: PartyStanding;
  @IsDay() from!: string;
  @IsText() reason!: string;
  @Optional() @IsDecisionId() document?: string;
}
class PartyRow {
  @IsPartyId() party!: string;
  @IsName() name!: string;
  @OneOf(...PARTY_KINDS) kind!: PartyKind;
  @IsParticipantCode() participant!: string;
  @Optional() @IsText() licence?: string;
  /** The standing recorded last; it may begin on a day still to come. */
  @OneOf(...PARTY_STANDINGS) standing!: PartyStanding;
  /** Every change, in the order in which they begin. */
  @Many(() => Stood, 0) standings!: Stood[];
}

/** The register of parties (KPCS Annex II ¶14). */
export const parties: View<typeof PartyRow, PartyEvent> = {
  name: 'identity/parties',
  version: 2,
  row: PartyRow,
  index: ['participant', 'kind', 'standing'],
  on: {
    PartyRegistered: ({ subject, data }) => [at(subject, () => ({ party: subject, ...data, standing: 'licensed', standings: [] }))],
    PartyStandingChanged: ({ subject, data }) => [at<PartyRow>(subject, (row) => ({ ...row!, standing: data.standing, standings: [...row!.standings, data] }))],
  },
};
