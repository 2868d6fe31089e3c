import { setTimeout as pause } from 'node:timers/promises';
import { BEFORE_ALL, type Position } from '#kernel';
import type { Checkpoints } from './checkpoints.ts';
import { isPassing } from './performing.ts';

/** The name of this work, and of its place in the log. */
export const REACTIONS = 'reactions';
/** Up to where all is done but what hangs. */
export const REACTIONS_READ = 'reactions-read';
/** How often it is looked how far another process has come. */
const LOOK_EVERY_MS = 20;

/** How far the process has come that runs the reactions, by what it saves. */
export class Elsewhere {
  private looking: Promise<Position> | undefined;

  constructor(private readonly checkpoints: Pick<Checkpoints, 'load'>) {}

  /** Waits until everything up to a position is done there, but for what hangs. False: not by then. */
  async reached(position: Position, deadlineMs: number): Promise<boolean> {
    for (;;) {
      if (await this.look() >= position) return true;
      if (performance.now() + LOOK_EVERY_MS > deadlineMs) return false;
      await pause(LOOK_EVERY_MS);
    }
  }

  /** One look for all who wait. What cannot be reached for a moment is looked for again. */
  private look(): Promise<Position> {
    this.looking ??= this.furthest().catch((error: unknown) => {
      if (!isPassing(error)) throw error;
      return BEFORE_ALL;
    }).finally(() => { this.looking = undefined; });
    return this.looking;
  }

  private async furthest(): Promise<Position> {
    const [done, read] = await Promise.all([this.checkpoints.load(REACTIONS), this.checkpoints.load(REACTIONS_READ)]);
    return done > read ? done : read;
  }
}
