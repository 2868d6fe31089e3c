import type { Position } from '#kernel';
import type { Reactor } from '#platform/cqrs';
import { MirroredEventStore, type EventStore } from '#platform/event-store';
import type { Deliveries } from '#platform/feed';
import type { Projection } from '#platform/read-models';
import type { Lease, Sources, Standing } from '#platform/telemetry';

const MS_PER_S = 1_000;

/** What of a process can be asked how far it is. `reactor`: only where reactions run. `figures`: what the store counts of itself. */
export type Parts = Readonly<{
  events: Pick<EventStore, 'after' | 'silentMs' | 'standstill'>; projection: Pick<Projection, 'status'>; reactor?: Pick<Reactor, 'latest'>; deliveries?: Pick<Deliveries, 'status'>;
  leases?: () => readonly Lease[]; figures?: () => Readonly<Record<string, number>>;
}>;

/** How old the first event is that is not known at a position. */
const lagSeconds = async (events: Pick<EventStore, 'after'>, position: Position): Promise<number> => {
  const [next] = await events.after(position, 1);
  return next ? Math.max(0, Date.now() - Date.parse(next.recordedAt)) / MS_PER_S : 0;
};

/** How far the log, the views, the reactions and each webhook are, as they are asked; of the log, for how long nothing was heard of it. */
export const sourcesOf = ({ events, projection, reactor, deliveries, leases, figures }: Parts): Sources => ({
  standings: async () => {
    const { position, head, lagMs, failure } = await projection.status();
    const log = { of: 'log', position: head, lagSeconds: events.silentMs() / MS_PER_S, standsStill: events.standstill?.isFinal === true };
    const known: Standing[] = [log, { of: 'views', position, lagSeconds: lagMs / MS_PER_S, standsStill: failure !== undefined }];
    const reactions = await reactor?.latest();
    if (reactions) known.push({ of: 'reactions', position: reactions.position, lagSeconds: await lagSeconds(events, reactions.position), standsStill: reactions.failure !== undefined });
    for (const { id, position, stuck } of await deliveries?.status() ?? []) known.push({ of: `webhook ${id}`, position, lagSeconds: await lagSeconds(events, position), standsStill: stuck });
    return known;
  },
  ...(leases && { leases }), ...(figures && { store: figures }),
});

/** What the store counts of its troubles, where it counts: a log on another machine. `alarms`: of streams that somebody else deleted, or made forget, and of a log that is not read on. */
export const figuresOf = (events: EventStore): Pick<Parts, 'figures'> => {
  if (!(events instanceof MirroredEventStore)) return {};
  return {
    figures: () => {
      const { figures: { appends: _, appendMs: __, ...troubles }, alarms } = events.health(); // appends are counted where all are
      return { ...troubles, alarms: alarms.length };
    },
  };
};
