import type { CallOptions, Channel, ClientReadableStream, Metadata } from '@grpc/grpc-js';
import { EventStoreDBClient } from '@eventstore/db-client';
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
  readonly capabilities: Promise<Readonly<{ serverVersion: string; supports: (method: object) => boolean }>>;
  getGRPCClient: (kind: typeof services.StreamsClient, name: string) => Promise<Streams>;
  callArguments: (options: Readonly<{ requiresLeader: boolean }>, call: Readonly<{ deadline: number }>) => [Metadata, CallOptions];
  handleError: (client: Streams, error: Error) => Promise<void>;
  getChannel: () => Promise<Channel>;
};
type Call = Readonly<{ on: (event: 'error' | 'close', listener: (error: Error) => void) => unknown; cancel: () => void }>;

/** So many troubles in a row, with no success between, and the client is thrown away. Silence counts double. */
const MOST_TROUBLES = 3;
const NO_TROUBLE: ReadonlySet<Why> = new Set(['slow', 'moved']);
const OLDEST = [22, 6] as const;

/** One client, alive: what goes through it, and how it has fared. */
export class Link {
  troubles = 0;
  lastTrouble: Failure | undefined;
  /** Has it been seen that the position in an answer is the event’s own? */
  tellsPositions: boolean | undefined;
  private readonly calls = new Set<Call>();
  private appending: Promise<AppendCall> | undefined;
  /** Given up: what is still under way through it fails, and counts no more. */
  closed = false;

  constructor(private readonly inside: Inside) {}

  /** @throws Failure if the server cannot be used at all */
  async probe(): Promise<void> {
    const { serverVersion, supports } = await this.inside.capabilities;
    const [major = 0, minor = 0] = serverVersion.split('.').map(Number);
    const isOld = /^\d+[.]\d+/.test(serverVersion) && (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]));
    if (isOld || !supports(services.StreamsService.batchAppend)) throw new Failure('refused', `The server is of version ${serverVersion}; ${OLDEST.join('.')} or later is needed.`);
  }

  /** Opens a call to the leader. Its errors have a listener from the first moment: an error nobody listens to ends the process. */
  async open<C extends Call>(make: (client: Streams, metadata: Metadata, options: CallOptions) => C): Promise<C> {
    const client = await this.inside.getGRPCClient(services.StreamsClient, 'ledger');
    if (this.closed) throw new Failure('unknown', 'The connection was given up.');
    const call = make(client, ...this.inside.callArguments({ requiresLeader: true }, { deadline: Number.POSITIVE_INFINITY }));
    this.calls.add(call);
    call.on('error', (error) => { this.inside.handleError(client, error).catch(() => { /* the next call finds out */ }); });
    call.on('close', () => { this.calls.delete(call); });
    return call;
  }

  read(request: streams.ReadReq): Promise<ClientReadableStream<streams.ReadResp>> {
    return this.open((client, metadata, options) => client.read(request, metadata, options));
  }

  /** The call for appends; a new one if the last has ended. */
  async appends(): Promise<AppendCall> {
    const call = await (this.appending ??= this.openAppends());
    if (!call.ended) return call;
    this.appending = undefined;
    return this.appends();
  }

  close(): void {
    this.closed = true;
    for (const call of this.calls) call.cancel();
    this.inside.getChannel().then((channel) => channel.close()).catch(() => { /* there was none */ });
  }

  private async openAppends(): Promise<AppendCall> {
    try {
      return new AppendCall(await this.open((client, metadata, options) => client.batchAppend(metadata, options)));
    } catch (error) {
      this.appending = undefined;
      throw error;
    }
  }
}

/** The one connection of a store: made when first needed, probed, and made anew when it is poisoned. */
export class Connection {
  private current: Promise<Link> | undefined;
  private closed = false;
  /** Why nothing could be reached lately. */
  trouble: string | undefined;

  constructor(private readonly address: string, private readonly deadlineMs: number, private readonly figures: Figures) {}

  link(): Promise<Link> {
    if (this.closed) return Promise.reject(new Failure('refused', 'The event store is closed.'));
    return this.current ??= this.connect();
  }

  /** Makes the call, again and again while failures pass by and time is left. @throws what the port throws, with `what` in its words */
  async persist<T>(budget: Budget, what: string, once: (link: Link, ms: number) => Promise<T>): Promise<T> {
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
  async attempt<T>(budget: Budget, once: (link: Link, ms: number) => Promise<T>, reserveMs = 0): Promise<Readonly<{ value: T }> | Readonly<{ why: Failure }>> {
    let link: Link | undefined;
    try {
      link = await within(this.link(), budget.leftMs - reserveMs, 'Connecting');
      const value = await once(link, Math.min(budget.tryMs, budget.leftMs - reserveMs));
      link.troubles = 0;
      this.trouble = undefined;
      return { value };
    } catch (error) {
      const why = failureOf(error);
      if (!why.isFinal) this.note(link, why);
      return { why };
    }
  }

  /** Takes the failure down; after too many the client is thrown away with all that hangs on it. */
  note(link: Link | undefined, why: Failure): void {
    this.trouble = why.message;
    if (!link || link.closed || NO_TROUBLE.has(why.why) || why === link.lastTrouble) return;
    link.lastTrouble = why;
    link.troubles += why.why === 'expired' ? 2 : 1;
    if (link.troubles >= MOST_TROUBLES) this.discard(link);
  }

  private discard(link: Link): void {
    this.current = undefined;
    this.figures.rebuilds += 1;
    link.close();
  }

  async close(): Promise<void> {
    this.closed = true;
    const link = await this.current?.catch(() => undefined);
    link?.close();
  }

  /** A client that failed its probe has remembered the failure for ever, and is not kept. */
  private async connect(): Promise<Link> {
    let link: Link | undefined;
    try {
      link = new Link(EventStoreDBClient.connectionString(addressForClient(this.address)) as unknown as Inside);
      await within(link.probe(), this.deadlineMs / 2, 'The first word with the server');
      return link;
    } catch (error) {
      link?.close();
      this.current = undefined;
      this.trouble = (error as Error).message;
      throw isSetting(error) ? new Failure('refused', (error as Error).message, 0, { cause: error }) : error;
    }
  }
}

/** Is it the address itself, or a file it names? Asking again would not help. */
const isSetting = (error: unknown): boolean => /^Unexpected ".*expected |certificate|userCertFile|^Invalid /.test((error as Error).message) && !('code' in (error as object));
