import { Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ContextsModule } from '#platform/cqrs';
import { createHttpApp, createLogger, HttpModule } from '#platform/http';
import { buses } from './contexts.ts';
import { certificatePaper } from './papers.ts';
import type { Place } from './settings.ts';
import { Engine, LedgerModule, type Projecting } from './storage.ts';
import { begun, openStores, type Stores } from './stores.ts';

/**
 * Where the ledger is kept: a folder, or a place with other engines; where its log lines go (standard output, if nothing is said); under which address it is known
 * outside: that is printed. `last`: what is done when all is closed. `engine: false`: it answers, and other processes project, react and watch.
 */
export type ApiOptions = (Readonly<{ dataFolder: string }> | Readonly<{ place: Place }>)
  & Readonly<{ logger?: ReturnType<typeof createLogger>; projecting?: Projecting; address?: string; engine?: boolean; last?: () => Promise<void> }>;

/** As `kimberlite serve` has it, if nothing is said. */
export const LOCAL_ADDRESS = 'http://127.0.0.1:3000';

@Module({})
class ApiModule {
  static of(stores: Stores, { projecting, address, last }: Readonly<{ projecting: Projecting; address: string; last?: () => Promise<void> }>): DynamicModule {
    const contexts = ContextsModule.of(buses);
    return { module: ApiModule, imports: [LedgerModule.of(stores, projecting, { contexts, ...(last && { last }) }), HttpModule.of(buses, contexts, [certificatePaper(address)])] };
  }
}

/**
 * A ledger over HTTP, running but not yet listening. SIGTERM and SIGINT, or `close()`, end it gently: no new
 * connections, requests answered, reactions and projection stopped, stores closed.
 * @throws UnfitSetting with the setting and the remedy; StoreUnavailable if the folder holds no ledger that can be written durably
 */
export const createApi = async ({ logger = createLogger(), projecting = 'here', address = LOCAL_ADDRESS, engine = true, last, ...where }: ApiOptions): Promise<NestFastifyApplication> => {
  const stores = await openStores('place' in where ? where.place : where);
  const app = await begun(stores, () => createHttpApp(ApiModule.of(stores, { projecting, address, ...(last && { last }) }), logger, buses));
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  await app.init();
  await app.get(Engine).start(engine);
  return app;
};
