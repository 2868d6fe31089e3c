import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { EventStoreTestServer } from '../../../test/servers/eventstoredb/server.ts';
import { auditEvents } from './audit.ts';
import { event, wholeLog } from './event-store.contract.ts';
import type { StoredEvent } from './event-store.ts';
import { EventStoreDbEventStore } from './eventstoredb.event-store.ts';
import { copyLog, OtherLog, proofOf, type LogTarget } from './log-copy.ts';
import { SqliteEventStore } from './sqlite.event-store.ts';
import { cutLedger, ledgerFileOf, placeAt, snapshotOf, sqliteLogTarget, wholeAppendAt } from './sqlite.log-target.ts';

jest.setTimeout(60_000);

let folder: string;
let server: EventStoreTestServer;
let closing: (() => unknown)[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kimberlite-copy-'));
  server = await new EventStoreTestServer().start();
  closing = [];
});
afterEach(async () => {
  for (const close of closing) await close();
  server.stop();
  rmSync(folder, { recursive: true });
});

/** One second passes with each append, beginning on 2005-06-30. */
const ticking = () => {
  let nowMs = Date.parse('2005-06-30T08:00:00.000Z');
  return () => (nowMs += 1_000);
};
const sqlite = (name: string) => {
  const store = new SqliteEventStore(join(folder, name), { clock: ticking() });
  closing.push(() => store.close());
  return store;
};
const remote = () => {
  const store = new EventStoreDbEventStore(server.url, { deadlineMs: 3_000, clock: ticking() });
  closing.push(() => store.close());
  return store;
};
/** Streams that grow in turn, some appends of several events; texts of all kinds. */
const filled = async <S extends SqliteEventStore | EventStoreDbEventStore>(store: S, rounds = 30): Promise<S> => {
  const heads = new Map<string, number>();
  for (let i = 0; i < rounds; i++) {
    const stream = `lot-SYN-${i % 7}`;
    const events = Array.from({ length: 1 + i % 3 }, (_, n) => event('LotSplit', { data: { n, text: 'Größe – ダイヤ 💎 \ud800 ', deep: { 7: [null, true, 0.1], 1: '' } }, by: `SYN-${i}`, cause: `cause-${i}` }));
    const head = heads.get(stream) ?? 0;
    await store.append(stream, head, events);
    heads.set(stream, head + events.length);
  }
  return store;
};
const wordsOf = (log: readonly StoredEvent[]) => log.map(({ position: _, ...rest }) => rest);

it('copies a log to EventStoreDB and back: the same streams, revisions, ids, bytes, times and order, and the same ledger', async () => {
  const from = await filled(sqlite('from.db'));
  const there = remote();
  const target = await there.receive(from.ledgerId);
  expect(await copyLog(from, target)).toEqual({ found: 0, copied: await from.count() });
  await target.complete();
  expect(await there.ledgerId()).toBe(from.ledgerId);
  expect(wordsOf(await wholeLog(there))).toEqual(wordsOf(await wholeLog(from)));
  expect(await proofOf(there)).toEqual(await proofOf(from));

  const back = sqliteLogTarget(join(folder, 'back.db'), await there.ledgerId());
  await copyLog(there, back);
  await back.complete();
  expect(auditEvents(join(folder, 'back.db'))).toEqual({ events: await from.count(), streams: 7 });
  const rowsOf = (name: string) => new Database(join(folder, name), { readonly: true }).prepare('SELECT * FROM events ORDER BY position').raw().all();
  expect(rowsOf('back.db')).toEqual(rowsOf('from.db'));
  expect(existsSync(join(folder, 'back.db-wal'))).toBe(false);
  expect(await sqlite('back.db').append('lot-SYN-0', (await from.read('lot-SYN-0')).revision, [event('LotSplit')])).toHaveLength(1);
});

