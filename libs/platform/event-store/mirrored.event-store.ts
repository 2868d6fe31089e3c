import { BEFORE_ALL, type Position } from '#kernel';
import { EventStore, StoreUnavailable, type NewEvent, type News, type Standstill, type StoredEvent, type Stream, type WantedTypes } from './event-store.ts';
import type { EventStoreDbHealth } from './eventstoredb.event-store.ts';
import type { Mark, MirrorEventStore } from './mirror.event-store.ts';
import { differing, isFinalFailure, Mirroring, type MirroringOptions, type Source } from './mirroring.ts';

/** Events compared at once. */
const PAGE = 1_000;

/** How two copies of a log differ, at the first event where they do. */
export type Difference = Readonly<{ position: Position; says: string }>;

/**
 * A log on another machine with a mirror of it here. Streams are read and written there, so that no decision rests on an old copy; the log as a whole is read
 * here, at local speed. What the mirror lacks of what was shown before is fetched first.
 */
export class MirroredEventStore extends EventStore {
  /** What this store has shown: it never shows less. */
  private shown: Position = BEFORE_ALL;
  private readonly mirroring: Mirroring;

  constructor(readonly source: Source, readonly mirror: MirrorEventStore, options: MirroringOptions = {}) {
    super();
    this.mirroring = new Mirroring(source, mirror, options);
  }

  async read(stream: string, afterRevision = 0): Promise<Stream> {
    const found = await this.mirroring.heard(() => this.source.read(stream, afterRevision));
    this.show(found.events.at(-1)?.position);
    return found;
  }

  async append(stream: string, expectedRevision: number, events: readonly NewEvent[]): Promise<readonly StoredEvent[]> {
    const stored = await this.mirroring.heard(() => this.source.append(stream, expectedRevision, events));
    this.show(stored.at(-1)?.position);
    return stored;
  }

  async after(position: Position, limit: number): Promise<readonly StoredEvent[]> {
    await this.caughtUp(this.shown);
    const page = await this.mirror.after(position, limit);
    this.show(page.at(-1)?.position);
    return page;
  }

  override async news(wanted: WantedTypes, position: Position, limit: number): Promise<News> {
    await this.caughtUp(this.shown);
    const news = await this.mirror.news(wanted, position, limit);
    if (news.position !== position) this.show(news.position);
    return news;
  }

  async head(): Promise<Position> {
    this.show(await this.mirroring.heardOfAll(() => this.source.head()));
    return this.shown;
  }

  /** The end of the log; while it cannot be reached, the end of what is known of it here: nobody waits for one that has been away for long. */
  override async latest(): Promise<Position> {
    try {
      return await this.head();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      this.show(this.mirror.last);
      return this.shown;
    }
  }

  async count(): Promise<number> {
    await this.caughtUp(await this.head());
    return this.mirror.count();
  }

  /** Waits until the mirror knows the log up to a position. @throws StoreUnavailable */
  caughtUp(position: Position): Promise<void> { return this.mirroring.caughtUp(position); }

  onChange(listener: () => void): () => void {
    this.follow();
    return this.mirror.onChange(listener);
  }

  /** From now on the mirror is kept up to date by itself. */
  follow(): void { this.mirroring.follow(); }

  override silentMs(): number { return this.mirroring.silentMs(); }

  /** How the source fares, and the copying of it. */
  health(): EventStoreDbHealth { return this.mirroring.health(); }

  /** Why the mirror does not get what is new; undefined if it does, or has only just begun not to. */
  override get standstill(): Standstill | undefined { return this.mirroring.standstill; }

  /** The first of a few events, spread over the whole mirror, that the source does not have where it is here. @throws StoreUnavailable */
  async missing(): Promise<StoredEvent | undefined> {
    const [end, tip] = [await this.source.head(), this.mirror.tip()];
    if (tip && end < tip.event.position) return tip.event;
    for (const mark of this.mirror.marks()) if (!await this.isThere(mark)) return mark.event;
    return undefined;
  }

  /** That the source, which answers, will never answer what follows the event before it, says that this one is gone, too. */
  private async isThere({ after, event }: Mark): Promise<boolean> {
    try {
      return differing(event, (await this.source.after(after, 1))[0]) === undefined;
    } catch (error) {
      if (isFinalFailure(error as Error)) return false;
      throw error;
    }
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
    await this.mirroring.stop();
    await this.mirror.close();
  }

  private show(position: Position = BEFORE_ALL): void {
    if (position > this.shown) this.shown = position;
  }
}
