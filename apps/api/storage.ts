import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { SqliteTokenStore, TokenStore } from '#platform/access';
import { Checkpoints, ContextsModule, Reactor, SqliteCheckpoints, Watcher } from '#platform/cqrs';
import { EventStore, SqliteEventStore } from '#platform/event-store';
import { Past, Projection, ProjectionThread, Projector, RowStore, SqliteRowStore } from '#platform/read-models';
import { buses } from './contexts.ts';

const OWNER_ONLY = 0o700;

/** Where rows are projected: in this thread, or in one of its own, so that requests need not wait for it. */
export type Projecting = 'here' | 'thread';

/** Where the log of a data folder is. */
export const logOf = (dataFolder: string): string => join(dataFolder, 'ledger.db');

/** The module beside this one in which the thread begins, as a source or built, like this one. */
const THREAD = new URL(import.meta.url.replace(/storage(?=\.[jt]s$)/, 'projection.thread'));

const projectionOf = (dataFolder: string, projecting: Projecting) => (events: EventStore, rows: RowStore): Projection =>
  (projecting === 'here'
    ? new Projector(events, rows, buses.views, buses.eventTypes)
    : new ProjectionThread(events, rows, buses.views, { entry: THREAD, workerData: dataFolder }));

/** The stores of one data folder, all SQLite: the log, its views, how far the reactions have come, and the tokens. Each in a file of its own. */
@Global()
@Module({})
export class Storage {
  static at(dataFolder: string, projecting: Projecting): DynamicModule {
    mkdirSync(dataFolder, { recursive: true, mode: OWNER_ONLY });
    const providers = [
      { provide: EventStore, useFactory: () => new SqliteEventStore(logOf(dataFolder)) },
      { provide: RowStore, useFactory: () => new SqliteRowStore(dataFolder) },
      { provide: Checkpoints, useFactory: () => new SqliteCheckpoints(join(dataFolder, 'reactions.db')) },
      { provide: TokenStore, useFactory: () => new SqliteTokenStore(join(dataFolder, 'access.db')) },
      { provide: Projection, inject: [EventStore, RowStore], useFactory: projectionOf(dataFolder, projecting) },
      { provide: Past, inject: [EventStore], useFactory: (events: EventStore) => new Past(events, buses.eventTypes) },
    ];
    return { module: Storage, providers, exports: providers.map(({ provide }) => provide) };
  }
}

type Closable = Readonly<{ close: () => Promise<void> }>;

/** What runs by itself: reactions, projection and watches. It ends after the last request was answered, and the stores after it. */
export class Engine implements OnApplicationShutdown {
  private running = false;
  private readonly stores: readonly Closable[];
  constructor(private readonly reactor: Reactor, private readonly projection: Projection, private readonly watcher: Watcher, ...stores: readonly Closable[]) {
    this.stores = stores;
  }

  /** Does not wait: where the views have to be built first, /health/ready tells how far that has come. */
  async start(): Promise<void> {
    this.running = true;
    await this.reactor.start();
    this.projection.start();
    this.watcher.start();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.running) {
      await this.watcher.stop();
      await this.reactor.stop();
      await this.projection.stop();
    }
    for (const store of this.stores) await store.close();
  }
}

const engine = {
  provide: Engine, inject: [Reactor, Projection, Watcher, Past, EventStore, RowStore, Checkpoints, TokenStore],
  useFactory: (...parts: ConstructorParameters<typeof Engine>) => new Engine(...parts),
};

/** The whole ledger without HTTP: stores, contexts, and what runs by itself. */
@Module({})
export class LedgerModule {
  static at(dataFolder: string, projecting: Projecting, contexts = ContextsModule.of(buses)): DynamicModule {
    return { module: LedgerModule, imports: [Storage.at(dataFolder, projecting), contexts], providers: [engine], exports: [contexts, Engine] };
  }
}
