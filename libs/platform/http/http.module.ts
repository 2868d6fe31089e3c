import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { BearerGuard } from '#platform/access';
import type { Buses } from '#platform/cqrs';
import { addressOf } from './addresses.ts';
import { commandRoute } from './command-route.ts';
import { publishDocument } from './docs-page.ts';
import { documentOf } from './document.ts';
import { eventRoute } from './event-route.ts';
import { Health } from './health.ts';
import { inquiryRoute } from './inquiry-route.ts';
import { Methods } from './methods.ts';
import { Metrics } from './metrics.ts';
import { OwnWrites } from './own-writes.ts';
import { paperRoute, type Paper } from './paper-route.ts';
import { ProblemFilter } from './problem-filter.ts';
import { problemPages } from './problem-pages.ts';
import { nestLogger } from './request-log.ts';
import { serverFor } from './server.ts';
import { viewRoute, walkRoute } from './view-route.ts';

/** Gives every command, every view and every inquiry on the buses its address. Commands that only the ledger gives itself have none. */
@Module({})
export class HttpModule {
  /**
   * @param contexts the module that puts the buses’ handlers in place
   * @param papers what can be printed of rows
   * @throws TypeError if two commands have one address
   */
  static of(buses: Buses, contexts: DynamicModule, papers: readonly Paper[] = []): DynamicModule {
    const commands = buses.commands.filter(({ decider, type }) => !decider.internal?.includes(type));
    refuseTwins(commands.map(({ context, decider, type }) => addressOf(context, decider, type)));
    const pages = new Set(buses.views.map(({ name }) => name));
    const controllers = [
      ...commands.map((one) => commandRoute(one, pages)), ...buses.queries.map(viewRoute),
      ...buses.queries.filter(({ view }) => view.edges).map(walkRoute), ...buses.inquiries.map(inquiryRoute),
      ...papers.map((paper) => paperRoute(paper, buses)), eventRoute(buses.eventTypes), Health, Metrics, problemPages(buses),
    ];
    return { module: HttpModule, imports: [contexts], controllers, providers: [{ provide: OwnWrites, useValue: new OwnWrites() }] };
  }
}

const refuseTwins = (addresses: readonly string[]): void => {
  const twin = addresses.find((address, i) => addresses.indexOf(address) !== i);
  if (twin !== undefined) throw new TypeError(`Two commands have the address ${twin}.`);
};

@Module({})
class Doorkeeper {
  static of(root: DynamicModule, log: Logger, methods: Methods): DynamicModule {
    const filter = { provide: APP_FILTER, useFactory: () => new ProblemFilter(log, (path) => methods.at(path)) };
    return { module: Doorkeeper, imports: [root], providers: [filter, { provide: APP_GUARD, useClass: BearerGuard }] };
  }
}

/**
 * An application with our server below it: strict bodies, tokens, problems, headers, one log line per request. Not yet listening.
 * A global module of the root provides TokenStore. With `buses` it also publishes their OpenAPI document.
 */
export const createHttpApp = async (root: DynamicModule, log: Logger, buses?: Buses): Promise<NestFastifyApplication> => {
  const methods = new Methods();
  const app = await NestFactory.create<NestFastifyApplication>(
    Doorkeeper.of(root, log, methods), serverFor(log, methods), { logger: nestLogger(log), bodyParser: false, abortOnError: false },
  );
  if (buses) publishDocument(app, documentOf(app, buses));
  return app;
};
