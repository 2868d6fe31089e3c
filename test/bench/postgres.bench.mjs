/**
 * Projection of all views of all contexts into PostgreSQL, against raw rows: the very rows that were committed, known beforehand as plain texts, batch by batch as
 * they were, each batch a transaction with one `INSERT … SELECT FROM unnest … ON CONFLICT` a view, into the same tables, by plain `pg` with its own arrays and
 * prepared statements. The second peer gives the server its arrays as ours does: in binary, and a whole transaction in one go.
 * The server is started here from programs that are found; where none is, there is nothing to measure.
 */
import '../processes/typescript.mjs';
import pg from 'pg';
import { deserialize, serialize } from 'node:v8';
import { SqliteEventStore } from '../../dist/libs/platform/event-store/index.js';
import { openPostgresRows, Projector, rebuild, RowStore } from '../../dist/libs/platform/read-models/index.js';
import { identifier, keptAs, textArray } from '../../dist/libs/platform/read-models/postgres.columns.js';
import { allContexts, eventTypesOf, viewsOf } from './contexts.mjs';
import { asked, inTurns, median, msOf, perSecond, report, scratch } from './measure.mjs';
import { fill } from './trade.mjs';

const { programs, startPostgres } = await import('../servers/postgres/postgres.ts');
const { events, rounds } = asked({ events: { type: 'string', default: '20000' }, rounds: { type: 'string', default: '5' } });

const contexts = await allContexts();
const of = { views: viewsOf(contexts), knownTypes: eventTypesOf(contexts) };
/** Smaller commits than on SQLite: while the server writes one, the next is folded. */
const ROWS_AT_ONCE = 5_000;
let schemas = 0;

