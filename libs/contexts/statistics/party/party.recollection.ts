import type { partyEvents } from '#contexts/identity/events';
import type { DataOf, Recollection } from '#kernel';

/** What statistics remembers of a party: the Participant in whose territory it is registered, if it is. */
export type Party = Readonly<{ participant?: string }>;

export const party: Recollection<Party> = {
  noun: 'party',
  initial: {},
  on: { PartyRegistered: (_, { participant }: DataOf<typeof partyEvents.PartyRegistered>) => ({ participant }) },
};
