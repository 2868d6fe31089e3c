/** Reads and catch-up subscriptions of the test double (see server.ts). */
import type { ServerWritableStream } from '@grpc/grpc-js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Log, Written } from './log.ts';
import { caughtUp, checkpointOf, confirmation, endOf, eventOf, fellBehind, filterOf, notFound, streamName } from './wire.ts';

export type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp>;
/** How a subscription treats a consumer that is slower than its live buffer: 23.10 drops it, 24.6 lets it fall behind and catch up. */
export type Behaviour = '23.10' | '24.6';
const LIVE_BUFFER = 32;
const DEFAULT_WINDOW = 32;
const FORWARDS = 0;

/** Ends a call with a status. */
export const endWith = (call: { emit: (event: 'error', error: object) => boolean }, code: number, details: string, trailers?: object): void => {
  call.emit('error', { code, details, ...(trailers ? { metadata: trailers } : {}) });
};

/** Writes, and waits while the reader does not keep up. @returns false if the reader is gone */
const send = async (call: ReadCall, message: streams.ReadResp): Promise<boolean> => {
  if (call.cancelled || call.destroyed) return false;
  if (call.write(message)) return true;
  await new Promise<void>((done) => {
    const go = () => { call.off('drain', go); call.off('cancelled', go); call.off('close', go); done(); };
    call.on('drain', go).on('cancelled', go).on('close', go);
  });
  return !call.cancelled;
};

/** How a read is served: how fast, how many of the last events it does not know yet, how it breaks off half-way, and whether it says where the stream ends. */
export type Manner = Readonly<{ pace: () => Promise<void>; hidden: number; breakOff: (() => void) | undefined; tellsEnds: boolean }>;

/** The events of one stream, from a revision on. */
export const readStream = async (call: ReadCall, log: Log, manner: Manner): Promise<void> => {
  const options = call.request.getOptions()!;
  const from = options.getStream()!;
  const name = streamName(from.getStreamIdentifier());
  const all = log.of(name);
  const own = all.slice(0, Math.max(0, all.length - manner.hidden));
  const last = manner.hidden > 0 ? own.at(-1) : log.last(name);
  if (!last) await send(call, notFound(name));
  const tellsEnd = manner.tellsEnds && options.getControlOption()?.getCompatibility() === 1;
  await sendAll(call, wantedOf(own, from, options.getReadDirection() === FORWARDS).slice(0, Number(options.getCount())), manner, tellsEnd && last ? endOf(last) : undefined);
};

const wantedOf = (own: readonly Written[], from: streams.ReadReq.Options.StreamOptions, forwards: boolean): readonly Written[] => {
  const start = from.hasRevision() ? Number(from.getRevision()) : undefined;
  if (forwards) return from.hasEnd() ? [] : own.filter(({ revision }) => revision >= (start ?? 0));
  return own.filter(({ revision }) => start === undefined || revision <= start).reverse();
};

/** The events of all streams, from a position on, that pass the filter. */
export const readAll = async (call: ReadCall, log: Log, manner: Manner): Promise<void> => {
  const options = call.request.getOptions()!;
  const passes = filterOf(options);
  const position = options.getAll()!.getPosition();
  const known = manner.hidden > 0 ? log.all.slice(0, -manner.hidden) : log.all;
  const edge = position ? log.indexAt(BigInt(position.getCommitPosition())) : undefined;
  const ordered = options.getReadDirection() === FORWARDS ? known.slice(edge ?? 0) : known.slice(0, edge ?? known.length).reverse();
  await sendAll(call, firstOf(ordered, Number(options.getCount()), passes), manner);
};

const firstOf = (events: readonly Written[], count: number, passes: (event: Written) => boolean): Written[] => {
  const found: Written[] = [];
  for (const event of events) {
    if (found.length === count) break;
    if (passes(event)) found.push(event);
  }
  return found;
};

