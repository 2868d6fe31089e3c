import { gone, type Change, type Position, type Recorded, type View } from '#kernel';
import type { Generation, Row, RowChange } from './row-store.ts';

/** An event that cannot be projected: nobody here knows its type, or a fold failed on it. It is not skipped; the rows stay as they are before it. */
export class Stuck extends Error {
  override name = 'Stuck';
  constructor(readonly position: Position, readonly type: string, why: string, options?: ErrorOptions) {
    super(`${type} at ${position}: ${why}`, options);
  }
}

/** The rows of one view that a projection knows without asking. A row is null if it is known to be gone. */
class Known {
  #young = new Map<string, Row | null>();
  #old = new Map<string, Row | null>();
  /** As long as nothing was forgotten about a view that began empty, what is not here does not exist. */
  #complete = false;

  constructor(readonly view: View, readonly limit: number) {}

  /** Undefined: not known. */
  read(key: string): Row | null | undefined {
    const row = this.#young.get(key);
    if (row !== undefined) return row;
    const older = this.#old.get(key);
    if (older !== undefined) this.#young.set(key, older);
    return older ?? (this.#complete ? null : undefined);
  }

  write(key: string, row: Row | null): void { this.#young.set(key, row); }

  /** Forgets what was not touched for long: two maps are nearly as good as a list by age, and need no bookkeeping per read. */
  trim(): void {
    if (this.#young.size <= this.limit / 2) return;
    if (this.#old.size > 0) this.#complete = false;
    this.#old = this.#young;
    this.#young = new Map();
  }

  forget(empty: boolean): void {
    this.#young = new Map();
    this.#old = new Map();
    this.#complete = empty;
  }
}

type Handler = Readonly<{ known: Known; on: (event: Recorded) => readonly Change[] }>;
type Step = Readonly<{ event: number; known: Known; change: Change }>;
type Touched = Map<Known, Map<string, Row | null>>;

/**
 * Folds events into the rows of all views in one pass. It remembers the rows it touched, which is right as long as nobody else
 * moves them: whoever gets a Fenced, or turns to another generation, says `forget`.
 */
export class Folding {
  readonly #handlers = new Map<string, readonly Handler[]>();
  readonly #known: readonly Known[];

  /** @param rows how many rows of one view are remembered */
  constructor(views: readonly View[], knownTypes: ReadonlySet<string>, rows: number) {
    this.#known = views.map((view) => new Known(view, rows));
    for (const type of knownTypes) {
      this.#handlers.set(type, this.#known.flatMap((known) => (known.view.on[type] ? [{ known, on: known.view.on[type] }] : [])));
    }
  }

  /** Forgets every row. @param empty the generation has no rows yet */
  forget(empty = false): void { for (const known of this.#known) known.forget(empty); }

  /**
   * Brings the rows from a position as far as these events lead, in one commit, and tells how far that is: to the last event, or to the one
   * before the first that cannot be projected. Events that the rows know already are passed over.
   * @throws Stuck if not even the first one can be projected; Fenced
   */
  async advance(generation: Generation, from: Position, batch: readonly Recorded[]): Promise<Position> {
    let events = batch.filter(({ position }) => position > from);
    if (events.length === 0) return from;
    for (;;) {
      const outcome = await this.#fold(generation, events);
      if (outcome instanceof Map) return this.#commit(generation, from, events.at(-1)!.position, outcome);
      if (outcome.event === 0) throw outcome.stuck;
      events = events.slice(0, outcome.event);
    }
  }

  async #commit(generation: Generation, from: Position, to: Position, touched: Touched): Promise<Position> {
    const changes: RowChange[] = [];
    for (const [known, rows] of touched) {
      for (const [key, row] of rows) {
        const was = known.read(key) ?? undefined;
        if (row !== (was ?? null)) changes.push({ view: known.view, key, row, was });
      }
    }
    await generation.commit(from, to, changes);
    for (const [known, rows] of touched) {
      for (const [key, row] of rows) known.write(key, row);
      known.trim();
    }
    return to;
  }

  async #fold(generation: Generation, events: readonly Recorded[]): Promise<Touched | { event: number; stuck: Stuck }> {
    let event = 0;
    try {
      const steps: Step[] = [];
      for (; event < events.length; event += 1) this.#stepsOf(events[event]!, event, steps);
      await this.#fetch(generation, steps);
      const touched: Touched = new Map(this.#known.map((known) => [known, new Map<string, Row | null>()]));
      for (const { event: at, known, change: { key, fold } } of steps) {
        event = at;
        const rows = touched.get(known)!;
        const row = rows.get(key);
        rows.set(key, fold((row === undefined ? known.read(key) : row) ?? undefined) ?? gone);
      }
      return touched;
    } catch (error) {
      if (error instanceof Unreadable) throw error.cause;
      return { event, stuck: stuckAt(events[event]!, error) };
    }
  }

  #stepsOf(of: Recorded, event: number, steps: Step[]): void {
    const handlers = this.#handlers.get(of.type);
    if (!handlers) throw new Stuck(of.position, of.type, 'no context here knows this type of event.');
    for (const { known, on } of handlers) for (const change of on(of)) steps.push({ event, known, change });
  }

  /** The rows that the steps need and nobody remembers: one query per view. */
  async #fetch(generation: Generation, steps: readonly Step[]): Promise<void> {
    const missing = new Map<Known, Set<string>>();
    for (const { known, change: { key } } of steps) {
      if (known.read(key) !== undefined) continue;
      const keys = missing.get(known);
      if (keys) keys.add(key);
      else missing.set(known, new Set([key]));
    }
    for (const [known, keys] of missing) {
      const found = await generation.getMany(known.view, [...keys]).catch((cause: unknown) => { throw new Unreadable('', { cause }); });
      for (const [key, row] of found) known.write(key, row);
    }
  }
}

/** The rows could not be read: not the fault of an event. */
class Unreadable extends Error { override name = 'Unreadable'; }

const stuckAt = ({ position, type }: Recorded, error: unknown): Stuck =>
  error instanceof Stuck ? error : new Stuck(position, type, `a view failed on it (${String(error)}).`, { cause: error });
