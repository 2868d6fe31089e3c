import type { ClientReadableStream } from '@grpc/grpc-js';
import words from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { StoredEvent } from './event-store.ts';
import type { Connection, Link } from './eventstoredb.connection.ts';
import { Failure, failureOf } from './eventstoredb.failure.ts';
import type { Figures } from './eventstoredb.figures.ts';
import { commitIn, nameIn, positionOf, revisionIn, type Form, type Recorded } from './eventstoredb.form.ts';
import type { Budget } from './eventstoredb.patience.ts';

const { ReadReq } = streams;
const [FORWARDS, BACKWARDS] = [0, 1] as const;
/** So understood, the server ends its answer with word of where the stream ends. */
const WITH_END = 1;
const EVERYTHING = '9223372036854775807';

const empty = (): words.Empty => new words.Empty();
const request = (count: string | 'subscription', backwards = false): [streams.ReadReq, streams.ReadReq.Options] => {
  const options = new ReadReq.Options();
  const ids = new ReadReq.Options.UUIDOption();
  options.setReadDirection(backwards ? BACKWARDS : FORWARDS).setResolveLinks(false).setUuidOption(ids.setString(empty()));
  if (count === 'subscription') options.setSubscription(new ReadReq.Options.SubscriptionOptions());
  else options.setCount(count);
  return [new ReadReq().setOptions(options), options];
};

/** Of $all, the streams whose names begin so; a subscription marks its way every `window` events, so that it can go on from there. */
export const requestOfAll = (prefixes: string[], from: bigint | 'start' | 'end', { count, window = 0 }: Readonly<{ count: number | 'subscription'; window?: number }>): streams.ReadReq => {
  const [made, options] = request(`${count}`, from === 'end' && count !== 'subscription');
  const all = new ReadReq.Options.AllOptions();
  if (typeof from === 'bigint') {
    const position = new ReadReq.Options.Position();
    position.setCommitPosition(`${from}`).setPreparePosition(`${from}`);
    all.setPosition(position);
  } else if (from === 'end') all.setEnd(empty());
  else all.setStart(empty());
  const filter = new ReadReq.Options.FilterOptions();
  const names = new ReadReq.Options.FilterOptions.Expression();
  names.setPrefixList(prefixes);
  filter.setStreamIdentifier(names).setCheckpointintervalmultiplier(1);
  if (window > 0) filter.setMax(window);
  else filter.setCount(empty());
  options.setAll(all).setFilter(filter);
  return made;
};

const requestOfStream = (stream: words.StreamIdentifier, from: number | 'end', count: string): streams.ReadReq => {
  const [made, options] = request(count, from === 'end');
  const one = new ReadReq.Options.StreamOptions().setStreamIdentifier(stream);
  if (from === 'end') one.setEnd(empty());
  else one.setRevision(`${from}`);
  options.setStream(one).setNoFilter(empty()).setControlOption(new ReadReq.Options.ControlOption().setCompatibility(WITH_END));
  return made;
};

/** Reads to the end of the call, or until the time is over. */
export const follow = (call: ClientReadableStream<streams.ReadResp>, ms: number, take: (response: streams.ReadResp) => void): Promise<void> => new Promise((done, failed) => {
  let [over, begun] = [false, false];
  const end = (why?: Failure) => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    call.cancel();
    if (why) failed(why);
    else done();
  };
  const timer = setTimeout(() => end(new Failure(begun ? 'slow' : 'expired', `The answer was not complete within ${Math.round(ms)} ms.`)), ms);
  call.on('data', (response: streams.ReadResp) => {
    if (over) return;
    begun = true;
    try {
      take(response);
    } catch (error) {
      end(failureOf(error));
    }
  });
  call.on('error', (error) => end(failureOf(error)));
  call.on('end', () => end());
  call.on('close', () => end(new Failure('unknown', 'The call was closed.')));
});

const ask = async (link: Link, time: Budget, request: streams.ReadReq, take: (response: streams.ReadResp) => void): Promise<void> =>
  follow(await link.read(request, time.leftMs), time.leftMs, take);

