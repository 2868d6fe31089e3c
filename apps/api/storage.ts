import { createHash } from 'node:crypto';
import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { TokenStore } from '#platform/access';
import { Checkpoints, ContextsModule, Duties, Reactor, REACTIONS, Watcher, type Work } from '#platform/cqrs';
import { EventStore } from '#platform/event-store';
import { Deliveries, WEBHOOKS } from '#platform/feed';
import { fingerprintOf, Past, Projection, ProjectionInTurn, ProjectionThread, Projector, RowStore } from '#platform/read-models';
import { buses } from './contexts.ts';
import type { Stores } from './stores.ts';

/** Where rows are projected: in this thread, or in one of its own, so that requests need not wait for it. */
export type Projecting = 'here' | 'thread';

/** The module beside this one in which the thread begins, as a source or built, like this one. */
const THREAD = new URL(import.meta.url.replace(/storage(?=\.[jt]s$)/, 'projection.thread'));
const SHORT = 8;

const projectionOf = ({ place, events, rows }: Stores, projecting: Projecting): Projection => {
  const own = projecting === 'here'
    ? new Projector(events, rows, buses.views, buses.eventTypes)
    : new ProjectionThread(events, rows, buses.views, { entry: THREAD, workerData: place });
  return new ProjectionInTurn(own, events, rows, buses.views);
};

/** The past is folded from what is here of the log, if it is on another machine that cannot be reached. */
const pastOf = ({ events, mirrored }: Stores): Past =>
  new Past(mirrored ? { head: () => mirrored.latest(), after: (position, limit) => mirrored.after(position, limit) } : events, buses.eventTypes);

/** The opened stores of a ledger, for whoever needs them. */
@Global()
@Module({})
export class Storage {
  static of(stores: Stores, projecting: Projecting): DynamicModule {
    const providers = [
      { provide: EventStore, useValue: stores.events },
      { provide: RowStore, useValue: stores.rows },
      { provide: Checkpoints, useValue: stores.checkpoints },
      { provide: TokenStore, useValue: stores.tokens },
      { provide: Projection, useFactory: () => projectionOf(stores, projecting) },
      { provide: Past, useFactory: () => pastOf(stores) },
    ];
    return { module: Storage, providers, exports: providers.map(({ provide }) => provide) };
  }
}

type Runners = Readonly<{ projection: Projection; reactor: Reactor; watcher: Watcher; deliveries: Deliveries }>;

/** What runs by itself: the projection; reactions and watches; webhooks. One process at a time does each. */
const worksOf = ({ mirrored }: Stores, { projection, reactor, watcher, deliveries }: Runners): readonly Work[] => [
  {
    work: 'projection', key: `projection-${createHash('sha256').update(fingerprintOf(buses.views)).digest('hex').slice(0, SHORT)}`,
    begin: async () => {
      await mirrored?.caughtUp(await mirrored.head()); // rows may know more than a mirror that has just begun
      projection.start();
    },
    end: () => projection.stop(),
  },
  {
    work: REACTIONS,
    begin: async (lease) => {
      await reactor.start(lease);
      watcher.start();
    },
    end: async () => {
      await watcher.stop();
      await reactor.stop();
    },
  },
  { work: WEBHOOKS, begin: (lease) => deliveries.start(lease), end: () => deliveries.stop() },
];

/** The life of it all: work is taken after the start, and let go after the last request was answered; the stores are closed after it. */
export class Engine implements OnApplicationShutdown {
  /** @param last what is done when all is closed */
  constructor(private readonly duties: Duties, private readonly past: Past, private readonly stores: Stores, private readonly last = async (): Promise<void> => {}) {}

  /** Does not wait for the views: where they have to be built first, /health/ready tells how far that has come. @param working false: others do the work */
  async start(working = true): Promise<void> {
    this.stores.mirrored?.follow();
    if (working) await this.duties.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.duties.stop();
    await this.past.close();
    await this.stores.close();
    await this.last();
  }
}

/** The whole ledger without HTTP: stores, contexts, and what runs by itself. */
@Module({})
export class LedgerModule {
  /** @param last what is done when all is closed */
  static of(stores: Stores, projecting: Projecting, { contexts = ContextsModule.of(buses), last }: Readonly<{ contexts?: DynamicModule; last?: () => Promise<void> }> = {}): DynamicModule {
    const { place: { webhooksTo: reach } } = stores;
    const providers = [
      { provide: Deliveries, useFactory: () => new Deliveries(stores.events, stores.webhooks, { ...(reach && { reach }) }) },
      {
        provide: Duties, inject: [Projection, Reactor, Watcher, Deliveries],
        useFactory: (projection: Projection, reactor: Reactor, watcher: Watcher, deliveries: Deliveries) =>
          new Duties(stores.checkpoints, worksOf(stores, { projection, reactor, watcher, deliveries })),
      },
      { provide: Engine, inject: [Duties, Past], useFactory: (duties: Duties, past: Past) => new Engine(duties, past, stores, last) },
    ];
    return { module: LedgerModule, global: true, imports: [Storage.of(stores, projecting), contexts], providers, exports: [contexts, Engine, Duties, Deliveries] };
  }
}
