import type Database from 'better-sqlite3';
import type { StoredEvent, Stream } from './event-store.ts';
import { Heads } from './heads.ts';
import { eventOf, type EventRow, type EventRows } from './rows.ts';

/** So many events may be known in memory only, before their places are written into the table of streams. */
const LONGEST_TAIL = 4_096;

/** Where the newest events of one stream are: the first of them has revision `first`. */
type Tail = { first: number; places: number[] };

/**
 * Finds the events of a stream. An index over (stream, revision) touches a page of the file for almost every event, and each page is
 * flushed with the commit. So the table of streams lags behind: the places of the newest events are kept in memory, and written, sorted,
 * every 4,096 events. Whatever is in memory is read again from the log when a file is opened or another process has written.
 */
export class StreamIndex {
  private readonly sql;
  private readonly heads = new Heads();
  private readonly tails = new Map<string, Tail>();
  private tailLength = 0;
  /** Up to this place the table of streams is complete, as far as we know; -1: we know nothing. */
  private indexedTo = -1;
  /** Up to this place we have seen the log; -1: not at all. */
  private seenTo = -1;

  constructor(db: Database.Database, private readonly rows: EventRows) {
    this.sql = {
      lastPlace: db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM events').pluck(),
      indexedTo: db.prepare<[], number>('SELECT indexed_to FROM ledger').pluck(),
      since: db.prepare<[number], [place: number, stream: string, revision: number]>('SELECT position, stream, revision FROM events WHERE position > ? ORDER BY position').raw(),
      headOf: db.prepare<[string], number>('SELECT coalesce(max(revision), 0) FROM streams WHERE stream = ?').pluck(),
      ofStream: db.prepare<[string, number, number], EventRow>(
        'SELECT events.* FROM streams JOIN events USING (position) WHERE streams.stream = ? AND streams.revision > ? ORDER BY streams.revision LIMIT ?').raw(),
      next: db.prepare<[string, number], EventRow>('SELECT events.* FROM streams JOIN events USING (position) WHERE streams.stream = ? AND streams.revision = ?').raw(),
      index: db.prepare<[number, number]>(
        'INSERT INTO streams SELECT stream, revision, position FROM events WHERE position > ? AND position <= ? ORDER BY stream, revision'),
      setIndexedTo: db.prepare<[number]>('UPDATE ledger SET indexed_to = ?'),
    };
  }

  /**
   * Takes notice of what others wrote. Places are dense and nothing is ever taken away, so if the last one stands where we left it, nobody did.
   * @returns the place of the last event of all
   */
  refresh(): number {
    const lastPlace = this.sql.lastPlace.get()!;
    if (lastPlace === this.seenTo) return lastPlace;
    this.heads.clear();
    const indexedTo = this.sql.indexedTo.get()!;
    if (indexedTo !== this.indexedTo) {
      this.clearTails();
      this.seenTo = this.indexedTo = indexedTo;
    }
    for (const [place, stream, revision] of this.sql.since.all(this.seenTo)) this.add(stream, revision, place);
    return this.seenTo;
  }

  /** The last place as of the last refresh(), with what was added since. */
  get place(): number { return this.seenTo; }

  /** The last revision of a stream; 0 if there is none. */
  headOf(stream: string): number {
    const tail = this.tails.get(stream);
    if (tail) return tail.first + tail.places.length - 1;
    let head = this.heads.get(stream);
    if (head === undefined) this.heads.set(stream, head = this.sql.headOf.get(stream)!);
    return head;
  }

  /** The events of a stream after a revision, at most `limit` of them if it is given. */
  read(stream: string, afterRevision: number, limit = Number.MAX_SAFE_INTEGER): Stream {
    const revision = this.headOf(stream);
    if (revision <= afterRevision) return { events: [], revision };
    const tail = this.tails.get(stream);
    if (!tail) return { events: this.indexed(stream, afterRevision, Math.min(limit, revision - afterRevision)), revision };
    const events = tail.first <= afterRevision + 1 ? [] : this.indexed(stream, afterRevision, limit);
    // Another process may have indexed some of our tail meanwhile: what has been read is skipped.
    const skipped = Math.max(0, (events.at(-1)?.revision ?? afterRevision) + 1 - tail.first);
    for (const place of tail.places.slice(skipped, skipped + limit - events.length)) events.push(this.rows.at(place));
    return { events, revision };
  }

  /** The next one alone is found four times as fast as the first of a list, and most streams have no more to tell. */
  private indexed(stream: string, afterRevision: number, limit: number): StoredEvent[] {
    if (limit > 1) return this.sql.ofStream.all(stream, afterRevision, limit).map(eventOf);
    const next = this.sql.next.get(stream, afterRevision + 1);
    return next ? [eventOf(next)] : [];
  }

  /** Notes an event just written. */
  add(stream: string, revision: number, place: number): void {
    const tail = this.tails.get(stream);
    if (tail) tail.places.push(place);
    else this.tails.set(stream, { first: revision, places: [place] });
    this.tailLength++;
    this.seenTo = place;
  }

  /** Writes down where the newest events are, if they have become many. Belongs into the transaction that writes events. */
  settle(): void {
    if (this.tailLength < LONGEST_TAIL) return;
    this.sql.index.run(this.indexedTo, this.seenTo);
    this.sql.setIndexedTo.run(this.seenTo);
    for (const stream of this.tails.keys()) this.heads.set(stream, this.headOf(stream));
    this.clearTails();
    this.indexedTo = this.seenTo;
  }

  /** After a rollback: what was added is not in the log. */
  forget(): void {
    this.clearTails();
    this.indexedTo = this.seenTo = -1;
  }

  private clearTails(): void {
    this.tails.clear();
    this.tailLength = 0;
  }
}
