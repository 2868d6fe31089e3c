import { BEFORE_ALL, type Position } from '#kernel';
import { EventStore, StoreUnavailable, type NewEvent, type News, type StoredEvent, type Stream } from './event-store.ts';
import type { EventStoreDbHealth } from './eventstoredb.event-store.ts';
import type { MirrorEventStore } from './mirror.event-store.ts';

/** Events fetched at once. */
const PAGE = 1_000;
const RETRY_MS = 1_000;
/** How often it is asked what is new if no word came: a subscription may fall silent and never say so. */
const ASK_EVERY_MS = 5_000;
/** After so long a silence only one call a second tries whether it is over: the others need not wait for it to say so. */
const SILENCE_MS = 2_000;
const PROBE_EVERY_MS = 1_000;

/** A log on another machine, as far as a mirror needs it. */
export type Source = EventStore & Readonly<{ health: () => EventStoreDbHealth }>;

/** How two copies of a log differ, at the first event where they do. */
export type Difference = Readonly<{ position: Position; says: string }>;

/**
 * A log on another machine with a mirror of it here. Streams are read and written there, so that no decision rests on an old copy; the log as a whole is read
 * here, at local speed. What the mirror lacks of what was shown before is fetched first.
 */
export class MirroredEventStore extends EventStore {
  /** What this store has shown: it never shows less. */
  private shown: Position = BEFORE_ALL;
  private fetching: Promise<void> | undefined;
  private wanted = false;
  private following = false;
  private again: NodeJS.Timeout | undefined;
  private asking: NodeJS.Timeout | undefined;
  private heardMs = Date.now();
  private probedMs = 0;

  constructor(readonly source: Source, readonly mirror: MirrorEventStore, private readonly askEveryMs = ASK_EVERY_MS) { super(); }

  async read(stream: string, afterRevision = 0): Promise<Stream> {
    const found = await this.heard(() => this.source.read(stream, afterRevision));
    this.show(found.events);
    return found;
  }

  async append(stream: string, expectedRevision: number, events: readonly NewEvent[]): Promise<readonly StoredEvent[]> {
    const stored = await this.heard(() => this.source.append(stream, expectedRevision, events));
    this.show(stored);
    return stored;
  }

  async after(position: Position, limit: number): Promise<readonly StoredEvent[]> {
    await this.caughtUp(this.shown);
    return this.mirror.after(position, limit);
  }

  override async news(types: ReadonlySet<string>, position: Position, limit: number): Promise<News> {
    await this.caughtUp(this.shown);
    return this.mirror.news(types, position, limit);
  }

  async head(): Promise<Position> {
    const head = await this.heard(() => this.source.head());
    if (head > this.shown) this.shown = head;
    return head;
  }

  /** The end of the log; while it cannot be reached, the end of what is here of it. */
  async latest(): Promise<Position> {
    try {
      return await this.head();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      return this.mirror.head();
    }
  }

  async count(): Promise<number> {
    await this.caughtUp(await this.head());
    return this.mirror.count();
  }

  /** Waits until the mirror knows the log up to a position. @throws StoreUnavailable */
  async caughtUp(position: Position): Promise<void> {
    while (this.mirror.last < position) await this.fetch();
  }

  onChange(listener: () => void): () => void {
    this.follow();
    return this.mirror.onChange(listener);
  }

  /** From now on the mirror is kept up to date by itself. */
  follow(): void {
    if (this.following) return;
    this.following = true;
    this.source.onChange(() => this.fetchSoon());
    this.asking = setInterval(() => { if (!this.again) this.fetchSoon(); }, this.askEveryMs).unref();
    this.fetchSoon();
  }

  override silentMs(): number {
    const { trouble, followingSinceMs } = this.source.health();
    if (followingSinceMs !== undefined || trouble === undefined) this.heardMs = Date.now();
    return Date.now() - this.heardMs;
  }

  /** Compares mirror and source event by event, up to where the mirror ends. @throws StoreUnavailable */
  async difference(onProgress: (done: number) => void = () => {}): Promise<Difference | undefined> {
    let [position, done] = [BEFORE_ALL, 0];
    const last = this.mirror.last;
    while (position < last) {
      const here = await this.mirror.after(position, PAGE);
      const there = await this.source.after(position, here.length);
      for (const [i, event] of here.slice(0, Math.max(there.length, 1)).entries()) {
        const says = differing(event, there[i]);
        if (says !== undefined) return { position: event.position, says };
      }
      position = there.at(-1)!.position;
      onProgress(done += there.length);
    }
    return undefined;
  }

  async close(): Promise<void> {
    this.wanted = this.following = false;
    clearInterval(this.asking);
    clearTimeout(this.again);
    await this.source.close();
    await this.fetching?.catch(() => {});
    await this.mirror.close();
  }

  private show(events: readonly StoredEvent[]): void {
    const last = events.at(-1)?.position ?? BEFORE_ALL;
    if (last > this.shown) this.shown = last;
  }

  /** @throws StoreUnavailable at once, if nothing has been heard for long and somebody else is trying */
  private async heard<T>(ask: () => Promise<T>): Promise<T> {
    const [silentMs, nowMs] = [this.following ? this.silentMs() : 0, Date.now()];
    if (silentMs > SILENCE_MS && nowMs - this.probedMs < PROBE_EVERY_MS) throw new StoreUnavailable(`The store has not been heard of for ${Math.round(silentMs / 1_000)} s.`);
    this.probedMs = nowMs;
    const heard = await ask();
    this.heardMs = Date.now();
    return heard;
  }

  private fetchSoon(): void {
    this.wanted = true;
    this.fetch().then(() => { if (this.wanted) this.fetchSoon(); }, () => this.fetchLater());
  }

  /** Once, however many have heard that it failed. */
  private fetchLater(): void {
    if (!this.following) return;
    this.again ??= setTimeout(() => {
      this.again = undefined;
      this.fetchSoon();
    }, RETRY_MS).unref();
  }

  private fetch(): Promise<void> {
    this.fetching ??= this.fetchAll().finally(() => { this.fetching = undefined; });
    return this.fetching;
  }

  private async fetchAll(): Promise<void> {
    this.wanted = false;
    for (;;) {
      const { last } = this.mirror;
      const page = await this.heard(() => this.source.after(last, PAGE));
      if (page.length === 0) return;
      this.mirror.add(last, page);
    }
  }
}

const differing = (here: StoredEvent, there: StoredEvent | undefined): string | undefined => {
  if (!there || there.position !== here.position) return `the store has ${there ? `its next event at ${there.position}` : 'nothing'} there, the mirror has ${here.id}`;
  if (there.id !== here.id) return `the store has event ${there.id}, the mirror ${here.id}`;
  return JSON.stringify(there) === JSON.stringify(here) ? undefined : `event ${here.id} says something else in the store than in the mirror`;
};
