import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { TokenStore } from '#platform/access';
import { Duties, Importer, Reactor, type Answered, type Buses, type Looked, type Sight, type When } from '#platform/cqrs';
import { EventStore, type MirroredEventStore } from '#platform/event-store';
import { Projection, RowStore, type Moment } from '#platform/read-models';
import { buses } from './contexts.ts';
import type { Place } from './settings.ts';
import { Engine, LedgerModule, type Projecting } from './storage.ts';
import { begun, openStores } from './stores.ts';

/** An hour: whoever asks from a command line waits until the views are built. */
const PATIENCE_MS = 3_600_000;

/** A ledger without HTTP, for the command line and for tests. */
export type OpenedLedger = Readonly<{
  bus: CommandBus; importer: Importer; buses: Buses;
  events: EventStore; rows: RowStore; projection: Projection; reactor: Reactor; tokens: TokenStore; duties: Duties;
  /** One ledger from another. */ ledgerId: string;
  /** If its log is on another machine: that log and the mirror of it here. */ mirrored?: MirroredEventStore;
  /** Asks a view by its name, as far as the log goes now, or as it was at a moment. @throws TypeError if there is no such view */
  look: (view: string, looked: Looked, moment?: Moment) => Promise<Sight>;
  /** Asks an inquiry by its name, in the same way. @throws Malformed; TypeError if there is no such inquiry */
  inquire: (inquiry: string, asked: unknown, moment?: Moment) => Promise<Answered>;
  close: () => Promise<void>;
}>;

/**
 * Opens a ledger: that of a data folder, or one on other engines. With `start: false` neither reactions nor projection run, and `look` does not answer.
 * @throws UnfitSetting with the setting and the remedy; StoreUnavailable if the folder holds no ledger that can be written durably
 */
export const openLedger = async (place: string | Place, { start = true, projecting = 'here' }: { start?: boolean; projecting?: Projecting } = {}): Promise<OpenedLedger> => {
  const stores = await openStores(typeof place === 'string' ? { dataFolder: place } : place);
  const app = await begun(stores, () => NestFactory.createApplicationContext(LedgerModule.of(stores, projecting), { logger: ['error', 'warn'], abortOnError: false }));
  if (start) await app.get(Engine).start().catch(async (error: unknown) => { await app.close(); throw error; });
  const [queries, events] = [app.get(QueryBus), app.get(EventStore)];
  const when = async (moment?: Moment): Promise<When> => ({ timeoutMs: PATIENCE_MS, ...(moment ? { moment } : { minPosition: await events.head() }) });
  const look = async (name: string, looked: Looked, moment?: Moment): Promise<Sight> => {
    const found = buses.queries.find(({ view }) => view.name === name);
    if (!found) throw new TypeError(`There is no view ${name}.`);
    return queries.execute<Sight>(new found.query(looked, await when(moment)));
  };
  const inquire = async (name: string, asked: unknown, moment?: Moment): Promise<Answered> => {
    const found = buses.inquiries.find(({ inquiry }) => inquiry.name === name);
    if (!found) throw new TypeError(`There is no inquiry ${name}.`);
    return queries.execute<Answered>(new found.query(asked, await when(moment)));
  };
  return {
    bus: app.get(CommandBus), importer: app.get(Importer), buses, events, rows: app.get(RowStore), projection: app.get(Projection),
    reactor: app.get(Reactor), tokens: app.get(TokenStore), duties: app.get(Duties), ledgerId: stores.ledgerId, ...(stores.mirrored && { mirrored: stores.mirrored }),
    look, inquire, close: () => app.close(),
  };
};
