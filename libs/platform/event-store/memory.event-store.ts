import { BEFORE_ALL, type Position } from '#kernel';
import { AppendQueue, type Append } from './append-queue.ts';
import { alreadyAt, Conflict, EventStore, StoreUnavailable, type NewEvent, type StoredEvent, type Stream } from './event-store.ts';
import { Listeners } from './listeners.ts';
import { checkLimit, placeOf, positionAt, storedEvent } from './stored-form.ts';

/** A log that lives as long as the process: for tests. It queues, refuses and answers as a real one does. */
export class MemoryEventStore extends EventStore {
  private readonly log: StoredEvent[] = [];
  private readonly streams = new Map<string, StoredEvent[]>();
  private readonly queue = new AppendQueue((batch) => this.commit(batch));
  private readonly listeners = new Listeners();
  private closed = false;

  /** @param options.clock milliseconds since 1970; gives `recordedAt` */
  constructor(private readonly options: { clock?: () => number } = {}) { super(); }

  async read(stream: string, afterRevision = 0): Promise<Stream> {
    this.checkOpen();
    const events = this.streams.get(stream) ?? [];
    return { events: structuredClone(events.slice(afterRevision)), revision: events.length };
  }

  append(stream: string, expectedRevision: number, events: readonly NewEvent[]): Promise<readonly StoredEvent[]> {
    return this.queue.add(stream, expectedRevision, events);
  }

  async after(position: Position, limit: number): Promise<readonly StoredEvent[]> {
    this.checkOpen();
    const place = placeOf(position);
    return structuredClone(this.log.slice(place, place + checkLimit(limit)));
  }

  async head(): Promise<Position> {
    this.checkOpen();
    return this.log.length === 0 ? BEFORE_ALL : positionAt(this.log.length);
  }

  async count(): Promise<number> {
    this.checkOpen();
    return this.log.length;
  }

  onChange(listener: () => void): () => void {
    this.checkOpen();
    return this.listeners.add(listener);
  }

  async close(): Promise<void> {
    await this.queue.close();
    this.closed = true;
    this.listeners.clear();
  }

  private checkOpen(): void {
    if (this.closed) throw new StoreUnavailable('The event store is closed.');
  }

  private commit(batch: readonly Append[]): boolean {
    const before = this.log.length;
    for (const append of batch) this.write(append);
    if (this.log.length > before) this.listeners.tell();
    return true;
  }

  private write({ stream, expected, texts, done, failed }: Append): void {
    const events = this.streams.get(stream) ?? [];
    const found = events.slice(expected, expected + texts.length);
    if (expected === events.length) {
      const recordedAt = new Date(this.options.clock?.() ?? Date.now()).toISOString();
      const fresh = texts.map(({ event, data }, i) => storedEvent(
        { stream, revision: expected + i + 1, place: this.log.length + i + 1, recordedAt }, event, JSON.parse(data), event));
      events.push(...fresh);
      this.streams.set(stream, events);
      this.log.push(...fresh);
      done(structuredClone(fresh));
    } else if (alreadyAt(found, texts.map(({ event }) => event))) done(structuredClone(found));
    else failed(new Conflict(stream, expected, events.length));
  }
}
