/**
 * A TEST DOUBLE of EventStoreDB, and not part of the product. It speaks the protocol of the server through the client’s own generated services and
 * keeps everything in memory. It is for proving what our adapter does when a server misbehaves; it proves nothing about a real server, and is as
 * durable as the process it runs in. See README.md.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type Server as NetServer, type Socket } from 'node:net';
import { Metadata, Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import featureServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import gossipServices from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import streamServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import words from '@eventstore/db-client/generated/shared_pb.js';
import { appendOnce, BatchAppends, type BatchCall, type Desk } from './appends.ts';
import type { Certified } from './certificates.ts';
import { endingOf, Faults, type Kind, type Place } from './faults.ts';
import { Log } from './log.ts';
import { endWith, readAll, readStream, Subscription, type Behaviour, type Manner, type ReadCall } from './reads.ts';

/** So many of the last events a stale read does not know. */
const STALE_BY = 3;

/** These faults change how a read is answered, and do not end it at once. */
const BENDING: ReadonlySet<Kind> = new Set(['stale', 'late', 'drop-midway', 'quiet-midway']);

type Call = { metadata: Metadata; emit: (event: 'error', error: object) => boolean };
export type ServerOptions = Readonly<{ clock?: () => number; behaviour?: Behaviour; version?: string; port?: number; log?: Log; /** With it, it speaks TLS. */ certified?: Certified }>;

const METHODS: readonly (readonly [string, string])[] = [
  ['event_store.client.streams.streams', 'read'], ['event_store.client.streams.streams', 'append'], ['event_store.client.streams.streams', 'batchappend'],
  ['event_store.client.gossip.gossip', 'read'], ['event_store.client.server_features.serverfeatures', 'getsupportedmethods'],
];

export class EventStoreTestServer {
  readonly faults = new Faults();
  readonly log: Log;
  port: number;
  /** Milliseconds between two messages, both ways: a slow link. */
  slowMs = 0;
  /** How far this server’s clock is ahead of ours. */
  skewMs = 0;
  /** Where the leader is, if it is not here. */
  leader: Readonly<{ host: string; port: number }> | undefined;
  /** How many bytes it takes in one append. */
  maxAppendBytes = Number.POSITIVE_INFINITY;
  /** Does the answer to a read end with word of where the stream ends? */
  tellsEnds = true;
  /** How often each place was called; `batch`: how many long calls for appends were opened. */
  readonly calls: Record<Place | 'batch', number> = { append: 0, batch: 0, read: 0, all: 0, subscription: 0, features: 0 };
  private server: Server | undefined;
  private deaf: NetServer | undefined;
  private readonly unheard = new Set<Socket>();

  constructor(private readonly options: ServerOptions = {}) {
    this.log = options.log ?? new Log(() => (options.clock?.() ?? Date.now()) + this.skewMs);
    this.port = options.port ?? 0;
  }

  get url(): string { return `esdb://127.0.0.1:${this.port}?tls=${this.options.certified !== undefined}`; }

