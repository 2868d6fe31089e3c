import { setImmediate } from 'node:timers/promises';
import { BEFORE_ALL, type Position, type View } from '#kernel';
import type { EventStore } from '#platform/event-store';
import { observed } from '#platform/telemetry';
import { Folding } from './folding.ts';
import { rebuild, type Progress } from './rebuild.ts';
import { NotReached, Projection, type ProjectionStatus } from './projection.ts';
import { Fenced, type Generation, type RowStore } from './row-store.ts';
import { Waiting } from './waiting.ts';

/** Few enough that a command which arrives meanwhile waits some milliseconds at most. */
const BATCH = 250;
/** Rows of one view remembered. */
const ROWS = 10_000;
/** When to look again after a failure, or if no change was heard: a signal may be lost, and another process may have promoted a generation. */
const RETRY_MS = 1_000;
/** How long news may gather while nobody waits for it: rows that many events touch are then written once. */
const GATHER_MS = 50;

/** Keeps the rows of all views up to date with the log, in one pass, beside the commands and in their thread. */
export class Projector extends Projection {
  readonly #folding: Folding;
  readonly #waiting = new Waiting();
  #generation: Generation | undefined;
  /** Nobody else moved the rows, as far as we know: our position and what we remember of them hold. */
  #holds = false;
  /** How far the rows are written. */
  #position: Position = BEFORE_ALL;
  /** How far they are folded; what lies between is on its way. */
  #folded: Position = BEFORE_ALL;
  #failure: Error | undefined;
  #building: Progress | undefined;
  #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #unsubscribe = () => {};
  #rung = false;
  #wake = () => {};
  #moved: (position: Position) => void = () => {};
  #gathering: NodeJS.Timeout | undefined;

  /** @param knownTypes every event type of the contexts: one that is not among them is not passed over */
  constructor(readonly events: EventStore, readonly rows: RowStore, readonly views: readonly View[], readonly knownTypes: ReadonlySet<string>) {
    super();
    this.#folding = new Folding(views, knownTypes, ROWS);
  }

