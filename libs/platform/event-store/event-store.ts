import type { Position, Recorded } from '#kernel';

/**
 * An event on its way to the store. Its id is derived from its cause by whoever appends; data and metadata are plain JSON.
 * `request` is a digest of the command as it was asked: the same cause with another request is another question.
 */
export type NewEvent = Readonly<{
  id: string; type: string; data: object;
  occurredAt: string; by: string; cause: string; correlation: string; request: string;
}>;

/** An event as a store returns it: what the kernel knows of it, and the digest of the request. */
export type StoredEvent = Recorded & Readonly<{ request: string }>;

/** What a stream holds beyond the revision asked for, and the revision of its last event (0: there is no such stream). */
export type Stream = Readonly<{ events: readonly StoredEvent[]; revision: number }>;

/** Why a store does not get what is new in its log. `isFinal`: it will not, until somebody sees to it. */
export type Standstill = Readonly<{ says: string; isFinal: boolean }>;

/** Events of these types alone, or of all types but these. */
export type WantedTypes = Readonly<{ only: ReadonlySet<string> } | { but: ReadonlySet<string> }>;
export const isWanted = (wanted: WantedTypes, type: string): boolean => ('only' in wanted ? wanted.only.has(type) : !wanted.but.has(type));
/** For SQL: the types as a JSON list, and whether a wanted one is among them (1) or not (0). */
export const wantedInSql = (wanted: WantedTypes): [types: string, among: 0 | 1] => ('only' in wanted ? [JSON.stringify([...wanted.only]), 1] : [JSON.stringify([...wanted.but]), 0]);

/** What is new of some types, and the position up to which nothing else of them is there. */
export type News = Readonly<{ events: readonly StoredEvent[]; position: Position }>;

/** Somebody wrote to the stream since it was read. The caller may read and decide again. Nothing was written. */
export class Conflict extends Error {
  override name = 'Conflict';
  constructor(readonly stream: string, readonly expected: number, readonly actual: number) {
    super(`Stream ${stream} is at revision ${actual}, not ${expected}.`);
  }
}

/** More appends wait than the store will hold. Nothing was written; ask again in a moment. */
export class StoreBusy extends Error { override name = 'StoreBusy'; }

/** The store cannot be reached or is closed. Nothing was acknowledged. */
export class StoreUnavailable extends Error { override name = 'StoreUnavailable'; }

/** One append is larger than the store takes. Nothing was written. */
export class TooLarge extends Error { override name = 'TooLarge'; }

/** What one append may weigh, data, metadata and 200 bytes for each event together: every engine takes this much. */
export const MAX_APPEND_BYTES = 1_000_000;

/**
 * The port. A revision counts a stream’s events from 1; 0 means: no such stream. The expected revision is always explicit.
 * A position orders all events of all streams; it may jump, but once passed nothing is filled in before it. A store never shows less than it has shown:
 * a read knows at least everything up to any position that came out of this store before. It may not know yet what others wrote since.
 * Appending the same events (by id) at the same place again changes nothing and gives the first answer.
 * Appends that arrive together may be committed together; each is still checked, and fails, alone.
 * An answered append is durable. An append of several events is stored whole or not at all.
 */
export abstract class EventStore {
  /** The events of a stream after a revision, oldest first. @throws StoreUnavailable */
  abstract read(stream: string, afterRevision?: number): Promise<Stream>;
  /** Writes after exactly this revision. @throws Conflict, StoreBusy, StoreUnavailable, TooLarge */
  abstract append(stream: string, expectedRevision: number, events: readonly NewEvent[]): Promise<readonly StoredEvent[]>;
  /** At most `limit` events of all streams after a position, in order. Empty: there are none yet. */
  abstract after(position: Position, limit: number): Promise<readonly StoredEvent[]>;
  /** The events that are wanted, by their types, among the next `limit` events after a position. A store that need not read the others at all does better than this. */
  async news(wanted: WantedTypes, position: Position, limit: number): Promise<News> {
    const next = await this.after(position, limit);
    return { events: next.filter(({ type }) => isWanted(wanted, type)), position: next.at(-1)?.position ?? position };
  }
  /** The position of the last event; BEFORE_ALL if there is none. */
  abstract head(): Promise<Position>;
  /** How many events there are. A position does not tell. */
  abstract count(): Promise<number>;
  /** Calls back after something was committed, also by another process, perhaps late, perhaps once for many. Returns the way to stop. */
  abstract onChange(listener: () => void): () => void;
  /** Where the log ends; while that cannot be asked, where what is here of it ends. @throws StoreUnavailable */
  latest(): Promise<Position> { return this.head(); }
  /** Why what is new does not come; undefined if it does, or has only just ceased to. */
  get standstill(): Standstill | undefined { return undefined; }
  /** For how long nothing was heard of the log, in milliseconds: what is shown of it may be that old. 0: it answers. */
  silentMs(): number { return 0; }
  /** Finishes what was accepted, then lets go of everything. Later calls throw StoreUnavailable. */
  abstract close(): Promise<void>;
}

/** The name of a stream: the noun has no hyphen, so the first one ends it. */
export const streamOf = (noun: string, subject: string): string => `${noun}-${subject}`;
export const nounOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));
export const subjectOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/** Does this place already hold these very events, from an earlier try? */
export const alreadyAt = (found: readonly Readonly<{ id: string }>[], events: readonly NewEvent[]): boolean =>
  found.length > 0 && found.length === events.length && found.every(({ id }, i) => id === events[i]!.id);
