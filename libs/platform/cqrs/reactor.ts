import { BEFORE_ALL, type Position, type Reaction } from '#kernel';
import type { EventStore, StoredEvent, WantedTypes } from '#platform/event-store';
import type { Receipt } from './answers.ts';
import type { Checkpoints, Lease } from './checkpoints.ts';
import { Elsewhere, REACTIONS, REACTIONS_READ } from './elsewhere.ts';
import { withFollowers } from './followers.ts';
import { Hanging } from './hanging.ts';
import type { Ledger } from './ledger.ts';
import { Performing } from './performing.ts';

export { REACTIONS } from './elsewhere.ts';
export { isPassing } from './performing.ts';

const BATCH = 1_000;
/** Other processes wait for what is saved. */
const SAVE_EVERY_MS = 20;
const RETRY_AFTER_MS = 200;
/** How often what hangs is tried again. */
const TRY_AGAIN_MS = 2_000;
/** How long news may gather while nobody waits for what follows from it. */
const GATHER_MS = 25;
/** How long an answer waits for what follows from it. */
const PATIENCE_MS = 5_000;

/**
 * How far the reactions have come, what they were refused, and what stopped them, if anything did. `hanging`: on how many streams something cannot be done; the
 * others go on, but the position does not pass it. `elsewhere`: another process runs them, if anybody does.
 */
export type ReactorStatus = Readonly<{ position: Position; refused: number; lastRefusal?: string; hanging?: number; failure?: string; elsewhere?: true }>;

/** What a program knows: its reactions, and all types of its events. One that is not among them is not passed over; not given: there is no other. */
export type Known = Readonly<{ reactions: readonly Reaction[]; eventTypes?: ReadonlySet<string> }>;

type Waiter = Readonly<{ position: Position; resolve: (reached: boolean) => void }>;

/**
 * Runs all reactions over the log, in its order, at least once. A repeat is harmless: the cause of each command is the event that
 * set it off. What a rule refuses is counted and told, and does not stop the others: the law may have moved on in the meantime.
 * Where another process runs them, this one waits for what that one says to be done. Before an event of a type that it does not know it stops, and lets a newer
 * program go on.
 */
export class Reactor {
  /** How far the log is read. What hangs is not done. */
  private position: Position = BEFORE_ALL;
  private readonly performing: Performing;
  /** Types that are known, and of which nothing follows, are passed over unread. */
  private readonly concerning: WantedTypes;
  private readonly hanging: Hanging;
  private readonly elsewhere: Elsewhere;
  private readonly waiters = new Set<Waiter>();
  private running: Promise<void> | undefined;
  private wanted = false;
  private stopped = true;
  private unsubscribe = (): void => {};
  private gathering: NodeJS.Timeout | undefined;
  private lease: Lease | undefined;
  private saved: Position = BEFORE_ALL;
  private saving: NodeJS.Timeout | undefined;
  private tryingAgain: NodeJS.Timeout | undefined;
  private isDue = false;
  private refused = 0;
  private lastRefusal: string | undefined;
  private failure: string | undefined;
  /** Why the position could not be saved lately. */
  private unsaved: string | undefined;
  /** The event before which it stopped, for nobody here knows it. */
  private unknown: StoredEvent | undefined;

  constructor(private readonly events: EventStore, private readonly checkpoints: Checkpoints, ledger: Ledger, private readonly known: Known) {
    this.performing = new Performing(ledger, known.reactions, (refusal) => {
      this.refused += 1;
      this.lastRefusal = refusal;
    });
    const { eventTypes } = known;
    this.concerning = eventTypes ? { but: new Set([...eventTypes].filter((type) => !this.performing.types.has(type))) } : { only: this.performing.types };
    [this.hanging, this.elsewhere] = [new Hanging(events, this.performing), new Elsewhere(checkpoints)];
  }

  /** @param lease under which this process works, if there are others */
  async start(lease?: Lease): Promise<void> {
    this.lease = lease;
    this.position = this.saved = await this.checkpoints.load(REACTIONS);
    this.stopped = false;
    this.unsubscribe = this.events.onChange(() => this.wakeSoon());
    this.wake();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.unsubscribe();
    clearTimeout(this.gathering);
    this.gathering = undefined;
    await this.running;
    clearTimeout(this.saving);
    this.saving = undefined;
    await this.save().catch(() => { /* it costs a repetition */ });
    clearTimeout(this.tryingAgain);
    this.tryingAgain = undefined;
    this.hanging.forget();
    this.failure = this.unsaved = undefined; // now it is somebody else’s
    for (const { resolve } of this.waiters) resolve(false);
    this.waiters.clear();
  }

  /** Does anything follow from this by itself? */
  concerns(receipt: Receipt): boolean { return this.performing.concerns(receipt); }

  /** The receipt with what came of it on its own stream, as far as that came within `timeoutMs` and can be told. Never fails: what was decided is decided. */
  settled(receipt: Receipt, timeoutMs = PATIENCE_MS): Promise<Receipt> {
    const deadlineMs = performance.now() + timeoutMs;
    return withFollowers(this.events, receipt, async (news) => this.concerns(news) && this.reached(news.position, deadlineMs - performance.now()));
  }

