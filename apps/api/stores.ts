import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { PostgresTokenStore, SqliteTokenStore, type TokenStore } from '#platform/access';
import { PostgresCheckpoints, REACTIONS, SqliteCheckpoints, type Checkpoints } from '#platform/cqrs';
import { MirroredEventStore, MirrorEventStore, openEventStoreDb, SqliteEventStore, StoreUnavailable, type EventStore, type EventStoreDbOptions } from '#platform/event-store';
import { PostgresWebhookStore, SqliteWebhookStore, type WebhookStore } from '#platform/feed';
import { openPostgres, openPostgresRows, SqliteRowStore, UnfitDatabase, type RowStore } from '#platform/read-models';
import { buses } from './contexts.ts';
import { logOf, makeFolder, mirrorOf, openIn, refuseFolder } from './folder.ts';
import { UnfitSetting, type DatabasePlace, type EventStorePlace, type Place } from './settings.ts';

/** Clocks further apart than this are not kept by anybody. */
const CLOCK_TOLERANCE_MS = 10_000;
const SCHEMA = 'kimberlite';

/** The stores of a ledger, opened and found to belong together. */
export type Stores = Readonly<{
  place: Place; ledgerId: string; events: EventStore; rows: RowStore; checkpoints: Checkpoints; tokens: TokenStore; webhooks: WebhookStore;
  /** If the log is on another machine. */ mirrored?: MirroredEventStore;
  close: () => Promise<void>;
}>;

type Closable = Readonly<{ close: () => Promise<void> }>;

const refuseClock = (setting: string, aheadMs: number): void => {
  if (Math.abs(aheadMs) <= CLOCK_TOLERANCE_MS) return;
  const seconds = Math.round(Math.abs(aheadMs) / 1_000);
  throw new UnfitSetting(setting, `the clock there is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} the clock here. Let NTP keep both, then start again.`);
};

/** An error at the start as the setting’s. */
const unfit = (setting: string, error: unknown): unknown => {
  if (/^42(703|P01|804)$/.test(String((error as { code?: unknown }).code))) {
    return new UnfitSetting('DATABASE_SCHEMA', `tables there are not ours (${(error as Error).message}). Name another schema, which is made if it is not there.`, { cause: error });
  }
  if (error instanceof UnfitDatabase) return new UnfitSetting(error.setting, error.message.slice(error.setting.length + 2), { cause: error });
  return error instanceof StoreUnavailable ? new UnfitSetting(setting, `${error.message}${setting === 'EVENTSTORE_URL' ? remedyFor(error.message) : ''}`, { cause: error }) : error;
};

/** What is not said by EventStoreDB’s refusal itself. That of the database says it all. */
const remedyFor = (message: string): string => {
  if (/Is the address right|lacks the right|Use the program|kimberlite migrate|or later is needed/.test(message)) return '';
  if (/certificate|SSL|TLS|self.signed|handshake/i.test(message)) return ' Name the authority’s certificate in tlsCAFile, and the host as the certificate names it; or tls=false, if the server has none.';
  return ' Is the address right, does the server run, and does it speak TLS as the address says?';
};

/** Told once when the log cannot be read on, and why, and once when it can again. */
const onTrouble = (says: string): void => { new Logger('Store').warn(says); };
/** What only somebody can mend is said in the log, whether anybody asks how we fare or not. */
const onAlarm: EventStoreDbOptions['onAlarm'] = ({ stream, says }) => new Logger('Store').error(`${stream}: ${says}`);

