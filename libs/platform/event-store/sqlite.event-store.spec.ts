import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { BEFORE_ALL } from '#kernel';
import { event, eventStoreContract, settled, turns, wholeLog } from './event-store.contract.ts';
import { MAX_APPEND_BYTES, StoreUnavailable } from './event-store.ts';
import { assertDurable } from './ledger-file.ts';
import { SqliteEventStore } from './sqlite.event-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'kimberlite-events-'));
let files = 0;
const newFile = () => join(folder, `ledger-${(files += 1)}.db`);
afterAll(() => rmSync(folder, { recursive: true }));

eventStoreContract((options) => new SqliteEventStore(newFile(), options));

describe('the log in a SQLite file', () => {
  let file: string;
  let store: SqliteEventStore;
  let others: { close: () => unknown }[];
  const also = <T extends { close: () => unknown }>(one: T): T => { others.push(one); return one; };
  beforeEach(() => { others = []; file = newFile(); store = new SqliteEventStore(file); });
  afterEach(async () => { for (const one of [...others, store]) await one.close(); });

  it('is written ahead and flushed at each commit', () => {
    const db = also(new Database(file));
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(() => { assertDurable(db); }).toThrow(/synchronous FULL/); // what better-sqlite3 does unless told
    db.pragma('synchronous = FULL');
    assertDurable(db);
    const rollback = also(new Database(newFile()));
    expect(() => { assertDurable(rollback); }).toThrow(/journal_mode wal, and got delete/);
  });

  it('goes on when the disk has ended the transaction in which it read', async () => {
    await store.append('lot-1', 0, [event('A')]);
    await store.read('lot-1');
    (store as unknown as { db: Database.Database }).db.exec('ROLLBACK'); // what SQLite does by itself when a read fails
    await turns();
    expect((await store.read('lot-1')).revision).toBe(1);
  });

  it('has positions that are dense from 1, however appends fail', async () => {
    for (let i = 0; i < 20; i++) await settled([store.append('lot-1', i, [event('A'), event('B')]), store.append(`lot-x${i}`, 0, [event('A')]), store.append('lot-2', 7, [event('A')])]);
    expect((await wholeLog(store)).map(({ position }) => Number(position))).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  });

  it('lets nobody change or delete an event', async () => {
    await store.append('lot-1', 0, [event('A')]);
    const db = also(new Database(file));
    expect(() => db.exec(`UPDATE events SET data = '{}'`)).toThrow('append-only');
    expect(() => db.exec('DELETE FROM events')).toThrow('append-only');
    expect((await store.read('lot-1')).events).toHaveLength(1);
  });

  it('is the same after it was closed and opened again, long streams and short ones', async () => {
    for (let i = 0; i < 3_000; i += 100) await store.append('lot-long', i, Array.from({ length: 100 }, (_, n) => event(`E${i + n}`)));
    await Promise.all(Array.from({ length: 700 }, (_, i) => store.append(`lot-${i}`, 0, [event('A'), event('B')])));
    const [before, id] = [await wholeLog(store), store.ledgerId];
    await store.close();
    store = new SqliteEventStore(file);
    expect(store.ledgerId).toBe(id);
    expect(await wholeLog(store)).toEqual(before);
    expect((await store.read('lot-long')).events).toEqual(before.filter(({ stream }) => stream === 'lot-long'));
    expect((await store.read('lot-long', 2_990)).events.map(({ type }) => type)).toEqual(Array.from({ length: 10 }, (_, i) => `E${2_990 + i}`));
    await expect(store.append('lot-3', 0, [event('A')])).rejects.toThrow('revision 2');
    await store.append('lot-3', 2, [event('C')]);
    expect((await store.read('lot-3', 1)).events.map(({ type }) => type)).toEqual(['B', 'C']);
  });

  it('keeps its order when the clock is stepped back', async () => {
    let nowMs = Date.parse('2026-11-21T08:00:00.000Z');
    const stepped = also(new SqliteEventStore(newFile(), { clock: () => nowMs }));
    await stepped.append('lot-1', 0, [event('A')]);
    nowMs -= 3_600_000;
    await stepped.append('lot-2', 0, [event('B')]);
    expect((await wholeLog(stepped)).map(({ type, recordedAt }) => [type, recordedAt])).toEqual([['A', '2026-11-21T08:00:00.000Z'], ['B', '2026-11-21T07:00:00.000Z']]);
  });

  it('stores the others when the database will not take one of them', async () => {
    also(new Database(file)).exec(`CREATE TRIGGER poison BEFORE INSERT ON events WHEN new.type = 'Poison' BEGIN SELECT RAISE(ABORT, 'poison'); END`);
    const all = await settled(['A', 'Poison', 'B'].map((type, i) => store.append(`lot-${i}`, 0, [event('First'), event(type)])));
    expect(all.each).toEqual(['stored', 'SqliteError', 'stored']);
    expect((await wholeLog(store)).map(({ stream }) => stream)).toEqual(['lot-0', 'lot-0', 'lot-2', 'lot-2']);
    await store.append('lot-1', 0, [event('First')]);
  });

  it('says that it is unavailable when the disk is full, and goes on when there is room again', async () => {
    const small = also(new SqliteEventStore(file));
    const full = (small as unknown as { db: Database.Database }).db;
    full.pragma(`max_page_count = ${full.pragma('page_count', { simple: true }) as number + 2}`);
    const heavy = event('A', { data: { text: 'x'.repeat(MAX_APPEND_BYTES / 2) } });
    expect((await settled([small.append('lot-1', 0, [event('A')]), small.append('lot-2', 0, [heavy])])).each).toEqual(['StoreUnavailable', 'StoreUnavailable']);
    expect(await small.head()).toBe(BEFORE_ALL);
    full.pragma('max_page_count = 1000000');
    await small.append('lot-1', 0, [event('A'), heavy]);
    expect((await store.read('lot-1')).revision).toBe(2);
  });

  it('waits for another that holds the file, without stopping this process, and writes when it is let go', async () => {
    const holder = also(new Database(file));
    holder.exec('BEGIN IMMEDIATE');
    const append = store.append('lot-1', 0, [event('A')]);
    let waited = 0;
    const beat = setInterval(() => { waited += 1; }, 5);
    await pause(300);
    clearInterval(beat);
    expect(waited).toBeGreaterThan(3);
    expect((await store.read('lot-1')).revision).toBe(0);
    holder.exec('ROLLBACK');
    expect(await append).toHaveLength(1);
  });

  it('says that it is busy when the other never lets go, and takes appends again after', async () => {
    const holder = also(new Database(file));
    holder.exec('BEGIN IMMEDIATE');
    expect((await settled([store.append('lot-1', 0, [event('A')]), store.append('lot-2', 0, [event('A')])])).each).toEqual(['StoreBusy', 'StoreBusy']);
    holder.exec('ROLLBACK');
    await store.append('lot-1', 0, [event('A')]);
  }, 15_000);

  it('is shared by two stores that write at the same time: nothing is lost, doubled, or out of order', async () => {
    const second = also(new SqliteEventStore(file));
    const writer = async (own: SqliteEventStore, name: string) => {
      for (let i = 0; i < 150; i++) {
        await own.append(`lot-${name}-${i % 7}`, Math.floor(i / 7) * 14, Array.from({ length: 14 }, () => event('A')));
        for (let done = false; !done;) {
          const { revision } = await own.read('lot-shared');
          done = (await settled([own.append('lot-shared', revision, [event(name)])])).stored === 1;
        }
      }
    };
    await Promise.all([writer(store, 'one'), writer(second, 'two')]);
    const log = await wholeLog(store, 500);
    expect(await wholeLog(second, 333)).toEqual(log);
    expect(log.map(({ position }) => Number(position))).toEqual(Array.from({ length: 4_500 }, (_, i) => i + 1));
    for (const own of [store, second]) {
      const { events, revision } = await own.read('lot-shared');
      expect(revision).toBe(300);
      expect(events.map(({ revision }) => revision)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
      expect((await own.read('lot-one-3')).events).toEqual(log.filter(({ stream }) => stream === 'lot-one-3'));
    }
  }, 30_000);

  it('tells its listeners what another store wrote', async () => {
    const second = also(new SqliteEventStore(file));
    let told = 0;
    second.onChange(() => { told += 1; });
    await store.append('lot-1', 0, [event('A')]);
    await turns();
    expect(told).toBe(0);
    for (let i = 0; i < 100 && told === 0; i++) await pause(20);
    expect(told).toBe(1);
    expect((await second.read('lot-1')).revision).toBe(1);
    await pause(150);
    expect(told).toBe(1);
  });
});

describe('a file that is not this ledger’s', () => {
  const refusal = (make: (db: Database.Database) => void): string => {
    const file = newFile();
    const db = new Database(file);
    make(db);
    db.close();
    try {
      void new SqliteEventStore(file).close();
      return 'opened';
    } catch (error) {
      expect(error).toBeInstanceOf(StoreUnavailable);
      return (error as Error).message.replaceAll(file, 'FILE');
    }
  };

  it('is refused, and left as it is', () => {
    expect(refusal((db) => db.exec('CREATE TABLE people (name TEXT)'))).toBe('FILE is not a ledger.');
    expect(refusal((db) => db.exec('CREATE TABLE ledger (id TEXT); CREATE TABLE events (x)'))).toMatch(/^The ledger FILE cannot be opened: no such column/);
    expect(refusal((db) => db.exec(`CREATE TABLE ledger (id TEXT, schema_version INTEGER); CREATE TABLE events (x); INSERT INTO ledger VALUES ('a', 99)`)))
      .toBe('The ledger FILE has schema 99; this program keeps schema 1. Use the program that wrote it, or a newer one.');
  });

  it('may also be a folder, or a text', () => {
    expect(() => new SqliteEventStore(folder)).toThrow(StoreUnavailable);
    expect(() => new SqliteEventStore(import.meta.filename)).toThrow(/not a database/);
  });
});
