import type Database from 'better-sqlite3';
import { BEFORE_ALL, type Position } from '#kernel';
import { observed } from '#platform/telemetry';
import { AppendQueue, type Append } from './append-queue.ts';
import { alreadyAt, Conflict, EventStore, StoreBusy, StoreUnavailable, type NewEvent, type News, type StoredEvent, type Stream, type WantedTypes } from './event-store.ts';
import { isLocked, isOutage, openLedger } from './ledger-file.ts';
import { Listeners } from './listeners.ts';
import { EventRows } from './rows.ts';
import { checkLimit, placeOf, positionAt, storedEvent } from './stored-form.ts';
import { StreamIndex } from './stream-index.ts';

/** How often we look whether another process has written. */
const LOOK_MS = 50;

/** What an append comes to: the place before its first event, an earlier answer, or a conflict. It is told only after the commit. */
type Verdict = number | readonly StoredEvent[] | Conflict;

/**
 * The log in one SQLite file, in the calling thread. Appends of one turn of the event loop are one transaction and one flush to disk.
 * Several stores, also of several processes, may share a file. See README.md, “Life of an append”.
 */
export class SqliteEventStore extends EventStore {
  /** Made with the file and never again: tells one ledger from another. */
  readonly ledgerId: string;
  private readonly db: Database.Database;
  private readonly rows: EventRows;
  private readonly index: StreamIndex;
  private readonly transaction: Readonly<Record<'look' | 'begin' | 'commit' | 'rollback', Database.Statement>>;
  private readonly clock: () => number;
  private readonly queue = new AppendQueue((batch) => this.commit(batch));
  private readonly listeners = new Listeners();
  /** The last place our listeners know of, and the timer that looks for others. */
  private toldPlace: number;
  private look: NodeJS.Timeout | undefined;
  /** Was it looked for others’ events in this turn of the event loop? */
  private fresh = false;

  /** @param options.clock milliseconds since 1970; gives `recordedAt`. @throws StoreUnavailable if the file is not a ledger, or would not be durable */
  constructor(file: string, { clock = Date.now }: { clock?: () => number } = {}) {
    super();
    ({ db: this.db, ledgerId: this.ledgerId } = openLedger(file));
    this.transaction = { look: this.db.prepare('BEGIN'), begin: this.db.prepare('BEGIN IMMEDIATE'), commit: this.db.prepare('COMMIT'), rollback: this.db.prepare('ROLLBACK') };
    this.rows = new EventRows(this.db);
    this.index = new StreamIndex(this.db, this.rows);
    this.clock = clock;
    this.toldPlace = this.index.refresh();
  }

  async read(stream: string, afterRevision = 0): Promise<Stream> {
    return this.reading(() => {
      this.refreshOnce();
      return this.index.read(stream, afterRevision);
    });
  }

  append(stream: string, expectedRevision: number, events: readonly NewEvent[]): Promise<readonly StoredEvent[]> {
    return observed({ name: 'append', events: events.length }, () => this.queue.add(stream, expectedRevision, events));
  }

  async after(position: Position, limit: number): Promise<readonly StoredEvent[]> {
    const [place, most] = [placeOf(position), checkLimit(limit)];
    return this.reading(() => this.rows.after(place, most));
  }

  /** Rows of other types are passed over in the file. */
  override async news(wanted: WantedTypes, position: Position, limit: number): Promise<News> {
    const [place, most] = [placeOf(position), checkLimit(limit)];
    return this.reading(() => {
      const upTo = Math.min(this.index.refresh(), place + most);
      return upTo <= place ? { events: [], position } : { events: this.rows.news(wanted, place, upTo), position: positionAt(upTo) };
    });
  }

  async head(): Promise<Position> {
    const place = this.reading(() => this.index.refresh());
    return place === 0 ? BEFORE_ALL : positionAt(place);
  }

  /** Places are dense and count from 1. */
  async count(): Promise<number> { return this.reading(() => this.index.refresh()); }

  onChange(listener: () => void): () => void {
    this.checkOpen();
    this.look ??= setInterval(() => this.lookForOthers(), LOOK_MS).unref();
    return this.listeners.add(listener);
  }

