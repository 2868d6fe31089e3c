import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BEFORE_ALL, type Position, type View } from '#kernel';
import type { EventStore } from '#platform/event-store';
import { endOf, type Moment } from './moment.ts';
import { PastView } from './past-view.ts';
import { NotReached } from './projection.ts';
import type { Generation } from './row-store.ts';

/** The log is not that long: nothing was known at this position. The asker’s mistake. */
export class BeyondLog extends Error {
  override name = 'BeyondLog';
  constructor(readonly position: Position) { super(`The log does not reach ${position}.`); }
}

/** The rows of one view as they were, how far into the log they were looked for, and how many changes waited for something that had not happened yet. */
export type Glimpse = Readonly<{ generation: Generation; position: Position; notYet: number }>;

/** How long to wait for a past that is being folded, and how far into the log to look. */
export type PastOptions = Readonly<{ timeoutMs?: number | undefined; upTo?: Position | undefined }>;

const DEFAULT_TIMEOUT_MS = 20_000;
/** So many views of so many moments are kept, in files that are thrown away: the ones looked at last. */
const MOST = 8;

/** Views as they were: folded again from the log, on demand, by the code that folds the present. */
export class Past {
  /** In the order in which they were looked at last. */
  private readonly kept = new Map<string, PastView>();
  private readonly stopping = new AbortController();
  private closing: Promise<void>[] = [];
  private folder: string | undefined;
  private count = 0;

  constructor(private readonly events: Pick<EventStore, 'head' | 'after'>, private readonly knownTypes: ReadonlySet<string>) {}

  /** Up to where the log has to be read for this moment. @throws NotReached if the log itself does not reach `minPosition`; BeyondLog */
  async end(moment: Moment, minPosition: Position = BEFORE_ALL): Promise<Position> {
    const [head, end] = [await this.events.head(), endOf(moment)];
    if (minPosition > head) throw new NotReached(minPosition, head, 'the log does not reach it.');
    if (end !== undefined && end > head) throw new BeyondLog(end);
    return end ?? head;
  }

  /**
   * Does some work on the rows of a view as they were. What is still being folded after `timeoutMs` goes on: ask again in a moment.
   * @throws NotReached, BeyondLog
   */
  async look<T>(view: View, moment: Moment, work: (glimpse: Glimpse) => Promise<T>, { timeoutMs = DEFAULT_TIMEOUT_MS, upTo }: PastOptions = {}): Promise<T> {
    const wanted = upTo ?? await this.end(moment);
    const past = this.of(view, moment, wanted);
    past.users += 1;
    try {
      await within(timeoutMs, past.reach(wanted), () => new NotReached(wanted, past.position, `the view is being folded for this moment; not within ${timeoutMs} ms.`));
      return await work({ generation: past.generation!, position: wanted, notYet: past.notYet });
    } catch (error) {
      if (past.failed) await this.drop(view, moment);
      throw error;
    } finally {
      past.users -= 1;
    }
  }

  async close(): Promise<void> {
    this.stopping.abort(new Error('the past was closed.'));
    await Promise.all([...this.closing, ...[...this.kept.values()].map((past) => past.close())]);
    this.kept.clear();
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
  }

  private of(view: View, moment: Moment, wanted: Position): PastView {
    this.stopping.signal.throwIfAborted();
    const key = keyOf(view, moment);
    const past = this.kept.get(key) ?? this.begin(view, moment, wanted);
    this.kept.delete(key);
    this.kept.set(key, past);
    return past;
  }

  private begin(view: View, moment: Moment, wanted: Position): PastView {
    while (this.kept.size >= MOST) {
      const idle = [...this.kept].find(([, past]) => past.isIdle);
      if (!idle) throw new NotReached(wanted, BEFORE_ALL, `${MOST} views of other moments are being looked at.`);
      this.kept.delete(idle[0]);
      this.closing.push(idle[1].close());
    }
    this.folder ??= mkdtempSync(join(tmpdir(), 'kimberlite-past-'));
    this.count += 1;
    return new PastView(view, moment, this.events, { knownTypes: this.knownTypes, folder: join(this.folder, String(this.count)), signal: this.stopping.signal });
  }

  private async drop(view: View, moment: Moment): Promise<void> {
    const key = keyOf(view, moment);
    const past = this.kept.get(key);
    if (!past?.failed) return;
    this.kept.delete(key);
    await past.close();
  }
}

const keyOf = (view: View, { asOf, knownAt }: Moment): string => JSON.stringify([view.name, view.version, asOf ?? null, knownAt ?? null]);

const within = async (timeoutMs: number, work: Promise<void>, late: () => Error): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => { timer = setTimeout(() => reject(late()), timeoutMs); });
  try {
    await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
};
