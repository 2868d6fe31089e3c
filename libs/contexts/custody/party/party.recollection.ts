import type { partyEvents, PartyStanding } from '#contexts/identity/events';
import type { DataOf, Recollection } from '#kernel';

type PartyRegistered = DataOf<typeof partyEvents.PartyRegistered>;
type Changed = DataOf<typeof partyEvents.PartyStandingChanged>;

/** What custody remembers of a party: what it is, the Participant in whose territory it is registered, if it is, and how its authority let it trade, in the order of days. */
export type Party = Readonly<{ participant?: string; kind?: PartyRegistered['kind']; standings?: readonly Readonly<{ standing: PartyStanding; from: string }>[] }>;

export const party: Recollection<Party> = {
  noun: 'party',
  initial: {},
  on: {
    PartyRegistered: (_, { participant, kind }: PartyRegistered) => ({ participant, kind }),
    PartyStandingChanged: (now: Party, { standing, from }: Changed) => ({ ...now, standings: [...now.standings ?? [], { standing, from }] }),
  },
};