const openMirrored = async (dataFolder: string, { address, ledger, deadlineMs }: EventStorePlace) => {
  const source = await openEventStoreDb(address, { ...(ledger !== undefined && { ledger }), ...(deadlineMs !== undefined && { deadlineMs }), onAlarm });
  let mirror: MirrorEventStore | undefined;
  try {
    const ledgerId = await source.ledgerId();
    refuseClock('EVENTSTORE_URL', await source.serverAheadMs());
    mirror = openIn(mirrorOf(dataFolder), (file) => new MirrorEventStore(file, ledgerId));
    const events = new MirroredEventStore(source, mirror, { onAlarm, onTrouble });
    await refuseOther(events, ledgerId, dataFolder);
    return { ledgerId, events };
  } catch (error) {
    await mirror?.close();
    await source.close();
    throw unfit('EVENTSTORE_URL', error);
  }
};

/** Is this the log that was mirrored here, and has it still what it had? */
const refuseOther = async (events: MirroredEventStore, ledgerId: string, dataFolder: string): Promise<void> => {
  if (events.mirror.ledgerId !== ledgerId) {
    throw new UnfitSetting('EVENTSTORE_URL', `the ledger there is ${ledgerId}; ${dataFolder} (KIMBERLITE_DATA) mirrors ledger ${events.mirror.ledgerId}. Name the store of that one, or another folder.`);
  }
  const missing = await events.missing();
  if (missing) {
    throw new UnfitSetting('EVENTSTORE_URL', `the log there does not have event ${missing.id} at ${missing.position}, which ${dataFolder} (KIMBERLITE_DATA) has seen there. `
      + 'If the store was restored from an older copy, events are lost: look into it first, then delete mirror.db.');
  }
};

const openEmbedded = (dataFolder: string) => {
  const events = openIn(logOf(dataFolder), (file) => new SqliteEventStore(file));
  return { ledgerId: events.ledgerId, events };
};

type Beside = Readonly<{ rows: RowStore; checkpoints: Checkpoints; tokens: TokenStore; webhooks: WebhookStore }>;

const tokensIn = (dataFolder: string): TokenStore => openIn(join(dataFolder, 'access.db'), (file) => new SqliteTokenStore(file));
const webhooksIn = (dataFolder: string): WebhookStore => openIn(join(dataFolder, 'webhooks.db'), (file) => new SqliteWebhookStore(file));

const besideIn = (dataFolder: string): Beside => ({
  rows: openIn(join(dataFolder, 'read-models.db'), () => new SqliteRowStore(dataFolder)), checkpoints: openIn(join(dataFolder, 'reactions.db'), (file) => new SqliteCheckpoints(file)),
  tokens: tokensIn(dataFolder), webhooks: webhooksIn(dataFolder),
});

const stateSchema = ({ schema = SCHEMA }: DatabasePlace): string => `${schema}_state`;

const besideOn = async (place: DatabasePlace): Promise<Beside> => {
  const rows = await openPostgresRows(place).catch((error: unknown) => { throw unfit('DATABASE_URL', error); });
  const database = await openPostgres({ url: place.url, connections: 6 });
  try {
    const [checkpoints, tokens] = [new PostgresCheckpoints(database, stateSchema(place)), new PostgresTokenStore(database, stateSchema(place))];
    const webhooks = new PostgresWebhookStore(database, stateSchema(place));
    for (const kept of [checkpoints, tokens, webhooks]) await kept.prepare();
    refuseClock('DATABASE_URL', await checkpoints.serverAheadMs());
    return { rows, checkpoints, tokens, webhooks };
  } catch (error) {
    await rows.close();
    await database.close();
    throw unfit('DATABASE_URL', error);
  }
};

