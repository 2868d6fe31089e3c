import type { Position } from '#kernel';
import type { EventStore, StoredEvent } from '#platform/event-store';
import { all, isPassing, type Performing } from './performing.ts';

/** So many may hang. More of them are no fault of single streams: then nothing goes on. */
const MOST = 100;

/** A stream that hangs: at which of its events, and up to where the log was done before. */
type Hang = Readonly<{ revision: number; before: Position; why: string }>;

/**
 * Has everything performed, stream by stream. Where a reaction or a rule fails, by a fault of ours that waiting does not mend, its stream hangs at that event:
 * what follows from later ones waits behind it, so that the order of a stream is kept, and the other streams go on.
 */
export class Hanging {
  private readonly streams = new Map<string, Hang>();

  constructor(private readonly events: Pick<EventStore, 'read'>, private readonly performing: Pick<Performing, 'perform' | 'types'>) {}

  get count(): number { return this.streams.size; }

  /** Why the first one hangs; undefined if none does. */
  get failure(): string | undefined { return [...this.streams.values()][0]?.why; }

  /** Up to where everything is done, of what was read up to this position. */
  done(read: Position): Position { return [...this.streams.values()].reduce((least, { before }) => (before < least ? before : least), read); }

  /** What follows from these events. @param before where they begin. @throws what passes by itself, once all of them have come to an end: then ask for all of it again */
  async perform(events: readonly StoredEvent[], before: Position): Promise<void> {
    if (this.streams.size >= MOST) throw new Error(`${this.streams.size} streams hang. ${this.failure}`);
    const byStream = new Map<string, StoredEvent[]>();
    for (const event of events) {
      if (!this.performing.types.has(event.type) || this.streams.has(event.stream)) continue;
      const ofOne = byStream.get(event.stream);
      if (ofOne) ofOne.push(event);
      else byStream.set(event.stream, [event]);
    }
    await all([...byStream].map(([stream, ofOne]) => this.one(stream, ofOne, before)));
  }

  /** Tries once more what hangs, with what came behind it up to a position. @throws as `perform` */
  async again(upTo: Position): Promise<void> {
    await all([...this.streams].map(async ([stream, { revision, before }]) => {
      const { events } = await this.events.read(stream, revision - 1);
      await this.one(stream, events.filter(({ position }) => position <= upTo), before);
    }));
  }

  /** They are somebody else’s now. */
  forget(): void { this.streams.clear(); }

  private async one(stream: string, events: readonly StoredEvent[], before: Position): Promise<void> {
    try {
      await this.performing.perform(events);
      this.streams.delete(stream);
    } catch (error) {
      if (isPassing(error)) throw error;
      const { revision, position } = events[0]!;
      this.streams.set(stream, { revision, before, why: `What follows on ${stream} from ${position} on cannot be done: ${String(error)}` });
    }
  }
}
