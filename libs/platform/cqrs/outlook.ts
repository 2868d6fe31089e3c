import type { Position, View } from '#kernel';
import type { EventStore } from '#platform/event-store';
import { Past, Projection, type Generation, type Moment } from '#platform/read-models';

/** How far the rows must know the log at least, how long to wait for that, and of which moment they shall be: of now, if nothing is said. */
export type When = Readonly<{ minPosition?: Position | undefined; timeoutMs?: number | undefined; moment?: Moment | undefined }>;

/**
 * What an answer says of its time: up to where it knows the log, and, if it was asked for a moment, of which one, and how many changes it left out
 * because what they change had not happened yet. `ageMs`: for how long nothing was heard of the log; the answer may be that old.
 */
export type Told = Readonly<{ position: Position; notYet?: number; ageMs?: number } & Moment>;

/** The rows of any view, all of one moment, one piece of work after another. */
export type Outlooker = Readonly<{ told: () => Told; on: <T>(view: View, work: (generation: Generation) => Promise<T>) => Promise<T> }>;

/** Where rows are looked at: as they are, or as they were. */
export class Outlook {
  constructor(private readonly projection: Projection, private readonly past: Past, private readonly events: Pick<EventStore, 'silentMs'>) {}

  /** @throws NotReached; BeyondLog if the moment is a position that the log does not reach */
  async from({ minPosition, timeoutMs, moment }: When): Promise<Outlooker> {
    if (moment) return this.ago(moment, minPosition, timeoutMs);
    const patience = timeoutMs === undefined ? {} : { timeoutMs };
    const generation = minPosition === undefined ? await this.projection.current() : await this.projection.reached(minPosition, patience);
    const position = await generation.position();
    return { told: () => ({ position, ...this.age() }), on: (_, work) => work(generation) };
  }

  private age(): { ageMs?: number } {
    const ageMs = this.events.silentMs();
    return ageMs > 0 ? { ageMs } : {};
  }

  /** The log itself is folded, so that it knows whatever was written before it was asked. */
  private async ago(moment: Moment, minPosition: Position | undefined, timeoutMs: number | undefined): Promise<Outlooker> {
    const position = await this.past.end(moment, minPosition);
    const notYet = new Map<string, number>();
    return {
      told: () => ({ position, ...moment, ...this.age(), notYet: [...notYet.values()].reduce((sum, one) => sum + one, 0) }),
      on: (view, work) => this.past.look(view, moment, ({ generation, notYet: here }) => {
        notYet.set(view.name, here);
        return work(generation);
      }, { timeoutMs, upTo: position }),
    };
  }
}
