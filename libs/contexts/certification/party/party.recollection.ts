import type { partyEvents, PartyStanding } from '#contexts/identity/events';
import type { DataOf, Recollection } from '#kernel';

type Since = Readonly<{ standing: PartyStanding; from: string; reason: string }>;
/** What certification remembers of a party: the Participant in whose territory it is registered, if it is; and since when it may trade or not. */
export type Party = Readonly<{ participant?: string; standings?: readonly Since[] }>;

const changed = (party: Party, { standing, from, reason }: DataOf<typeof partyEvents.PartyStandingChanged>): Party =>
  ({ ...party, standings: [...party.standings ?? [], { standing, from, reason }] });

export const party: Recollection<Party> = {
  noun: 'party',
  initial: {},
  on: {
    PartyRegistered: (now: Party, { participant }: DataOf<typeof partyEvents.PartyRegistered>): Party => ({ ...now, participant }),
    PartyStandingChanged: changed,
  },
};
