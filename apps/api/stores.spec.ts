import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { openEventStoreDb } from '#platform/event-store';
import { openPostgres } from '#platform/read-models';
import { Authority } from '../../test/servers/eventstoredb/certificates.ts';
import { Log } from '../../test/servers/eventstoredb/log.ts';
import { EventStoreTestServer } from '../../test/servers/eventstoredb/server.ts';
import { startPostgres, type PostgresServer } from '../../test/servers/postgres/postgres.ts';
import { startService, type NotBegun } from '../../test/processes/services.ts';
import { logOf, mirrorOf } from './folder.ts';
import { UnfitSetting, type Place } from './settings.ts';
import { openStores } from './stores.ts';

jest.setTimeout(60_000);

const root = mkdtempSync(join(tmpdir(), 'stores-'));
const store = new EventStoreTestServer();
let postgres: PostgresServer;
let [folder, ledger, schema] = ['', '', ''];
beforeAll(async () => { [postgres] = await Promise.all([startPostgres(), store.start()]); });
beforeEach(() => {
  const id = randomUUID().replaceAll('-', '').slice(0, 12);
  [folder, ledger, schema] = [join(root, id), `t${id}`, `s${id}`];
});
const beside: EventStoreTestServer[] = [];
afterEach(() => {
  store.skewMs = 0;
  for (const server of beside.splice(0)) server.stop();
});
afterAll(async () => {
  store.stop();
  await postgres.stop();
  rmSync(root, { recursive: true });
});

const onStore = (more: Partial<Place> = {}): Place => ({ dataFolder: folder, eventStore: { address: store.url, ledger, deadlineMs: 2_000 }, ...more });
const onDatabase = (more: Partial<Place> = {}): Place => ({ dataFolder: folder, database: { url: postgres.url, schema }, ...more });
const refusal = async (place: Place): Promise<UnfitSetting> => {
  const error = await openStores(place).then(async (stores) => { await stores.close(); return undefined; }, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnfitSetting);
  return error as UnfitSetting;
};
const openAndClose = async (place: Place): Promise<string> => {
  const stores = await openStores(place);
  await stores.close();
  return stores.ledgerId;
};
const event = (cause: string) => ({ id: randomUUID(), type: 'A', data: {}, occurredAt: '2005-01-01T00:00:00Z', by: 'SYN-A', cause, correlation: cause, request: '' });

it('keeps one ledger on each combination of engines, and finds it again', async () => {
  for (const place of [{ dataFolder: folder }, onStore({ dataFolder: `${folder}-e` }), onDatabase({ dataFolder: `${folder}-d` }), { ...onStore({ dataFolder: `${folder}-b`, eventStore: { address: store.url, ledger: `${ledger}b` } }), database: { url: postgres.url, schema: `${schema}b` } }]) {
    const first = await openStores(place);
    await first.events.append('lot-1', 0, [event('one')]);
    await first.close();
    const again = await openStores(place);
    expect(again.ledgerId).toBe(first.ledgerId);
    expect((await again.events.read('lot-1')).events).toMatchObject([{ cause: 'one' }]);
    expect(existsSync(logOf(place.dataFolder))).toBe(place.eventStore === undefined);
    expect(existsSync(join(place.dataFolder, 'access.db'))).toBe(place.database === undefined);
    await again.close();
  }
});

it('refuses a store that cannot be reached, and one that may not be used', async () => {
  const nobody = await refusal(onStore({ eventStore: { address: 'esdb://127.0.0.1:1?tls=false', deadlineMs: 1_500 } }));
  expect(nobody.message).toMatch(/^EVENTSTORE_URL: .*127\.0\.0\.1:1 .*Is the address right, does the server run/);
  store.faults.add({ at: 'append', kind: 'denied', times: 20 });
  store.faults.add({ at: 'read', kind: 'denied', times: 20 });
  expect((await refusal(onStore())).message).toMatch(/^EVENTSTORE_URL: .*lacks the right/);
  store.faults.clear();
  const database = await refusal(onDatabase({ database: { url: 'postgresql://nobody@127.0.0.1:1/rows' } }));
  expect(database.message).toMatch(/^DATABASE_URL: .*127\.0\.0\.1:1\/rows .*Is the address right/);
});

