import type { partyEvents, PartyKind, PartyStanding } from '#contexts/identity/events';
import type { DataOf, Recollection } from '#kernel';

/** In whose territory a party is registered, and as what; the empty string, if nowhere. And how its authority let it trade, in the order of days. */
export type RegisteredParty = Readonly<{ participant: string; kind?: PartyKind; standings?: readonly Readonly<{ standing: PartyStanding; from: string }>[] }>;

/** What extraction remembers of the parties that may operate a site, buy from miners, or look into a sample. */
export const registeredParty: Recollection<RegisteredParty> = {
  noun: 'party',
  initial: { participant: '' },
  on: {
    PartyRegistered: (_, { participant, kind }: DataOf<typeof partyEvents.PartyRegistered>) => ({ participant, kind }),
    PartyStandingChanged: (now: RegisteredParty, { standing, from }: DataOf<typeof partyEvents.PartyStandingChanged>) => ({ ...now, standings: [...now.standings ?? [], { standing, from }] }),
  },
};
