import type { participantEvents, Standing } from '#contexts/identity/events';
import { lastBegun, type DataOf, type Recollection } from '#kernel';
import type { InTransit } from '../certificate/vocabulary.events.ts';

/** Out of a territory, or into it. */
export type Flow = 'export' | 'import';

type Events = typeof participantEvents;
type Changed = DataOf<Events['StandingChanged']>;

/** How the whole, or a zone of it, stood from a day on; on what conditions, and what becomes of goods that were on their way. */
export type Decided = Readonly<{ from: string; flow: Flow | 'both'; standing: Standing; zone?: string; document?: string; conditions?: Changed['conditions']; inTransit?: InTransit }>;
/** What the Security Council forbids, or does not forbid any more, from a day on. */
export type Embargo = Readonly<{ from: string; flow: Flow | 'both'; embargo: 'imposed' | 'lifted'; document: string; decision: string }>;
/** What certification remembers of a Participant: what was decided, in the order in which it was. */
export type Participant = readonly (Decided | Embargo)[];

const changed = (now: Participant, { from, standing, flow = 'both', zone, document, conditions, inTransit }: Changed): Participant => [...now, {
  from, standing, flow, ...(zone !== undefined && { zone }), ...(document !== undefined && { document }), ...(conditions !== undefined && { conditions }), ...(inTransit !== undefined && { inTransit }),
}];

const embargo = (is: Embargo['embargo']) => (now: Participant, { flow, from, document, decision }: DataOf<Events['EmbargoImposed']>): Participant =>
  [...now, { from, flow, embargo: is, document, decision }];

export const participant: Recollection<Participant> = {
  noun: 'participant',
  initial: [],
  on: {
    ParticipantAdmitted: (now: Participant, { from }: DataOf<Events['ParticipantAdmitted']>): Participant => [...now, { from, standing: 'participant', flow: 'both' }],
    StandingChanged: changed,
    EmbargoImposed: embargo('imposed'),
    EmbargoLifted: embargo('lifted'),
  },
};

const isDecided = (one: Decided | Embargo): one is Decided => 'standing' in one;
const decisionsOf = (participant: Participant = []): Decided[] => participant.filter(isDecided);
const isOf = (one: Decided | Embargo, flow: Flow): boolean => one.flow === 'both' || one.flow === flow;

/** The decision by which the whole, or a zone of it, stood as it did on a day; undefined before the first. A zone says nothing of the whole. */
export const decidedOn = (participant: Participant | undefined, day: string, flow: Flow, zone?: string): Decided | undefined =>
  lastBegun(decisionsOf(participant).filter((one) => one.zone === zone && isOf(one, flow)), day);

/** How the Participant, or a zone of it, stood on a day, for what leaves it or comes in. Before its admission it was none. */
export const standingOn = (participant: Participant | undefined, day: string, flow: Flow, zone?: string): Standing | 'none' =>
  decidedOn(participant, day, flow, zone)?.standing ?? 'none';

/** The embargo that lay on a flow on that day; undefined if none did. */
export const embargoOn = (participant: Participant = [], day: string, flow: Flow): Embargo | undefined => {
  const last = lastBegun(participant.filter((one): one is Embargo => !isDecided(one) && isOf(one, flow)), day);
  return last?.embargo === 'imposed' ? last : undefined;
};

/** The zones about which something was decided by that day. */
export const zonesOf = (participant: Participant | undefined, day: string): string[] =>
  [...new Set(decisionsOf(participant).flatMap(({ zone, from }) => (zone !== undefined && from <= day ? [zone] : [])))];
