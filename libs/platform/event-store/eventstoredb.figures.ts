/** What somebody else has done to the ledger’s streams, which this ledger never does: deleted, or told the server to forget. */
export type Alarm = Readonly<{ stream: string; says: string }>;

const MOST_ALARMS = 100;

/** What the adapter counts since it began, and what it found wrong. */
export class Figures {
  appends = 0;
  appendMs = 0;
  /** Appends of which nobody could say at first whether they were written. */
  unknownOutcomes = 0;
  settledByReading = 0;
  /** Calls that were made again. */
  repeats = 0;
  /** Clients that were thrown away. */
  rebuilds = 0;
  staleReads = 0;
  /** Subscriptions that ended, for whatever reason. */
  drops = 0;
  readonly #found = new Map<string, Alarm>();
  readonly #onAlarm: (alarm: Alarm) => void;

  constructor(onAlarm: (alarm: Alarm) => void = () => {}) { this.#onAlarm = onAlarm; }

  get alarms(): readonly Alarm[] { return [...this.#found.values()]; }

  /** Each is told once. */
  alarm(stream: string, says: string): void {
    const key = `${stream}: ${says}`;
    if (this.#found.has(key) || this.#found.size >= MOST_ALARMS) return;
    this.#found.set(key, { stream, says });
    this.#onAlarm({ stream, says });
  }
}
