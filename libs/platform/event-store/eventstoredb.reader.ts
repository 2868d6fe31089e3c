import type { ClientReadableStream } from '@grpc/grpc-js';
import words from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Connection, Link } from './eventstoredb.connection.ts';
import { Failure, failureOf } from './eventstoredb.failure.ts';
import type { Figures } from './eventstoredb.figures.ts';
import { commitIn, nameIn, revisionIn, type Form, type Recorded } from './eventstoredb.form.ts';
import type { Budget } from './eventstoredb.patience.ts';

const { ReadReq } = streams;
const [FORWARDS, BACKWARDS] = [0, 1] as const;
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
  options.setStream(one).setNoFilter(empty());
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

/** Part of a stream, and the revision of its last event. */
export type Part = Readonly<{ records: readonly Recorded[]; revision: number }>;

/** `after`: the place of the last event that the caller has. `atLeast`: the place that the log is known to have reached. */
export type Asked = Readonly<{ after: bigint | undefined; limit: number; atLeast?: bigint }>;
/** `last`: the place of the page’s last event, or where it was to begin if it is empty. */
export type Page<T> = Readonly<{ page: readonly T[]; last: bigint | undefined }>;

/** Reads from the leader. What was read before a call broke is kept: a log only grows. */
export class Reader {
  constructor(private readonly connection: Connection, private readonly form: Form, private readonly figures: Figures) {}

  /**
   * The events of a stream after a revision. The one before them is asked for too: it tells that the stream is as long as that without a second call.
   * @param atLeast the revision the stream is known to have reached
   */
  stream(stream: string, afterRevision: number, budget: Budget, atLeast = 0): Promise<Part> {
    const records: Recorded[] = [];
    return this.connection.persist(budget, `${stream} was not read`, async (link, ms) => {
      const part = await this.part(link, ms, { stream, afterRevision, records });
      if (part.revision < atLeast) throw this.stale(`${stream} is at revision ${part.revision} there; it was at ${atLeast} before.`);
      return part;
    });
  }

  private async part(link: Link, ms: number, { stream, afterRevision, records }: Readonly<{ stream: string; afterRevision: number; records: Recorded[] }>): Promise<Part> {
    const first = Math.max(0, afterRevision - 1);
    let [absent, told] = [false, false];
    await follow(await link.read(requestOfStream(this.form.identifierOf(stream), first + records.length, EVERYTHING)), ms, (response) => {
      told = true;
      absent ||= response.hasStreamNotFound();
      const record = response.getEvent()?.getEvent();
      if (record) records.push(this.next(record, first + records.length + 1));
    }).catch((error: unknown) => { throw this.alarmed(stream, failureOf(error)); });
    if (absent && records.length === 0) return { records, revision: 0 };
    if (records.length > 0) return { records: afterRevision > first ? records.slice(1) : records, revision: revisionIn(records.at(-1)!) };
    if (!told && first === 0) throw new Failure('unknown', 'The server ended the call without a word.');
    return { records, revision: await this.lastRevision(link, ms, stream) };
  }

  /** Streams count without gaps. A gap means that somebody told the server to forget. */
  private next(record: Recorded, expected: number): Recorded {
    const revision = revisionIn(record);
    if (revision === expected) return record;
    this.figures.alarm(nameIn(record), `Event ${expected} is gone: the next one there is ${revision}.`);
    throw new Failure('refused', `${nameIn(record)} has lost its event ${expected}; somebody has truncated it.`);
  }

  private alarmed(stream: string, failure: Failure): Failure {
    if (failure.why === 'deleted') this.figures.alarm(this.form.nameOf(stream), 'The stream was deleted.');
    return failure;
  }

  private async lastRevision(link: Link, ms: number, stream: string): Promise<number> {
    let revision: number | undefined;
    await follow(await link.read(requestOfStream(this.form.identifierOf(stream), 'end', '1')), ms, (response) => {
      const record = response.getEvent()?.getEvent();
      if (record || response.hasStreamNotFound()) revision = record ? revisionIn(record) : 0;
    });
    if (revision === undefined) throw new Failure('unknown', 'The server ended the call without a word.');
    return revision;
  }

  /**
   * At most `limit` events of the ledger after a position, each as the caller sees it at its arrival: a page of records kept until its end costs the garbage collector
   * as much as reading it. If the time is over half-way, what came is a page too.
   * @param seen what becomes of a record
   */
  page<T>({ after, limit, atLeast = -1n }: Asked, budget: Budget, seen: (record: Recorded) => T): Promise<Page<T>> {
    return this.connection.persist(budget, 'The log was not read', async (link, ms) => {
      const page: T[] = [];
      let [last, whole] = [after, true];
      const asked = requestOfAll([this.form.prefix], after ?? 'start', { count: limit + 1 });
      await follow(await link.read(asked), ms, (response) => {
        const record = response.getEvent()?.getEvent();
        if (!record || page.length === limit) return;
        const commit = commitIn(record);
        if (commit === after) return;
        page.push(seen(record));
        last = commit;
      }).catch((error: unknown) => {
        if (page.length === 0) throw error;
        whole = false;
      });
      if (whole && page.length < limit && (last ?? -1n) < atLeast) throw this.stale('The log ends earlier there than it did before.');
      return { page, last };
    });
  }

  /** The last event of the ledger. */
  last(budget: Budget, atLeast = -1n): Promise<Recorded | undefined> {
    return this.connection.persist(budget, 'The end of the log was not read', async (link, ms) => {
      let last: Recorded | undefined;
      await follow(await link.read(requestOfAll([this.form.prefix], 'end', { count: 1 })), ms, (response) => { last = response.getEvent()?.getEvent() ?? last; });
      if ((last ? commitIn(last) : -1n) < atLeast) throw this.stale('The log ends earlier there than it did before.');
      return last;
    });
  }

  private stale(says: string): Failure {
    this.figures.staleReads += 1;
    return new Failure('unknown', says);
  }
}
