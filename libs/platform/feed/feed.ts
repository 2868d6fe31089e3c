import { setImmediate } from 'node:timers/promises';
import { BEFORE_ALL, type Position } from '#kernel';
import type { EventStore, News, StoredEvent } from '#platform/event-store';

/** Events looked at in one go. */
const WINDOW = 1_000;
/** So many windows are looked through for one page; a filter that fits hardly anything then yields a page that is not full. */
const MOST_WINDOWS = 50;

/** An event as whoever follows the log gets it: on a page, in a stream and by a webhook alike. */
export type FeedEvent = Readonly<Pick<StoredEvent, 'position' | 'id' | 'type' | 'stream' | 'revision' | 'occurredAt' | 'recordedAt' | 'by' | 'cause' | 'correlation'> & { data: object }>;

/** What there is to say of an event outside. The digest of the request is ours. */
export const feedEvent = ({ position, id, type, stream, revision, occurredAt, recordedAt, by, cause, correlation, data }: StoredEvent): FeedEvent =>
  ({ position, id, type, stream, revision, occurredAt, recordedAt, by, cause, correlation, data: data as object });

/** Only these types; all, if none are named. */
export type Types = ReadonlySet<string> | undefined;

/** `quietMs`: after so long without an event it is told how far it has come all the same. `signal` ends it. */
export type Following = Readonly<{ types?: Types; signal: AbortSignal; quietMs: number }>;

/** The log for readers outside: pages of it after a position, and what comes to be after it. Read from what is here of the log. */
export class Feed {
  constructor(private readonly events: EventStore) {}

  /** Where the log ends; while it cannot be reached, where what is here of it ends. @throws StoreUnavailable */
  end(): Promise<Position> { return this.events.latest(); }

  /** For how long nothing was heard of the log, in milliseconds. */
  silentMs(): number { return this.events.silentMs(); }

  /** Can this be a place in this log, which ends there? Places of another engine have another length. */
  static isPlace(position: Position, end: Position): boolean { return position === BEFORE_ALL || (/^\d+$/.test(position) && position.length === end.length && position <= end); }

  /** Can this be a place in this log? What lies beyond the part of it that is here only the log itself can tell. @throws StoreUnavailable if it has to, and is away */
  async hasPlace(position: Position): Promise<boolean> {
    if (!/^\d*$/.test(position)) return false;
    return Feed.isPlace(position, await this.end()) || Feed.isPlace(position, await this.events.head());
  }

  /** At most `limit` events after a position, and up to where nothing else of these types is there. Between two windows others have their turn. */
  async page(after: Position, limit: number, types?: Types): Promise<News> {
    if (!types) {
      const events = await this.events.after(after, limit);
      return { events, position: events.at(-1)?.position ?? after };
    }
    const found: StoredEvent[] = [];
    let position = after;
    for (let windows = 0; found.length < limit && windows < MOST_WINDOWS; windows++) {
      const news = await this.events.news({ only: types }, position, WINDOW);
      if (news.position === position) break;
      found.push(...news.events);
      ({ position } = news);
      await setImmediate();
    }
    return found.length > limit ? { events: found.slice(0, limit), position: found[limit - 1]!.position } : { events: found, position };
  }

  /** What follows a position, and what will: in order, each event once, until the signal ends it. Pages without events tell how far it has come. @throws StoreUnavailable */
  async *follow(after: Position, { types, signal, quietMs }: Following): AsyncGenerator<News, void, void> {
    let [position, changed, wake, toldMs] = [after, false, () => {}, performance.now()];
    const changes = () => { changed = true; wake(); };
    const stop = this.events.onChange(changes);
    signal.addEventListener('abort', changes);
    try {
      while (!signal.aborted) {
        changed = false;
        const news = await this.page(position, WINDOW, types);
        const isNew = news.position !== position;
        ({ position } = news);
        const quietForMs = performance.now() - toldMs;
        if (news.events.length > 0 || quietForMs >= quietMs) {
          yield news;
          toldMs = performance.now();
        } else if (!isNew && !changed) {
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, quietMs - quietForMs);
            wake = () => { clearTimeout(timer); resolve(); };
          });
        }
      }
    } finally {
      stop();
      signal.removeEventListener('abort', changes);
    }
  }
}
