import type { Position } from '#kernel';
import type { Progress } from './rebuild.ts';
import type { Generation } from './row-store.ts';

/** The rows do not know this much of the log yet. Ask again in a moment. */
export class NotReached extends Error {
  override name = 'NotReached';
  constructor(readonly wanted: Position, readonly position: Position, why: string) {
    super(`The views are at ${position || 'the beginning'}, not at ${wanted || 'the beginning'}: ${why}`);
  }
}

/** What can be said of the projection. `lagMs` is the age of the oldest event that the rows do not know; 0 if they know all. */
export type ProjectionStatus = Readonly<{
  generation?: string; position: Position; head: Position; caughtUp: boolean; lagMs: number;
  /** Why it stands still. Reads go on. */ failure?: string;
  /** A generation is being built because there was none for these views. */ building?: Progress;
}>;

/** The port. Keeps the rows of all views up to date with the log, in this thread or in another one. */
export abstract class Projection {
  /** Begins. Where there is no generation for these views, builds one first. Does not wait: ask `reached` for that. */
  abstract start(): void;
  /** Ends after the batch at hand. Whoever waits is told so. */
  abstract stop(): Promise<void>;
  /** The generation that answers now. @throws NotReached while the first one is being built */
  abstract current(): Promise<Generation>;
  /**
   * Waits until the current generation knows the log up to this position, and hands it out.
   * @throws NotReached after `timeoutMs`, or at once if the projection stands still
   */
  abstract reached(wanted: Position, options?: { timeoutMs?: number }): Promise<Generation>;
  /** @throws StoreUnavailable */
  abstract status(now?: number): Promise<ProjectionStatus>;
}
