import type { DataOf, Recollection } from '#kernel';
import type { partyEvents, PartyKind } from '../party/party.events.ts';

/** Who is to examine exports: as what he is registered, if he is. */
export type Examiner = Readonly<{ kind?: PartyKind }>;

/** What a decision on a standing has to know of the monitor that it names. */
export const examiner: Recollection<Examiner> = {
  noun: 'party',
  initial: {},
  on: { PartyRegistered: (_, { kind }: DataOf<typeof partyEvents.PartyRegistered>): Examiner => ({ kind }) },
};