/** Positions of the two engines have different lengths; what was said of one log’s cannot be compared with the other’s. */
const refuseStrangers = async ({ rows, checkpoints }: Beside, ledgerId: string, { eventStore, database }: Place, events: Pick<EventStore, 'head'>): Promise<void> => {
  const [setting, another] = database ? ['DATABASE_URL', 'another DATABASE_SCHEMA'] : ['KIMBERLITE_DATA', 'another folder'];
  const known = await checkpoints.belongTo(ledgerId);
  if (known !== ledgerId) throw new UnfitSetting(setting, `what is kept there belongs to ledger ${known}, and the log is that of ledger ${ledgerId}. Name what belongs together, or ${another}.`);
  const digits = eventStore ? 20 : 16;
  const generation = await rows.current(buses.views);
  const positions = [await checkpoints.load(REACTIONS), ...(generation ? [await generation.position()] : [])];
  if (positions.some(({ length }) => length !== 0 && length !== digits)) {
    throw new UnfitSetting(setting, `what is kept there was made on another engine, and its places in the log mean nothing here. Name ${another}: rows are built again.`);
  }
  const head = await events.head(); // after the positions: others may be writing
  if (positions.some((position) => position > head)) {
    throw new UnfitSetting(setting, `what is kept there knows the log beyond its end, ${head || 'the beginning'}: the log was restored from an older copy. Name ${another}: rows are built again.`);
  }
};

/**
 * Opens what a ledger consists of, and refuses what does not belong together, cannot be written durably, or runs by another clock.
 * @throws UnfitSetting with the setting and the remedy; StoreUnavailable if the folder holds no ledger that can be written durably
 */
export const openStores = async (place: Place): Promise<Stores> => {
  const { dataFolder, eventStore, database } = place;
  refuseFolder(place);
  makeFolder(dataFolder);
  const opened: Closable[] = [];
  const close = async (): Promise<void> => { for (const store of opened) await store.close(); };
  try {
    // The database before the log: a ledger that was made stays, and makes the folder one of its kind.
    const there = database && await besideOn(database);
    if (there) opened.push(...Object.values(there));
    const { events, ledgerId } = eventStore ? await openMirrored(dataFolder, eventStore) : openEmbedded(dataFolder);
    opened.push(events);
    const beside = there ?? besideIn(dataFolder);
    if (!there) opened.push(...Object.values(beside));
    await refuseStrangers(beside, ledgerId, place, events);
    return { place, ledgerId, events, ...beside, ...(events instanceof MirroredEventStore && { mirrored: events }), close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** What stands on opened stores; if it cannot be made, they are closed. */
export const begun = async <T>(stores: Stores, make: () => Promise<T>): Promise<T> => {
  try {
    return await make();
  } catch (error) {
    await stores.close();
    throw error;
  }
};

/** What is kept beside the log, and can be asked for without it. */
const openAlone = async <T>({ dataFolder, database }: Place, here: (dataFolder: string) => T, there: (database: Awaited<ReturnType<typeof openPostgres>>, schema: string) => T & Readonly<{ prepare: () => Promise<void> }>): Promise<T> => {
  makeFolder(dataFolder);
  if (!database) return here(dataFolder);
  const opened = await openPostgres({ url: database.url, connections: 2 }).catch((error: unknown) => { throw unfit('DATABASE_URL', error); });
  try {
    const store = there(opened, stateSchema(database));
    await store.prepare();
    return store;
  } catch (error) {
    await opened.close();
    throw unfit('DATABASE_URL', error);
  }
};

/** Only the tokens of a ledger: who makes one need not reach the log. @throws UnfitSetting */
export const openTokens = (place: Place): Promise<TokenStore> =>
  openAlone<TokenStore>(place, tokensIn, (database, schema) => new PostgresTokenStore(database, schema));

/** Only the webhooks. @throws UnfitSetting */
export const openWebhooks = (place: Place): Promise<WebhookStore> =>
  openAlone<WebhookStore>(place, webhooksIn, (database, schema) => new PostgresWebhookStore(database, schema));

/** The log and the rows as a thread of its own sees them: the mirror is fed by the thread that follows the source. */
export const openForProjection = async ({ dataFolder, eventStore, database }: Place): Promise<Pick<Stores, 'events' | 'rows'>> => ({
  events: eventStore ? new MirrorEventStore(mirrorOf(dataFolder)) : new SqliteEventStore(logOf(dataFolder)),
  rows: database ? await openPostgresRows(database) : new SqliteRowStore(dataFolder),
});
