import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreTestServer } from '../../../test/servers/eventstoredb/server.ts';
import { auditEvents } from './audit.ts';
import { event, eventStoreContract, wholeLog } from './event-store.contract.ts';
import { StoreUnavailable } from './event-store.ts';
import { EventStoreDbEventStore } from './eventstoredb.event-store.ts';
import { MirrorEventStore } from './mirror.event-store.ts';
import { MirroredEventStore } from './mirrored.event-store.ts';
import { SqliteEventStore } from './sqlite.event-store.ts';

const server = new EventStoreTestServer();
const folder = mkdtempSync(join(tmpdir(), 'mirror-'));
beforeAll(async () => { await server.start(); });
afterAll(() => {
  server.stop();
  rmSync(folder, { recursive: true });
});

const newLedger = () => `t${randomUUID().replaceAll('-', '').slice(0, 20)}`;
const newFile = () => join(folder, `${randomUUID()}.db`);

describe('a store with a mirror', () => {
  eventStoreContract(async (options) => {
    const source = new EventStoreDbEventStore(server.url, { ...options, ledger: newLedger() });
    return new MirroredEventStore(source, new MirrorEventStore(newFile(), await source.ledgerId()));
  });
});

describe('the mirror of a log', () => {
  const closers: (() => Promise<void>)[] = [];
  let ledger: string;
  let file: string;
  beforeEach(() => { [ledger, file] = [newLedger(), newFile()]; });
  afterEach(async () => { for (const close of closers.splice(0).reverse()) await close(); });

  const mirrored = async (path = file) => {
    const source = new EventStoreDbEventStore(server.url, { ledger, deadlineMs: 1_500 });
    const store = new MirroredEventStore(source, new MirrorEventStore(path, await source.ledgerId()));
    closers.push(() => store.close());
    return store;
  };
  const until = async (isSo: () => Promise<boolean>) => {
    for (let tries = 0; !await isSo(); tries++) {
      if (tries > 200) throw new Error('It did not come.');
      await pause(20);
    }
  };

  it('does not fall behind when the subscription falls silent without a word', async () => {
    const [source, other] = [ledger, ledger].map((name) => new EventStoreDbEventStore(server.url, { ledger: name })) as [EventStoreDbEventStore, EventStoreDbEventStore];
    source.onChange = () => () => {}; // it says that it follows, and nothing more
    const store = new MirroredEventStore(source, new MirrorEventStore(file, await source.ledgerId()), 100);
    closers.push(() => other.close(), () => store.close());
    store.follow();
    await pause(300);
    const [written] = await other.append('lot-1', 0, [event('A')]);
    await until(async () => store.mirror.last === written!.position);
  });

  it('keeps positions, ids and bytes as the store has them, and is a ledger that can be audited', async () => {
    const store = await mirrored();
    const a = await store.append('lot-1', 0, [event('A', { data: { text: 'Größe – ダイヤ 💎', nested: [{ milliCarats: 1_250 }] } }), event('B')]);
    const b = await store.append('lot-2', 0, [event('C')]);
    expect(await wholeLog(store)).toEqual([...a, ...b]);
    expect(await store.difference()).toBeUndefined();
    expect(auditEvents(file)).toEqual({ events: 3, streams: 2 });
    expect(store.mirror.ledgerId).toBe(await (store.source as EventStoreDbEventStore).ledgerId());
  });

  it('is fed by what others write, tells whoever listens, and several may feed one file', async () => {
    const [one, other, writer] = [await mirrored(), await mirrored(), await mirrored(newFile())];
    let told = 0;
    one.onChange(() => { told += 1; });
    other.onChange(() => {});
    for (let i = 0; i < 50; i++) await writer.append(`lot-${i}`, 0, [event('A'), event('B')]);
    const head = await writer.head();
    await until(async () => await one.mirror.head() === head && await other.mirror.head() === head);
    expect(told).toBeGreaterThan(0);
    expect(await one.mirror.count()).toBe(100);
    expect(await one.difference()).toBeUndefined();
    const beside = new MirrorEventStore(file);
    expect(await wholeLog(beside)).toEqual(await wholeLog(writer));
    await beside.close();
  });

  it('answers from here while the store is away, says how old that is, and goes on when it is back', async () => {
    const store = await mirrored();
    store.follow();
    const first = await store.append('lot-1', 0, [event('A')]);
    await store.caughtUp(first[0]!.position);
    expect(store.silentMs()).toBe(0);
    server.stop();
    await until(async () => store.silentMs() > 0);
    expect(await store.after('', 10)).toEqual(first);
    expect(await store.latest()).toBe(first[0]!.position);
    await expect(store.head()).rejects.toThrow(StoreUnavailable);
    await expect(store.append('lot-1', 1, [event('B')])).rejects.toThrow(StoreUnavailable);
    await server.start();
    await until(() => store.append('lot-2', 0, [event('C')]).then(() => true, () => false));
    await until(async () => store.silentMs() === 0);
    expect((await wholeLog(store)).some(({ type }) => type === 'C')).toBe(true);
  }, 20_000);

  it('names the first event that is not what the store says', async () => {
    const store = await mirrored();
    const stored = await store.append('lot-1', 0, [event('A'), event('B')]);
    await store.caughtUp(stored[1]!.position);
    const db = new Database(file);
    db.exec(`DROP TRIGGER events_are_not_changed; UPDATE events SET data = '{"n":2}' WHERE type = 'B'`);
    db.close();
    expect(await store.difference()).toEqual({ position: stored[1]!.position, says: `event ${stored[1]!.id} says something else in the store than in the mirror` });
  });

  it('is no mirror if it is a ledger of its own, and leaves no gap', async () => {
    const own = new SqliteEventStore(file);
    await own.append('lot-1', 0, [event('A')]);
    await own.close();
    expect(() => new MirrorEventStore(file)).toThrow(/is a ledger, and not the mirror of one/);
    const empty = new MirrorEventStore(newFile());
    expect(() => empty.add('00000000000000000007', [])).toThrow(/follows 00000000000000000007/);
    await empty.close();
  });

  it('tells how far the server’s clock is ahead', async () => {
    const source = new EventStoreDbEventStore(server.url, { ledger });
    closers.push(() => source.close());
    expect(await source.serverAheadMs()).toBe(0);
    server.skewMs = 60_000;
    const ahead = await source.serverAheadMs();
    server.skewMs = -60_000;
    const behind = await source.serverAheadMs();
    server.skewMs = 0;
    expect([Math.round(ahead / 1_000), Math.round(behind / 1_000)]).toEqual([60, -60]);
  });
});
