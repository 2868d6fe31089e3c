import type Database from 'better-sqlite3';
import { BEFORE_ALL, type Position } from '#kernel';
import { EventStore, StoreUnavailable, wantedInSql, type News, type StoredEvent, type Stream, type WantedTypes } from './event-store.ts';
import { isOutage, openLedger } from './ledger-file.ts';
import { Listeners } from './listeners.ts';
import { EventRows, eventOf, type EventRow } from './rows.ts';
import { checkLimit, textsOf } from './stored-form.ts';

/** On disk: add, never rename. Where an event of this file stands in the log it was copied from. */
const SOURCES = 'CREATE TABLE IF NOT EXISTS sources (place INTEGER PRIMARY KEY, position TEXT NOT NULL UNIQUE) STRICT';
/** How often it is looked for what another process or thread has added. */
const LOOK_MS = 25;

type MirrorRow = readonly [...EventRow, source: Position];
/** An event here, and the position of the one before it: what a log must have after that position to be the one that was copied. */
export type Mark = Readonly<{ after: Position; event: StoredEvent }>;

const mirrored = (row: MirrorRow): StoredEvent => ({ ...eventOf(row as unknown as EventRow), position: row[8] });

/**
 * A copy of a log in a file of the same form as a ledger’s, with the positions of the log it was copied from: whatever was said of a position there holds here.
 * A cache: it may be thrown away, and is then fetched again. Several processes may add to one file. It decides nothing: streams are read where they are written.
 */
export class MirrorEventStore extends EventStore {
  /** The id of the ledger it is a copy of. */
  readonly ledgerId: string;
  private readonly db: Database.Database;
  private readonly rows: EventRows;
  private readonly sql;
  private readonly listeners = new Listeners();
  private look: NodeJS.Timeout | undefined;
  private told: Position;

  /** @param bornAs whose copy a new file is. @throws StoreUnavailable if the file is something else */
  constructor(readonly file: string, bornAs?: string) {
    super();
    ({ db: this.db, ledgerId: this.ledgerId } = openLedger(file, bornAs));
    this.db.pragma('synchronous = NORMAL'); // what a power cut takes is fetched again
    this.db.exec(SOURCES);
    const joined = 'SELECT events.*, sources.position FROM events JOIN sources ON sources.place = events.position';
    this.sql = {
      last: this.db.prepare<[], Readonly<{ place: number; position: Position }>>('SELECT place, position FROM sources ORDER BY place DESC LIMIT 1'),
      count: this.db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM events').pluck(),
      placeOf: this.db.prepare<[Position], number>('SELECT place FROM sources WHERE position <= ? ORDER BY position DESC LIMIT 1').pluck(),
      positionAt: this.db.prepare<[number], Position>('SELECT position FROM sources WHERE place = ?').pluck(),
      after: this.db.prepare<[number, number], MirrorRow>(`${joined} WHERE events.position > ? ORDER BY events.position LIMIT ?`).raw(),
      news: this.db.prepare<[number, number, string, 0 | 1], MirrorRow>(
        `${joined} WHERE events.position > ? AND events.position <= ? AND (events.type IN (SELECT value FROM json_each(?))) = ? ORDER BY events.position`).raw(),
      put: this.db.prepare<[number, Position]>('INSERT INTO sources VALUES (?, ?)'),
    };
    this.rows = new EventRows(this.db);
    if (this.sql.count.get()! !== (this.sql.last.get()?.place ?? 0)) {
      this.db.close();
      throw new StoreUnavailable(`${file} is a ledger, and not the mirror of one.`);
    }
    this.told = this.last;
  }

  /** The position of the last event that is here. */
  get last(): Position { return this.reading(() => this.sql.last.get()?.position ?? BEFORE_ALL); }

