import { setImmediate } from 'node:timers/promises';
import { BEFORE_ALL, type Position, type View } from '#kernel';
import type { EventStore } from '#platform/event-store';
import { Folding, Stuck } from './folding.ts';
import type { Generation, RowStore } from './row-store.ts';

/** How far a rebuild has come. `head` is where the log ended when it began. */
export type Progress = Readonly<{ events: number; position: Position; head: Position }>;

export type RebuildOptions = Readonly<{
  onProgress?: (progress: Progress) => void;
  /** Gives up between two batches, or while the indexes are made; the current generation stays. */
  signal?: AbortSignal;
  /** There is nothing else that could answer: rows up to somewhere before an event that cannot be projected are better than none. */
  keepWhenStuck?: boolean;
  /**
   * How many rows wait to be written together (50,000). Most rows change often within a short time: they are written once, and in the order
   * of their keys. More is faster, needs more memory, and holds up this thread for longer: 50,000 rows take about a quarter of a second.
   */
  rowsAtOnce?: number;
}>;

/** Events read at once: few enough to be forgotten before the garbage collector has to carry them along. */
const BATCH = 250;
/** Rows of one view remembered while building. With those that wait, a million events need some 700 MB at most; 20,000 would save 200 MB and cost a tenth of the speed. */
const ROWS = 50_000;

/**
 * Builds all rows anew from the first event, beside the current generation, which answers until the new one takes over in one step.
 * May be killed anywhere and run again; may run beside a process that serves and projects.
 * @throws Stuck at an event that cannot be projected: then nothing takes over (but see `keepWhenStuck`)
 */
export const rebuild = async (
  events: EventStore, rows: RowStore, of: Readonly<{ views: readonly View[]; knownTypes: ReadonlySet<string> }>, options: RebuildOptions = {},
): Promise<Generation> => {
  const { rowsAtOnce = 50_000 } = options;
  const generation = await rows.begin(of.views);
  const folding = new Folding(of.views, of.knownTypes, ROWS);
  folding.forget(true);
  const head = await events.head();
  let [position, count, committed] = [BEFORE_ALL, 0, BEFORE_ALL];

  const commit = async (): Promise<void> => {
    if (position > committed) await folding.commit(generation, committed, position);
    committed = position;
  };
  const catchUp = async (until?: Position): Promise<void> => {
    await events.head(); // from here on a mirror of the log hands out all that there is
    const next = async () => (until !== undefined && position >= until ? [] : events.after(position, BATCH));
    for (let batch = await next(); batch.length > 0; batch = await next()) {
      await folding.fold(generation, batch);
      position = batch.at(-1)!.position;
      if (folding.waiting > rowsAtOnce) await commit();
      count += batch.length;
      options.onProgress?.({ events: count, position, head });
      await setImmediate();
      options.signal?.throwIfAborted();
    }
    await commit();
    await folding.settled();
  };
  const untilStuck = (until?: Position) => catchUp(until).catch(async (error: unknown) => {
    if (!(options.keepWhenStuck && error instanceof Stuck)) throw error;
    await folding.settled();
    position = committed;
  });

  try {
    await untilStuck();
    await rows.promote(generation, untilStuck, options.signal);
    return generation;
  } catch (error) {
    await folding.settled().catch(() => {});
    await rows.discard(generation);
    throw error;
  }
};
