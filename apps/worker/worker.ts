import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import { Duties, Reactor, Watcher } from '#platform/cqrs';
import { EventStore } from '#platform/event-store';
import { Deliveries } from '#platform/feed';
import { figuresOf, Health, nestLogger, sourcesOf, type createLogger } from '#platform/http';
import { Projection } from '#platform/read-models';
import { scrape, watching } from '#platform/telemetry';
import { begun, Engine, LedgerModule, openStores, unfitAddress, type Place } from '../api/index.ts';

/** Where the ledger is kept, where log lines go, and where the worker is asked how it fares. */
export type WorkerOptions = Readonly<{ place: Place; logger: ReturnType<typeof createLogger>; port: number; host: string }>;

/** A worker at work, or standing by. `close` lets its work go to others, after what is under way. */
export type RunningWorker = Readonly<{ url: string; duties: Duties; close: () => Promise<void> }>;

type Answer = Readonly<{ status: number; headers?: Readonly<Record<string, string>>; body: string }>;

const JSON_TYPE = { 'content-type': 'application/json' };
const json = (status: number, body: object): Answer => ({ status, headers: JSON_TYPE, body: JSON.stringify(body) });

/** What can be asked of a worker: how it fares, and nothing of the ledger’s content. */
const answersOf = (health: Health, duties: Duties): Readonly<Record<string, () => Promise<Answer>>> => ({
  '/health/live': async () => json(200, { live: true }),
  '/health/ready': async () => {
    const { ready, reading: _, ...status } = await health.status();
    const works = duties.status().map(({ failure, ...duty }) => ({ ...duty, ...(failure !== undefined && { failure: 'It cannot be taken; the log says why.' }) }));
    // Whoever stands by is ready without rows of his own; whoever projects has to have them. Whoever can take nothing is of no use.
    const standsBy = !('failure' in status.store) && works.every(({ held }) => !held);
    const able = (ready || standsBy) && works.every((duty) => !('failure' in duty));
    return json(able ? 200 : 503, { ready: able, ...status, works });
  },
  '/metrics': scrape,
});

/** Whatever anybody writes there; `//` is no address, and must not be more than not found. */
const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?', 1)[0]!;

const listen = (answers: ReturnType<typeof answersOf>, { port, host }: WorkerOptions) => {
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const answer = request.method === 'GET' ? answers[pathOf(request)] : undefined;
    const given = answer ? answer() : Promise.resolve(json(404, { title: 'A worker answers /health/live, /health/ready and /metrics.', status: 404 }));
    given.catch(() => json(503, { ready: false })).then(({ status, headers, body }) => response.writeHead(status, headers).end(body), () => response.destroy());
  });
  return new Promise<Readonly<{ url: string; close: () => Promise<void> }>>((resolve, reject) => {
    server.once('error', (error) => reject(unfitAddress(error, { port, host }) as Error));
    server.listen(port, host, () => {
      const { port: bound } = server.address() as AddressInfo;
      const close = () => new Promise<void>((done) => { server.close(() => done()); server.closeAllConnections(); });
      resolve({ url: `http://${host}:${bound}`, close });
    });
  });
};

/**
 * The engine of a ledger without its HTTP interface: projections, reactions, watches. Several may run; each piece of work is done by one of them, and taken over
 * by another when that one ends.
 * @throws UnfitSetting with the setting and the remedy
 */
export const startWorker = async (options: WorkerOptions): Promise<RunningWorker> => {
  const stores = await openStores(options.place);
  const app = await begun(stores, () => NestFactory.createApplicationContext(LedgerModule.of(stores, 'thread'), { logger: nestLogger(options.logger), abortOnError: false }));
  const [events, projection, reactor, duties, deliveries] = [app.get(EventStore), app.get(Projection), app.get(Reactor), app.get(Duties), app.get(Deliveries)];
  const unwatch = watching(sourcesOf({ events, projection, reactor, deliveries, leases: () => duties.status().map(({ work, held }) => ({ of: work, held })), ...figuresOf(events) }));
  const end = async () => {
    unwatch();
    await app.close();
  };
  try {
    await app.get(Engine).start();
    const health = Object.assign(new Health(events, projection, reactor, app.get(Watcher)), { deliveries });
    const { url, close } = await listen(answersOf(health, duties), options);
    return { url, duties, close: async () => { await close(); await end(); } };
  } catch (error) {
    await end();
    throw error;
  }
};