  async start(): Promise<this> {
    const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024, 'grpc.so_reuseport': 0 });
    server.addService(streamServices.StreamsService, {
      read: (call: ReadCall) => this.read(call),
      append: (call: Parameters<typeof appendOnce>[0], answer: Parameters<typeof appendOnce>[1]) => { this.calls.append += 1; appendOnce(call, answer, this.desk()); },
      batchAppend: (call: BatchCall) => { this.calls.batch += 1; if (!this.redirects(call)) void new BatchAppends(call, this.desk()); },
    });
    server.addService(featureServices.ServerFeaturesService, {
      getSupportedMethods: (_call: ServerUnaryCall<words.Empty, features.SupportedMethods>, answer: sendUnaryData<features.SupportedMethods>) => this.tellFeatures(answer),
    });
    server.addService(gossipServices.GossipService, {
      read: (_call: ServerUnaryCall<words.Empty, gossip.ClusterInfo>, answer: sendUnaryData<gossip.ClusterInfo>) => answer(null, this.members()),
    });
    this.port = await new Promise<number>((bound, failed) => {
      server.bindAsync(`127.0.0.1:${this.port}`, this.credentials(), (error, port) => (error ? failed(error) : bound(port)));
    });
    this.server = server;
    return this;
  }

  /** As a machine goes down: every connection breaks. What was committed is kept. */
  stop(): void {
    this.server?.forceShutdown();
    this.deaf?.close();
    for (const socket of this.unheard) socket.destroy();
    this.unheard.clear();
    this.server = this.deaf = undefined;
  }

  /** As a machine that hangs: its port takes connections, and nobody ever answers there. */
  async hang(): Promise<void> {
    this.stop();
    const deaf = createServer((socket) => { this.unheard.add(socket.on('error', () => { /* the other side has gone */ })); });
    await new Promise<void>((listening) => { deaf.listen(this.port, '127.0.0.1', listening); });
    this.deaf = deaf;
  }

  async restart(pauseMs = 0): Promise<void> {
    this.stop();
    if (pauseMs > 0) await wait(pauseMs);
    await this.start();
  }

  private credentials(): ServerCredentials {
    const { certified } = this.options;
    if (!certified) return ServerCredentials.createInsecure();
    return ServerCredentials.createSsl(null, [{ private_key: Buffer.from(certified.key), cert_chain: Buffer.from(certified.certificate) }]);
  }

  private desk(): Desk {
    return {
      log: this.log,
      fault: () => this.faults.take('append'),
      nowMs: () => Date.now() + this.skewMs,
      maxBytes: () => this.maxAppendBytes,
      later: (act) => { this.calls.append += 1; if (this.slowMs > 0) setTimeout(act, this.slowMs); else act(); },
    };
  }

  private async read(call: ReadCall): Promise<void> {
    if (this.redirects(call)) return;
    const place = placeOf(call);
    this.calls[place] += 1;
    const fault = this.faults.take(place);
    if (fault?.kind === 'late') await wait(fault.afterMs ?? 100);
    if (fault && !BENDING.has(fault.kind)) this.goWrong(call, fault.kind);
    else await this.serve(call, place, this.mannerOf(call, fault?.kind));
  }

  private async serve(call: ReadCall, place: Place, manner: Manner): Promise<void> {
    if (place !== 'subscription') return this.readOnce(call, manner);
    if (manner.breakOff) setTimeout(manner.breakOff, 5);
    await new Subscription(call, this.log, this.options.behaviour ?? '24.6').run(randomUUID(), manner.pace);
  }

  private mannerOf(call: ReadCall, kind: Kind | undefined): Manner {
    const pace = () => (this.slowMs > 0 ? wait(this.slowMs) : Promise.resolve());
    const breakOff = kind?.endsWith('-midway') ? () => this.goWrong(call, kind) : undefined;
    return { pace, hidden: kind === 'stale' ? STALE_BY : 0, tellsEnds: this.tellsEnds, breakOff };
  }

  private async readOnce(call: ReadCall, manner: Manner): Promise<void> {
    if (call.request.getOptions()!.hasAll()) return readAll(call, this.log, manner);
    const name = this.nameIn(call);
    if (this.log.isDeleted(name)) endWith(call, 9, 'Event stream is deleted.', trailers({ exception: 'stream-deleted', 'stream-name': name }));
    else await readStream(call, this.log, manner);
  }

  private goWrong(call: ReadCall, kind: Kind): void {
    const ending = endingOf(kind);
    if (ending) endWith(call, ending.code, ending.details);
    else if (kind.startsWith('quiet')) call.end();
  }

  private nameIn(call: ReadCall): string { return Buffer.from(call.request.getOptions()!.getStream()!.getStreamIdentifier()!.getStreamName_asU8()).toString('utf8'); }

  /** A follower sends those away who ask for the leader. */
  private redirects(call: Call): boolean {
    if (!this.leader || call.metadata.get('requires-leader')[0] !== 'true') return false;
    const { host, port } = this.leader;
    endWith(call, 5, 'Leader info available', trailers({ exception: 'not-leader', 'leader-endpoint-host': host, 'leader-endpoint-port': `${port}` }));
    return true;
  }

  private tellFeatures(answer: sendUnaryData<features.SupportedMethods>): void {
    this.calls.features += 1;
    const fault = this.faults.take('features');
    if (fault) {
      const ending = endingOf(fault.kind);
      if (ending) answer({ ...ending, metadata: new Metadata() });
      else if (fault.kind === 'nowhere') answer({ code: 5, details: 'Leader info not available', metadata: trailers({ exception: 'not-leader' }) });
      return;
    }
    const methods = METHODS.map(([service, method]) => new features.SupportedMethod().setServiceName(service).setMethodName(method));
    answer(null, new features.SupportedMethods().setEventStoreServerVersion(this.options.version ?? '24.6.0').setMethodsList(methods));
  }

  private members(): gossip.ClusterInfo {
    const member = (host: string, port: number, state: number) => new gossip.MemberInfo().setInstanceId(new words.UUID().setString(randomUUID())).setTimeStamp(`${Date.now()}`)
      .setIsAlive(true).setState(state as never).setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port));
    const [LEADER, FOLLOWER] = [8, 6];
    const here = member('127.0.0.1', this.port, this.leader ? FOLLOWER : LEADER);
    return new gossip.ClusterInfo().setMembersList(this.leader ? [here, member(this.leader.host, this.leader.port, LEADER)] : [here]);
  }
}

const wait = (ms: number): Promise<void> => new Promise((done) => { setTimeout(done, ms); });

const placeOf = (call: ReadCall): Place => {
  const options = call.request.getOptions()!;
  if (options.hasSubscription()) return 'subscription';
  return options.hasAll() ? 'all' : 'read';
};

const trailers = (entries: Readonly<Record<string, string>>): Metadata => {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(entries)) metadata.set(name, value);
  return metadata;
};
