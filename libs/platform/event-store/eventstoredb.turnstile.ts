import { StoreBusy, StoreUnavailable } from './event-store.ts';
import { Budget } from './eventstoredb.patience.ts';

const MOST_WAITING = 2_048;
const MOST_WAITING_BYTES = 64_000_000;
const MOST_IN_FLIGHT = 256;
const MOST_IN_FLIGHT_BYTES = 8_000_000;

type Waiting = Readonly<{ bytes: number; go: () => void }>;

/** Lets so many appends out at once, keeps the next ones waiting, and refuses the rest. A client that is given everything at once keeps it all in memory. */
export class Turnstile {
  private readonly waiting: Waiting[] = [];
  private bytes = 0;
  private inFlight = 0;
  private inFlightBytes = 0;
  private closed = false;
  private readonly whenEmpty: (() => void)[] = [];

  constructor(private readonly deadlineMs: number) {}

  get isEmpty(): boolean { return this.waiting.length === 0 && this.inFlight === 0; }
  checkOpen(): void { if (this.closed) throw new StoreUnavailable('The event store is closed.'); }

  /** Runs it when its turn comes. Its time counts from now. */
  async pass<T>(bytes: number, run: (budget: Budget) => Promise<T>): Promise<T> {
    if (this.waiting.length >= MOST_WAITING || this.bytes + bytes > MOST_WAITING_BYTES) throw new StoreBusy(`${this.waiting.length} appends are waiting.`);
    const budget = new Budget(this.deadlineMs);
    this.bytes += bytes;
    await new Promise<void>((go) => { this.waiting.push({ bytes, go }); this.next(); });
    try {
      if (budget.isOver) throw new StoreBusy('Other appends took all the time there was.');
      return await run(budget);
    } finally {
      this.inFlight -= 1;
      this.inFlightBytes -= bytes;
      this.bytes -= bytes;
      this.next();
      if (this.isEmpty) for (const empty of this.whenEmpty.splice(0)) empty();
    }
  }

  /** Takes no more, and resolves when everything taken is settled. */
  close(): Promise<void> {
    this.closed = true;
    return new Promise((empty) => {
      if (this.isEmpty) empty();
      else this.whenEmpty.push(empty);
    });
  }

  private next(): void {
    while (this.waiting.length > 0 && this.inFlight < MOST_IN_FLIGHT && (this.inFlight === 0 || this.inFlightBytes < MOST_IN_FLIGHT_BYTES)) {
      const { bytes, go } = this.waiting.shift()!;
      this.inFlight += 1;
      this.inFlightBytes += bytes;
      go();
    }
  }
}
