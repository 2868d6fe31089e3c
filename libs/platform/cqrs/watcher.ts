import { LEDGER, type Ask, type Watch } from '#kernel';
import { NotReached, type Projection } from '#platform/read-models';
import { KeyReused, Refused } from './answers.ts';
import type { Ledger } from './ledger.ts';
import { isPassing } from './reactor.ts';

/** How often all watched rows are looked at. What is overdue is so for minutes: seconds do not matter. */
const LOOK_EVERY_MS = 15_000;
/** Rows at once, so that a long list does not hold up anybody. */
const PAGE = 100;

/** When it was last looked, how often something was asked for, what was refused, and what kept it from looking, if anything did. */
export type WatcherStatus = Readonly<{ lookedAt?: string; asked: number; refused: number; lastRefusal?: string; failure?: string }>;

/**
 * Looks at the rows that watches are about, now and then, and asks as the ledger itself for what is to be done about those that are overdue.
 * It only proposes: rows may lag, so the rule of the stream decides, and one row of one watch is a cause that decides once.
 */
export class Watcher {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private running: Promise<void> | undefined;
  private lookedAt: string | undefined;
  private asked = 0;
  private refused = 0;
  private lastRefusal: string | undefined;
  private failure: string | undefined;

  /** @param clock milliseconds since 1970 */
  constructor(
    private readonly projection: Pick<Projection, 'current'>, private readonly ledger: Pick<Ledger, 'decide'>, private readonly watches: readonly Watch[],
    private readonly clock: () => number = Date.now,
  ) {}

  start(everyMs = LOOK_EVERY_MS): void {
    this.stopped = false;
    if (this.watches.length > 0) this.timer ??= setInterval(() => { void this.look(); }, everyMs).unref();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    this.timer = undefined;
    await this.running;
  }

  status(): WatcherStatus {
    const { lookedAt, asked, refused, lastRefusal, failure } = this;
    return { asked, refused, ...(lookedAt && { lookedAt }), ...(lastRefusal && { lastRefusal }), ...(failure && { failure }) };
  }

  /** Looks at everything once. A look that takes longer than the time between two is not begun twice. Never fails: the status tells. */
  look(): Promise<void> {
    this.running ??= this.all().finally(() => { this.running = undefined; });
    return this.running;
  }

  private async all(): Promise<void> {
    const now = new Date(this.clock()).toISOString();
    try {
      for (const watch of this.watches) await this.one(watch, now);
      this.lookedAt = now;
      this.failure = undefined;
    } catch (error) {
      // Views that are being built, and stores that are away for a moment, are there at the next look.
      if (!(error instanceof NotReached) && !isPassing(error)) this.failure = String(error);
    }
  }

  private async one({ name, view, where, overdue }: Watch, now: string): Promise<void> {
    for (let after: string | undefined; ;) {
      const generation = await this.projection.current();
      const rows = await generation.find(view, { where, limit: PAGE, ...(after !== undefined && { after }) });
      for (const { key, row } of rows) {
        const ask = overdue(row, now);
        if (ask) await this.propose(ask, `${name}@${key}`);
      }
      if (this.stopped || rows.length < PAGE) return;
      after = rows.at(-1)!.key;
    }
  }

  private async propose(ask: Ask, cause: string): Promise<void> {
    try {
      await this.ledger.decide(ask, { by: LEDGER, cause });
      this.asked += 1;
    } catch (error) {
      if (error instanceof KeyReused) return; // it was asked for before, in other words
      if (!(error instanceof Refused)) throw error;
      this.refused += 1;
      this.lastRefusal = `${cause}: ${error.message}`;
    }
  }
}
