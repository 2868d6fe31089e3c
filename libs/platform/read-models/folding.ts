import { gone, type Change, type Position, type Recorded, type View } from '#kernel';
import type { Generation, Row } from './row-store.ts';

/** An event that cannot be projected: nobody here knows its type, or a fold failed on it. It is not skipped; the rows stay as they are before it. */
export class Stuck extends Error {
  override name = 'Stuck';
  constructor(readonly position: Position, readonly type: string, why: string, options?: ErrorOptions) {
    super(`${type} at ${position}: ${why}`, options);
  }
}

/** One row that is remembered: as it is, and as it was when it was last committed. Null: there is none. Undefined: nobody has looked yet. */
type Cell = { readonly view: View; readonly key: string; row: Row | null | undefined; was: Row | null | undefined; touched: boolean };

/** The remembered rows of one view. */
class Memory {
  #young = new Map<string, Cell>();
  #old = new Map<string, Cell>();
  /** As long as nothing was forgotten of a view that began empty, what is not remembered does not exist. */
  #complete = false;

  constructor(readonly view: View, readonly limit: number) {}

  cell(key: string): Cell {
    const known = this.#young.get(key);
    if (known) return known;
    const cell = this.#old.get(key) ?? { view: this.view, key, row: this.#complete ? null : undefined, was: undefined, touched: false };
    this.#young.set(key, cell);
    return cell;
  }

  /**
   * Forgets what was not touched for long: two maps are nearly as good as a list by age, and need no bookkeeping per read. Only between two commits: what was
   * touched since the last one is in the young map, so that it is not forgotten before it is written.
   */
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

type Handler = Readonly<{ memory: Memory; on: (event: Recorded) => readonly Change[] }>;
type Step = Readonly<{ of: Recorded; cell: Cell; fold: Change['fold'] }>;

/**
 * Folds events into the rows of all views in one pass, while what was folded before is being written. It remembers the rows it touched, which is right
 * as long as nobody else moves them: whoever gets a Fenced or any other failure of a commit, or turns to another generation, says `forget`.
 */
export class Folding {
  readonly #handlers = new Map<string, readonly Handler[]>();
  readonly #memories: readonly Memory[];
  /** The rows that wait to be committed. */
  #touched: Cell[] = [];
  /** The commit on its way. Its rows are remembered until it is done: nobody reads them from the store in between. */
  #underWay: Promise<void> = Promise.resolve();

  /** @param rows how many rows of one view are remembered */
  constructor(views: readonly View[], knownTypes: ReadonlySet<string>, rows: number) {
    this.#memories = views.map((view) => new Memory(view, rows));
    for (const type of knownTypes) {
      this.#handlers.set(type, this.#memories.flatMap((memory) => (memory.view.on[type] ? [{ memory, on: memory.view.on[type] }] : [])));
    }
  }

  /** How many rows wait to be committed. */
  get waiting(): number { return this.#touched.length; }

  /** Forgets every row, and a commit that failed. One that is still on its way has to be waited for before. @param empty the generation has no rows yet */
  forget(empty = false): void {
    this.#touched = [];
    this.#underWay = Promise.resolve();
    for (const memory of this.#memories) memory.forget(empty);
  }

  /**
   * Folds events after a position, as far as they lead, and tells how far that is: to the last event, or to the one before the first
   * that cannot be projected. Events that the rows know already are passed over.
   * @throws Stuck if not even the first one can be projected
   */
  async advance(generation: Generation, from: Position, batch: readonly Recorded[]): Promise<Position> {
    let events = batch.filter(({ position }) => position > from);
    while (events.length > 0) {
      try {
        await this.fold(generation, events);
        return events.at(-1)!.position;
      } catch (error) {
        const place = error instanceof Stuck ? events.findIndex(({ position }) => position === error.position) : 0;
        if (place === 0) throw error;
        events = events.slice(0, place);
      }
    }
    return from;
  }

  /** Folds events into the rows that wait. If one of them fails, nothing waits any more; what is on its way stays so. @throws Stuck */
  async fold(generation: Generation, events: readonly Recorded[]): Promise<void> {
    try {
      const steps: Step[] = [];
      for (const event of events) this.#stepsOf(event, steps);
      await fetch(generation, steps);
      for (const step of steps) this.#take(step);
    } catch (error) {
      this.#undo();
      throw error;
    }
  }

  /**
   * Sends the rows that wait on their way, when those before them are written, and does not wait until they are written, too: `done` is called then.
   * @throws what the commit before failed with, Fenced among it; so does every later one, until `forget`
   */
  async commit(generation: Generation, from: Position, to: Position, done: () => void = () => {}): Promise<void> {
    await this.#underWay;
    const changed = this.#touched.filter(({ row, was }) => row !== was).map(({ view, key, row, was }) => ({ view, key, row: row!, was: was ?? undefined }));
    this.#settle();
    for (const memory of this.#memories) memory.trim();
    this.#underWay = generation.commit(from, to, changed).then(done);
    this.#underWay.catch(() => {});
  }

  /** Waits for what is on its way. @throws what it failed with */
  settled(): Promise<void> { return this.#underWay; }

  #stepsOf(of: Recorded, steps: Step[]): void {
    const handlers = this.#handlers.get(of.type);
    if (!handlers) throw new Stuck(of.position, of.type, 'no context here knows this type of event.');
    try {
      for (const { memory, on } of handlers) for (const { key, fold } of on(of)) steps.push({ of, cell: memory.cell(key), fold });
    } catch (error) {
      throw failedOn(of, error);
    }
  }

  #take({ of, cell, fold }: Step): void {
    if (!cell.touched) {
      cell.touched = true;
      cell.was = cell.row;
      this.#touched.push(cell);
    }
    try {
      cell.row = (fold(cell.row ?? undefined) as Row | null | undefined) ?? gone;
    } catch (error) {
      throw failedOn(of, error);
    }
  }

  #undo(): void {
    for (const cell of this.#touched) cell.row = cell.was;
    this.#settle();
  }

  #settle(): void {
    for (const cell of this.#touched) {
      cell.touched = false;
      cell.was = undefined;
    }
    this.#touched = [];
  }
}

const failedOn = ({ position, type }: Recorded, error: unknown): Stuck =>
  new Stuck(position, type, `a view failed on it (${String(error)}).`, { cause: error });

/** Looks up the rows that the steps need and nobody remembers: one query per view, all of them at once. */
const fetch = async (generation: Generation, steps: readonly Step[]): Promise<void> => {
  const missing = new Map<View, Map<string, Cell>>();
  for (const { cell } of steps) {
    if (cell.row !== undefined) continue;
    const cells = missing.get(cell.view);
    if (cells) cells.set(cell.key, cell);
    else missing.set(cell.view, new Map([[cell.key, cell]]));
  }
  await Promise.all([...missing].map(async ([view, cells]) => {
    const found = await generation.getMany(view, [...cells.keys()]);
    for (const [key, cell] of cells) cell.row = found.get(key) ?? null;
  }));
};