it('does not doubt the address where the server answered: one too old, one into which a ledger has half arrived', async () => {
  const old = await new EventStoreTestServer({ version: '21.10.9' }).start();
  beside.push(old);
  expect((await refusal(onStore({ eventStore: { address: old.url, ledger, deadlineMs: 1_500 } }))).message).toMatch(/^EVENTSTORE_URL: .*22\.6 or later is needed[^?]*$/);
  const target = await openEventStoreDb(store.url, { ledger });
  await target.receive(randomUUID());
  await target.close();
  expect((await refusal(onStore())).message).toMatch(/^EVENTSTORE_URL: .*Run `kimberlite migrate` again; it goes on where it was\.$/);
});

it('refuses an address that speaks TLS to a server that does not, or to one whose certificate nobody vouches for', async () => {
  expect((await refusal(onStore({ eventStore: { address: store.url.replace('tls=false', 'tls=true'), deadlineMs: 1_500 } }))).message).toMatch(/^EVENTSTORE_URL: .*TLS|certificate/);
  const silent: Server = createServer((socket) => socket.destroy());
  await new Promise<void>((listening) => { silent.listen(0, '127.0.0.1', listening); });
  const { port } = silent.address() as { port: number };
  expect((await refusal(onDatabase({ database: { url: `postgresql://a@127.0.0.1:${port}/rows?sslmode=verify-full` } }))).message).toMatch(/^DATABASE_URL: /);
  silent.close();
});

it('speaks TLS with a store whose certificate an authority vouches for that it knows, under the name by which it is asked', async () => {
  const [known, unknown] = [new Authority(), new Authority()];
  const file = (name: string, certificate: string): string => { writeFileSync(join(root, name), certificate); return join(root, name); };
  const [ours, others] = [file('known.pem', known.certificate), file('unknown.pem', unknown.certificate)];
  const [good, misnamed] = await Promise.all([known.vouchFor('127.0.0.1', 'localhost'), known.vouchFor('store.example.org')].map((certified) => new EventStoreTestServer({ certified }).start()));
  beside.push(good!, misnamed!);
  const at = ({ url }: EventStoreTestServer, authority?: string) => onStore({ eventStore: { address: `${url}${authority ? `&tlsCAFile=${authority}` : ''}`, ledger, deadlineMs: 2_000 } });
  const stores = await openStores(at(good!, ours));
  await stores.events.append('lot-1', 0, [event('one')]);
  await stores.close();
  for (const place of [at(good!), at(good!, others), at(misnamed!, ours)]) {
    expect((await refusal({ ...place, dataFolder: `${folder}-refused` })).message).toMatch(/^EVENTSTORE_URL: .*certificate.* Name the authority’s certificate in tlsCAFile, and the host as the certificate names it/s);
  }
  expect((await refusal({ ...at(good!, join(root, 'nowhere.pem')), dataFolder: `${folder}-refused` })).message).toMatch(/^EVENTSTORE_URL: .*certificate file\. File was not found\. Name the authority’s certificate in tlsCAFile/);
});

it('refuses what belongs to another ledger: a mirror, rows, a folder', async () => {
  const id = await openAndClose({ ...onStore(), database: { url: postgres.url, schema } });
  const other = `${ledger.slice(0, 8)}other`;
  const foreign = await refusal(onStore({ eventStore: { address: store.url, ledger: other } }));
  expect(foreign.message).toMatch(new RegExp(`^EVENTSTORE_URL: the ledger there is [0-9a-f-]+; .* mirrors ledger ${id}\\. Name the store`));
  expect((await refusal({ ...onDatabase(), dataFolder: `${folder}-new` })).message).toMatch(new RegExp(`^DATABASE_URL: what is kept there belongs to ledger ${id}, .* another DATABASE_SCHEMA`));
  expect((await refusal({ dataFolder: folder })).message).toMatch(/^KIMBERLITE_DATA: .*holds the mirror of a log on EventStoreDB.*Set EVENTSTORE_URL/);
  await openAndClose({ dataFolder: `${folder}-own` });
  expect((await refusal(onStore({ dataFolder: `${folder}-own` }))).message).toMatch(/^EVENTSTORE_URL: .*holds a ledger of its own.*kimberlite migrate/);
});

