import { randomUUID } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Log } from '../../../test/servers/eventstoredb/log.ts';
import { EventStoreTestServer } from '../../../test/servers/eventstoredb/server.ts';
import { auditEvents } from './audit.ts';
import { event, eventStoreContract, wholeLog } from './event-store.contract.ts';
import { StoreUnavailable, type StoredEvent } from './event-store.ts';
import { EventStoreDbEventStore } from './eventstoredb.event-store.ts';
import { MirrorEventStore } from './mirror.event-store.ts';
import { MirroredEventStore } from './mirrored.event-store.ts';
import type { MirroringOptions } from './mirroring.ts';
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
const until = async (isSo: () => boolean | Promise<boolean>) => {
  for (let tries = 0; !await isSo(); tries++) {
    if (tries > 500) throw new Error('It did not come.');
    await pause(20);
  }
};
/** As the source would have it. */
const foundAt = (place: number, more: Partial<StoredEvent> = {}): StoredEvent => ({
  ...event('A'), stream: `lot-${place}`, noun: 'lot', subject: `${place}`, revision: 1, recordedAt: '2005-01-01T00:00:00.000Z', position: `${place * 100}`.padStart(20, '0'), ...more,
});

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

  it('does not fall behind when the subscription falls silent without a word', async () => {
    const [source, other] = [ledger, ledger].map((name) => new EventStoreDbEventStore(server.url, { ledger: name })) as [EventStoreDbEventStore, EventStoreDbEventStore];
    source.onChange = () => () => {}; // it says that it follows, and nothing more
    const store = new MirroredEventStore(source, new MirrorEventStore(file, await source.ledgerId()), { askEveryMs: 100 });
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

describe('a mirror whose log cannot be read on', () => {
  const closers: (() => unknown)[] = [];
  let own: EventStoreTestServer;
  let alarms: string[];
  beforeEach(async () => { [own, alarms] = [await new EventStoreTestServer().start(), []]; });
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
    own.stop();
  });
  const writing = () => {
    const store = new EventStoreDbEventStore(own.url, { deadlineMs: 1_500 });
    closers.push(() => store.close());
    return store;
  };
  const following = async (options: MirroringOptions = {}) => {
    const source = new EventStoreDbEventStore(own.url, { deadlineMs: 500 });
    const store = new MirroredEventStore(source, new MirrorEventStore(newFile(), await source.ledgerId()), { askEveryMs: 100, onAlarm: ({ stream, says }) => alarms.push(`${stream}: ${says}`), ...options });
    closers.push(() => store.close());
    store.follow();
    await until(() => source.health().followingSinceMs !== undefined);
    return store;
  };
  /** A server in place of the other, whose log ends some events earlier. */
  const restore = async (lost: number) => {
    const log = new Log(Date.now);
    for (const { stream, revision, ...written } of own.log.all.filter((one) => !one.stream.startsWith('$')).slice(0, -lost)) log.append(stream, revision - 1, [written]);
    own.stop();
    own = await new EventStoreTestServer({ port: own.port, log }).start();
  };

  it('does not copy on from a store that was restored from an older copy, and says what to do', async () => {
    const store = await following();
    for (let i = 0; i < 5; i++) await store.append(`lot-${i}`, 0, [event('A')]);
    await store.caughtUp(await store.head());
    await restore(3);
    const other = writing();
    for (let i = 0; i < 8; i++) await other.append(`lot-${i + 2}`, 0, [event('B')]);
    expect(await other.after(store.mirror.tip()!.after, 1)).toMatchObject([{ type: 'B', position: store.mirror.last }]);
    await until(() => store.standstill?.isFinal === true);
    const says = /The log there is not the one that was copied here: at \d+ the store has event .*, the mirror .*\. If the store was restored from an older copy, events are lost: look into it first, then stop, delete .*\.db and start again\./;
    for (const call of [() => store.head(), () => store.read('lot-0'), () => store.append('lot-20', 0, [event('C')]), () => store.count()]) await expect(call()).rejects.toThrow(says);
    await expect(store.head()).rejects.toThrow(StoreUnavailable);
    await pause(300);
    expect((await wholeLog(store.mirror)).map(({ type }) => type)).toEqual(['A', 'A', 'A', 'A', 'A']);
    expect(store.silentMs()).toBeGreaterThan(200);
    expect(store.health()).toMatchObject({ trouble: expect.stringMatching(says), alarms: [{ stream: '$all', says: expect.stringMatching(says) }] });
    expect(alarms).toEqual([expect.stringMatching(says)]);
  });

  it('says the same when nothing stands any more where its last event was', async () => {
    const store = await following();
    for (let i = 0; i < 5; i++) await store.append(`lot-${i}`, 0, [event('A')]);
    await store.caughtUp(await store.head());
    await restore(4);
    const other = writing();
    for (let i = 0; i < 8; i++) await other.append(`lot-n${i}`, 0, [event('B', { data: { text: 'of another length' } })]);
    await until(() => store.standstill?.isFinal === true);
    expect(store.standstill!.says).toMatch(/look into it first, then stop, delete .*\.db and start again\.$/);
    expect(await store.mirror.count()).toBe(5);
    expect(alarms).toHaveLength(1);
  });

  it('says how old it is while reads of the log are not answered, though the subscription is alive, and goes on after', async () => {
    const store = await following();
    const other = writing();
    await other.append('lot-1', 0, [event('A')]);
    await until(async () => await store.mirror.count() === 1);
    expect(store.silentMs()).toBe(0);
    own.faults.add({ at: 'all', kind: 'no-answer', times: Number.MAX_SAFE_INTEGER });
    await other.append('lot-2', 0, [event('B')]);
    await until(() => /^The log was not read/.test(store.health().trouble ?? '') && store.health().followingSinceMs !== undefined);
    expect((await store.read('lot-2')).revision).toBe(1);
    const silentMs = store.silentMs();
    expect(silentMs).toBeGreaterThan(400);
    await until(() => store.silentMs() > silentMs);
    expect([store.standstill, alarms]).toEqual([undefined, []]);
    own.faults.clear();
    await until(async () => store.silentMs() === 0 && await store.mirror.count() === 2);
    expect(store.standstill).toBeUndefined();
  });

  it('that has been away for long makes nobody wait: all are answered from here or refused at once, and it is told once why, and once that it is back', async () => {
    const told: string[] = [];
    const store = await following({ onTrouble: (says) => told.push(says) });
    const [first] = await store.append('lot-1', 0, [event('A')]);
    await store.caughtUp(first!.position);
    own.stop();
    await until(() => told.length > 0 && store.silentMs() > 3_000);
    for (let i = 0; i < 3; i++) {
      const begunMs = performance.now();
      expect([await store.latest(), await store.after('', 10)]).toEqual([first!.position, [first]]);
      const beyond = `9${first!.position.slice(1)}`;
      for (const call of [() => store.caughtUp(beyond), () => store.head(), () => store.read('lot-1'), () => store.append('lot-2', 0, [event('B')])]) await expect(call()).rejects.toThrow(StoreUnavailable);
      expect(performance.now() - begunMs).toBeLessThan(100);
      await pause(400);
    }
    await own.start();
    await until(() => store.silentMs() === 0);
    expect(told).toEqual([expect.stringMatching(/^The log was not read: .*ECONNREFUSED/), expect.stringMatching(/^The log is read on again, after \d+ s\.$/)]);
    expect((await store.append('lot-2', 0, [event('B')])).length).toBe(1);
  }, 20_000);

  it('raises the alarm, and answers no longer as if nothing were amiss, when an event there is not ours', async () => {
    const store = await following();
    const first = await store.append('lot-1', 0, [event('A')]);
    await store.caughtUp(first[0]!.position);
    own.log.append('kimberlite.lot-9', -1, [{ id: randomUUID(), type: 'Foreign', contentType: 'application/json', data: Buffer.from('{}'), metadata: new Uint8Array() }]);
    await until(() => alarms.length > 0);
    await pause(1_300); // meanwhile it was tried again
    expect(alarms).toEqual([expect.stringMatching(/^\$all: .*kimberlite\.lot-9 holds an event of type Foreign that this ledger has not written/)]);
    expect(store.silentMs()).toBeGreaterThan(200);
    expect(store.health().alarms).toHaveLength(1);
    await expect(store.head()).rejects.toThrow(/has not written/);
    expect([await store.latest(), await store.after('', 10)]).toEqual([first[0]!.position, first]);
    own.faults.add({ at: 'all', kind: 'no-answer', times: Number.MAX_SAFE_INTEGER });
    await pause(1_800); // it was tried again, and an outage says less than what was known before
    await expect(store.head()).rejects.toThrow(/has not written/);
  });

  it('never shows less than it has shown: not of what another process has copied, nor while the store is away', async () => {
    const file = newFile();
    const open = async () => {
      const source = new EventStoreDbEventStore(own.url, { deadlineMs: 500 });
      const store = new MirroredEventStore(source, new MirrorEventStore(file, await source.ledgerId()));
      closers.push(() => store.close());
      return store;
    };
    const [one, another, other] = [await open(), await open(), await open()];
    for (let i = 0; i < 4; i++) await other.append('lot-1', i, [event('A')]);
    await other.caughtUp(await other.head());
    const last = (await one.after('', 10)).at(-1)!.position;
    expect((await another.news({ only: new Set(['A']) }, '', 10)).position).toBe(last);
    own.faults.add({ at: 'all', kind: 'stale', times: 2 });
    expect([await one.head(), await another.head()]).toEqual([last, last]);
    const [late] = await other.append('lot-2', 0, [event('B')]);
    expect(await one.head()).toBe(late!.position);
    own.stop();
    expect(await one.latest()).toBe(late!.position);
  });
});

