import { BEFORE_ALL, type Position } from '#kernel';
import { observed } from '#platform/telemetry';
import { EventStore, isWanted, StoreUnavailable, type NewEvent, type News, type StoredEvent, type Stream, type WantedTypes } from './event-store.ts';
import { addressToShow, faultOfAddress } from './eventstoredb.address.ts';
import { Connection } from './eventstoredb.connection.ts';
import { Figures, type Alarm } from './eventstoredb.figures.ts';
import { commitIn, commitOf, Form, positionOf, typeIn, type Recorded } from './eventstoredb.form.ts';
import { addAsTheyAre, beginArrival, endArrival } from './eventstoredb.arrival.ts';
import { besideFor, identityOf, serverAheadMs } from './eventstoredb.identity.ts';
import { Budget } from './eventstoredb.patience.ts';
import { Reader, type Page } from './eventstoredb.reader.ts';
import { Settling } from './eventstoredb.settling.ts';
import { Tail } from './eventstoredb.tail.ts';
import { Turnstile } from './eventstoredb.turnstile.ts';
import { Heads } from './heads.ts';
import { Listeners } from './listeners.ts';
import type { LogTarget } from './log-copy.ts';
import { checkLimit, checkPlace, textsOf, weigh } from './stored-form.ts';

/**
 * `ledger`: the ledger’s name on the server, the prefix of its streams · `deadlineMs`: what any call may take, all tries together ·
 * `clock`: milliseconds since 1970; gives `recordedAt` · `begin`: the ledger’s id, if it is not there yet and is to have this one · `onAlarm`: told once of each stream that somebody else deletes or makes forget.
 */
export type EventStoreDbOptions = Readonly<{ ledger?: string; deadlineMs?: number; clock?: () => number; begin?: string; onAlarm?: (alarm: Alarm) => void }>;

/** How the store fares. `trouble`: why nothing could be reached lately. `followingSinceMs`: since when others’ writes are told of. */
export type EventStoreDbHealth = Readonly<{ address: string; trouble: string | undefined; followingSinceMs: number | undefined; alarms: readonly Alarm[]; figures: Readonly<Omit<Figures, 'alarm' | 'alarms'>> }>;

const COUNT_PAGE = 2_000;

/** The log on EventStoreDB or KurrentDB, one server or a cluster. See README.md, “On EventStoreDB”. */
export class EventStoreDbEventStore extends EventStore {
  private readonly figures: Figures;
  private readonly connection: Connection;
  private readonly form: Form;
  private readonly reader: Reader;
  private readonly settling: Settling;
  private readonly turnstile: Turnstile;
  private readonly tail: Tail;
  private readonly listeners = new Listeners();
  private readonly deadlineMs: number;
  private readonly clock: () => number;
  private readonly begin: string | undefined;
  private readonly ledger: string;
  /** What this store has shown: it never shows less. */
  private readonly heads = new Heads();
  private shown = -1n;
  /** What its listeners know of. */
  private told = -1n;
  private telling = false;
  private following: Promise<void> | undefined;
  private counted: Readonly<{ count: number; commit: bigint | undefined }> = { count: 0, commit: undefined };

  /** Nothing is connected before the first call. @throws StoreUnavailable if the address cannot be one, RangeError if the name cannot be one */
  constructor(private readonly address: string, { ledger = 'kimberlite', deadlineMs = 10_000, clock = Date.now, begin, onAlarm }: EventStoreDbOptions = {}) {
    super();
    const fault = faultOfAddress(address);
    if (fault) throw new StoreUnavailable(`The store’s address ${addressToShow(address)} cannot be used. ${fault}`);
    this.ledger = ledger;
    this.deadlineMs = deadlineMs;
    this.clock = clock;
    this.begin = begin;
    this.figures = new Figures(onAlarm);
    this.form = new Form(ledger);
    this.connection = new Connection(address, deadlineMs, this.figures);
    this.reader = new Reader(this.connection, this.form, this.figures);
    this.settling = new Settling(this.connection, this.reader, this.form, this.figures);
    this.turnstile = new Turnstile(deadlineMs);
    this.tail = new Tail(this.connection, this.form, this.figures, (commit) => this.tell(commit));
  }

  async read(stream: string, afterRevision = 0): Promise<Stream> {
    this.turnstile.checkOpen();
    const { events, revision } = await this.reader.stream(stream, afterRevision, this.budget, this.heads.get(stream));
    this.remember(events);
    if (revision > (this.heads.get(stream) ?? 0)) this.heads.set(stream, revision);
    return { events, revision };
  }

  append(stream: string, expectedRevision: number, events: readonly NewEvent[]): Promise<readonly StoredEvent[]> {
    return observed({ name: 'append', events: events.length }, () => this.write(stream, expectedRevision, events));
  }

