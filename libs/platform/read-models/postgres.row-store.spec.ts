import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { View } from '#kernel';
import { MemoryEventStore, StoreUnavailable } from '#platform/event-store';
import { startPostgres } from '../../../test/servers/postgres/postgres.ts';
import { RowsUnavailable, UnfitDatabase, type PostgresOptions } from './postgres.settings.ts';
import { PostgresRowStore } from './postgres.row-store.ts';
import { Projector } from './projector.ts';
import { rebuild } from './rebuild.ts';
import { rowStoreContract } from './row-store.contract.ts';
import { Fenced } from './row-store.ts';
import { append, boxTypes, boxViews, history, rowsFrom, rowsIn, wholeLog } from './testing.ts';

const server = await startPostgres();
/** PGlite has one session for everybody: nobody can lose his, and a second database is not to be had. */
const itNeedsSessions = server.real ? it : it.skip; // because PGlite has one session
let count = 0;
const newSchema = () => `spec_${count += 1}`;
const [boxes] = boxViews as [View];
afterAll(() => server.stop());

rowStoreContract(server.called, async () => {
  const schema = newSchema();
  return { another: () => new PostgresRowStore({ url: server.url, schema, connections: 3 }), end: async () => {} };
}, itNeedsSessions);

describe(`the schemas of a row store on ${server.called}`, () => {
  const opened: PostgresRowStore[] = [];
  let schema: string;
  let store: PostgresRowStore;
  let asking: pg.Client;
  const open = (more: Partial<PostgresOptions> = {}) => { const one = new PostgresRowStore({ url: server.url, schema, connections: 4, ...more }); opened.push(one); return one; };
  const build = async (by = store) => { const generation = await by.begin(boxViews); await by.promote(generation); return generation; };
  const ask = async (text: string) => (await asking.query<Record<string, unknown>>(text)).rows;
  const schemas = async () => (await ask(`SELECT nspname FROM pg_namespace WHERE nspname LIKE '${schema}\\_%' ORDER BY oid`)).map(({ nspname }) => nspname);
  const unfit = async (of: PostgresRowStore) => { const error = await of.prepare().catch((reason: unknown) => reason); expect(error).toBeInstanceOf(UnfitDatabase); return error as UnfitDatabase; };

  beforeEach(async () => { schema = newSchema(); store = open(); asking = new pg.Client({ connectionString: server.url }); asking.on('error', () => {}); await asking.connect(); });
  afterEach(async () => { for (const one of opened.splice(0)) await one.close(); await asking.end(); });

  it('are the current generation and the one before it', async () => {
    for (let i = 0; i < 4; i += 1) await build();
    expect(await schemas()).toEqual([`${schema}_3`, `${schema}_4`]);
  });

  it('a build that was interrupted is forgotten, not one that goes on', async () => {
    const [crashed, other] = [open(), open()];
    await crashed.begin(boxViews);
    const goesOn = await other.begin(boxViews);
    await crashed.close();
    await build();
    expect(await schemas()).toEqual([`${schema}_2`, `${schema}_3`]);
    await goesOn.commit('', '7', []);
    await other.promote(goesOn);
    expect(await (await store.current(boxViews))!.position()).toBe('7');
  });

  it('what somebody reads is kept, however many were built since', async () => {
    const newer = boxViews.map((view) => ({ ...view, version: 2 }));
    const old = await build();
    await old.commit('', '1', [{ view: boxes, key: 'B-1', row: { box: 'B-1' } }]);
    const other = open();
    for (let i = 0; i < 3; i += 1) await other.promote(await other.begin(newer));
    expect(await (await store.current(boxViews))!.get(boxes, 'B-1')).toEqual({ box: 'B-1' });
    await store.close();
    await build(other);
    expect(await schemas()).toEqual([`${schema}_3`, `${schema}_4`, `${schema}_5`]);
  });

  it('answers after a restart, and asks an index', async () => {
    await (await build()).commit('', '5', []);
    await store.close();
    store = open();
    expect(await (await store.current(boxViews))!.position()).toBe('5');
    await ask('SET enable_seqscan = off');
    const plan = await ask(`EXPLAIN SELECT key, row FROM ${schema}_1."test/boxes" WHERE ".holder" = 'tH-1' AND key > 'B-1' ORDER BY key LIMIT 9`);
    await ask('RESET enable_seqscan');
    expect(JSON.stringify(plan)).toContain('boxes_.holder_key_idx');
  });

  it('has no current generation if its tables were dropped, and the projector builds them again', async () => {
    const events = new MemoryEventStore();
    await append(events, history(300));
    await rebuild(events, store, { views: boxViews, knownTypes: boxTypes });
    await ask(`DELETE FROM ${schema}.generations`);
    expect(await store.current(boxViews)).toBeUndefined();
    const projector = new Projector(events, store, boxViews, boxTypes);
    projector.start();
    expect(await rowsIn(await projector.reached(await events.head()), boxViews)).toEqual(rowsFrom(await wholeLog(events), boxViews));
    await projector.stop();
  });

  it('a row is written once for the last of several words on it, among a thousand others', async () => {
    const generation = await build();
    const many = Array.from({ length: 2_500 }, (_, i) => ({ view: boxes, key: `B-${i}`, row: { box: `B-${i}`, holder: 'H-1', year: i } }));
    await generation.commit('', '1', [...many, { view: boxes, key: 'B-7', row: null }, { view: boxes, key: 'B-8', row: { box: 'B-8', holder: 'H-2', year: 8 } }]);
    expect([await generation.get(boxes, 'B-7'), await generation.get(boxes, 'B-8')]).toEqual([undefined, { box: 'B-8', holder: 'H-2', year: 8 }]);
    expect(await generation.find(boxes, { limit: 9_999 })).toHaveLength(2_499);
  });

  it('a commit of a build from another position than it has is fenced, and the build goes on from there', async () => {
    const generation = await store.begin(boxViews);
    await expect(generation.commit('not there', '2', [])).rejects.toThrow(Fenced);
    await generation.commit('', '3', []);
    await store.promote(generation);
    expect(await (await store.current(boxViews))!.position()).toBe('3');
  });

  it('reads and commits of many at once need no more connections than were allowed', async () => {
    const generation = await build();
    const found = await Promise.all(Array.from({ length: 200 }, async (_, i) => (i % 2 ? (await store.current(boxViews))!.name : (await generation.find(boxes, { limit: 1 })).length)));
    expect(new Set(found)).toEqual(new Set(['read-models-1', 0]));
  });

  itNeedsSessions('a lost connection is an outage: nothing is half written, the next call has another one, and the locks are taken again', async () => {
    const generation = await build();
    await generation.commit('', '1', [{ view: boxes, key: 'B-1', row: { box: 'B-1' } }]);
    const locks = async () => (await ask("SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory'"))[0]!['n'];
    const held = await locks();
    await ask(`BEGIN; SELECT 1 FROM ${schema}.generations FOR UPDATE`);
    const commit = expect(generation.commit('1', '2', [{ view: boxes, key: 'B-1', row: null }])).rejects.toThrow(RowsUnavailable);
    await new Promise((resolve) => { setTimeout(resolve, 200); });
    await ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kimberlite'");
    await commit;
    await ask('COMMIT');
    expect([(await store.current(boxViews)) === generation, await generation.position(), await generation.get(boxes, 'B-1')]).toEqual([true, '1', { box: 'B-1' }]);
    for (const until = Date.now() + 3_000; Date.now() < until && await locks() !== held;) await store.current(boxViews);
    expect([held, await locks()]).toEqual([1, 1]);
  });

  it('what a crash of the server took back is projected again', async () => {
    const events = new MemoryEventStore();
    await append(events, history(20));
    const projector = new Projector(events, store, boxViews, boxTypes);
    projector.start();
    const [generation, head] = [await projector.reached(await events.head()), await events.head()];
    await ask(`BEGIN; UPDATE ${schema}.generations SET position = ''; DELETE FROM ${schema}_1."test/boxes"; DELETE FROM ${schema}_1."test/holders"; COMMIT`);
    expect(await rowsIn(await projector.reached(head), boxViews)).toEqual(rowsFrom(await wholeLog(events), boxViews));
    expect((await projector.current())).toBe(generation);
    await projector.stop();
  });

  itNeedsSessions('locks that cannot be taken again, for a session that nobody ends has them: an outage, and no connection is left behind', async () => {
    const hurried = open({ statementTimeoutMs: 300 });
    await hurried.begin(boxViews);
    const [lock] = await ask("SELECT pid, classid::int8 AS space, objid::int8 AS id FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ExclusiveLock'");
    const waits = ask(`SELECT pg_advisory_lock(${Number(lock!['space']) | 0}, ${String(lock!['id'])})`);
    await hurried.current(boxViews);
    const other = new pg.Client({ connectionString: server.url });
    await other.connect();
    await other.query(`SELECT pg_terminate_backend(${String(lock!['pid'])})`);
    await other.end();
    await waits;
    await expect((async () => { for (;;) await hurried.current(boxViews); })()).rejects.toThrow(/cannot be reached: .*statement timeout/);
    const beganMs = performance.now();
    await hurried.close();
    expect(performance.now() - beganMs).toBeLessThan(1_500);
  });

  it('the register of an earlier version, which allowed one current generation in all, is brought up to date', async () => {
    await store.prepare();
    await ask(`CREATE UNIQUE INDEX ON ${schema}.generations (state) WHERE state = 'current'`);
    const other = open();
    await build(other);
    await other.promote(await other.begin(boxViews.map((view) => ({ ...view, version: 2 }))));
    expect((await store.current(boxViews))!.name).toBe('read-models-1');
  });

  itNeedsSessions('a statement that takes too long is an outage, too', async () => {
    await build();
    const hurried = open({ statementTimeoutMs: 300 });
    const generation = (await hurried.current(boxViews))!;
    await ask(`BEGIN; LOCK TABLE ${schema}_1."test/boxes"`);
    await expect(generation.get(boxes, 'B-1')).rejects.toThrow(/cannot be reached: .*statement timeout/);
    await ask('ROLLBACK');
    expect(await generation.get(boxes, 'B-1')).toBeUndefined();
  });

  it('a closed one says so, and closing it twice is no harm', async () => {
    const generation = await build();
    await store.close();
    await store.close();
    await expect(store.current(boxViews)).rejects.toThrow(RowsUnavailable);
    await expect(generation.get(boxes, 'B-1')).rejects.toThrow(StoreUnavailable);
  });

  it('a schema that is not ours is refused, with the setting and the remedy', async () => {
    await ask(`CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.accounts (id int)`);
    expect((await unfit(store)).message).toMatch(/^DATABASE_SCHEMA: the schema spec_\d+ at .* holds tables that are not ours. Name another schema/);
  });

  it('so is one of an older or a newer version', async () => {
    await store.prepare();
    await ask(`UPDATE ${schema}.program SET layout = 0`);
    expect((await unfit(open())).message).toMatch(/older version \(layout 0, not 1\). Drop it with its generations/);
    await ask(`UPDATE ${schema}.program SET layout = 2`);
    expect((await unfit(open())).message).toMatch(/newer version/);
    await ask(`UPDATE ${schema}.program SET layout = 1, name = 'other'`);
    expect((await unfit(open())).setting).toBe('DATABASE_SCHEMA');
  });

  it('an address that is none, or where nobody answers, names the setting and hides the password', async () => {
    for (const url of ['', 'localhost', 'mysql://a:secret@b/c', 'postgresql://a:secret@b']) {
      expect(() => open({ url })).toThrow(/^DATABASE_URL: this is no address.*Write postgresql:/);
    }
    const nobody = await open({ url: 'postgresql://me:secret@127.0.0.1:1/rows' }).prepare().catch((error: unknown) => error as Error);
    expect(nobody).toBeInstanceOf(RowsUnavailable);
    expect((nobody as Error).message).toMatch(/^The rows at 127.0.0.1:1\/rows \(DATABASE_URL\) cannot be reached/);
  });

  itNeedsSessions('a database that is not there, a user without rights, another encoding: the setting and the remedy', async () => {
    const other = await server.database('latin', "ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0");
    expect((await unfit(open({ url: other }))).message).toMatch(/^DATABASE_URL: .*latin: the database is in LATIN1. Create one with ENCODING 'UTF8'/);
    expect((await unfit(open({ url: other.replace('latin', 'nowhere') }))).message).toMatch(/"nowhere" does not exist. Create the database/);
    await ask('CREATE ROLE guest LOGIN');
    expect((await unfit(open({ url: server.url.replace('kimberlite@', 'guest@') }))).message).toMatch(/may not make schemas. Let the owner GRANT CREATE/);
    expect((await unfit(open({ url: server.url.replace('kimberlite@', 'nobody@') }))).message).toMatch(/"nobody" does not exist. Set a user/);
    expect((await unfit(open({ url: `${server.url}?sslmode=verify-full` }))).message).toMatch(/Set sslmode/);
  });
});
