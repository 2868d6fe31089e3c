import { BEFORE_ALL, type Position } from '#kernel';
import { StoreUnavailable, type EventStore, type Standstill, type StoredEvent } from './event-store.ts';
import type { EventStoreDbHealth } from './eventstoredb.event-store.ts';
import type { Failure } from './eventstoredb.failure.ts';
import type { Alarm } from './eventstoredb.figures.ts';
import type { Mark, MirrorEventStore } from './mirror.event-store.ts';

/** Events fetched at once. */
const PAGE = 1_000;
const RETRY_MS = 1_000;
/** How often it is asked what is new if no word came: a subscription may fall silent and never say so. */
const ASK_EVERY_MS = 5_000;
/** After so long a silence one try in the background finds out when it is over: nobody else waits for that. */
const SILENCE_MS = 2_000;
const AWAY = 'The store has not been heard of for some time; the log says why.';
/** A mirror that could not go on for so long stands still, whatever it was. */
const STANDS_STILL_MS = 10_000;
/** What an alarm of the log as a whole names in place of a stream. */
const ALL = '$all';

/** A log on another machine, as far as a mirror needs it. */
export type Source = EventStore & Readonly<{ health: () => EventStoreDbHealth }>;

/**
 * `askEveryMs`: how often it is asked without a word · `onAlarm`: told once of each reason why the mirror will not go on by itself ·
 * `onTrouble`: told once when what is new is no longer answered, and why, and once when it is again.
 */
export type MirroringOptions = Readonly<{ askEveryMs?: number; onAlarm?: (alarm: Alarm) => void; onTrouble?: (says: string) => void }>;

/** The source no longer has what was copied from it: to copy on would make a log that never was. */
class Lost extends StoreUnavailable {}

/** Keeps a mirror up to date with its source, and knows how old what is here may be. */
export class Mirroring {
  private fetching: Promise<void> | undefined;
  private wanted = false;
  private following = false;
  private again: NodeJS.Timeout | undefined;
  private asking: NodeJS.Timeout | undefined;
  private failure: Standstill | undefined;
  private alarmed: string | undefined;
  /** When the source last answered anything, when it last answered what is new in the log, and since when that has been tried in vain. */
  private heardMs = performance.now();
  private readOnMs = performance.now();
  private triedMs: number | undefined;

  constructor(private readonly source: Source, private readonly mirror: MirrorEventStore, private readonly options: MirroringOptions) {}

  /** From now on the mirror is kept up to date by itself. */
  follow(): void {
    if (this.following) return;
    this.following = true;
    this.readOnMs = performance.now();
    this.source.onChange(() => this.fetchSoon());
    this.asking = setInterval(() => { if (!this.again) this.fetchSoon(); }, this.askEveryMs).unref();
    this.fetchSoon();
  }

  /** Waits until the mirror knows the log up to a position. @throws StoreUnavailable, at once if what is new has not been answered for long */
  async caughtUp(position: Position): Promise<void> {
    while (this.mirror.last < position) {
      this.refuseSilent();
      await this.fetch();
    }
  }

  /** Asks the source of the log as a whole. @throws StoreUnavailable, at once if what is new has not been answered for long */
  async heardOfAll<T>(ask: () => Promise<T>): Promise<T> {
    this.refuseSilent();
    return this.heard(ask);
  }

  /**
   * Asks the source. @throws StoreUnavailable at once, if nothing at all has been heard for long,
   * or if the log as a whole will not be read on: then nothing is decided here over a state that stays behind
   */
  async heard<T>(ask: () => Promise<T>): Promise<T> {
    if (this.failure?.isFinal) throw new StoreUnavailable(this.failure.says);
    if (this.isCut) this.refuseAfter(this.heardMs);
    return this.answered(ask);
  }

  /** Of a log that is followed: since when what is new was not answered. That a subscription is alive, or a stream is answered, says nothing of it. */
  silentMs(): number {
    const silentMs = Math.round(performance.now() - (this.following ? this.readOnMs : this.heardMs));
    const isOverdue = this.following && silentMs > this.askEveryMs + SILENCE_MS;
    return this.isTroubled || isOverdue ? silentMs : 0;
  }

  /** How the source fares, and the copying of it. */
  health(): EventStoreDbHealth {
    const health = this.source.health();
    if (!this.failure) return health;
    const { says, isFinal } = this.failure;
    return { ...health, trouble: says, alarms: isFinal ? [...health.alarms, { stream: ALL, says }] : health.alarms };
  }

  /** Why the mirror stands still; undefined if it does not, or has only just begun to. */
  get standstill(): Standstill | undefined {
    return this.failure?.isFinal || this.silentMs() > STANDS_STILL_MS ? this.failure : undefined;
  }

