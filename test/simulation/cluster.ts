import type { Position } from '#kernel';
import { Conflict, type NewEvent, type StoredEvent, type Stream } from '#platform/event-store';
import { placeOf, positionAt, storedEvent } from '../../libs/platform/event-store/stored-form.ts';

/** What is really stored. The same words as the port, at once, without a network: appends are checked as EventStoreDB checks them. */
export class Cluster {
  readonly log: StoredEvent[] = [];
  readonly streams = new Map<string, StoredEvent[]>();
  /** Called after every append that wrote. */
  onWrite: () => void = () => {};

  /** @param recordedAt what the clock of the store says @param anyRevision streams on which the expected revision is not looked at: a fault that has to be found */
  constructor(private readonly recordedAt: string, private readonly anyRevision: (stream: string) => boolean) {}

  /** @param behind how many of the last events a follower has not heard of yet @param seen the position up to which it has heard of everything */
  read(stream: string, afterRevision: number, { behind, seen }: Readonly<{ behind: number; seen: Position }>): Stream {
    const all = this.streams.get(stream) ?? [];
    const known = all.findLastIndex(({ position }) => position <= seen) + 1;
    const revision = Math.max(known, all.length - behind);
    return { events: all.slice(afterRevision, Math.max(afterRevision, revision)), revision };
  }

  after(position: Position, limit: number): readonly StoredEvent[] {
    const place = placeOf(position);
    return this.log.slice(place, place + limit);
  }

  append(stream: string, wanted: number, events: readonly NewEvent[]): readonly StoredEvent[] {
    const all = this.streams.get(stream) ?? [];
    const expected = this.anyRevision(stream) ? all.length : wanted;
    if (expected !== all.length) {
      const found = all.slice(expected, expected + events.length);
      if (found.length === events.length && found.every(({ id }, i) => id === events[i]!.id)) return found;
      throw new Conflict(stream, expected, all.length);
    }
    const fresh = events.map((event, i) => storedEvent(
      { stream, revision: expected + i + 1, place: this.log.length + i + 1, recordedAt: this.recordedAt }, event, event.data, event));
    this.streams.set(stream, [...all, ...fresh]);
    this.log.push(...fresh);
    this.onWrite();
    return fresh;
  }

  head(): Position { return this.log.length === 0 ? '' : positionAt(this.log.length); }
}
