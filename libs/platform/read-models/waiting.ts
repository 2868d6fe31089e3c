import type { Position } from '#kernel';
import { NotReached } from './projection.ts';

type Waiter = Readonly<{ wanted: Position; resolve: () => void; reject: (error: Error) => void }>;

/** Those who wait until the rows know the log up to a position. */
export class Waiting {
  private readonly waiters = new Set<Waiter>();

  get any(): boolean { return this.waiters.size > 0; }

  /** @throws NotReached after `timeoutMs`; `position` tells where the rows are then */
  until(wanted: Position, timeoutMs: number, position: () => Position): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => { clearTimeout(timer); this.waiters.delete(waiter); };
      const waiter: Waiter = { wanted, resolve: () => { leave(); resolve(); }, reject: (error) => { leave(); reject(error); } };
      const timer = setTimeout(() => waiter.reject(new NotReached(wanted, position(), `not within ${timeoutMs} ms.`)), timeoutMs);
      this.waiters.add(waiter);
    });
  }

  settle(position: Position): void {
    for (const { wanted, resolve } of this.waiters) if (position >= wanted) resolve();
  }

  refuse(position: Position, why: string): void {
    for (const { wanted, reject } of this.waiters) reject(new NotReached(wanted, position, why));
  }
}