it('refuses a store that has lost what was seen there', async () => {
  const stores = await openStores(onStore());
  await stores.events.append('lot-1', 0, [event('one')]);
  await stores.events.append('lot-2', 0, [event('two')]);
  await stores.mirrored!.caughtUp(await stores.events.head());
  await stores.close();
  const emptied = await new EventStoreTestServer().start();
  const bare = await openStores(onStore({ dataFolder: `${folder}-bare`, eventStore: { address: emptied.url, ledger } }));
  await bare.close();
  // The same ledger by its id, as a copy restored from before its first events would be.
  const restored = await new EventStoreTestServer().start();
  const begun = await openEventStoreDb(restored.url, { ledger, begin: stores.ledgerId });
  await begun.ledgerId();
  await begun.close();
  expect((await refusal(onStore({ eventStore: { address: restored.url, ledger } }))).message).toMatch(/^EVENTSTORE_URL: the log there does not have event .* look into it first/);
  emptied.stop();
  restored.stop();
});

it('refuses a store that has something else where it was seen long ago, though it has what was seen last', async () => {
  const stores = await openStores(onStore());
  for (let i = 0; i < 6; i++) await stores.events.append(`lot-${i}`, 0, [event('one')]);
  await stores.mirrored!.caughtUp(await stores.events.head());
  await stores.close();
  await openAndClose(onStore());
  const mirror = new Database(mirrorOf(folder));
  mirror.exec(`DROP TRIGGER events_are_not_changed; UPDATE events SET id = unhex('${'00'.repeat(16)}') WHERE position = 2`);
  mirror.close();
  expect((await refusal(onStore())).message).toMatch(/^EVENTSTORE_URL: the log there does not have event 00000000-.* look into it first, then delete mirror\.db/);
});

it('refuses a store that was restored from an older copy, whether others have written there since or not', async () => {
  const server = await new EventStoreTestServer().start();
  beside.push(server);
  const place = onStore({ eventStore: { address: server.url, ledger, deadlineMs: 1_500 } });
  const stores = await openStores(place);
  for (let i = 0; i < 20; i++) await stores.events.append(`lot-${i}`, 0, [event('one')]);
  await stores.mirrored!.caughtUp(await stores.events.head());
  await stores.close();
  const restored = new Log(Date.now);
  for (const { stream, revision, ...written } of server.log.all.filter((one) => !one.stream.startsWith('$')).slice(0, -15)) restored.append(stream, revision - 1, [written]);
  server.stop();
  beside.push(await new EventStoreTestServer({ port: server.port, log: restored }).start());
  const says = /^EVENTSTORE_URL: the log there does not have event .* look into it first, then delete mirror\.db/;
  expect((await refusal(place)).message).toMatch(says);
  const bare = await openStores({ ...place, dataFolder: `${folder}-bare` });
  for (let i = 0; i < 30; i++) await bare.events.append(`lot-n${i}`, 0, [{ ...event('two'), data: { text: 'of another length' } }]);
  await bare.close();
  expect((await refusal(place)).message).toMatch(says);
});

it('refuses a clock that is far off, there or here', async () => {
  store.skewMs = 60_000;
  expect((await refusal(onStore())).message).toMatch(/^EVENTSTORE_URL: the clock there is 60 s ahead of the clock here\. Let NTP/);
  store.skewMs = -60_000;
  expect((await refusal(onStore())).message).toMatch(/60 s behind/);
});

const OTHERS = 'SELECT count(*)::int AS others FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';
/** How many other connections the server still has, once it had time to notice which were closed. */
const othersLeft = async (database: Awaited<ReturnType<typeof openPostgres>>, tries = 50): Promise<unknown> => {
  const [row] = (await database.ask({ text: OTHERS })).rows;
  if (row!['others'] === 0 || tries === 0) return row!['others'];
  await pause(100);
  return othersLeft(database, tries - 1);
};