/** Part of a stream, each event as the caller sees it, and the revision of the stream’s last event. */
export type Part<T = StoredEvent> = Readonly<{ events: readonly T[]; revision: number }>;
/** `atLeast`: the revision the stream is known to have reached. `seen`: what becomes of a record. */
export type Wish<T> = Readonly<{ afterRevision: number; atLeast?: number; seen: (record: Recorded) => T }>;
/** A stream being read, over several calls if need be. `from`, `at`: the revisions where it began and where it is. */
type Reading = { readonly stream: string; readonly from: number; at: number; readonly take: (record: Recorded, revision: number) => void };

/** `after`: the place of the last event that the caller has. `atLeast`: the place that the log is known to have reached. */
export type Asked = Readonly<{ after: bigint | undefined; limit: number; atLeast?: bigint }>;
/** `last`: the place of the page’s last event, or where it was to begin if it is empty. */
export type Page<T> = Readonly<{ page: readonly T[]; last: bigint | undefined }>;

/** Reads from the leader. What was read before a call broke is kept: a log only grows. */
export class Reader {
  constructor(private readonly connection: Connection, private readonly form: Form, private readonly figures: Figures) {}

  /** The events of a stream after a revision. @param atLeast the revision the stream is known to have reached. @throws StoreUnavailable, also if one was not written by this program */
  stream(stream: string, afterRevision: number, budget: Budget, atLeast = 0): Promise<Part> {
    return this.records(stream, budget, { afterRevision, atLeast, seen: (record) => this.form.stored(record) });
  }

  /** The same, as the caller sees them. The one before them is asked for too: it tells that the stream is as long as that without a second call. */
  records<T>(stream: string, budget: Budget, { afterRevision, atLeast = 0, seen }: Wish<T>): Promise<Part<T>> {
    const events: T[] = [];
    const from = Math.max(0, afterRevision - 1);
    const reading: Reading = { stream, from, at: from, take: (record, revision) => { if (revision > afterRevision) events.push(seen(record)); } };
    return this.connection.persist(budget, `${stream} was not read`, async (link, time) => {
      const revision = await this.readOn(link, time, reading);
      if (revision < atLeast) throw this.stale(`${stream} is at revision ${revision} there; it was at ${atLeast} before.`);
      return { events, revision };
    });
  }

  /** Goes on with a stream from where it is. @returns the revision of its last event */
  private async readOn(link: Link, time: Budget, reading: Reading): Promise<number> {
    let absent = false;
    let end: number | undefined;
    await ask(link, time, requestOfStream(this.form.identifierOf(reading.stream), reading.at, EVERYTHING), (response) => {
      absent ||= response.hasStreamNotFound();
      if (response.hasLastStreamPosition()) end = Number(response.getLastStreamPosition()) + 1;
      const record = response.getEvent()?.getEvent();
      if (!record) return;
      reading.at = this.next(record, reading.at + 1);
      reading.take(record, reading.at);
    }).catch((error: unknown) => { throw this.alarmed(reading.stream, failureOf(error)); });
    if (absent) return reading.at > reading.from ? reading.at : 0;
    return end === undefined ? this.endUntold(link, time, reading) : this.endAt(link, end, reading);
  }

  /** The server has not said where the stream ends: it never does, or the answer was broken off. */
  private async endUntold(link: Link, time: Budget, { stream, from, at }: Reading): Promise<number> {
    if (link.tellsEnds === false && at > from) return at;
    const last = link.tellsEnds ? Number.POSITIVE_INFINITY : await this.lastRevision(link, time, stream);
    if (last > at) throw new Failure('unknown', 'The server ended the call before the end of the stream.');
    return at > from ? at : last;
  }

  /** The server has said where the stream ends: what is missing before that is gone. */
  private endAt(link: Link, end: number, { stream, from, at }: Reading): number {
    link.tellsEnds = true;
    if (end > at) throw this.gone(this.form.nameOf(stream), at + 1, `the stream goes on to ${end}`);
    return at > from ? at : end;
  }

  /** Streams count without gaps. A gap means that somebody told the server to forget. */
  private next(record: Recorded, expected: number): number {
    const revision = revisionIn(record);
    if (revision !== expected) throw this.gone(nameIn(record), expected, `the next one there is ${revision}`);
    return revision;
  }