/** A row store that keeps account of what is committed. */
class Recording extends RowStore {
  commits = [];
  constructor(inner) { super(); this.inner = inner; }
  async current(views) { return this.#recorded(await this.inner.current(views)); }
  async begin(views) { return this.#recorded(await this.inner.begin(views)); }
  promote(generation, catchUp) { return this.inner.promote(generation.inner, catchUp); }
  discard(generation) { return this.inner.discard(generation.inner); }
  close() { return this.inner.close(); }
  #known;
  #recorded(inner) {
    if (!inner || this.#known?.inner.name === inner.name) return inner && this.#known;
    const commit = (previous, next, changes) => { if (changes.length > 0) this.commits.push(changes); return inner.commit(previous, next, changes); };
    return this.#known = { inner, name: inner.name, fingerprint: inner.fingerprint, commit, getMany: (view, keys) => inner.getMany(view, keys), position: () => inner.position() };
  }
}

const withRows = async (url, use) => {
  const rows = await openPostgresRows({ url, schema: `bench_${schemas += 1}` });
  try { return await use(rows, `bench_${schemas}_1`); } finally { await rows.close(); }
};

/** The columns of a table after key and row, as fields. */
const fieldsOf = async (url, schema) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("SELECT table_name AS view, column_name AS name FROM information_schema.columns WHERE table_schema = $1 AND column_name LIKE '.%' ORDER BY ordinal_position", [schema]);
  await client.end();
  return new Map(of.views.map(({ name }) => [name, rows.filter(({ view }) => view === name).map((row) => row.name.slice(1))]));
};

/** By column, as texts, a list for each view; serialised, so that the garbage collector has nothing to do with it while we are measured. */
const plainOf = (commits, fields) => commits.map((changes) => {
  const views = new Map();
  for (const { view, key, row } of changes) {
    const table = views.get(view.name) ?? { name: view.name, columns: [[], [], ...fields.get(view.name).map(() => [])], removed: [] };
    views.set(view.name, table);
    if (row === null) table.removed.push(key);
    else [key, JSON.stringify(row), ...fields.get(view.name).map((field) => keptAs(row[field]))].forEach((value, i) => table.columns[i].push(value));
  }
  return serialize([...views.values()]);
});

/** No log, no folds, no JSON: statements only, one transaction for what was one commit; the indexes are there before (`served`) or made at the end, as in ours. */
const writeRaw = (url, commits, fields, { binary, served }) => withRows(url, async (rows, schema) => {
  const generation = await rows.begin(of.views);
  if (served) await rows.promote(generation);
  const client = new pg.Client({ connectionString: url, pipeline: binary, options: '-c synchronous_commit=off' });
  await client.connect();
  const statements = new Map(of.views.map(({ name }) => {
    const columns = ['key', 'row', ...fields.get(name).map((field) => identifier(`.${field}`))];
    const table = `${identifier(schema)}.${identifier(name)}`;
    const put = `INSERT INTO ${table} (${columns.join()}) SELECT * FROM unnest(${columns.map((_, i) => `$${i + 1}::text[]`).join()})
      ON CONFLICT (key) DO UPDATE SET ${columns.slice(1).map((column) => `${column} = excluded.${column}`).join()}`;
    return [name, { put: { name: `put ${name}`.slice(0, 60), text: put }, remove: { name: `remove ${name}`.slice(0, 60), text: `DELETE FROM ${table} WHERE key = ANY($1)` } }];
  }));
  const given = binary ? textArray : (texts) => texts;
  const queries = ({ name, columns, removed }) => [
    ...(removed.length > 0 ? [{ ...statements.get(name).remove, values: [given(removed)] }] : []),
    ...(columns[0].length > 0 ? [{ ...statements.get(name).put, values: columns.map(given) }] : []),
  ];
  const plain = commits.map((changes) => deserialize(changes));
  const tookMs = await msOf(async () => {
    for (const changes of plain) {
      const all = ['BEGIN', ...changes.flatMap(queries), 'COMMIT'];
      if (binary) await Promise.all(all.map((query) => client.query(query)));
      else for (const query of all) await client.query(query);
    }
    if (!served) await rows.promote(generation);
  });
  await client.end();
  return tookMs;
});

/** The whole log through the projector, 250 events a commit, as it does when rows are there already. */
const project = async (store, rows) => {
  await rows.promote(await rows.begin(of.views));
  const projector = new Projector(store, rows, of.views, of.knownTypes);
  const tookMs = await msOf(async () => {
    projector.start();
    await projector.reached(await store.head(), { timeoutMs: 600_000 });
  });
  await projector.stop();
  return tookMs;
};

const rowsIn = (commits) => commits.reduce((sum, changes) => sum + deserialize(changes).reduce((rows, { columns, removed }) => rows + columns[0].length + removed.length, 0), 0);

/** What one way of projecting commits, and that way and the raw ones in turns. */
const against = async ({ name, served, ours }, url, store) => {
  const commits = await withRows(url, async (inner, schema) => {
    const recording = new Recording(inner);
    await ours(store, recording);
    return { plain: plainOf(recording.commits, await fieldsOf(url, schema)), fields: await fieldsOf(url, schema) };
  });
  const raw = (binary) => () => writeRaw(url, commits.plain, commits.fields, { binary, served });
  const times = await inTurns(Number(rounds), { ours: () => withRows(url, (rows) => ours(store, rows)), raw: raw(false), binary: raw(true) });
  const rate = (timesMs) => perSecond(Number(events), median(timesMs));
  report({
    bench: 'postgres', case: `${name}, all ${of.views.length} views, ${events} events`, unit: 'events/s', ours: rate(times.ours),
    peers: { 'raw unnest': rate(times.raw), 'raw unnest, binary, in one go': rate(times.binary) }, rowsWritten: rowsIn(commits.plain), transactions: commits.plain.length,
  });
};

if (!programs()) {
  process.stderr.write('postgres: no PostgreSQL was found (initdb and postgres in /usr/lib/postgresql/*/bin, or on the PATH); nothing was measured.\n');
} else {
  const [log, server] = [scratch(), await startPostgres({ durable: true })];
  const store = new SqliteEventStore(log.file('ledger.db'));
  try {
    await fill(store, Number(events));
    process.stderr.write(`${server.called}\n`);
    await against({ name: 'projection', served: true, ours: project }, server.url, store);
    await against({ name: 'rebuild', served: false, ours: (from, rows) => msOf(() => rebuild(from, rows, of, { rowsAtOnce: ROWS_AT_ONCE })) }, server.url, store);
  } finally {
    await store.close();
    await server.stop();
    log.remove();
  }
}