it('refuses a schema of somebody else, and rows that were made on another engine', async () => {
  const database = await openPostgres({ url: postgres.url });
  await database.ask({ text: `CREATE SCHEMA "${schema}"` });
  await database.ask({ text: `CREATE TABLE "${schema}".program (name text, layout integer)` });
  expect((await refusal(onDatabase())).message).toMatch(/^DATABASE_SCHEMA: .*holds tables that are not ours/);
  await database.ask({ text: `CREATE SCHEMA "${schema}y_state"; CREATE TABLE "${schema}y_state".ledger (name text)` });
  expect((await refusal(onDatabase({ database: { url: postgres.url, schema: `${schema}y` } }))).message).toMatch(/^DATABASE_SCHEMA: tables there are not ours/);
  await openAndClose(onDatabase({ database: { url: postgres.url, schema: `${schema}z` } }));
  await database.ask({ text: `UPDATE "${schema}z_state".ledger SET layout = 2` });
  expect((await refusal(onDatabase({ database: { url: postgres.url, schema: `${schema}z` } }))).message).toMatch(/^DATABASE_SCHEMA: .* is of layout 2, this program keeps layout 1\./);
  // Whoever was refused has let go of every connection: else a command would hang for a minute.
  if (postgres.real) expect(await othersLeft(database)).toBe(0);
  const place = { ...onStore({ dataFolder: `${folder}-x` }), database: { url: postgres.url, schema: `${schema}x` } };
  const stores = await openStores(place);
  await stores.checkpoints.save('reactions', '0000000000000007');
  await stores.close();
  expect((await refusal(place)).message).toMatch(/^DATABASE_URL: what is kept there was made on another engine/);
  await database.close();
});

it('refuses a file that is no mirror, and a folder that cannot be made', async () => {
  await openAndClose(onStore());
  writeFileSync(mirrorOf(folder), 'not a database at all, but long enough to be taken for a damaged one '.repeat(20));
  expect((await refusal(onStore())).message).toMatch(/mirror\.db/);
  expect((await refusal({ dataFolder: join(mirrorOf(folder), 'below') })).message).toMatch(/^KIMBERLITE_DATA: .*cannot be made/);
});

it('refuses options of the database’s address that the client would pass over, as one that asks for TLS', async () => {
  const withOptions = (options: string) => refusal(onDatabase({ database: { url: `${postgres.url}?${options}`, schema } }));
  expect((await withOptions('sslmod=verify-full')).message).toMatch(/^DATABASE_URL: it has an option "sslmod" that cannot be used\. There are sslmode, sslrootcert/);
  expect((await withOptions('sslmode=verify_full')).message).toMatch(/^DATABASE_URL: its sslmode is none\. Write one of .*verify-full/);
  expect((await withOptions('sslmode=verify-full&sslrootcert=/nope')).message).toMatch(/^DATABASE_URL: .*\/nope.* Name files that this user may read in sslrootcert, sslcert and sslkey\.$/);
});

it('makes no ledger where the database is refused: the folder can still become the mirror of another', async () => {
  await refusal(onDatabase({ database: { url: 'postgresql://nobody@127.0.0.1:1/rows' } }));
  expect([logOf(folder), mirrorOf(folder)].map((file) => existsSync(file))).toEqual([false, false]);
  await openAndClose(onStore());
});

it('refuses a folder into which a ledger has half arrived, and makes no other beside it', async () => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'arriving.db'), '');
  expect((await refusal({ dataFolder: folder })).message).toMatch(/^KIMBERLITE_DATA: .*half a ledger \(arriving\.db\).* Run kimberlite migrate again/);
  expect(existsSync(logOf(folder))).toBe(false);
});

