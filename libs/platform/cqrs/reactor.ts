import { setTimeout as pause } from 'node:timers/promises';
import { BEFORE_ALL, type Position, type Reaction } from '#kernel';
import { Conflict, StoreBusy, StoreUnavailable, type EventStore } from '#platform/event-store';
import type { Receipt } from './answers.ts';
import type { Checkpoints, Lease } from './checkpoints.ts';
import type { Ledger } from './ledger.ts';
import { followsFrom, Performing } from './performing.ts';

/** The name of this work, and of its place in the log. */
export const REACTIONS = 'reactions';
const BATCH = 1_000;
/** Other processes wait for what is saved. */
const SAVE_EVERY_MS = 20;
/** How often it is looked how far another process has come. */
const LOOK_EVERY_MS = 20;
const RETRY_AFTER_MS = 200;
/** How long news may gather while nobody waits for what follows from it. */
const GATHER_MS = 25;
/** How long an answer waits for what follows from it. */
const PATIENCE_MS = 5_000;

/** How far the reactions have come, what they were refused, and what stopped them, if anything did. `elsewhere`: another process runs them, if anybody does. */
export type ReactorStatus = Readonly<{ position: Position; refused: number; lastRefusal?: string; failure?: string; elsewhere?: true }>;

type Waiter = Readonly<{ position: Position; resolve: (reached: boolean) => void }>;

/**
 * Runs all reactions over the log, in its order, at least once. A repeat is harmless: the cause of each command is the event that
 * set it off. What a rule refuses is counted and told, and does not stop the others: the law may have moved on in the meantime.
 * Where another process runs them, this one waits for what that one says to be done.
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
  private lease: Lease | undefined;
  private saved: Position = BEFORE_ALL;
  private saving: NodeJS.Timeout | undefined;
  private looking: Promise<Position> | undefined;
  private refused = 0;
  private lastRefusal: string | undefined;
  private failure: string | undefined;
  /** Why the position could not be saved lately. */
  private unsaved: string | undefined;

  constructor(private readonly events: EventStore, private readonly checkpoints: Checkpoints, ledger: Ledger, reactions: readonly Reaction[]) {
    this.performing = new Performing(ledger, reactions, (refusal) => {
      this.refused += 1;
      this.lastRefusal = refusal;
    });
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
    this.failure = this.unsaved = undefined; // now it is somebody else’s
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
  async reached(position: Position, timeoutMs = PATIENCE_MS): Promise<boolean> {
    const deadlineMs = performance.now() + timeoutMs;
    if (!this.stopped && await this.reachedHere(position, timeoutMs)) return true;
    return this.stopped && this.reachedElsewhere(position, deadlineMs);
  }

  status(): ReactorStatus {
    const { position, refused, lastRefusal, failure = this.unsaved } = this;
    return { position, refused, ...(lastRefusal && { lastRefusal }), ...(failure && { failure }), ...(this.stopped && { elsewhere: true }) };
  }

  /** The same, also if another process runs the reactions. @throws StoreUnavailable */
  async latest(): Promise<ReactorStatus> {
    return this.stopped ? { ...this.status(), position: await this.checkpoints.load(REACTIONS) } : this.status();
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

  private async reachedElsewhere(position: Position, deadlineMs: number): Promise<boolean> {
    for (;;) {
      if (await this.look() >= position) return true;
      if (performance.now() + LOOK_EVERY_MS > deadlineMs) return false;
      await pause(LOOK_EVERY_MS);
    }
  }

  /** One look for all who wait. What cannot be reached for a moment is looked for again. */
  private look(): Promise<Position> {
    this.looking ??= this.checkpoints.load(REACTIONS).catch((error: unknown) => {
      if (!isPassing(error)) throw error;
      return BEFORE_ALL;
    }).finally(() => { this.looking = undefined; });
    return this.looking;
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
    this.moveTo(position);
    return true;
  }

  private moveTo(position: Position): void {
    this.position = position;
    for (const waiter of this.waiters) if (waiter.position <= position) waiter.resolve(true);
    this.saveIn(SAVE_EVERY_MS);
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
    const { position } = this;
    if (position !== this.saved) await this.checkpoints.save(REACTIONS, position, this.lease?.token);
    this.saved = position;
    this.unsaved = undefined;
  }
}

/** Errors that go away by themselves: ask again. */
export const isPassing = (error: unknown): boolean => error instanceof Conflict || error instanceof StoreBusy || error instanceof StoreUnavailable;
