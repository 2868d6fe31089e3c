import type { CallOptions, ClientReadableStream, Metadata } from '@grpc/grpc-js';
import { EventStoreDBClient } from '@eventstore/db-client';
import type features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import featureServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import words from '@eventstore/db-client/generated/shared_pb.js';
import services from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { addressForClient, addressToShow } from './eventstoredb.address.ts';
import { AppendCall } from './eventstoredb.append-call.ts';
import { Failure, failureOf, portErrorOf, type Why } from './eventstoredb.failure.ts';
import type { Figures } from './eventstoredb.figures.ts';
import { backoffMs, pause, within, type Budget } from './eventstoredb.patience.ts';
import { StoreUnavailable } from './event-store.ts';

type Streams = InstanceType<typeof services.StreamsClient>;
/** What the client keeps to its own functions: finding the node, the channel, user and password, and where to go when the leader has moved. */
type Inside = {
  getGRPCClient: <C>(kind: new (...how: never[]) => C, name: string) => Promise<C>;
  callArguments: (options: Readonly<{ requiresLeader: boolean }>, call: Readonly<{ deadline: number }>) => [Metadata, CallOptions];
  handleError: (client: Streams, error: Error) => Promise<void>;
};
type Call = Readonly<{ on: (event: 'error' | 'close', listener: (error: Error) => void) => unknown; cancel: () => void }>;

/** So many troubles in a row, with no success between, and the client is thrown away. Silence counts double. */
const MOST_TROUBLES = 3;
const NO_TROUBLE: ReadonlySet<Why> = new Set(['slow', 'moved']);
const OLDEST = [22, 6] as const;
const UNIMPLEMENTED = 12;

/** One client, alive: what goes through it, and how it has fared. */
export class Link {
  troubles = 0;
  lastTrouble: Failure | undefined;
  /** Has it been seen that the position in an answer is the event’s own? */
  tellsPositions: boolean | undefined;
  /** Has it been seen that the answer to a read ends with word of where the stream ends? Then one without it was broken off. */
  tellsEnds: boolean | undefined;
  /** Given up: it takes no more calls, and what is still under way through it counts no more. */
  retired = false;
  private readonly calls = new Set<Readonly<{ cancel: () => void }>>();
  private appending: AppendCall | undefined;
  private following: Call | undefined;
  private channel: Readonly<{ close: () => void }> | undefined;

  constructor(private readonly inside: Inside) {}

  /** @throws Failure if the server cannot be used at all */
  async probe(): Promise<void> {
    const told = await this.features();
    const version = told?.getEventStoreServerVersion() ?? 'unknown';
    if (!told || isOlder(version) || !told.getMethodsList().some(isBatchAppend)) throw new Failure('refused', `The server is of version ${version}; ${OLDEST.join('.')} or later is needed.`);
  }

  /** What the server says of itself; undefined: it does not know the question. The client’s own way to ask can reject unheard. */
  private async features(): Promise<features.SupportedMethods | undefined> {
    const client = await this.inside.getGRPCClient(featureServices.ServerFeaturesClient, 'features');
    if (this.retired) throw givenUp();
    this.channel = client.getChannel();
    return new Promise((done, failed) => {
      const call = client.getSupportedMethods(new words.Empty(), (error, told) => {
        this.calls.delete(call);
        if (error && error.code !== UNIMPLEMENTED) failed(error);
        else done(error ? undefined : told);
      });
      this.calls.add(call);
    });
  }

  /** @param ms how long the node may be looked for; if it is found later, nothing is asked of it */
  async read(request: streams.ReadReq, ms: number): Promise<ClientReadableStream<streams.ReadResp>> {
    return this.begin(await this.node(ms), (client, metadata, options) => client.read(request, metadata, options));
  }

  /** A read that ends as soon as the link is given up: another link takes it up where it was. */
  async follow(request: streams.ReadReq, ms: number): Promise<ClientReadableStream<streams.ReadResp>> {
    const call = await this.read(request, ms);
    this.following = call;
    return call;
  }

  /** The call for appends; a new one if the last has ended, which whoever comes first opens for all. */
  async appends(ms: number): Promise<AppendCall> {
    if (!this.retired && this.appending?.ended === false) return this.appending;
    const node = await this.node(ms);
    if (this.appending?.ended !== false) this.appending = new AppendCall(this.begin(node, (client, metadata, options) => client.batchAppend(metadata, options)));
    return this.appending;
  }

  /** Takes no more calls; those under way keep their own time. Its channel is let go at once, or the next link would go through the same connection. */
  retire(): void {
    this.retired = true;
    this.channel?.close();
    this.following?.cancel();
    this.appending?.finish();
  }

  close(): void {
    this.retire();
    for (const call of this.calls) call.cancel();
  }

  private async node(ms: number): Promise<Streams> {
    if (this.retired) throw givenUp();
    const client = await within(this.inside.getGRPCClient(services.StreamsClient, 'streams'), ms, 'Finding the node');
    if (this.retired) throw givenUp();
    this.channel = client.getChannel();
    return client;
  }