it('goes on where it was broken off, writes nothing twice, and lets nobody open what is not whole', async () => {
  const from = await filled(sqlite('from.db'));
  const broken = async (target: LogTarget) => {
    const some = { ...target, add: async (events: readonly StoredEvent[]) => { await target.add(events.slice(0, 17)); throw new Error('the power went'); } };
    await expect(copyLog(from, some)).rejects.toThrow('the power went');
  };
  await broken(await remote().receive(from.ledgerId));
  await expect(remote().ledgerId()).rejects.toThrow('a migration into it has begun and not ended');
  const target = await remote().receive(from.ledgerId);
  expect(await copyLog(from, target)).toEqual({ found: 17, copied: await from.count() - 17 });
  await target.complete();
  expect(await proofOf(remote())).toEqual(await proofOf(from));

  const half = sqliteLogTarget(join(folder, 'to.db'), from.ledgerId);
  await broken(half);
  half.close();
  const file = sqliteLogTarget(join(folder, 'to.db'), from.ledgerId);
  closing.push(file.close);
  expect(await copyLog(from, file)).toEqual({ found: 17, copied: await from.count() - 17 });
  expect(await proofOf(file)).toEqual(await proofOf(from));
});

it('settles an append of which it is not known whether it was written', async () => {
  const from = await filled(sqlite('from.db'), 6);
  const target = await remote().receive(from.ledgerId);
  server.faults.add({ at: 'append', kind: 'drop-after', times: 2 });
  await copyLog(from, target);
  expect(await proofOf(target)).toEqual(await proofOf(from));
});

it('refuses a target that holds something else, or more, or another ledger', async () => {
  const [from, other, longer] = [await filled(sqlite('from.db'), 3), await filled(sqlite('other.db'), 3), sqlite('longer.db')];
  await expect(copyLog(from, { ...other, after: (position, limit) => other.after(position, limit), add: async () => {}, complete: async () => {} })).rejects.toThrow(/another log: event 1 is LotSplit/);
  const target = await remote().receive(from.ledgerId);
  await copyLog(from, target);
  await expect(copyLog(longer, target)).rejects.toThrow(OtherLog);
  await expect(copyLog(longer, target)).rejects.toThrow('more than the log: it goes on after 0 events');
  await expect(remote().receive(other.ledgerId)).rejects.toThrow(`is ${from.ledgerId}, and not ${other.ledgerId}`);
  expect(() => sqliteLogTarget(join(folder, 'from.db'), other.ledgerId)).toThrow(`is for the ledger ${from.ledgerId}`);
});

it('a proof notices a byte, an order and a time', async () => {
  const log = await wholeLog(await filled(sqlite('from.db'), 4));
  const proof = (events: readonly StoredEvent[]) => proofOf({ after: async (position) => (position === '' ? events : []) });
  const whole = await proof(log);
  expect(whole).toMatchObject({ events: log.length, streams: 4 });
  const [first, second, ...rest] = log as [StoredEvent, StoredEvent];
  expect((await proof([second, first, ...rest])).perStream).toBe(whole.perStream);
  for (const changed of [[second, first, ...rest], [{ ...first, recordedAt: '2005-06-30T08:00:01.001Z' }, second, ...rest], [{ ...first, data: { ...first.data, n: 2 } }, second, ...rest]]) {
    expect((await proof(changed)).digest).not.toBe(whole.digest);
  }
});

it('takes a snapshot while others write, and cuts a ledger at a moment, row by row', async () => {
  const from = await filled(sqlite('from.db'));
  const [file, copy, cut] = [join(folder, 'from.db'), join(folder, 'copy.db'), join(folder, 'cut.db')];
  snapshotOf(file, copy);
  await from.append('lot-SYN-LATER', 0, [event('LotSplit')]);
  expect(auditEvents(copy)).toMatchObject({ events: await from.count() - 1 });
  expect(ledgerFileOf(copy)).toEqual({ ledgerId: from.ledgerId, last: await from.count() - 1 });
  const tenth = (await wholeLog(from))[9]!;
  const place = placeAt(copy, Date.parse(tenth.recordedAt));
  expect(place).toBeGreaterThanOrEqual(10);
  cutLedger(copy, cut, place);
  expect(auditEvents(cut)).toMatchObject({ events: place });
  const kept = sqlite('cut.db');
  expect(kept.ledgerId).toBe(from.ledgerId);
  expect(await wholeLog(kept)).toEqual((await wholeLog(from)).slice(0, place));
  const together = (await wholeLog(from)).map(({ stream, recordedAt }) => `${stream} ${recordedAt}`);
  for (let at = 0; at <= together.length; at++) expect(wholeAppendAt(file, at) === at).toBe(together[at - 1] === undefined || together[at - 1] !== together[at]);
  expect([placeAt(copy, 0), placeAt(copy, Date.now())]).toEqual([0, ledgerFileOf(copy).last]);
  expect(existsSync(`${cut}-journal`) || existsSync(`${copy}-wal`)).toBe(false);
});