  private gone(name: string, expected: number, says: string): Failure {
    this.figures.alarm(name, `Event ${expected} is gone: ${says}.`);
    return new Failure('refused', `${name} has lost its event ${expected}; somebody has truncated it.`);
  }

  private alarmed(stream: string, failure: Failure): Failure {
    if (failure.why === 'deleted') this.figures.alarm(this.form.nameOf(stream), 'The stream was deleted.');
    return failure;
  }

  /** Where the stream ends, asked for by itself; a server that tells it shows here that it does. */
  private async lastRevision(link: Link, time: Budget, stream: string): Promise<number> {
    let revision: number | undefined;
    let tellsEnds = false;
    await ask(link, time, requestOfStream(this.form.identifierOf(stream), 'end', '1'), (response) => {
      tellsEnds ||= response.hasLastStreamPosition();
      const record = response.getEvent()?.getEvent();
      if (record || response.hasStreamNotFound()) revision = record ? revisionIn(record) : 0;
    });
    if (revision !== 0) link.tellsEnds = tellsEnds;
    if (revision === undefined) throw new Failure('unknown', 'The server ended the call without a word.');
    return revision;
  }

  /**
   * At most `limit` events of the ledger after a position, each as the caller sees it at its arrival: a page of records kept until its end costs the garbage collector
   * as much as reading it. If the time is over half-way, what came is a page too. The event at that position is asked for too: if it is not there, this is not the
   * log that the caller has seen.
   * @param seen what becomes of a record
   */
  page<T>(asked: Asked, budget: Budget, seen: (record: Recorded) => T): Promise<Page<T>> {
    return this.connection.persist(budget, 'The log was not read', async (link, time) => {
      const found = await this.pageOnce(link, time, asked, seen);
      const isNothing = asked.after === undefined && found.page.length === 0;
      return isNothing ? this.pageOnce(link, time, asked, seen) : found; // a log of which nothing is known may be empty, or the server may have ended the call: one more answer
    });
  }

  private async pageOnce<T>(link: Link, time: Budget, { after, limit, atLeast = -1n }: Asked, seen: (record: Recorded) => T): Promise<Page<T>> {
    const page: T[] = [];
    let [last, whole, hasBegun] = [after, true, after === undefined];
    await ask(link, time, requestOfAll([this.form.prefix], after ?? 'start', { count: limit + 1 }), (response) => {
      const record = response.getEvent()?.getEvent();
      if (!record || page.length === limit) return;
      const commit = commitIn(record);
      if (!hasBegun) {
        hasBegun = this.isAt(commit, after!);
        return;
      }
      page.push(seen(record));
      last = commit;
    }).catch((error: unknown) => {
      if (page.length === 0) throw error;
      whole = false;
    });
    const isShort = !hasBegun || (page.length < limit && (last ?? -1n) < atLeast);
    if (whole && isShort) throw this.stale('The log ends earlier there than it did before.');
    return { page, last };
  }

  /** What was seen at a place stands there for ever. If it does not, another log was put in place of this one. */
  private isAt(commit: bigint, seen: bigint): true {
    if (commit === seen) return true;
    const says = `The log no longer has what was seen at ${positionOf(seen)}: an older copy of it was put in its place, or another log.`;
    this.figures.alarm('$all', says);
    throw new Failure('refused', says);
  }

  /** The last event of the ledger. */
  last(budget: Budget, atLeast = -1n): Promise<Recorded | undefined> {
    return this.connection.persist(budget, 'The end of the log was not read', async (link, time) => {
      const last = await this.lastOnce(link, time) ?? await this.lastOnce(link, time);
      if ((last ? commitIn(last) : -1n) < atLeast) throw this.stale('The log ends earlier there than it did before.');
      return last;
    });
  }

  private async lastOnce(link: Link, time: Budget): Promise<Recorded | undefined> {
    let last: Recorded | undefined;
    await ask(link, time, requestOfAll([this.form.prefix], 'end', { count: 1 }), (response) => { last = response.getEvent()?.getEvent() ?? last; });
    return last;
  }

  private stale(says: string): Failure {
    this.figures.staleReads += 1;
    return new Failure('unknown', says);
  }
}
