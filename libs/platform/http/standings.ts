import type { Reactor } from '#platform/cqrs';
import { MirroredEventStore, type EventStore } from '#platform/event-store';
import type { Projection } from '#platform/read-models';
import type { Lease, Sources, Standing } from '#platform/telemetry';

const MS_PER_S = 1_000;

/** What of a process can be asked how far it is. `reactor`: only where reactions run. `figures`: what the store counts of itself. */
export type Parts = Readonly<{
  events: Pick<EventStore, 'after' | 'silentMs'>; projection: Pick<Projection, 'status'>; reactor?: Pick<Reactor, 'latest'>;
  leases?: () => readonly Lease[]; figures?: () => Readonly<Record<string, number>>;
}>;

/** How far the log, the views and the reactions are, as they are asked; of the log, for how long nothing was heard of it. */
export const sourcesOf = ({ events, projection, reactor, leases, figures }: Parts): Sources => ({
  standings: async () => {
    const { position, head, lagMs, failure } = await projection.status();
    const known: Standing[] = [{ of: 'log', position: head, lagSeconds: events.silentMs() / MS_PER_S }, { of: 'views', position, lagSeconds: lagMs / MS_PER_S, standsStill: failure !== undefined }];
    if (!reactor) return known;
    const reactions = await reactor.latest();
    const [next] = await events.after(reactions.position, 1);
    const lagSeconds = next ? Math.max(0, Date.now() - Date.parse(next.recordedAt)) / MS_PER_S : 0;
    return [...known, { of: 'reactions', position: reactions.position, lagSeconds, standsStill: reactions.failure !== undefined }];
  },
  ...(leases && { leases }), ...(figures && { store: figures }),
});

/** What the store counts of its troubles, where it counts: a log on another machine. `alarms`: of streams that somebody else deleted, or made forget. */
export const figuresOf = (events: EventStore): Pick<Parts, 'figures'> => {
  if (!(events instanceof MirroredEventStore)) return {};
  const { source } = events;
  return {
    figures: () => {
      const { figures: { appends: _, appendMs: __, ...troubles }, alarms } = source.health(); // appends are counted where all are
      return { ...troubles, alarms: alarms.length };
    },
  };
};