  /** True once everything that follows from the events up to this position is written, but for what hangs; false after `timeoutMs`: it will be, later. */
  async reached(position: Position, timeoutMs = PATIENCE_MS): Promise<boolean> {
    const deadlineMs = performance.now() + timeoutMs;
    if (!this.stopped && await this.reachedHere(position, timeoutMs)) return true;
    return this.stopped && this.elsewhere.reached(position, deadlineMs);
  }

  status(): ReactorStatus {
    const { refused, lastRefusal, hanging: { count } } = this;
    const failure = this.failure ?? this.unsaved ?? this.hanging.failure ?? this.notKnown();
    return {
      position: this.hanging.done(this.position), refused, ...(lastRefusal && { lastRefusal }), ...(count > 0 && { hanging: count }), ...(failure && { failure }),
      ...(this.stopped && { elsewhere: true }),
    };
  }

  /** The same, also if another process runs the reactions. @throws StoreUnavailable */
  async latest(): Promise<ReactorStatus> {
    const there = this.stopped ? await this.checkpoints.load(REACTIONS) : undefined;
    if (there !== undefined && this.stopped) this.position = there;
    return this.status();
  }

  private reachedHere(position: Position, timeoutMs: number): Promise<boolean> {
    if (this.position >= position) return Promise.resolve(true);
    return new Promise((resolve) => {
      const settle = (reached: boolean) => { clearTimeout(timer); this.waiters.delete(waiter); resolve(reached); };
      const waiter = { position, resolve: settle };
      const timer = setTimeout(() => settle(false), timeoutMs);
      this.waiters.add(waiter);
      this.wake();
    });
  }

  /** At once for whoever waits; else a little later, for many events together. */
  private wakeSoon(): void {
    if (this.waiters.size > 0) this.wake();
    else this.gathering ??= setTimeout(() => this.wake(), GATHER_MS).unref();
  }

  private wake(): void {
    clearTimeout(this.gathering);
    this.gathering = undefined;
    this.wanted = true;
    if (this.stopped || this.running) return;
    this.running = this.catchUp().finally(() => {
      this.running = undefined;
      if (this.wanted && !this.stopped && !this.failure) this.wake();
    });
  }

  private async catchUp(): Promise<void> {
    while (!this.stopped && this.wanted) {
      this.wanted = false;
      try {
        if (this.isDue) await this.tryAgain();
        while (!this.stopped && await this.batch());
        this.failure = undefined;
      } catch (error) {
        this.failure = String(error);
        if (!this.stopped) setTimeout(() => this.wake(), RETRY_AFTER_MS).unref();
        return;
      }
    }
  }

  /** False when there was nothing new. */
  private async batch(): Promise<boolean> {
    const { events: next, position } = await this.events.news(this.concerning, this.position, BATCH);
    if (position === this.position) return false;
    const unknown = next.find(({ type }) => this.known.eventTypes?.has(type) === false);
    const events = unknown ? next.slice(0, next.indexOf(unknown)) : next;
    await this.hanging.perform(events, this.position);
    this.moveTo(unknown ? events.at(-1)?.position ?? this.position : position);
    if (unknown) await this.giveOver(unknown);
    return true;
  }

  /** A newer program wrote this, and may know what follows from it: it is let have the work. */
  private async giveOver(unknown: StoredEvent): Promise<never> {
    this.unknown = unknown;
    await this.save();
    await this.lease?.release();
    throw new Error(this.notKnown());
  }

  /** What is to be said of the event that nobody here knows, as long as nobody else has gone past it. */
  private notKnown(): string | undefined {
    const { unknown } = this;
    if (!unknown || unknown.position <= this.position) return undefined;
    return `${unknown.type} at ${unknown.position} is of a type that this program does not know: a newer one has to go on.`;
  }

  private async tryAgain(): Promise<void> {
    await this.hanging.again(this.position);
    this.isDue = false;
    this.moveTo(this.position);
  }

  private moveTo(position: Position): void {
    this.position = position;
    for (const waiter of this.waiters) if (waiter.position <= position) waiter.resolve(true);
    this.saveIn(SAVE_EVERY_MS);
    if (this.hanging.count > 0) this.tryAgainLater();
  }

  private tryAgainLater(): void {
    this.tryingAgain ??= setTimeout(() => {
      [this.tryingAgain, this.isDue] = [undefined, true];
      this.wake();
    }, TRY_AGAIN_MS).unref();
  }

  /** What could not be saved is saved a little later, also if nothing more happens: others wait for it. */
  private saveIn(ms: number): void {
    this.saving ??= setTimeout(() => {
      this.saving = undefined;
      this.save().catch((error: unknown) => {
        this.unsaved = String(error);
        if (!this.stopped) this.saveIn(RETRY_AFTER_MS);
      });
    }, ms).unref();
  }

  /** What is not saved is done again by whoever goes on, and found done. */
  private async save(): Promise<void> {
    const [read, done] = [this.position, this.hanging.done(this.position)];
    if (done !== this.saved) await this.checkpoints.save(REACTIONS, done, this.lease?.token);
    if (read !== done) await this.checkpoints.save(REACTIONS_READ, read);
    this.saved = done;
    this.unsaved = undefined;
  }
}
