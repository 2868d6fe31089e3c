import type { partyEvents } from '#contexts/identity/events';
import type { DataOf, Recollection } from '#kernel';

type PartyRegistered = DataOf<typeof partyEvents.PartyRegistered>;

/** What custody remembers of a party: what it is, and the Participant in whose territory it is registered, if it is. */
export type Party = Readonly<{ participant?: string; kind?: PartyRegistered['kind'] }>;

export const party: Recollection<Party> = {
  noun: 'party',
  initial: {},
  on: { PartyRegistered: (_, { participant, kind }: PartyRegistered) => ({ participant, kind }) },
};
