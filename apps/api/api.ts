import { Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ContextsModule } from '#platform/cqrs';
import { createHttpApp, createLogger, HttpModule } from '#platform/http';
import { buses } from './contexts.ts';
import { certificatePaper } from './papers.ts';
import { Engine, LedgerModule, type Projecting } from './storage.ts';

/** Where the ledger is kept, where its log lines go (standard output, if nothing is said), and under which address it is known outside: that is printed. */
export type ApiOptions = Readonly<{ dataFolder: string; logger?: ReturnType<typeof createLogger>; projecting?: Projecting; address?: string }>;

/** As `kimberlite serve` has it, if nothing is said. */
export const LOCAL_ADDRESS = 'http://127.0.0.1:3000';

@Module({})
class ApiModule {
  static at(dataFolder: string, projecting: Projecting, address: string): DynamicModule {
    const contexts = ContextsModule.of(buses);
    return { module: ApiModule, imports: [LedgerModule.at(dataFolder, projecting, contexts), HttpModule.of(buses, contexts, [certificatePaper(address)])] };
  }
}

/**
 * The ledger of a data folder over HTTP, running but not yet listening. SIGTERM and SIGINT, or `close()`, end it gently: no new
 * connections, requests answered, reactions and projection stopped, stores closed.
 * @throws StoreUnavailable if the folder holds no ledger that can be written durably
 */
export const createApi = async ({ dataFolder, logger = createLogger(), projecting = 'here', address = LOCAL_ADDRESS }: ApiOptions): Promise<NestFastifyApplication> => {
  const app = await createHttpApp(ApiModule.at(dataFolder, projecting, address), logger, buses);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  await app.init();
  await app.get(Engine).start();
  return app;
};
