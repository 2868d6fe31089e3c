import { BEFORE_ALL, type Position, type Reaction } from '#kernel';
import { Conflict, StoreBusy, StoreUnavailable, type EventStore } from '#platform/event-store';
import type { Receipt } from './answers.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { Ledger } from './ledger.ts';
import { followsFrom, Performing } from './performing.ts';

const CONSUMER = 'reactions';
const BATCH = 1_000;
const SAVE_EVERY_MS = 500;
const RETRY_AFTER_MS = 200;
/** How long news may gather while nobody waits for what follows from it. */
const GATHER_MS = 25;
/** How long an answer waits for what follows from it. */
const PATIENCE_MS = 5_000;

/** How far the reactions have come, what they were refused, and what stopped them, if anything did. */
export type ReactorStatus = Readonly<{ position: Position; refused: number; lastRefusal?: string; failure?: string }>;

type Waiter = Readonly<{ position: Position; resolve: (reached: boolean) => void }>;

/**
 * Runs all reactions over the log, in its order, at least once. A repeat is harmless: the cause of each command is the event that
 * set it off. What a rule refuses is counted and told, and does not stop the others: the law may have moved on in the meantime.
 */
export class Reactor {
  private position: Position = BEFORE_ALL;
  private readonly performing: Performing;
  private readonly waiters = new Set<Waiter>();
  private running: Promise<void> | undefined;
  private wanted = false;
  private stopped = true;
  private unsubscribe = (): void => {};
  private gathering: NodeJS.Timeout | undefined;
  private savedAtMs = 0;
  private refused = 0;
  private lastRefusal: string | undefined;
  private failure: string | undefined;

  constructor(private readonly events: EventStore, private readonly checkpoints: Checkpoints, ledger: Ledger, reactions: readonly Reaction[]) {
    this.performing = new Performing(ledger, reactions, (refusal) => {
      this.refused += 1;
      this.lastRefusal = refusal;
    });
  }

  async start(): Promise<void> {
    this.position = await this.checkpoints.load(CONSUMER);
    this.stopped = false;
    this.unsubscribe = this.events.onChange(() => this.wakeSoon());
    this.wake();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.unsubscribe();
    clearTimeout(this.gathering);
    await this.running;
    await this.checkpoints.save(CONSUMER, this.position);
    for (const { resolve } of this.waiters) resolve(false);
    this.waiters.clear();
  }

  /** Does anything follow from this by itself? */
  concerns(receipt: Receipt): boolean { return this.performing.concerns(receipt); }

  /** The receipt with what came of it on its own stream, step by step: the decision on a blend, its end. As far as that came within `timeoutMs`. */
  async settled(receipt: Receipt, timeoutMs = PATIENCE_MS): Promise<Receipt> {
    const deadlineMs = performance.now() + timeoutMs;
    let [whole, news] = [receipt, receipt];
    while (this.concerns(news) && await this.reached(news.position, deadlineMs - performance.now())) {
      const ids = new Set(whole.events.map(({ id }) => id));
      const { events } = await this.events.read(whole.stream, whole.revision);
      const other = events.findIndex((event) => !followsFrom(event, ids));
      const followers = other < 0 ? events : events.slice(0, other);
      if (followers.length === 0) return whole;
      const { revision, position } = followers.at(-1)!;
      news = { stream: whole.stream, revision, position, events: followers.map(({ id, type, data }) => ({ id, type, data })) };
      whole = { ...news, events: [...whole.events, ...news.events] };
    }
    return whole;
  }

  /** True once everything that follows from the events up to this position is written; false after `timeoutMs`: it will be, later. */
  reached(position: Position, timeoutMs = PATIENCE_MS): Promise<boolean> {
    if (this.position >= position) return Promise.resolve(true);
    return new Promise((resolve) => {
      const settle = (reached: boolean) => { clearTimeout(timer); this.waiters.delete(waiter); resolve(reached); };
      const waiter = { position, resolve: settle };
      const timer = setTimeout(() => settle(false), timeoutMs);
      this.waiters.add(waiter);
      this.wake();
    });
  }

  status(): ReactorStatus {
    const { position, refused, lastRefusal, failure } = this;
    return { position, refused, ...(lastRefusal && { lastRefusal }), ...(failure && { failure }) };
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
        while (!this.stopped && await this.batch());
        this.failure = undefined;
      } catch (error) {
        this.failure = String(error);
        if (!this.stopped) setTimeout(() => { this.failure = undefined; this.wake(); }, RETRY_AFTER_MS).unref();
        return;
      }
    }
  }

  /** False when there was nothing new. */
  private async batch(): Promise<boolean> {
    const { events, position } = await this.events.news(this.performing.types, this.position, BATCH);
    if (position === this.position) return false;
    await this.performing.perform(events);
    await this.moveTo(position);
    return true;
  }

  private async moveTo(position: Position): Promise<void> {
    this.position = position;
    for (const waiter of this.waiters) if (waiter.position <= position) waiter.resolve(true);
    if (Date.now() - this.savedAtMs < SAVE_EVERY_MS) return;
    this.savedAtMs = Date.now();
    await this.checkpoints.save(CONSUMER, position);
  }
}

/** Errors that go away by themselves: ask again. */
export const isPassing = (error: unknown): boolean => error instanceof Conflict || error instanceof StoreBusy || error instanceof StoreUnavailable;
