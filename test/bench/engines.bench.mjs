/**
 * `engines`: what the adapters cost, and how the embedded store stands beside a PostgreSQL.
 *   appends and reads on EventStoreDB: through the adapter, against the bare client’s own ceiling, on the test double in a process of its own. The double answers at
 *   once and keeps everything in memory: this measures clients, not servers
 *   appends of the embedded store, against emmett-postgresql on a PostgreSQL that is started here and flushes, in the same run
 *   then the bench `postgres`: projection into PostgreSQL, against raw `unnest`
 * `--callers 64`, `--appends 4000`, `--reads 20000` and `--rounds 3` run a part; `--without postgres` leaves the last out.
 */
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import '../processes/typescript.mjs';
import { openEventStoreDb, SqliteEventStore } from '../../dist/libs/platform/event-store/index.js';
import { appendOf, race } from './appends.mjs';
import { asked, inTurns, median, msOf, note, perSecond, report, scratch } from './measure.mjs';

const { programs, startPostgres } = await import('../servers/postgres/postgres.ts');
const options = asked({
  callers: { type: 'string', default: '16,64' }, appends: { type: 'string', default: '8000' }, reads: { type: 'string', default: '20000' }, rounds: { type: 'string', default: '5' }, without: { type: 'string', default: '' },
});
const [ROUNDS, APPENDS, READS] = [options.rounds, options.appends, options.reads].map(Number);
const CALLERS = options.callers.split(',').map(Number);
const PAGE = 1_000;

/** The double as a process of its own. It forgets everything when it ends. */
const startDouble = async () => {
  const preload = fileURLToPath(new URL('../processes/typescript.mjs', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@kimberlite/source', '--disable-warning=ExperimentalWarning', '--import', preload, fileURLToPath(new URL('../servers/eventstoredb/main.ts', import.meta.url))], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  return { url: String(line).trim(), stop: async () => { child.kill('SIGTERM'); await once(child, 'exit'); } };
};

const withDouble = async (use) => {
  const double = await startDouble();
  try { return await use(double.url); } finally { await double.stop(); }
};

const metadataOf = ({ occurredAt, by, cause, correlation, request }) => ({ occurredAt, by, cause, correlation, request });
const named = (prefix, { stream, expected, event }) => ({ stream: `${prefix}${stream}`, expected, event: { ...event, id: randomUUID() } });

const adapterAppends = (callers) => withDouble(async (url) => {
  const store = await openEventStoreDb(url);
  const result = await race(callers, APPENDS, ({ stream, expected, event }) => store.append(stream, expected, [event]));
  await store.close();
  return result;
});

const clientAppends = (callers) => withDouble(async (url) => {
  const client = EventStoreDBClient.connectionString(url);
  const result = await race(callers, APPENDS, ({ stream, expected, event }) => client.appendToStream(stream, jsonEvent({ id: event.id, type: event.type, data: event.data, metadata: metadataOf(event) }),
    { expectedRevision: expected === 0 ? NO_STREAM : BigInt(expected - 1) }));
  await client.dispose();
  return result;
});

const throughAdapter = async (store) => {
  let count = 0;
  for (let page = await store.after('', PAGE); page.length > 0; page = await store.after(page.at(-1).position, PAGE)) count += page.length;
  if (count !== READS) throw new Error(`${count} events were read, not ${READS}`);
};

const throughClient = async (client) => {
  let count = 0;
  for await (const { event } of client.readAll()) if (event && !event.type.startsWith('$')) count += 1;
  if (count < READS) throw new Error(`${count} events were read, not ${READS}`);
};

/** The same log read to its end: by the adapter in pages, as the mirror does, and by the client in one call. */
const reads = () => withDouble(async (url) => {
  const [store, client] = [await openEventStoreDb(url), EventStoreDBClient.connectionString(url)];
  for (let i = 0; i < READS; i += PAGE) {
    await Promise.all(Array.from({ length: PAGE / 4 }, (_, n) => store.append(`lot-SYN-${i + n}`, 0, Array.from({ length: 4 }, (__, k) => appendOf(n % 64, k).event))));
  }
  const results = await inTurns(ROUNDS, { ours: () => msOf(() => throughAdapter(store)), client: () => msOf(() => throughClient(client)) });
  await store.close();
  await client.dispose();
  return results;
});

const embedded = async (callers) => {
  const place = scratch();
  const store = new SqliteEventStore(place.file('ledger.db'));
  const result = await race(callers, 3 * APPENDS, ({ stream, expected, event }) => store.append(stream, expected, [event]));
  await store.close();
  place.remove();
  return result;
};

let runs = 0;
const emmett = (url) => async (callers) => {
  const store = getPostgreSQLEventStore(url);
  await store.schema?.migrate();
  const run = `r${runs += 1}-`;
  const result = await race(callers, APPENDS / 2, async (one) => {
    const { stream, expected, event: { type, data, ...event } } = named(run, one);
    await store.appendToStream(stream, [{ type, data, metadata: metadataOf(event) }], { expectedStreamVersion: expected === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(expected) });
  });
  await store.close();
  return result;
};

const speeds = (results) => Object.fromEntries(Object.entries(results).map(([name, found]) => [name, median(found.map((one) => one.perSecond))]));

note(`engines: median of ${ROUNDS} runs taken in turn`);
for (const callers of CALLERS) {
  const { ours, client } = speeds(await inTurns(ROUNDS, { ours: () => adapterAppends(callers), client: () => clientAppends(callers) }));
  report({ bench: 'engines', case: `EventStoreDB appends, ${callers} callers`, unit: 'events/s', ours, peers: { 'bare client': client } });
}
const { ours: readMs, client: clientMs } = await reads();
report({ bench: 'engines', case: `EventStoreDB, ${READS} events read`, unit: 'events/s', ours: perSecond(READS, median(readMs)), peers: { 'bare client': perSecond(READS, median(clientMs)) } });

if (!programs()) note('engines: no PostgreSQL was found (initdb and postgres in /usr/lib/postgresql/*/bin, or on the PATH): nothing was measured against it.');
else {
  const server = await startPostgres({ durable: true });
  note(server.called);
  for (const callers of CALLERS) {
    const { ours, peer } = speeds(await inTurns(ROUNDS, { ours: () => embedded(callers), peer: () => emmett(server.url)(callers) }));
    report({ bench: 'engines', case: `embedded store, ${callers} callers`, unit: 'events/s', ours, peers: { 'emmett-postgresql': peer } });
  }
  await server.stop();
  if (options.without !== 'postgres') await import('./postgres.bench.mjs');
}
