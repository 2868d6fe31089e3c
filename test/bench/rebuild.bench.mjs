/**
 * Rebuild of all read models of all contexts from the log, against the least that any projection must do: the very same row writes, known beforehand,
 * batch by batch with prepared statements into the same tables. What lies between is reading the log, folding, and remembering rows.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '../../dist/libs/platform/event-store/index.js';
import { rebuild, RowStore, SqliteRowStore } from '../../dist/libs/platform/read-models/index.js';
import { allContexts, eventTypesOf, viewsOf } from './contexts.mjs';
import { median, report } from './measure.mjs';
import { fill } from './trade.mjs';

const EVENTS = Number(process.env.BENCH_EVENTS ?? 100_000);
const ROUNDS = 5;

const contexts = await allContexts();
const of = { views: viewsOf(contexts), knownTypes: eventTypesOf(contexts) };
const folder = mkdtempSync(join(tmpdir(), 'kimberlite-bench-'));
const places = (function* () { for (let n = 1; ; n += 1) yield join(folder, `rows-${n}`); })();
const withRows = async (use) => {
  const place = places.next().value;
  const rows = new SqliteRowStore(place);
  try { return await use(rows); } finally { await rows.close(); rmSync(place, { recursive: true }); }
};

/** A row store that keeps account of what is committed. */
class Recording extends RowStore {
  commits = [];
  constructor(inner) { super(); this.inner = inner; }
  current(views) { return this.inner.current(views); }
  discard(generation) { return this.inner.discard(generation); }
  close() { return this.inner.close(); }
  promote(_, catchUp) { return this.inner.promote(this.generation, catchUp); }
  async begin(views) {
    const generation = this.generation = await this.inner.begin(views);
    const commit = (previous, next, changes) => { this.commits.push(changes); return generation.commit(previous, next, changes); };
    return { name: generation.name, fingerprint: generation.fingerprint, commit, getMany: (view, keys) => generation.getMany(view, keys) };
  }
}

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

/** The same commits as plain texts and numbers, by table. */
const plain = (commits, db) => {
  const columns = new Map(of.views.map(({ name }) => [name, db.pragma(`table_info(${quoted(name)})`).map((column) => column.name).filter((column) => column.startsWith('.'))]));
  return commits.map((changes) => changes.map(({ view, key, row }) =>
    [view.name, row === null ? [key] : [key, JSON.stringify(row), ...columns.get(view.name).map((column) => row[column.slice(1)] ?? null)]]));
};

/** What the peer does: no log, no folds, no JSON; statements only, and the same promotion. */
const writeRaw = (commits) => withRows(async (rows) => {
  const generation = await rows.begin(of.views);
  const { db } = generation;
  const statements = new Map(of.views.map(({ name }) => {
    const places = db.pragma(`table_info(${quoted(name)})`).map(() => '?').join();
    return [name, { put: db.prepare(`INSERT OR REPLACE INTO ${quoted(name)} VALUES (${places})`), remove: db.prepare(`DELETE FROM ${quoted(name)} WHERE key = ?`) }];
  }));
  const write = db.transaction((changes) => {
    for (const [name, values] of changes) (values.length === 1 ? statements.get(name).remove : statements.get(name).put).run(values);
  });
  const began = performance.now();
  for (const changes of commits) write.immediate(changes);
  await rows.promote(generation);
  return performance.now() - began;
});

const store = new SqliteEventStore(join(folder, 'ledger.db'));
try {
  await fill(store, EVENTS);
  const count = Number(await store.head());
  const commits = await withRows(async (rows) => {
    const recording = new Recording(rows);
    await rebuild(store, recording, of);
    return plain(recording.commits, recording.generation.db);
  });
  const rowWrites = commits.reduce((sum, changes) => sum + changes.length, 0);

  const times = { ours: [], raw: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.raw.push(await writeRaw(commits));
    times.ours.push(await withRows(async (rows) => {
      const began = performance.now();
      await rebuild(store, rows, of);
      return performance.now() - began;
    }));
  }
  // Each round is compared with its neighbour: both had the same machine, whatever else ran on it.
  const perSecond = (timesMs) => Math.round(count / (median(timesMs) / 1000));
  report({
    bench: 'rebuild', case: `all views of ${contexts.length} contexts, ${count} events, ${rowWrites} row writes`, unit: 'events/s',
    ours: perSecond(times.ours), peers: { 'raw rows': perSecond(times.raw) }, ratio: median(times.raw.map((raw, i) => raw / times.ours[i])),
  });
} finally {
  await store.close();
  rmSync(folder, { recursive: true });
}