  /** Ends once the source is closed. */
  async stop(): Promise<void> {
    this.wanted = this.following = false;
    clearInterval(this.asking);
    clearTimeout(this.again);
    await this.source.close();
    await this.fetching?.catch(() => {});
  }

  private get askEveryMs(): number { return this.options.askEveryMs ?? ASK_EVERY_MS; }

  private get isTroubled(): boolean {
    return this.failure !== undefined || this.isCut;
  }

  /** Is there no connection? Then it is tried at once whether there is one again. */
  private get isCut(): boolean {
    const { trouble, followingSinceMs } = this.source.health();
    return trouble !== undefined && followingSinceMs === undefined;
  }

  /** Of the log as a whole, also while single streams are answered. */
  private refuseSilent(): void { if (this.isTroubled) this.refuseAfter(this.readOnMs); }

  /** Nobody waits for what has long been tried in vain. Of what nobody has tried lately, nothing is known: it is tried. */
  private refuseAfter(heardMs: number): void {
    if (!this.following) return;
    if (!this.fetching && !this.again) this.fetchSoon();
    if (performance.now() - Math.max(heardMs, this.triedMs ?? Number.POSITIVE_INFINITY) > SILENCE_MS) throw new StoreUnavailable(this.failure?.isFinal ? this.failure.says : AWAY);
  }

  private async answered<T>(ask: () => Promise<T>): Promise<T> {
    const answer = await ask();
    this.heardMs = performance.now();
    return answer;
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
    this.triedMs ??= performance.now();
    try {
      await this.copy();
      if (this.failure) this.options.onTrouble?.(`The log is read on again, after ${Math.round((performance.now() - this.triedMs) / 1_000)} s.`);
      this.failure = this.alarmed = this.triedMs = undefined;
    } catch (error) {
      if (this.following) this.note(error as Error);
      throw error;
    }
  }

  private async copy(): Promise<void> {
    const tip = this.mirror.tip();
    let after = tip?.event.position ?? BEFORE_ALL;
    let page = await (tip ? this.next(tip) : this.page(BEFORE_ALL));
    while (page.length > 0) {
      this.mirror.add(after, page);
      this.readOnMs = performance.now();
      after = page.at(-1)!.position;
      page = await this.page(after);
    }
    this.readOnMs = performance.now();
  }

  /** What follows the last event here, after the source has shown in the same call that it still has that one. @throws Lost */
  private async next({ after, event }: Mark): Promise<readonly StoredEvent[]> {
    const [there, ...next] = await this.page(after);
    const says = differing(event, there);
    if (says !== undefined) throw new Lost(`The log there is not the one that was copied here: at ${event.position} ${says}.`);
    return next.length > 0 ? next : this.page(event.position);
  }

  private page(after: Position): Promise<readonly StoredEvent[]> { return this.answered(() => this.source.after(after, PAGE)); }

  /** What will not pass is not forgotten over an outage: only an answer ends it. */
  private note(error: Error): void {
    if (!isFinalFailure(error)) return this.noteOutage(error.message);
    const says = this.isReplaced(error) ? `${error.message} ${remedyOf(this.mirror.file)}` : error.message;
    this.failure = { says, isFinal: true };
    if (this.alarmed !== says) this.options.onAlarm?.({ stream: ALL, says });
    this.alarmed = says;
  }

  private noteOutage(says: string): void {
    if (!this.failure) this.options.onTrouble?.(says);
    if (!this.failure?.isFinal) this.failure = { says, isFinal: false };
  }

  /** Is there another log now? The source may have seen it first: what it says of $all is of no single stream. */
  private isReplaced(error: Error): boolean { return error instanceof Lost || this.source.health().alarms.some(({ stream }) => stream === ALL); }
}

const remedyOf = (file: string): string => `If the store was restored from an older copy, events are lost: look into it first, then stop, delete ${file} and start again.`;

/** Will it be the same if it is asked again? An outage passes; what is no outage at all does not. */
export const isFinalFailure = (error: Error): boolean =>
  error instanceof Lost || !(error instanceof StoreUnavailable) || (error.cause as Partial<Failure> | undefined)?.isFinal === true;

/** What is not the same in two copies of one event. */
export const differing = (here: StoredEvent, there: StoredEvent | undefined): string | undefined => {
  if (!there || there.position !== here.position) return `the store has ${there ? `its next event at ${there.position}` : 'nothing'} there, the mirror has ${here.id}`;
  if (there.id !== here.id) return `the store has event ${there.id}, the mirror ${here.id}`;
  return JSON.stringify(there) === JSON.stringify(here) ? undefined : `event ${here.id} says something else in the store than in the mirror`;
};