  /** Calls back whenever the rows know more of the log. */
  onMove(listener: (position: Position) => void): void { this.#moved = listener; }

  start(): void {
    if (this.#running) return;
    this.#stopping = new AbortController();
    this.#unsubscribe = this.events.onChange(() => this.#ringSoon());
    this.#running = this.#run(this.#stopping.signal);
  }

  /** Somebody waits who cannot say so by `reached`. */
  hurry(): void { this.#ring(); }

  async stop(): Promise<void> {
    this.#unsubscribe();
    clearTimeout(this.#gathering);
    this.#stopping.abort();
    this.#wake();
    await this.#running;
    this.#running = undefined;
    this.#refuse('the projection was stopped.');
  }

  async current(): Promise<Generation> {
    const generation = await this.rows.current(this.views);
    if (generation !== this.#generation) this.#ring();
    if (!generation) throw new NotReached(BEFORE_ALL, BEFORE_ALL, this.#failure?.message ?? 'they are being built.');
    return generation;
  }

  async reached(wanted: Position, { timeoutMs = 5_000 }: { timeoutMs?: number } = {}): Promise<Generation> {
    const generation = await this.rows.current(this.views);
    if (generation && generation.seen >= wanted) return generation;
    const why = this.#standstill();
    if (why !== undefined) throw new NotReached(wanted, this.#position, why);
    const reached = this.#waiting.until(wanted, timeoutMs, () => this.#position);
    this.#ring();
    await reached;
    return this.#generation ?? this.current();
  }

  async status(now = Date.now()): Promise<ProjectionStatus> {
    const [position, failure, building] = [this.#position, this.#failure?.message, this.#building];
    const [head, [next]] = await Promise.all([this.events.head(), this.events.after(position, 1)]);
    return {
      position, head, caughtUp: next === undefined, lagMs: next ? Math.max(0, now - Date.parse(next.recordedAt)) : 0,
      ...(this.#generation && { generation: this.#generation.name }), ...(failure !== undefined && { failure }), ...(building && { building }),
    };
  }

  /** Why the rows will not move; undefined if they will. */
  #standstill(): string | undefined { return this.#running ? this.#failure?.message : 'the projection does not run.'; }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        while (!signal.aborted && await this.#turn(signal)) await setImmediate();
        await this.#folding.settled();
        this.#failure = undefined;
      } catch (error) {
        if (error instanceof Fenced) await this.#fenced();
        else if (!signal.aborted) this.#fail(error as Error);
      }
      if (!signal.aborted) await this.#rest();
    }
    await this.#folding.settled().catch(() => {});
  }

  /** Folds one batch while the one before is written, and sends it on its way. Tells whether there may be more. */
  async #turn(signal: AbortSignal): Promise<boolean> {
    const generation = await this.#follow(signal);
    const [from, batch] = [this.#folded, await this.events.after(this.#folded, BATCH)];
    if (batch.length === 0) {
      this.#waiting.settle(this.#position); // who asked while the last commit was told has missed it
      return false;
    }
    try {
      await observed({ name: 'projection', events: batch.length }, async () => {
        const to = await this.#folding.advance(generation, from, batch);
        if (to > from) await this.#folding.commit(generation, from, to, () => this.#settle(to));
        this.#folded = to;
      });
    } catch (error) {
      // What was folded before it is written first: it is not the fault of that.
      await this.#folding.settled();
      throw error;
    }
    return true;
  }

  /** The current generation, and our place in it. Another process may have promoted one, or moved it; a crash of its server may have taken back what was written last. */
  async #follow(signal: AbortSignal): Promise<Generation> {
    const from = this.#position;
    const generation = await this.rows.current(this.views) ?? await this.#build(signal);
    const holds = this.#holds && from <= generation.seen && generation.seen <= this.#folded;
    if (generation === this.#generation && holds) return generation;
    await this.#folding.settled().catch(() => {});
    this.#folding.forget();
    const position = await generation.position();
    if (position > await this.events.head()) throw new Error(`The rows are at ${position}, beyond the end of the log: they are of another log. Rebuild them.`);
    [this.#generation, this.#holds, this.#folded] = [generation, true, position];
    this.#settle(position);
    return generation;
  }

  /** Another projector was faster. What was on its way is not written; we go on from where the rows are. */
  async #fenced(): Promise<void> {
    [this.#holds, this.#rung, this.#failure] = [false, true, undefined];
    await setImmediate();
  }

  async #build(signal: AbortSignal): Promise<Generation> {
    try {
      const onProgress = (progress: Progress) => { this.#building = progress; };
      return await rebuild(this.events, this.rows, this, { signal, onProgress, keepWhenStuck: true, rowsAtOnce: 4 * BATCH });
    } finally {
      this.#building = undefined;
    }
  }

  #settle(position: Position): void {
    this.#position = position;
    this.#waiting.settle(position);
    this.#moved(position);
  }

  #fail(error: Error): void {
    this.#failure = error;
    this.#holds = false;
    this.#refuse(error.message);
  }

  #refuse(why: string): void {
    this.#waiting.refuse(this.#position, why);
  }

  /** At once for whoever waits; else a little later, for many events together. */
  #ringSoon(): void {
    if (this.#waiting.any) this.#ring();
    else this.#gathering ??= setTimeout(() => this.#ring(), GATHER_MS).unref();
  }

  #ring(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    this.#rung = true;
    if (!this.#failure) this.#wake();
  }

  /** Until somebody rings. After a failure that is no reason to hurry. */
  async #rest(): Promise<void> {
    if (!this.#rung || this.#failure) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, RETRY_MS).unref();
        this.#wake = () => { clearTimeout(timer); resolve(); };
      });
    }
    this.#rung = false;
  }
}