  /**
   * Adds what follows in the log. What another process has added meanwhile is passed over.
   * @param after the position after which these events were read: nothing is missing between
   * @throws StoreUnavailable if something would be missing between this file and them
   */
  add(after: Position, events: readonly StoredEvent[]): void {
    const texts = textsOf(events);
    this.reading(() => this.db.transaction(() => {
      const last = this.sql.last.get() ?? { place: 0, position: BEFORE_ALL };
      if (last.position < after) throw new StoreUnavailable(`${this.file} ends at ${last.position}; what was to be added follows ${after}.`);
      let { place } = last;
      for (const [i, { stream, revision, recordedAt, position }] of events.entries()) {
        if (position <= last.position) continue;
        place += 1;
        this.rows.put({ place, stream, revision, recordedMs: Date.parse(recordedAt) }, texts[i]!);
        this.sql.put.run(place, position);
      }
    }).immediate());
    this.tell();
  }

  /** The last event; undefined if there is none. */
  tip(): Mark | undefined {
    return this.reading(() => this.markAt(this.sql.last.get()?.place ?? 0));
  }

  /** Marks all over the log, oldest first, and the nearer to its end the closer: each twice as far from it as the next one. */
  marks(): readonly Mark[] {
    return this.reading(() => {
      const last = this.sql.last.get()?.place ?? 0;
      const places = [1];
      for (let back = 2 ** Math.floor(Math.log2(Math.max(last, 1))); back >= 1; back /= 2) places.push(last - back);
      return [...new Set([...places, last])].flatMap((place) => this.markAt(place) ?? []);
    });
  }

  async read(stream: string): Promise<Stream> { throw new StoreUnavailable(`${stream} is read where it is written, not in a mirror.`); }
  async append(stream: string): Promise<never> { throw new StoreUnavailable(`${stream} is not written in a mirror.`); }

  async after(position: Position, limit: number): Promise<readonly StoredEvent[]> {
    const most = checkLimit(limit);
    return this.reading(() => this.sql.after.all(this.placeOf(position), most).map(mirrored));
  }

  override async news(wanted: WantedTypes, position: Position, limit: number): Promise<News> {
    const most = checkLimit(limit);
    return this.reading(() => {
      const place = this.placeOf(position);
      const upTo = Math.min(this.sql.last.get()?.place ?? 0, place + most);
      if (upTo <= place) return { events: [], position };
      return { events: this.sql.news.all(place, upTo, ...wantedInSql(wanted)).map(mirrored), position: this.sql.positionAt.get(upTo)! };
    });
  }

  async head(): Promise<Position> { return this.last; }
  async count(): Promise<number> { return this.reading(() => this.sql.count.get()!); }

  onChange(listener: () => void): () => void {
    this.look ??= setInterval(() => this.tell(), LOOK_MS).unref();
    return this.listeners.add(listener);
  }

  async close(): Promise<void> {
    clearInterval(this.look);
    this.listeners.clear();
    this.db.close();
  }

  private placeOf(position: Position): number {
    if (position === BEFORE_ALL) return 0;
    if (!/^\d+$/.test(position)) throw new RangeError(`${JSON.stringify(position)} is not a position in this log.`);
    return this.sql.placeOf.get(position) ?? 0;
  }

  private markAt(place: number): Mark | undefined {
    const [row] = place < 1 ? [] : this.sql.after.all(place - 1, 1);
    return row && { after: this.sql.positionAt.get(place - 1) ?? BEFORE_ALL, event: mirrored(row) };
  }

  /** Also called by a timer, where nobody would catch it: that the file cannot be read is told to whoever reads next. */
  private tell(): void {
    if (this.listeners.none) return;
    try {
      const { last } = this;
      if (last === this.told) return;
      this.told = last;
      this.listeners.tell();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }

  private reading<T>(read: () => T): T {
    if (!this.db.open) throw new StoreUnavailable('The mirror is closed.');
    try {
      return read();
    } catch (error) {
      throw isOutage(error) ? new StoreUnavailable(`The mirror ${this.file} cannot be used: ${(error as Error).message}.`, { cause: error }) : error;
    }
  }
}
