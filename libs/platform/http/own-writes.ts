import type { Position } from '#kernel';
import type { When } from '#platform/cqrs';
import { NotReached } from '#platform/read-models';

const MOST_PARTIES = 10_000;
/** How long a reader waits for his own writes to show, if he did not ask to. */
const PATIENCE_MS = 2_000;

/**
 * Remembers up to where each party wrote through this process, so that whoever has written sees it when he looks, without asking for a
 * position. Forgetting is harmless: views are then as late as for everybody.
 */
export class OwnWrites {
  private readonly positions = new Map<string, Position>();

  note(party: string, position: Position): void {
    if (this.positions.size >= MOST_PARTIES && !this.positions.has(party)) this.positions.clear();
    if (position > (this.positions.get(party) ?? '')) this.positions.set(party, position);
  }

  /**
   * Looks with the party’s own writes in sight. If the views stand still it looks at them as they are. A past is folded from the log itself: own
   * writes are in it, as far as they belong to it.
   * @throws NotReached if `minPosition` was asked for and is not reached
   */
  async look<T>(party: string, when: When, execute: (when: When) => Promise<T>): Promise<T> {
    const [own, asked] = [this.positions.get(party), when.minPosition];
    if (when.moment || own === undefined || (asked !== undefined && asked >= own)) return execute(when);
    try {
      const seen = await execute({ minPosition: own, timeoutMs: PATIENCE_MS });
      this.forget(party, own);
      return seen;
    } catch (error) {
      if (!(error instanceof NotReached)) throw error;
      return execute(when);
    }
  }

  /** Once seen, a write is in sight for good. */
  private forget(party: string, seen: Position): void {
    if (this.positions.get(party) === seen) this.positions.delete(party);
  }
}
