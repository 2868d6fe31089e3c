import type { participantEvents } from '#contexts/identity/events';
import type { DataOf, Recollection } from '#kernel';

/** Out of a territory, or into it. */
export type Flow = 'export' | 'import';

/** What certification remembers of a Participant: since when it stood how, for which flow, in the order in which it was decided. */
export type Participant = readonly Readonly<{ from: string; standing: 'participant' | 'suspended' | 'removed'; flow: Flow | 'both' }>[];
type Changed = DataOf<typeof participantEvents.StandingChanged>;

export const participant: Recollection<Participant> = {
  noun: 'participant',
  initial: [],
  on: {
    ParticipantAdmitted: (now: Participant, { from }: DataOf<typeof participantEvents.ParticipantAdmitted>) => [...now, { from, standing: 'participant', flow: 'both' }],
    // A zone is part of a territory; how it stands does not open or close the borders of the whole.
    StandingChanged: (now: Participant, { from, standing, flow = 'both', zone }: Changed) => (zone === undefined ? [...now, { from, standing, flow }] : now),
  },
};

/** How the Participant stood on a day, for what leaves it or comes in. Before its admission it was none. */
export const standingOn = (participant: Participant | undefined, day: string, flow: Flow): Participant[number]['standing'] | 'none' =>
  participant?.findLast((since) => since.from <= day && (since.flow === 'both' || since.flow === flow))?.standing ?? 'none';
