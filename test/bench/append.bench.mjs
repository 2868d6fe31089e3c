/**
 * `append`: how fast the log takes events that are durable when answered, from 1, 16 and 64 callers at once.
 * Every caller writes to streams of its own, four events each (a lot’s life), and names the revision it expects.
 * Peers, given the same events in the same order on the same disk:
 *   raw     better-sqlite3: the same columns, UNIQUE (stream, revision) and UNIQUE (id), one prepared INSERT, a transaction per 1,000 events.
 *           `rawWithoutIds` is the same without UNIQUE (id): it would store a repeated event twice at another place
 *   emmett  @event-driven-io/emmett-sqlite on one shared connection (a connection per operation fails under concurrency); what fails is asked again
 * `--callers 64` and `--rounds 5` run a part.
 */
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { getSQLiteEventStore, SQLiteConnectionPool, sqliteConnection } from '@event-driven-io/emmett-sqlite';
import Database from 'better-sqlite3';
import { SqliteEventStore } from '../../dist/libs/platform/event-store/index.js';
import { appendOf, eventOf, race, WARM_UP } from './appends.mjs';
import { asked, inTurns, median, msOf, note, perSecond, report, scratch } from './measure.mjs';

const options = asked({ callers: { type: 'string', default: '1,16,64' }, rounds: { type: 'string', default: '7' } });
const ROUNDS = Number(options.rounds);
const EVENTS = { ours: { 1: 2_000, 16: 24_000, 64: 40_000 }, raw: { 1: 40_000, 16: 40_000, 64: 40_000 }, emmett: { 1: 1_000, 16: 3_000, 64: 4_000 } };

const ours = async (callers) => {
  const place = scratch();
  const store = new SqliteEventStore(place.file('ledger.db'));
  const result = await race(callers, EVENTS.ours[callers], ({ stream, expected, event }) => store.append(stream, expected, [event]));
  await store.close();
  place.remove();
  return result;
};

/** The columns of our own table, and the indexes by which a table alone can promise what we promise. */
const rawSchema = (...unique) => `CREATE TABLE events (position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, id BLOB NOT NULL, type TEXT NOT NULL,
  data TEXT NOT NULL, metadata TEXT NOT NULL, recorded_at INTEGER NOT NULL, ${unique.map((columns) => `UNIQUE (${columns})`).join(', ')}) STRICT`;
const EACH_EVENT_ONCE = ['stream, revision', 'id'];
const EACH_PLACE_ONCE = ['stream, revision'];

const raw = async (callers, unique) => {
  const place = scratch();
  const db = new Database(place.file('raw.db'));
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'wal_autocheckpoint = 16000', 'cache_size = -65536']) db.pragma(pragma);
  db.exec(rawSchema(...unique));
  const insert = db.prepare(`INSERT INTO events VALUES (?, ?, ?, unhex(?, '-'), ?, ?, ?, ?)`);
  let position = 0;
  const write = db.transaction((from, to) => {
    for (let i = from; i < to; i += 1) {
      const { stream, expected, event: { id, type, data, occurredAt, by, cause, correlation, request } } = appendOf(i % callers, Math.floor(i / callers));
      position += 1;
      insert.run(position, stream, expected + 1, id, type, JSON.stringify(data), JSON.stringify({ occurredAt, by, cause, correlation, request }), Date.now());
    }
  });
  const part = (from, to) => { for (let i = from; i < to; i += 1_000) write.immediate(i, Math.min(i + 1_000, to)); };
  const events = EVENTS.raw[callers];
  const warm = Math.floor(events * WARM_UP);
  part(0, warm);
  const ms = await msOf(() => part(warm, events));
  db.close();
  place.remove();
  return { perSecond: perSecond(events - warm, ms) };
};

console.log = () => {}; // emmett prints the errors it throws

const emmett = async (callers) => {
  const place = scratch();
  const fileName = place.file('emmett.db');
  const connection = sqliteConnection({ fileName });
  await connection.command('PRAGMA synchronous = FULL');
  const store = getSQLiteEventStore({ fileName, pool: SQLiteConnectionPool({ fileName, connectionOptions: { singleton: true, connection } }) });
  await store.schema.migrate();
  let failures = 0;
  const append = async (one) => {
    const { stream, expected, event: { type, data, occurredAt, by, cause, correlation, request } } = one;
    const expectedStreamVersion = expected === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(expected);
    try {
      await store.appendToStream(stream, [{ type, data, metadata: { occurredAt, by, cause, correlation, request } }], { expectedStreamVersion });
    } catch (error) {
      failures += 1;
      if (failures > 100) throw error;
      await append(one);
    }
  };
  const result = await race(callers, EVENTS.emmett[callers], append);
  const { stored } = await connection.querySingle('SELECT count(*) AS stored FROM emt_messages');
  if (failures > 0 || stored !== result.events) note(`emmett: ${failures} appends failed and were asked again, ${result.events - stored} of ${result.events} acknowledged events are not stored`);
  connection.close();
  place.remove();
  return result;
};

/** How long the disk takes to flush 48 KB, the size of 64 events: the least that 64 callers wait for. */
const flushUs = () => {
  const place = scratch();
  const file = openSync(place.file('flush'), 'w');
  const times = Array.from({ length: 200 }, () => {
    writeSync(file, Buffer.alloc(49_152));
    const startMs = performance.now();
    fdatasyncSync(file);
    return (performance.now() - startMs) * 1_000;
  });
  closeSync(file);
  place.remove();
  return median(times);
};

note(`append: ${JSON.stringify(eventOf(1, 1).data).length} bytes of data an event, median of ${ROUNDS} runs taken in turn`);
for (const callers of options.callers.split(',').map(Number)) {
  const results = await inTurns(ROUNDS, { ours: () => ours(callers), raw: () => raw(callers, EACH_EVENT_ONCE), rawWithoutIds: () => raw(callers, EACH_PLACE_ONCE), emmett: () => emmett(callers) });
  const speed = (name) => median(results[name].map(({ perSecond }) => perSecond));
  const lateMs = (name) => median(results[name].map(({ p99Ms }) => p99Ms));
  report({
    bench: 'append', case: `${callers} caller${callers === 1 ? '' : 's'}`, unit: 'events/s', ours: speed('ours'), peers: { raw: speed('raw'), emmett: speed('emmett'), rawWithoutIds: speed('rawWithoutIds') },
    ratioToEmmett: speed('ours') / speed('emmett'), ratioToRawWithoutIds: speed('ours') / speed('rawWithoutIds'), flushUs: flushUs(), p99Ms: lateMs('ours'), emmettP99Ms: lateMs('emmett'),
  });
}
