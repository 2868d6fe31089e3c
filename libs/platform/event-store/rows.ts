import type Database from 'better-sqlite3';
import { StoreUnavailable, wantedInSql, type StoredEvent, type WantedTypes } from './event-store.ts';
import { storedEvent, type EventText, type Metadata } from './stored-form.ts';

/** A row as it lies in the file, in the order of the columns. */
export type EventRow = readonly [place: number, stream: string, revision: number, id: Buffer, type: string, data: string, metadata: string, recordedMs: number];

/** Where and when an event is written. */
type Place = Readonly<{ place: number; stream: string; revision: number; recordedMs: number }>;

const idText = (bytes: Buffer): string => {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

/** @throws StoreUnavailable if the row holds no event */
export const eventOf = ([place, stream, revision, id, type, data, metadata, recordedMs]: EventRow): StoredEvent => {
  try {
    const recordedAt = new Date(recordedMs).toISOString();
    return storedEvent({ stream, revision, place, recordedAt }, { id: idText(id), type }, JSON.parse(data) as object, JSON.parse(metadata) as Metadata);
  } catch (cause) {
    throw new StoreUnavailable(`The event at position ${place} of the ledger cannot be read.`, { cause });
  }
};

/**
 * The table of events, by place. Rows go in one by one: statements of 8 or 32 rows were slower, and so were ids made into bytes out here.
 */
export class EventRows {
  private readonly sql;

  constructor(db: Database.Database) {
    this.sql = {
      insert: db.prepare<unknown[]>(`INSERT INTO events (position, stream, revision, id, type, data, metadata, recorded_at) VALUES (?, ?, ?, unhex(?, '-'), ?, ?, ?, ?)`),
      after: db.prepare<[number, number], EventRow>('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT ?').raw(),
      news: db.prepare<[number, number, string, 0 | 1], EventRow>(
        'SELECT * FROM events WHERE position > ? AND position <= ? AND (type IN (SELECT value FROM json_each(?))) = ? ORDER BY position').raw(),
      at: db.prepare<[number], EventRow>('SELECT * FROM events WHERE position = ?').raw(),
    };
  }

  /** At most `limit` events after a place, in order. */
  after(place: number, limit: number): StoredEvent[] { return this.sql.after.all(place, limit).map(eventOf); }

  /** The events that are wanted after a place and up to another, in order. */
  news(wanted: WantedTypes, after: number, upTo: number): StoredEvent[] { return this.sql.news.all(after, upTo, ...wantedInSql(wanted)).map(eventOf); }

  at(place: number): StoredEvent { return eventOf(this.sql.at.get(place)!); }

  put({ place, stream, revision, recordedMs }: Place, { event, data, metadata }: EventText): void {
    this.sql.insert.run(place, stream, revision, event.id, event.type, data, metadata, recordedMs);
  }
}
