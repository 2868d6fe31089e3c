import type { partyEvents } from '#contexts/identity/events';
import type { DataOf, Recollection } from '#kernel';

/** In whose territory a party is registered; the empty string, if nowhere. */
export type RegisteredParty = Readonly<{ participant: string }>;

/** What warranties remembers of those who buy. */
export const registeredParty: Recollection<RegisteredParty> = {
  noun: 'party',
  initial: { participant: '' },
  on: { PartyRegistered: (_, { participant }: DataOf<typeof partyEvents.PartyRegistered>) => ({ participant }) },
};
