import type { Position } from '#kernel';
import { EventStore, type NewEvent, type StoredEvent, type Stream } from '#platform/event-store';
import type { Cluster } from './cluster.ts';
import type { Dice } from './dice.ts';
import type { Life, Schedule } from './schedule.ts';

/** How the ledger may be broken, to show that it is found: it does not see that a cause was decided before; it decides a blend at whatever revision it finds. */
export type Broken = 'no-fold-check' | 'any-revision';

/**
 * The store as one machine sees it: every call waits until the schedule lets it happen, and may be lost, late, or answered by a follower, which has
 * heard of all that this machine was shown before, as the port promises, but not of all there is.
 */
export class RemoteStore extends EventStore {
  private seen: Position = '';

  constructor(private readonly cluster: Cluster, private readonly schedule: Schedule, private readonly life: Life, private readonly options: Readonly<{ dice: Dice; broken?: Broken | undefined }>) {
    super();
  }

  read(stream: string, afterRevision = 0): Promise<Stream> {
    const look = (behind: number) => () => this.cluster.read(stream, afterRevision, { behind, seen: this.seen });
    return this.call(`reads ${stream}`, { work: look(0), stale: look(this.options.dice.between(1, 2)), shown: ({ events, revision }) => ({ events: this.shown(events), revision }) });
  }

  append(stream: string, expectedRevision: number, events: readonly NewEvent[]): Promise<readonly StoredEvent[]> {
    const work = () => this.cluster.append(stream, expectedRevision, events);
    return this.call(`appends ${events.map(({ type }) => type).join('+')} to ${stream} at ${expectedRevision}`, { work, stale: work, shown: (written) => this.shown(written) });
  }

  after(position: Position, limit: number): Promise<readonly StoredEvent[]> {
    const look = (most: number) => () => this.cluster.after(position, most);
    return this.call('reads the log', { work: look(limit), stale: look(1), shown: (events) => this.noted(events) });
  }

  async head(): Promise<Position> { return this.cluster.head(); }
  async count(): Promise<number> { return this.cluster.log.length; }
  onChange(): () => void { return () => {}; }
  async close(): Promise<void> { this.life.over = true; }

  private shown(events: readonly StoredEvent[]): readonly StoredEvent[] {
    return this.options.broken === 'no-fold-check' ? this.noted(events).map((event) => ({ ...event, cause: '' })) : this.noted(events);
  }

  private noted(events: readonly StoredEvent[]): readonly StoredEvent[] {
    for (const { position } of events) if (position > this.seen) this.seen = position;
    return events;
  }

  private call<T>(what: string, { work, stale, shown }: Readonly<{ work: () => T; stale: () => T; shown: (answer: T) => T }>): Promise<T> {
    const { life } = this;
    return new Promise<T>((resolve, reject) => {
      // The answer to one who is no more reaches nobody.
      const answer = (of: () => T) => {
        try {
          const result = of();
          if (!life.over) resolve(shown(result));
        } catch (error) {
          if (!life.over) reject(error);
        }
      };
      const mute = () => { try { work(); } catch { /* a refusal of the store that nobody hears */ } };
      const fail = (why: Error) => { if (!life.over) reject(why); };
      if (!life.over) this.schedule.add({ what: `${life.name} ${what}`, life, go: () => answer(work), mute, fail, stale: () => answer(stale) });
    });
  }
}