  async close(): Promise<void> {
    await this.queue.close();
    this.endTurn();
    clearInterval(this.look);
    this.listeners.clear();
    this.db.close();
  }

  private checkOpen(): void {
    if (!this.db.open) throw new StoreUnavailable('The event store is closed.');
  }

  private reading<T>(read: () => T): T {
    this.checkOpen();
    try {
      return read();
    } catch (error) {
      throw isOutage(error) ? outage(error) : error;
    }
  }

  /**
   * Looks for others’ events once in a turn of the event loop, and keeps what it sees until the turn ends: word of what another process wrote
   * can reach nobody here before the next one, and the reads of one turn need not lock the file each for itself.
   */
  private refreshOnce(): void {
    if (this.fresh) return;
    this.transaction.look.run();
    this.fresh = true;
    setImmediate(() => this.endTurn());
    this.index.refresh();
  }

  /** A disk that fails ends the transaction by itself. */
  private endTurn(): void {
    if (this.fresh && this.db.inTransaction) this.transaction.commit.run();
    this.fresh = false;
  }

  private lookForOthers(): void {
    if (this.listeners.none) return;
    try {
      this.tell(this.index.refresh());
    } catch (error) {
      if (!isOutage(error)) throw error; // an outage is told to whoever reads or appends next
    }
  }

  private tell(place: number): void {
    if (place === this.toldPlace) return;
    this.toldPlace = place;
    this.listeners.tell();
  }

  /** One transaction for the whole batch. @returns false if another process holds the file; then nothing was done */
  private commit(batch: readonly Append[]): boolean {
    let verdicts: readonly Verdict[];
    const recordedMs = this.clock();
    try {
      this.endTurn();
      this.transaction.begin.run();
      this.index.refresh();
      verdicts = batch.map((append) => this.judge(append, recordedMs));
      this.index.settle();
      this.transaction.commit.run();
    } catch (error) {
      return this.fail(batch, error);
    }
    const recordedAt = new Date(recordedMs).toISOString();
    batch.forEach((append, i) => answer(append, verdicts[i]!, recordedAt));
    this.tell(this.index.place);
    return true;
  }

  /** Checks and writes one append. One that is refused has written nothing, so it needs no savepoint. */
  private judge({ stream, expected, texts }: Append, recordedMs: number): Verdict {
    const head = this.index.headOf(stream);
    if (head === expected) {
      const before = this.index.place;
      let revision = expected;
      for (const text of texts) {
        const place = this.index.place + 1;
        revision += 1;
        this.rows.put({ place, stream, revision, recordedMs }, text);
        this.index.add(stream, revision, place);
      }
      return before;
    }
    const found = head < expected + texts.length ? [] : this.index.read(stream, expected, texts.length).events;
    return alreadyAt(found, texts.map(({ event }) => event)) ? found : new Conflict(stream, expected, head);
  }

  /** Nothing of the batch was written. If it was not the disk, each is tried alone, so that one that cannot be written takes nobody with it. */
  private fail(batch: readonly Append[], error: unknown): boolean {
    if (this.db.inTransaction) this.transaction.rollback.run();
    this.index.forget();
    if (isLocked(error)) return false;
    if (!isOutage(error) && batch.length > 1) for (const append of batch) this.commitAlone(append);
    else for (const { failed } of batch) failed(isOutage(error) ? outage(error) : error);
    return true;
  }

  private commitAlone(append: Append): void {
    if (!this.commit([append])) append.failed(new StoreBusy('Another process holds the ledger.'));
  }
}

const outage = (error: unknown): StoreUnavailable => new StoreUnavailable(`The ledger cannot be used: ${(error as Error).message}.`, { cause: error });

const answer = ({ stream, expected, texts, done, failed }: Append, verdict: Verdict, recordedAt: string): void => {
  if (verdict instanceof Conflict) failed(verdict);
  else if (typeof verdict !== 'number') done(verdict);
  else done(texts.map(({ event }, i) => storedEvent({ stream, revision: expected + i + 1, place: verdict + i + 1, recordedAt }, event, event.data, event)));
};
