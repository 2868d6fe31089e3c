import type { partyEvents, PartyKind } from '#contexts/identity/events';
import type { DataOf, Recollection } from '#kernel';

type Party = typeof partyEvents;
/** From a day on; the latest said of a day counts. */
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

/** How it stands on a day, and since when: licensed, unless its authority said otherwise. */
export const standingOn = ({ standings }: RegisteredParty, day: string): Dated => {
  let found: Dated = { standing: 'licensed', from: '' };
  for (const dated of standings) if (dated.from <= day && dated.from >= found.from) found = dated;
  return found;
};
