import type { partyEvents, PartyKind } from '#contexts/identity/events';
import type { DataOf, Recollection } from '#kernel';

type Party = typeof partyEvents;
type Dated = Readonly<{ standing: DataOf<Party['PartyStandingChanged']>['standing']; from: string }>;

/** In whose territory a party is registered (the empty string, if nowhere), as what, and how its authority lets it trade. */
export type RegisteredParty = Readonly<{ participant: string; kind: PartyKind | ''; standings: readonly Dated[] }>;

/** What warranties remembers of those who buy and sell. */
export const registeredParty: Recollection<RegisteredParty> = {
  noun: 'party',
  initial: { participant: '', kind: '', standings: [] },
  on: {
    PartyRegistered: (_, { participant, kind }: DataOf<Party['PartyRegistered']>) => ({ participant, kind, standings: [] }),
    PartyStandingChanged: (party, { standing, from }: DataOf<Party['PartyStandingChanged']>) => ({ ...party, standings: [...party.standings, { standing, from }] }),
  },
};
