import { setTimeout as pause } from 'node:timers/promises';
import { BEFORE_ALL, type Position, type View } from '#kernel';
import { StoreUnavailable, type EventStore } from '#platform/event-store';
import { NotReached, Projection, type ProjectionStatus } from './projection.ts';
import { RowsUnavailable } from './postgres.settings.ts';
import type { Generation, RowStore } from './row-store.ts';
import { Waiting } from './waiting.ts';

/** How often it is looked how far another process has come, while somebody waits. */
const LOOK_EVERY_MS = 15;
const DEFAULT_TIMEOUT_MS = 5_000;

/**
 * A projection of which one process at a time has its turn: between `start` and `stop` it is done here. Before, after and meanwhile elsewhere, the rows tell how
 * far they are; whoever waits for a position need not know who works.
 */
export class ProjectionInTurn extends Projection {
  readonly #waiting = new Waiting();
  #here = false;
  #position: Position = BEFORE_ALL;
  #looking: Promise<void> | undefined;

  constructor(readonly own: Projection, readonly events: EventStore, readonly rows: RowStore, readonly views: readonly View[]) { super(); }

  start(): void {
    this.#here = true;
    this.own.start();
  }

  async stop(): Promise<void> {
    this.#here = false;
    await this.own.stop();
  }

  current(): Promise<Generation> { return this.own.current(); }

  async reached(wanted: Position, { timeoutMs = DEFAULT_TIMEOUT_MS }: { timeoutMs?: number } = {}): Promise<Generation> {
    const deadlineMs = performance.now() + timeoutMs;
    const here = this.#here ? await this.#reachedHere(wanted, timeoutMs) : undefined;
    return here ?? this.#reachedElsewhere(wanted, deadlineMs);
  }

  /** Undefined if the turn has passed to another process meanwhile. */
  async #reachedHere(wanted: Position, timeoutMs: number): Promise<Generation | undefined> {
    try {
      return await this.own.reached(wanted, { timeoutMs });
    } catch (error) {
      if (this.#here || !(error instanceof NotReached)) throw error;
      return undefined;
    }
  }

  async #reachedElsewhere(wanted: Position, deadlineMs: number): Promise<Generation> {
    for (;;) {
      const generation = await this.#look();
      if (generation && generation.seen >= wanted) return generation;
      const reached = this.#waiting.until(wanted, Math.max(0, Math.ceil(deadlineMs - performance.now())), () => this.#position);
      this.#looking ??= this.#watch().finally(() => { this.#looking = undefined; });
      await reached;
    }
  }

  /** While the log cannot be reached: how far the rows are, and since when nobody knows whether that is all. */
  async status(now = Date.now()): Promise<ProjectionStatus> {
    if (this.events.silentMs() > 0) return this.#statusAlone();
    try {
      return this.#here ? await this.own.status(now) : await this.#statusElsewhere(now);
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || error instanceof RowsUnavailable) throw error;
      return this.#statusAlone();
    }
  }

  async #statusAlone(): Promise<ProjectionStatus> {
    const generation = await this.#look();
    return { position: this.#position, head: this.#position, caughtUp: false, lagMs: this.events.silentMs(), ...(generation && { generation: generation.name }) };
  }

  async #statusElsewhere(now: number): Promise<ProjectionStatus> {
    const generation = await this.#look();
    const position = this.#position;
    const [head, [next]] = await Promise.all([this.events.head(), this.events.after(position, 1)]);
    return { position, head, caughtUp: next === undefined, lagMs: next ? Math.max(0, now - Date.parse(next.recordedAt)) : 0, ...(generation && { generation: generation.name }) };
  }

  async #look(): Promise<Generation | undefined> {
    const generation = await this.rows.current(this.views);
    this.#position = generation?.seen ?? BEFORE_ALL;
    return generation;
  }

  /** One look for all who wait. What cannot be reached for a moment is looked for again; their patience ends by itself. */
  async #watch(): Promise<void> {
    while (this.#waiting.any) {
      const generation = await this.#look().catch(() => undefined);
      if (generation) this.#waiting.settle(this.#position);
      if (this.#waiting.any) await pause(LOOK_EVERY_MS);
    }
  }
}
