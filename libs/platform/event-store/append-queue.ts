import { StoreBusy, StoreUnavailable, type NewEvent, type StoredEvent } from './event-store.ts';
import { checkPlace, textsOf, weigh, type EventText } from './stored-form.ts';

/** One append that waits for its commit. It is settled exactly once, by one of its two calls. */
export type Append = Readonly<{
  stream: string; expected: number; texts: readonly EventText[]; bytes: number;
  done: (answer: readonly StoredEvent[]) => void; failed: (why: unknown) => void;
}>;

const MOST_WAITING = 4_096;
const MOST_WAITING_BYTES = 64_000_000;
const MOST_AT_ONCE = 512;
const MOST_AT_ONCE_BYTES = 2_000_000;

/** How long appends wait for another process to let go of the store, and how often we look. */
const PATIENCE_MS = 5_000;
const LOOK_AGAIN_MS = 3;

/**
 * Group commit: all appends of one turn of the event loop are committed together, so that one flush to disk serves them all.
 * There is no timer: while a commit runs, the next group gathers. What waits is bounded, in number and in bytes.
 */
export class AppendQueue {
  private waiting: Append[] = [];
  private waitingBytes = 0;
  private busySinceMs: number | undefined;
  private closed = false;
  private whenEmpty: (() => void) | undefined;

  /** `commit` settles the whole batch and returns true, or touches nothing and returns false: the store is held by somebody else. */
  constructor(private readonly commit: (batch: readonly Append[]) => boolean) {}

  /** Everything that can be wrong with the append itself is found here, before it waits. */
  add(stream: string, expected: number, events: readonly NewEvent[]): Promise<readonly StoredEvent[]> {
    return new Promise((done, failed) => {
      if (this.closed) throw new StoreUnavailable('The event store is closed.');
      checkPlace(stream, expected, events);
      const texts = textsOf(events);
      const bytes = weigh(texts);
      if (this.waiting.length >= MOST_WAITING || this.waitingBytes + bytes > MOST_WAITING_BYTES) throw new StoreBusy(`${this.waiting.length} appends are waiting.`);
      this.waitingBytes += bytes;
      if (this.waiting.push({ stream, expected, texts, bytes, done, failed }) === 1) setImmediate(this.turn);
    });
  }

  /** Takes no more, and resolves when everything taken is settled. */
  close(): Promise<void> {
    this.closed = true;
    return new Promise((empty) => {
      if (this.waiting.length === 0) empty();
      else this.whenEmpty = empty;
    });
  }

  private readonly turn = (): void => {
    const count = this.countOfNextBatch();
    const batch = count === this.waiting.length ? this.waiting : this.waiting.slice(0, count);
    if (this.commit(batch)) this.leave(count);
    else this.lookAgain();
    if (this.waiting.length === 0) this.whenEmpty?.();
  };

  private countOfNextBatch(): number {
    let bytes = 0;
    const end = this.waiting.findIndex(({ bytes: more }, i) => i === MOST_AT_ONCE || (bytes += more) > MOST_AT_ONCE_BYTES);
    return end === -1 ? this.waiting.length : end;
  }

  private leave(count: number): void {
    this.busySinceMs = undefined;
    const left = count === this.waiting.length ? [] : this.waiting.slice(count);
    this.waiting = left;
    this.waitingBytes = left.reduce((sum, { bytes }) => sum + bytes, 0);
    if (left.length > 0) setImmediate(this.turn);
  }

  /** Sleeping in the thread would stop everything else in this process, so we come back instead. */
  private lookAgain(): void {
    this.busySinceMs ??= performance.now();
    if (performance.now() - this.busySinceMs < PATIENCE_MS) {
      setTimeout(this.turn, LOOK_AGAIN_MS);
      return;
    }
    for (const { failed } of this.waiting) failed(new StoreBusy('Another process holds the event store.'));
    this.leave(this.waiting.length);
  }
}
