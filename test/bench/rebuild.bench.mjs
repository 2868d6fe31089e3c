/**
 * Rebuild of all views of all contexts from the log, against raw rows: every row that changed, as it stands after every 250 events
 * (the batch of the live projector), known beforehand as plain text, written with prepared statements in a transaction each, into the same tables, and promoted
 * the same way. The second peer writes only what our rebuild writes, which waits longer and so writes a row that changes often fewer times: what lies between
 * that and us is reading the log, folding, remembering, and JSON.
 */
import { deserialize, serialize } from 'node:v8';
import { SqliteEventStore } from '../../dist/libs/platform/event-store/index.js';
import { rebuild, RowStore, SqliteRowStore } from '../../dist/libs/platform/read-models/index.js';
import { allContexts, eventTypesOf, viewsOf } from './contexts.mjs';
import { asked, inTurns, median, msOf, perSecond, report, scratch } from './measure.mjs';
import { fill } from './trade.mjs';

const { events, rounds } = asked({ events: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '5' } });

const contexts = await allContexts();
const of = { views: viewsOf(contexts), knownTypes: eventTypesOf(contexts) };

const withRows = async (use) => {
  const folder = scratch();
  const rows = new SqliteRowStore(folder.file('rows'));
  try { return await use(rows); } finally { await rows.close(); folder.remove(); }
};

/** A row store that keeps account of what is committed. */
class Recording extends RowStore {
  commits = [];
  constructor(inner) { super(); this.inner = inner; }
  current(views) { return this.inner.current(views); }
  discard() { return this.inner.discard(this.generation); }
  close() { return this.inner.close(); }
  promote(_, catchUp) { return this.inner.promote(this.generation, catchUp); }
  async begin(views) {
    const generation = this.generation = await this.inner.begin(views);
    const commit = (previous, next, changes) => { this.commits.push(changes); return generation.commit(previous, next, changes); };
    return { name: generation.name, fingerprint: generation.fingerprint, commit, getMany: (view, keys) => generation.getMany(view, keys) };
  }
}

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;
const columnsOf = (db, name) => db.pragma(`table_info(${quoted(name)})`).map((column) => column.name);

/** What a rebuild commits, as plain texts and numbers. Serialised, so that the garbage collector has nothing to do with it while we are measured. */
const committed = (store, rowsAtOnce) => withRows(async (rows) => {
  const recording = new Recording(rows);
  await rebuild(store, recording, of, { rowsAtOnce });
  const fields = new Map(of.views.map(({ name }) => [name, columnsOf(recording.generation.db, name).slice(2).map((column) => column.slice(1))]));
  return recording.commits.map((changes) => serialize(changes.map(({ view, key, row }) =>
    [view.name, row === null ? [key] : [key, JSON.stringify(row), ...fields.get(view.name).map((field) => row[field] ?? null)]])));
});

/** No log, no folds, no JSON; statements only, and the same promotion. */
const writeRaw = (commits) => withRows(async (rows) => {
  const generation = await rows.begin(of.views);
  const { db } = generation;
  const statements = new Map(of.views.map(({ name }) => [name, {
    put: db.prepare(`INSERT OR REPLACE INTO ${quoted(name)} VALUES (${columnsOf(db, name).map(() => '?').join()})`),
    remove: db.prepare(`DELETE FROM ${quoted(name)} WHERE key = ?`),
  }]));
  const write = db.transaction((changes) => {
    for (const [name, values] of changes) (values.length === 1 ? statements.get(name).remove : statements.get(name).put).run(values);
  });
  const plain = commits.map((changes) => deserialize(changes));
  return msOf(async () => {
    for (const changes of plain) write.immediate(changes);
    await rows.promote(generation);
  });
});

const rowsIn = (commits) => commits.reduce((sum, changes) => sum + deserialize(changes).length, 0);

const log = scratch();
const store = new SqliteEventStore(log.file('ledger.db'));
try {
  await fill(store, Number(events));
  const [often, asOurs] = [await committed(store, 0), await committed(store)];
  const times = await inTurns(Number(rounds), {
    ours: () => withRows((rows) => msOf(() => rebuild(store, rows, of))),
    raw: () => writeRaw(often),
    same: () => writeRaw(asOurs),
  });
  const rate = (timesMs) => perSecond(Number(events), median(timesMs));
  report({
    bench: 'rebuild', case: `all ${of.views.length} views, ${events} events`, unit: 'events/s', ours: rate(times.ours),
    peers: { 'raw rows': rate(times.raw), 'raw rows, only those we write': rate(times.same) },
    rowsWritten: rowsIn(asOurs), rowsWrittenRaw: rowsIn(often),
  });
} finally {
  await store.close();
  log.remove();
}