it.each(['ledger.db', 'read-models.db', 'reactions.db', 'access.db', 'webhooks.db'])('refuses a %s that cannot be used, or is none', async (name) => {
  const [locked, strange] = [`${folder}-locked`, `${folder}-strange`];
  mkdirSync(join(locked, name), { recursive: true });
  expect((await refusal({ dataFolder: locked })).message).toMatch(/^KIMBERLITE_DATA: .*-locked cannot be used by this user: .* Name a folder that is his own/);
  mkdirSync(strange);
  writeFileSync(join(strange, name), 'not a database at all, but long enough to be taken for a damaged one '.repeat(20));
  expect((await refusal({ dataFolder: strange })).message).toMatch(new RegExp(`^KIMBERLITE_DATA: .*${name} is not what belongs there: .* Put back what was ${name}`));
});

it('refuses files and tables of the right name that are of somebody else', async () => {
  for (const [name, table] of [['reactions.db', 'checkpoints'], ['access.db', 'tokens']] as const) {
    const place = { dataFolder: `${folder}-${table}` };
    mkdirSync(place.dataFolder);
    const file = new Database(join(place.dataFolder, name));
    file.exec(`CREATE TABLE ${table} (a INTEGER)`);
    file.close();
    expect((await refusal(place)).message).toMatch(new RegExp(`^KIMBERLITE_DATA: .*${name} is not what belongs there: no such column`));
  }
  await openAndClose(onDatabase());
  const database = await openPostgres({ url: postgres.url });
  await database.ask({ text: `ALTER TABLE "${schema}_state".tokens DROP COLUMN roles` });
  expect((await refusal(onDatabase())).message).toMatch(/^DATABASE_SCHEMA: tables there are not ours .*roles/);
  await database.ask({ text: `ALTER TABLE "${schema}_state".tokens ADD COLUMN roles text; ALTER TABLE "${schema}_state".consumers DROP COLUMN position` });
  expect((await refusal(onDatabase())).message).toMatch(/^DATABASE_SCHEMA: tables there are not ours .*position/);
  await database.close();
});

it('a process with a wrong setting ends with one line that says which, and the remedy', async () => {
  const nowhere = `${folder}-nowhere`;
  const failed = (app: 'api' | 'worker', settings: Record<string, string>) => startService(app, { KIMBERLITE_DATA: folder, ...settings }).then(() => undefined, (error: NotBegun) => [error.code, error.said] as const);
  expect(await Promise.all([
    failed('api', { EVENTSTORE_URL: 'http://store' }), failed('api', { EVENTSTORE_URL: 'esdb://user:s3cr3t@127.0.0.1:1?foo=bar', DEBUG: 'esdb:*' }), failed('worker', { DATABASE_URL: 'mysql://rows' }), failed('worker', { KIMBERLITE_DATA: '/dev/null/data' }),
    failed('api', { PORT: new URL(store.url).port, KIMBERLITE_DATA: nowhere }), failed('worker', { PORT: new URL(store.url).port, KIMBERLITE_DATA: nowhere }),
    failed('api', { KIMBERLITE_ADDRESS: 'foo' }), failed('worker', { EVENTSTORE_ULR: store.url }), failed('api', { DATABASE_URL: '' }),
  ])).toEqual([
    [1, expect.stringMatching(/^EVENTSTORE_URL: It must begin with esdb:[^\n]*$/)],
    [1, expect.stringMatching(/^DEBUG: with esdb[^\n]*\nEVENTSTORE_URL: It has an option that the client does not know[^\n]*$/)],
    [1, expect.stringMatching(/^DATABASE_URL: this is no address[^\n]*$/)],
    [1, expect.stringMatching(/^KIMBERLITE_DATA: [^\n]*cannot be made[^\n]*$/)],
    [1, expect.stringMatching(/^PORT: [^\n]* is taken by another process[^\n]*$/)], [1, expect.stringMatching(/^PORT: [^\n]* is taken by another process[^\n]*$/)],
    [1, expect.stringMatching(/^KIMBERLITE_ADDRESS: [^\n]*$/)], [1, expect.stringMatching(/^EVENTSTORE_ULR: there is no such setting[^\n]*$/)], [1, expect.stringMatching(/^DATABASE_URL: it is set to nothing[^\n]*$/)],
  ]);
  expect(existsSync(nowhere)).toBe(false);
});