describe('the file of a mirror', () => {
  it('that is damaged while somebody listens ends no process: whoever reads is told', async () => {
    const file = newFile();
    const mirror = new MirrorEventStore(file, 'L');
    mirror.add('', Array.from({ length: 2_000 }, (_, i) => foundAt(i + 1)));
    mirror.onChange(() => {});
    const before = new Database(file);
    before.pragma('wal_checkpoint(TRUNCATE)');
    before.close();
    const damaged = openSync(file, 'r+');
    for (let page = 1; page < 400; page++) writeSync(damaged, Buffer.alloc(4_096, 0xee), 0, 4_096, page * 4_096);
    closeSync(damaged);
    const beside = new Database(file);
    beside.exec('CREATE TABLE more (n)'); // what others write makes the mirror look at the file again
    beside.close();
    await pause(200);
    await expect(mirror.after('', 10)).rejects.toThrow(StoreUnavailable);
    expect(() => mirror.tip()).toThrow(StoreUnavailable);
    await mirror.close();
  });

  it('gives marks by which the log can be known again, closer the nearer to its end', async () => {
    const mirror = new MirrorEventStore(newFile(), 'L');
    const placesOf = () => mirror.marks().map(({ after, event }) => [Number(after) / 100, Number(event.position) / 100]);
    expect([mirror.tip(), mirror.marks()]).toEqual([undefined, []]);
    mirror.add('', [foundAt(1)]);
    expect([mirror.tip()?.after, placesOf()]).toEqual(['', [[0, 1]]]);
    mirror.add(mirror.last, Array.from({ length: 19 }, (_, i) => foundAt(i + 2)));
    expect(placesOf()).toEqual([1, 4, 12, 16, 18, 19, 20].map((place) => [place - 1, place]));
    await mirror.close();
  });
});
