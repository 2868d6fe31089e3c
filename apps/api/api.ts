import { Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ContextsModule } from '#platform/cqrs';
import { createHttpApp, createLogger, HttpModule } from '#platform/http';
import { buses } from './contexts.ts';
import { Engine, LedgerModule, type Projecting } from './storage.ts';

/** Where the ledger is kept, and where its log lines go (standard output, if nothing is said). */
export type ApiOptions = Readonly<{ dataFolder: string; logger?: ReturnType<typeof createLogger>; projecting?: Projecting }>;

@Module({})
class ApiModule {
  static at(dataFolder: string, projecting: Projecting): DynamicModule {
    const contexts = ContextsModule.of(buses);
    return { module: ApiModule, imports: [LedgerModule.at(dataFolder, projecting, contexts), HttpModule.of(buses, contexts)] };
  }
}

/**
 * The ledger of a data folder over HTTP, running but not yet listening. SIGTERM and SIGINT, or `close()`, end it gently: no new
 * connections, requests answered, reactions and projection stopped, stores closed.
 * @throws StoreUnavailable if the folder holds no ledger that can be written durably
 */
export const createApi = async ({ dataFolder, logger = createLogger(), projecting = 'here' }: ApiOptions): Promise<NestFastifyApplication> => {
  const app = await createHttpApp(ApiModule.at(dataFolder, projecting), logger, buses);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  await app.init();
  await app.get(Engine).start();
  return app;
};