const sendAll = async (call: ReadCall, events: readonly Written[], { pace, breakOff }: Manner, end?: streams.ReadResp): Promise<void> => {
  for (const event of breakOff ? events.slice(0, Math.ceil(events.length / 2)) : events) {
    await pace();
    if (!await send(call, eventOf(event))) return;
  }
  if (breakOff) return breakOff();
  if (end) await send(call, end);
  call.end();
};

/** One subscription: catches up, goes live, and falls behind if more than its buffer comes at once. */
export class Subscription {
  private index: number;
  private considered = 0;
  private waiting = 0;
  private wake: (() => void) | undefined;
  private readonly passes: (event: Written) => boolean;
  private readonly checkpointEvery: number;
  private readonly own: string | undefined;

  constructor(private readonly call: ReadCall, private readonly log: Log, private readonly behaviour: Behaviour) {
    const options = call.request.getOptions()!;
    const filter = options.getFilter();
    this.passes = filterOf(options);
    this.checkpointEvery = filter ? Math.max(1, filter.getCheckpointintervalmultiplier()) * (filter.hasMax() ? filter.getMax() : DEFAULT_WINDOW) : Number.POSITIVE_INFINITY;
    this.own = options.hasStream() ? streamName(options.getStream()!.getStreamIdentifier()) : undefined;
    this.index = this.startOf(options);
  }

  async run(id: string, pace: () => Promise<void>): Promise<void> {
    const stop = this.log.onWrite(() => { this.waiting += 1; this.wake?.(); });
    this.call.on('cancelled', () => this.wake?.());
    try {
      await send(this.call, confirmation(id));
      while (!this.call.cancelled && await this.catchUp(pace)) if (!await this.live()) return;
    } finally {
      stop();
    }
  }

  /** The start is exclusive. */
  private startOf(options: streams.ReadReq.Options): number {
    const [all, stream] = [options.getAll(), options.getStream()];
    if ((all ?? stream)!.hasEnd()) return this.log.all.length;
    const position = all?.getPosition();
    if (position) return this.log.indexAt(BigInt(position.getCommitPosition()) + 1n);
    return stream?.hasRevision() ? this.startIn(stream) : 0;
  }

  private startIn(stream: streams.ReadReq.Options.StreamOptions): number {
    const from = this.log.of(this.own!).find(({ revision }) => revision > Number(stream.getRevision()));
    return from ? this.log.indexAt(from.position) : this.log.all.length;
  }

  private async catchUp(pace: () => Promise<void>): Promise<boolean> {
    while (this.index < this.log.all.length) if (!await this.step(pace)) return false;
    if (this.checkpointEvery < Number.POSITIVE_INFINITY) await send(this.call, checkpointOf(this.log.all.at(-1)!.position));
    return send(this.call, caughtUp());
  }

  /** @returns false if the subscription was dropped */
  private async live(): Promise<boolean> {
    for (;;) {
      if (this.index === this.log.all.length) await new Promise<void>((wake) => { this.wake = wake; });
      this.wake = undefined;
      if (this.call.cancelled) return false;
      if (this.log.all.length - this.index > LIVE_BUFFER) return this.overrun();
      while (this.index < this.log.all.length && this.log.all.length - this.index <= LIVE_BUFFER) if (!await this.step()) return false;
    }
  }

  /** One event of the log: sent if it passes the filter, and a mark of the place if it is time. */
  private async step(pace?: () => Promise<void>): Promise<boolean> {
    const event = this.log.all[this.index]!;
    this.index += 1;
    this.considered += 1;
    if (this.wants(event)) {
      await pace?.();
      if (!await send(this.call, eventOf(event))) return false;
    }
    return this.considered % this.checkpointEvery !== 0 || send(this.call, checkpointOf(event.position));
  }

  private async overrun(): Promise<boolean> {
    if (this.behaviour === '23.10') {
      endWith(this.call, 10, 'Operation timed out: the consumer is too slow');
      return false;
    }
    await send(this.call, fellBehind());
    if (this.index > 0) await send(this.call, checkpointOf(this.log.all[this.index - 1]!.position));
    return true;
  }

  private wants(event: Written): boolean { return (this.own === undefined || event.stream === this.own) && this.passes(event); }
}
