import type { participantEvents } from '#contexts/identity/events';
import type { DataOf, Recollection } from '#kernel';

/** What certification remembers of a Participant: since when it stood how, in the order in which it was decided. */
export type Participant = readonly Readonly<{ from: string; standing: 'participant' | 'suspended' | 'removed' }>[];

export const participant: Recollection<Participant> = {
  noun: 'participant',
  initial: [],
  on: {
    ParticipantAdmitted: (now: Participant, { from }: DataOf<typeof participantEvents.ParticipantAdmitted>) => [...now, { from, standing: 'participant' }],
    StandingChanged: (now: Participant, { from, standing }: DataOf<typeof participantEvents.StandingChanged>) => [...now, { from, standing }],
  },
};

/** How the Participant stood on a day. Before its admission it was none. */
export const standingOn = (participant: Participant | undefined, day: string): Participant[number]['standing'] | 'none' =>
  participant?.findLast(({ from }) => from <= day)?.standing ?? 'none';