  /** Begins a call to the leader. Its errors have a listener from the first moment: an error nobody listens to ends the process. */
  private begin<C extends Call>(client: Streams, make: (client: Streams, metadata: Metadata, options: CallOptions) => C): C {
    const call = make(client, ...this.inside.callArguments({ requiresLeader: true }, { deadline: Number.POSITIVE_INFINITY }));
    this.calls.add(call);
    call.on('error', (error) => { this.inside.handleError(client, error).catch(() => { /* the next call finds out */ }); });
    call.on('close', () => { this.calls.delete(call); });
    return call;
  }
}

const isOlder = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return /^\d+[.]\d+/.test(version) && (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]));
};
const isBatchAppend = (method: features.SupportedMethod): boolean =>
  `/${method.getServiceName()}/${method.getMethodName()}`.toLowerCase() === services.StreamsService.batchAppend.path.toLowerCase();
const givenUp = (): Failure => new Failure('unknown', 'The connection was given up.');

/** The one connection of a store: made when first needed, probed, and made anew when it is poisoned. */
export class Connection {
  private current: Promise<Link> | undefined;
  /** The current one, and those given up that may still have calls under way. */
  private readonly links = new Set<Link>();
  private closed = false;
  /** Why nothing could be reached lately. */
  trouble: string | undefined;

  constructor(private readonly address: string, readonly deadlineMs: number, private readonly figures: Figures) {}

  link(): Promise<Link> {
    if (this.closed) return Promise.reject(new Failure('refused', 'The event store is closed.'));
    return this.current ??= this.connect();
  }

  /** Makes the call, again and again while failures pass by and time is left. @throws what the port throws, with `what` in its words */
  async persist<T>(budget: Budget, what: string, once: (link: Link, time: Budget) => Promise<T>): Promise<T> {
    let last: Failure | undefined;
    for (let failures = 0; ; failures++) {
      const tried = await this.attempt(budget, once);
      if ('value' in tried) return tried.value;
      if (tried.why.isFinal) throw portErrorOf(tried.why, what);
      last = tried.why.why === 'expired' ? last ?? tried.why : tried.why; // that time ran out says less than what took it
      await pause(Math.min(budget.leftMs, backoffMs(failures, 500)));
      if (budget.isOver || this.closed) throw new StoreUnavailable(`${what}: ${addressToShow(this.address)} cannot be used. ${last.message}`, { cause: last });
      this.figures.repeats += 1;
    }
  }

  /** One try, through whatever link there is. @param reserveMs time that it must leave */
  async attempt<T>(budget: Budget, once: (link: Link, time: Budget) => Promise<T>, reserveMs = 0): Promise<Readonly<{ value: T }> | Readonly<{ why: Failure }>> {
    let link: Link | undefined;
    try {
      link = await within(this.link(), budget.leftMs - reserveMs, 'Connecting');
      const value = await once(link, budget.ofOneTry(reserveMs));
      link.troubles = 0;
      this.trouble = undefined;
      return { value };
    } catch (error) {
      const why = failureOf(error);
      if (!why.isFinal) this.note(link, why);
      return { why };
    }
  }

  /** Takes the failure down; after too many no more calls go through the client. */
  note(link: Link | undefined, why: Failure): void {
    if (link?.retired) return;
    this.trouble = why.message;
    if (!link || NO_TROUBLE.has(why.why) || why === link.lastTrouble) return;
    link.lastTrouble = why;
    link.troubles += why.why === 'expired' ? 2 : 1;
    if (link.troubles >= MOST_TROUBLES) this.discard(link);
  }

  /** Others may still be answered through it: it is left to them. */
  private discard(link: Link): void {
    this.current = undefined;
    this.figures.rebuilds += 1;
    link.retire();
    setTimeout(() => this.end(link), this.deadlineMs).unref();
  }

  close(): void {
    this.closed = true;
    for (const link of this.links) link.close();
  }

  private end(link: Link): void {
    link.close();
    this.links.delete(link);
  }

  /** A client that failed its probe has remembered the failure for ever, and is not kept. */
  private async connect(): Promise<Link> {
    let link: Link | undefined;
    try {
      link = new Link(EventStoreDBClient.connectionString(addressForClient(this.address)) as unknown as Inside);
      this.links.add(link);
      await within(link.probe(), this.deadlineMs / 2, 'The first word with the server');
      return link;
    } catch (error) {
      if (link) this.end(link);
      this.current = undefined;
      this.trouble = (error as Error).message;
      throw isSetting(error) ? new Failure('refused', (error as Error).message, 0, { cause: error }) : error;
    }
  }
}

/** Is it the address itself, or a file it names? Asking again would not help. */
const isSetting = (error: unknown): boolean => /^Unexpected ".*expected |certificate|userCertFile|^Invalid /.test((error as Error).message) && !('code' in (error as object));
