import { Failure } from './eventstoredb.failure.ts';

/** Rejects if it takes longer; whatever the promise does later disturbs nobody. */
export const within = <T>(promise: Promise<T>, ms: number, what: string): Promise<T> => new Promise((done, failed) => {
  const timer = setTimeout(() => failed(new Failure('expired', `${what} took longer than ${Math.round(ms)} ms.`)), ms);
  promise.then(done, failed).finally(() => clearTimeout(timer));
});

/** @param isIdle a process with nothing else to do may end meanwhile */
export const pause = (ms: number, { isIdle = false } = {}): Promise<void> => new Promise((done) => {
  const timer = setTimeout(done, ms);
  if (isIdle) timer.unref();
});

/** Longer after each failure, and never the same for two who fail together. */
export const backoffMs = (failures: number, mostMs: number): number => Math.min(mostMs, 20 * 2 ** Math.min(failures, 16)) * (0.5 + Math.random() / 2);

/** What is left of one call’s time. All tries together must fit into it. */
export class Budget {
  private readonly endMs: number;
  constructor(private readonly wholeMs: number) { this.endMs = performance.now() + wholeMs; }
  get leftMs(): number { return Math.max(0, this.endMs - performance.now()); }
  get isOver(): boolean { return this.leftMs < 10; }
  /** What one try may take: a third of the whole, so that a silent server is left early enough to ask again. All calls of the try share it. @param reserveMs what it must leave */
  ofOneTry(reserveMs = 0): Budget { return new Budget(Math.max(0, Math.min(this.leftMs - reserveMs, this.wholeMs / 3))); }
  /** Before the next try: at once after the first, then longer, but never so long that a server which is back is not soon asked. */
  pauseMs(tries: number): number { return Math.min(this.wholeMs / 10, tries === 0 ? 20 : this.wholeMs / 80 * 2 ** tries) * (0.5 + Math.random() / 2); }
}
