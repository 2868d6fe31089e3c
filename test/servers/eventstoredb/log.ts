/** The log of the test double (see server.ts): streams, one order, and the server’s rule for repeats. */

export type Proposed = Readonly<{ id: string; type: string; contentType: string; data: Uint8Array; metadata: Uint8Array }>;
export type Written = Proposed & Readonly<{ stream: string; revision: number; position: bigint; createdMs: number }>;

/** The last revision the writer knows of; -1: no stream. */
export type Expected = number | 'any' | 'exists';
export type Verdict =
  | Readonly<{ result: 'written'; revision: number; position: bigint }>
  | Readonly<{ result: 'repeated'; revision: number; position: bigint | undefined }>
  | Readonly<{ result: 'wrong'; revision: number }>
  | Readonly<{ result: 'deleted' }>;

const NOTHING = new Uint8Array();
const text = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

/** Every so many writes the server writes something of its own, as real ones do. */
const OWN_WRITE_EVERY = 7;

export class Log {
  readonly all: Written[] = [];
  private readonly streams = new Map<string, Written[]>();
  private readonly listeners = new Set<() => void>();
  private readonly tombstones = new Set<string>();
  private readonly truncated = new Map<string, number>();
  private writes = 0;
  /** Byte offsets: sparse, and beyond what a double counts exactly. */
  private offset = 2n ** 53n + 1_001n;
  /** Does a repeat come without a position, as from some versions? */
  repeatsTellPosition = true;

  /** @param clock milliseconds since 1970 */
  constructor(private readonly clock: () => number) {
    this.put('$users', [{ id: '00000000-0000-4000-8000-000000000001', type: '$UserCreated', contentType: 'application/json', data: text({}), metadata: NOTHING }]);
  }

  of(stream: string): readonly Written[] { return (this.streams.get(stream) ?? []).slice(this.truncated.get(stream) ?? 0); }
  /** The last event of a stream, though it may be forgotten. */
  last(stream: string): Written | undefined { return this.streams.get(stream)?.at(-1); }
  isDeleted(stream: string): boolean { return this.tombstones.has(stream); }
  /** The place in `all` of the first event at or after a position. */
  indexAt(position: bigint): number {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.all[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  onWrite(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => { this.listeners.delete(listener); };
  }

  /** The server’s check: at the head ids are not looked at; behind it the same ids at the same place are a repeat, anything else is a conflict. */
  append(stream: string, expected: Expected, events: readonly Proposed[]): Verdict {
    if (this.tombstones.has(stream)) return { result: 'deleted' };
    const own = this.streams.get(stream) ?? [];
    const head = own.length - 1;
    const place = this.placeOf(expected, own, events);
    if (place !== head) return this.repeat(own.slice(place + 1, place + 1 + events.length), events) ?? { result: 'wrong', revision: head };
    const last = this.put(stream, events);
    this.listeners.forEach((listener) => listener());
    return { result: 'written', revision: last.revision, position: last.position };
  }

  private placeOf(expected: Expected, own: readonly Written[], events: readonly Proposed[]): number {
    if (typeof expected === 'number') return expected;
    return expected === 'exists' && own.length === 0 ? Number.NaN : this.lately(own, events) ?? own.length - 1;
  }

  private repeat(found: readonly Written[], events: readonly Proposed[]): Verdict | undefined {
    const last = found.at(-1);
    if (!last || found.length !== events.length || found.some(({ id }, i) => id !== events[i]!.id)) return undefined;
    return { result: 'repeated', revision: last.revision, position: this.repeatsTellPosition ? last.position : undefined };
  }

  /** What someone with rights could do, and this ledger never does. */
  truncate(stream: string, before: number): void {
    this.truncated.set(stream, before);
    this.setMetadata(stream, { $tb: before });
  }
  setMetadata(stream: string, metadata: object): void {
    this.put(`$$${stream}`, [{ id: crypto.randomUUID(), type: '$metadata', contentType: 'application/json', data: text(metadata), metadata: NOTHING }]);
    this.listeners.forEach((listener) => listener());
  }
  tombstone(stream: string): void {
    this.put(stream, [{ id: crypto.randomUUID(), type: '$streamDeleted', contentType: 'application/json', data: text({}), metadata: NOTHING }]);
    this.tombstones.add(stream);
    this.listeners.forEach((listener) => listener());
  }

  /** As a server that was restored from an older copy: the last events are not there, and others come to stand in their place. */
  restore(before: number): void {
    const gone = this.all.splice(before);
    for (const { stream } of gone) this.streams.get(stream)!.pop();
    for (const { stream } of gone) if (this.streams.get(stream)?.length === 0) this.streams.delete(stream);
    this.offset = gone[0]?.position ?? this.offset;
  }

  /** Does the younger end of the stream hold these very events? An expectation of “any” looks there, and nowhere else. */
  private lately(own: readonly Written[], events: readonly Proposed[]): number | undefined {
    const at = own.findLastIndex(({ id }) => id === events[0]?.id);
    return at >= 0 && at > own.length - 1_000 ? at - 1 : undefined;
  }

  private put(stream: string, events: readonly Proposed[]): Written {
    let own = this.streams.get(stream);
    if (!own) this.streams.set(stream, own = []);
    const createdMs = this.clock();
    for (const event of events) {
      const written = { ...event, stream, revision: own.length, position: this.offset, createdMs };
      this.offset += BigInt(event.data.length + event.metadata.length + stream.length + 137);
      own.push(written);
      this.all.push(written);
    }
    this.writes += 1;
    if (this.writes % OWN_WRITE_EVERY === 0) {
      this.put('$stats-127.0.0.1:2113', [{ id: crypto.randomUUID(), type: '$statsCollected', contentType: 'application/json', data: text({ n: this.writes }), metadata: NOTHING }]);
    }
    return own.at(-1)!;
  }
}
