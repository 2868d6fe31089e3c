import type { partyEvents, PartyKind } from '#contexts/identity/events';
import type { DataOf, Recollection } from '#kernel';

/** In whose territory a party is registered, and as what; the empty string, if nowhere. */
export type RegisteredParty = Readonly<{ participant: string; kind?: PartyKind }>;

/** What extraction remembers of the parties that may operate a site, buy from miners, or look into a sample. */
export const registeredParty: Recollection<RegisteredParty> = {
  noun: 'party',
  initial: { participant: '' },
  on: { PartyRegistered: (_, { participant, kind }: DataOf<typeof partyEvents.PartyRegistered>) => ({ participant, kind }) },
};
