import { rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { BEFORE_ALL, complaints, gone, type Change, type Position, type Recorded, type View } from '#kernel';
import type { EventStore } from '#platform/event-store';
import { Folding } from './folding.ts';
import { belongsTo, type Moment } from './moment.ts';
import { NotReached } from './projection.ts';
import type { Generation } from './row-store.ts';
import { SqliteRowStore } from './sqlite.row-store.ts';

/** Few enough that a command which arrives meanwhile waits some milliseconds at most. */
const BATCH = 250;
/** Rows that are remembered, and rows that wait to be written together. */
const ROWS = 10_000;
const ROWS_AT_ONCE = 1_000;

type Means = Readonly<{ knownTypes: ReadonlySet<string>; folder: string; signal: AbortSignal }>;

/** One view of one moment: rows of its own in a folder of its own, folded from those events of the log that belong to the moment. */
export class PastView {
  /** Who is looking at it just now. */
  users = 0;
  /** Changes left out because what they change is not there yet at this moment. */
  notYet = 0;
  generation: Generation | undefined;
  failed = false;
  private read: Position = BEFORE_ALL;
  private committed: Position = BEFORE_ALL;
  private busy = 0;
  private going: Promise<void> = Promise.resolve();
  private readonly rows: SqliteRowStore;
  private readonly view: View;
  private readonly folding: Folding;
  private readonly belongs: (event: Recorded) => boolean;

  constructor(view: View, moment: Moment, private readonly events: Pick<EventStore, 'after'>, private readonly means: Means) {
    this.rows = new SqliteRowStore(means.folder);
    this.view = patient(view, () => { this.notYet += 1; });
    this.folding = new Folding([this.view], means.knownTypes, ROWS);
    this.folding.forget(true);
    this.belongs = belongsTo(moment);
  }

  get position(): Position { return this.read; }
  get isIdle(): boolean { return this.users === 0 && this.busy === 0; }

  /** Folds on until the log is read as far as wanted. @throws NotReached if it cannot be folded */
  reach(wanted: Position): Promise<void> {
    this.busy += 1;
    const going = this.going.then(() => this.advance(wanted)).finally(() => { this.busy -= 1; });
    this.going = going;
    going.catch(() => {});
    return going;
  }

  async close(): Promise<void> {
    await this.going.catch(() => {});
    await this.rows.close();
    rmSync(this.means.folder, { recursive: true, force: true });
  }

  private async advance(wanted: Position): Promise<void> {
    if (this.generation && this.read >= wanted) return;
    try {
      const generation = this.generation ?? await this.rows.begin([this.view]);
      await this.fold(generation, wanted);
      if (!this.generation) await this.rows.promote(generation);
      this.generation = generation;
    } catch (error) {
      this.failed = true;
      throw new NotReached(wanted, this.read, error instanceof Error ? error.message : String(error));
    }
  }

  private async fold(generation: Generation, wanted: Position): Promise<void> {
    while (this.read < wanted) {
      const batch = (await this.events.after(this.read, BATCH)).filter(({ position }) => position <= wanted);
      if (batch.length === 0) break;
      await this.folding.fold(generation, batch.filter(this.belongs));
      this.read = batch.at(-1)!.position;
      if (this.folding.waiting > ROWS_AT_ONCE) await this.commit(generation);
      await setImmediate();
      this.means.signal.throwIfAborted();
    }
    await this.commit(generation);
  }

  private async commit(generation: Generation): Promise<void> {
    if (this.read > this.committed) await this.folding.commit(generation, this.committed, this.read);
    await this.folding.settled();
    this.committed = this.read;
  }
}

/**
 * The view, folded where the ground may still be missing: what happened later may have been told earlier. A change that fails, or that would make a
 * row out of nothing which says less than a row must, is left out and counted.
 */
const patient = (view: View, leftOut: () => void): View => {
  const careful = ({ key, fold }: Change): Change => ({
    key, fold: (row) => {
      try {
        const next = fold(row);
        if (next === gone || row !== undefined || complaints(view.row, next).length === 0) return next;
      } catch { /* as below */ }
      leftOut();
      return row ?? gone;
    },
  });
  const on = Object.entries(view.on).map(([type, changesOf]) => [type, (event: Recorded) => changesOf!(event).map(careful)] as const);
  return { ...view, on: Object.fromEntries(on) };
};
