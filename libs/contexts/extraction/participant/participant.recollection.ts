import type { participantEvents, Standing } from '#contexts/identity/events';
import type { DataOf, Recollection } from '#kernel';

/** From which day on exports of the whole, or of a zone, stood how. */
type Stood = Readonly<{ from: string; standing: Standing; zone?: string }>;
/** From its first day until the first day after it; without that it goes on. */
type Embargo = Readonly<{ from: string; until?: string }>;

/** What extraction remembers of a Participant: how its exports stood, in the order in which it was decided, what was embargoed, and which zones it has. */
export type Participant = Readonly<{ standings: readonly Stood[]; embargoes: readonly Embargo[]; zones: readonly string[] }>;

type Events = { [T in keyof typeof participantEvents]: DataOf<(typeof participantEvents)[T]> };

export const participant: Recollection<Participant> = {
  noun: 'participant',
  initial: { standings: [], embargoes: [], zones: [] },
  on: {
    ParticipantAdmitted: (now: Participant, { from }: Events['ParticipantAdmitted']) => ({ ...now, standings: [...now.standings, { from, standing: 'participant' as const }] }),
    StandingChanged: (now: Participant, { from, standing, flow, zone }: Events['StandingChanged']) =>
      (flow === 'import' ? now : { ...now, standings: [...now.standings, { from, standing, ...(zone !== undefined && { zone }) }] }),
    EmbargoImposed: (now: Participant, { flow, from }: Events['EmbargoImposed']) => (flow === 'import' ? now : { ...now, embargoes: [...now.embargoes, { from }] }),
    EmbargoLifted: (now: Participant, { flow, from }: Events['EmbargoLifted']) =>
      (flow === 'import' ? now : { ...now, embargoes: now.embargoes.map((one) => (one.until === undefined ? { ...one, until: from } : one)) }),
    ZoneRegistered: (now: Participant, { zone }: Events['ZoneRegistered']) => ({ ...now, zones: [...now.zones, zone] }),
  },
};