  private async write(stream: string, expectedRevision: number, events: readonly NewEvent[]): Promise<readonly StoredEvent[]> {
    this.turnstile.checkOpen();
    checkPlace(stream, expectedRevision, events);
    const texts = textsOf(events);
    const begunMs = performance.now();
    const recordedAt = new Date(this.clock()).toISOString();
    const stored = await this.turnstile.pass(weigh(texts), (budget) => this.settling.append({ stream, expected: expectedRevision, texts, recordedAt, atLeast: this.heads.get(stream) ?? 0 }, budget));
    this.figures.appends += 1;
    this.figures.appendMs += performance.now() - begunMs;
    this.tell(this.remember(stored));
    return stored;
  }

  async after(position: Position, limit: number): Promise<readonly StoredEvent[]> {
    const { page } = await this.page(position, limit, (record) => this.form.stored(record));
    this.remember(page);
    return page;
  }

  /** Of events that are not wanted nothing is read but their type. */
  override async news(wanted: WantedTypes, position: Position, limit: number): Promise<News> {
    const { page, last } = await this.page(position, limit, (record) => (isWanted(wanted, typeIn(record)) ? this.form.stored(record) : undefined));
    if (last === undefined || page.length === 0) return { events: [], position };
    const events = page.filter((event) => event !== undefined);
    this.remember(events);
    this.shown = larger(this.shown, last);
    return { events, position: positionOf(last) };
  }

  async head(): Promise<Position> {
    this.turnstile.checkOpen();
    const last = await this.reader.last(this.budget, this.shown);
    if (!last) return BEFORE_ALL;
    this.shown = larger(this.shown, commitIn(last));
    return positionOf(commitIn(last));
  }

  /** The server does not count one ledger’s events. They are gone through once; after that, only what is new. */
  async count(): Promise<number> {
    for (;;) {
      this.turnstile.checkOpen();
      const { count, commit } = this.counted;
      const { page, last } = await this.reader.page({ after: commit, limit: COUNT_PAGE, atLeast: this.shown }, this.budget, commitIn);
      if (page.length === 0) return count;
      if (this.counted.count === count) this.counted = { count: count + page.length, commit: last };
    }
  }

  /** Made with the ledger’s first word on this server and never again: tells one ledger from another. @throws StoreUnavailable if it is of another schema */
  ledgerId(): Promise<string> {
    this.turnstile.checkOpen();
    return identityOf(this.ledger, this.means, this.begin);
  }

  /** How far the server’s clock is ahead of ours, in milliseconds. Leaves a small record beside the log: whoever is answered may write here. */
  serverAheadMs(): Promise<number> {
    this.turnstile.checkOpen();
    return serverAheadMs(this.ledger, this.means, this.clock);
  }

  /** Opens this place for the log of another store. Until it is complete, nobody can open the ledger. @throws StoreUnavailable if another ledger is here */
  async receive(ledgerId: string): Promise<LogTarget> {
    this.turnstile.checkOpen();
    const beside = besideFor(this.ledger, this.means, () => this.budget);
    await beginArrival(beside, ledgerId);
    return {
      after: (position, limit) => this.after(position, limit),
      add: (events) => addAsTheyAre(events, this.settling, () => this.budget), complete: () => endArrival(beside),
    };
  }

  onChange(listener: () => void): () => void {
    this.turnstile.checkOpen();
    this.following ??= this.tail.run(() => this.whereToFollowFrom());
    return this.listeners.add(listener);
  }

  health(): EventStoreDbHealth {
    const { alarms, ...figures } = { ...this.figures, alarms: this.figures.alarms };
    return { address: addressToShow(this.address), trouble: this.connection.trouble, followingSinceMs: this.tail.followingSinceMs, alarms, figures };
  }

  async close(): Promise<void> {
    await this.turnstile.close();
    this.tail.stop();
    this.listeners.clear();
    this.connection.close();
  }

  private get budget(): Budget { return new Budget(this.deadlineMs); }
  private get means() { return { connection: this.connection, figures: this.figures, budget: this.budget, now: new Date(this.clock()).toISOString() }; }

  private async page<T>(position: Position, limit: number, seen: (record: Recorded) => T): Promise<Page<T>> {
    const asked = { after: commitOf(position), limit: checkLimit(limit), atLeast: this.shown };
    this.turnstile.checkOpen();
    return this.reader.page(asked, this.budget, seen);
  }

  private remember(events: readonly StoredEvent[]): bigint {
    for (const { stream, revision } of events) if (revision > (this.heads.get(stream) ?? 0)) this.heads.set(stream, revision);
    const last = events.at(-1);
    if (last) this.shown = larger(this.shown, BigInt(last.position));
    return this.shown;
  }

  /** From the end of the log as it is; whatever we have not shown of it until now is told at once. */
  private async whereToFollowFrom(): Promise<bigint | undefined> {
    const last = await this.reader.last(this.budget);
    const commit = last && commitIn(last);
    if (commit !== undefined && commit > this.shown) this.tell(commit);
    return commit;
  }

  /** Once for all that came in one turn. */
  private tell(commit: bigint): void {
    if (commit <= this.told) return;
    this.told = commit;
    if (this.telling) return;
    this.telling = true;
    queueMicrotask(() => {
      this.telling = false;
      this.listeners.tell();
    });
  }
}

const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);
