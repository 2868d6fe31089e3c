import { BEFORE_ALL, LEDGER, type Position, type Reaction } from '#kernel';
import { Conflict, StoreBusy, StoreUnavailable, type EventStore, type StoredEvent } from '#platform/event-store';
import { Refused, type Receipt } from './answers.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { Ledger } from './ledger.ts';

const CONSUMER = 'reactions';
const BATCH = 500;
const SAVE_EVERY_MS = 500;
const RETRY_AFTER_MS = 200;
/** How long news may gather while nobody waits for what follows from it. */
const GATHER_MS = 25;

/** How far the reactions have come, what they were refused, and what stopped them, if anything did. */
export type ReactorStatus = Readonly<{ position: Position; refused: number; lastRefusal?: string; failure?: string }>;

type Waiter = Readonly<{ position: Position; resolve: (reached: boolean) => void }>;

/**
 * Runs all reactions over the log, in its order, at least once. A repeat is harmless: the cause of each command is the event that
 * set it off. What a rule refuses is counted and told, and does not stop the others: the law may have moved on in the meantime.
 */
export class Reactor {
  private position: Position = BEFORE_ALL;
  private readonly concerned: ReadonlySet<string>;
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

  constructor(
    private readonly events: EventStore, private readonly checkpoints: Checkpoints, private readonly ledger: Ledger, private readonly reactions: readonly Reaction[],
  ) {
    this.concerned = new Set(reactions.flatMap(({ on }) => Object.keys(on)));
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
  concerns({ events }: Receipt): boolean { return events.some(({ type }) => this.concerned.has(type)); }

  /** True once everything that follows from the events up to this position is written; false after `timeoutMs`: it will be, later. */
  reached(position: Position, timeoutMs = 5_000): Promise<boolean> {
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
    const batch = await this.events.after(this.position, BATCH);
    if (batch.length === 0) return false;
    const settled = await Promise.allSettled(batch.flatMap((event) => (this.concerned.has(event.type) ? this.react(event) : [])));
    const failed = settled.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
    if (failed) throw failed.reason;
    await this.moveTo(batch.at(-1)!.position);
    return batch.length === BATCH;
  }

  private react(event: StoredEvent): Promise<void>[] {
    return this.reactions.flatMap(({ name, on }) => (on[event.type]?.(event) ?? []).map(async (ask, n) => {
      const { occurredAt, correlation, id } = event;
      try {
        await this.ledger.decide(ask, { by: LEDGER, occurredAt, correlation, cause: `${name}@${id}.${n}` });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        this.refused += 1;
        this.lastRefusal = `${name} on ${event.stream}: ${error.message}`;
      }
    }));
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
