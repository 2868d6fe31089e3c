import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { BEFORE_ALL } from '#kernel';
import { EventStoreTestServer } from '../../../test/servers/eventstoredb/server.ts';
import { EventStoreDbEventStore, type EventStoreDbOptions } from './eventstoredb.event-store.ts';
import { event, eventStoreContract, settled, wholeLog } from './event-store.contract.ts';
import { Conflict, StoreUnavailable } from './event-store.ts';
import { openEventStoreDb } from './eventstoredb.opening.ts';
import { commitOf } from './eventstoredb.form.ts';

jest.setTimeout(30_000);

/** A ledger nobody else has: a real server may hold anything beside it. */
const newLedger = () => `t${randomUUID().replaceAll('-', '').slice(0, 20)}`;
const real = process.env.EVENTSTORE_URL;

describe('on the test server', () => {
  const server = new EventStoreTestServer();
  beforeAll(async () => { await server.start(); });
  afterAll(() => server.stop());
  eventStoreContract((options) => new EventStoreDbEventStore(server.url, { ...options, ledger: newLedger() }));
});

// Skipped because no server is to be had here unless somebody names one in EVENTSTORE_URL.
(real === undefined ? describe.skip : describe)('on the real server of EVENTSTORE_URL (skipped because it is not set)', () => {
  eventStoreContract((options) => new EventStoreDbEventStore(real ?? '', { ...options, ledger: newLedger() }));
});

describe('the log on EventStoreDB', () => {
  let server: EventStoreTestServer;
  let opened: EventStoreDbEventStore[];
  const open = (options: EventStoreDbOptions = {}) => {
    const store = new EventStoreDbEventStore(server.url, { deadlineMs: 1_500, ...options });
    opened.push(store);
    return store;
  };
  beforeEach(async () => { opened = []; server = await new EventStoreTestServer().start(); });
  afterEach(async () => {
    for (const store of opened) await store.close();
    server.stop();
  });
  const bare = async <T>(use: (client: EventStoreDBClient) => Promise<T>): Promise<T> => {
    const client = EventStoreDBClient.connectionString(server.url);
    try {
      return await use(client);
    } finally {
      await client.dispose();
    }
  };

  it('stands beside other ledgers and other programs, and sees its own streams only', async () => {
    const [one, two] = [open({ ledger: 'one' }), open({ ledger: 'one2' })];
    await bare((client) => client.appendToStream('lot-1', jsonEvent({ type: 'Foreign', data: {} }), { expectedRevision: NO_STREAM }));
    const first = await one.append('lot-1', 0, [event('A')]);
    await two.append('lot-1', 0, [event('B'), event('C')]);
    expect(await wholeLog(one)).toEqual(first);
    expect([await one.count(), await two.count()]).toEqual([1, 2]);
    expect((await two.read('lot-1')).revision).toBe(2);
    expect(await one.head()).toBe(first[0]!.position);
  });

  it('hides from nobody: the bare client finds the streams, under the ledger’s name', async () => {
    const [stored] = await open().append('lot-SYN-1', 0, [event('A', { data: { milliCarats: 1250 } })]);
    const [found] = await bare(async (client) => {
      const events = [];
      for await (const one of client.readStream('kimberlite.lot-SYN-1')) events.push(one.event!);
      return events;
    });
    expect(found).toMatchObject({ type: 'A', data: { milliCarats: 1250 }, metadata: { id: stored!.id, recordedAt: stored!.recordedAt, cause: 'cause-1' } });
  });

  it('keeps positions as texts, beyond what a number holds, and every answer is JSON', async () => {
    const store = open();
    const stored = await store.append('lot-1', 0, [event('A'), event('B')]);
    expect(commitOf(stored[0]!.position)! > 2n ** 53n).toBe(true);
    expect(JSON.parse(JSON.stringify([stored, await store.read('lot-1'), await store.head(), store.health()]))).toMatchObject([stored, { revision: 2 }, stored[1]!.position, { figures: { appends: 1 } }]);
  });

  it('answers with what stands there when two processes ask different things under one cause', async () => {
    const [one, two] = [open(), open()];
    const id = randomUUID();
    const both = await Promise.all([one, two].map((store, n) => store.append('lot-1', 0, [event('A', { id, data: { n } })])));
    expect(both[0]).toEqual(both[1]);
    expect((await open().read('lot-1')).events).toEqual(both[0]);
  });

  it('believes the server’s word of where an event is only after it has looked once', async () => {
    const store = open();
    for (let i = 0; i < 5; i++) await store.append('lot-1', i, [event('A')]);
    expect(server.calls.read).toBe(1);
    expect((await store.read('lot-1')).events.map(({ position }) => position)).toEqual((await wholeLog(store)).map(({ position }) => position));
  });

  it('never shows less than it has shown, though a follower answers', async () => {
    const [store, other] = [open(), open()];
    for (let i = 0; i < 4; i++) await other.append('lot-1', i, [event('A')]);
    const [last] = (await store.after(BEFORE_ALL, 10)).slice(-1);
    server.faults.add({ at: 'read', kind: 'stale', times: 2 }, { at: 'all', kind: 'stale', times: 2 });
    expect((await store.read('lot-1')).revision).toBe(4);
    expect(await store.head()).toBe(last!.position);
    expect(store.health().figures.staleReads).toBe(4);
  });

  it('says so when it can only show less', async () => {
    const store = open();
    for (let i = 0; i < 4; i++) await store.append('lot-1', i, [event('A')]);
    server.faults.add({ at: 'read', kind: 'stale', times: 1_000 });
    await expect(store.read('lot-1')).rejects.toThrow(/lot-1 is at revision 1 there; it was at 4 before/);
  });

  it('does not hold up one that conflicts because the answers of others are lost', async () => {
    const store = open();
    await store.append('lot-1', 0, [event('A')]);
    server.faults.add({ at: 'append', kind: 'half', times: 4 });
    const all = await settled([store.append('lot-1', 0, [event('B')]), ...[2, 3, 4].map((n) => store.append(`lot-${n}`, 0, [event('A')]))]);
    expect(all.each).toEqual(['Conflict', 'stored', 'stored', 'stored']);
  });

  it('throws a silent client away, and works with the next one', async () => {
    const store = open();
    await store.append('lot-1', 0, [event('A')]);
    server.faults.add({ at: 'append', kind: 'no-answer', times: 2 });
    await expect(settled([store.append('lot-1', 1, [event('B')])])).resolves.toMatchObject({ stored: expect.any(Number) });
    await store.append('lot-2', 0, [event('A')]);
    expect(store.health().figures.rebuilds).toBe(1);
  });

  it('tells its listeners what another process wrote, also after the subscription was lost', async () => {
    const [store, other] = [open(), open()];
    let told = 0;
    store.onChange(() => { told += 1; });
    while (store.health().followingSinceMs === undefined) await pause(5);
    await other.append('lot-1', 0, [event('A')]);
    for (let i = 0; i < 200 && told === 0; i++) await pause(5);
    expect(told).toBe(1);
    server.faults.add({ at: 'subscription', kind: 'quiet' }, { at: 'subscription', kind: 'unavailable' });
    await server.restart();
    await other.append('lot-2', 0, [event('A')]);
    for (let i = 0; i < 1_000 && told === 1; i++) await pause(5);
    expect(told).toBe(2);
    expect(store.health().figures.drops).toBeGreaterThan(1);
  });

  it('raises the alarm when somebody makes the server forget, and shows no stream with a gap', async () => {
    const alarms: string[] = [];
    const store = open({ onAlarm: ({ stream, says }) => alarms.push(`${stream} ${says}`) });
    for (const name of ['lot-1', 'lot-2', 'lot-3']) await store.append(name, 0, [event('A'), event('B'), event('C')]);
    store.onChange(() => {});
    while (store.health().followingSinceMs === undefined) await pause(5);
    server.log.truncate('kimberlite.lot-1', 2);
    server.log.setMetadata('kimberlite.lot-2', { $maxCount: 1 });
    server.log.tombstone('kimberlite.lot-3');
    await expect(store.read('lot-1')).rejects.toThrow(/lost its event 1; somebody has truncated it/);
    await expect(store.read('lot-3')).rejects.toThrow(/never deletes/);
    await expect(store.append('lot-3', 3, [event('D')])).rejects.toThrow(StoreUnavailable);
    for (let i = 0; i < 200 && alarms.length < 4; i++) await pause(5);
    expect(alarms.sort()).toEqual([
      'kimberlite.lot-1 Event 1 is gone: the next one there is 3.', 'kimberlite.lot-1 Somebody has told the server to forget its events ($tb).',
      'kimberlite.lot-2 Somebody has told the server to forget its events ($maxCount).', 'kimberlite.lot-3 The stream was deleted.',
    ]);
  });

  it('shows no stream of which the end was forgotten', async () => {
    const store = open();
    await store.append('lot-1', 0, [event('A'), event('B')]);
    server.log.truncate('kimberlite.lot-1', 2);
    await expect(open().read('lot-1')).rejects.toThrow(/lost its event 1; somebody has truncated it/);
    await expect(store.read('lot-1', 2)).rejects.toThrow(/lost its event 2/);
  });

  it('refuses an event in its streams that it has not written', async () => {
    await bare((client) => client.appendToStream('kimberlite.lot-1', jsonEvent({ type: 'Foreign', data: {} }), { expectedRevision: NO_STREAM }));
    const says = { name: 'StoreUnavailable', message: expect.stringMatching(/type Foreign that this ledger has not written/) };
    for (const call of [() => open().read('lot-1'), () => open().append('lot-1', 0, [event('A')]), () => open().after(BEFORE_ALL, 1)]) await expect(call()).rejects.toMatchObject(says);
  });

  it('opens one long call for a burst of appends, after the last one has ended', async () => {
    const store = open();
    await store.append('lot-0', 0, [event('A')]);
    await server.restart();
    await pause(50);
    const before = server.calls.batch;
    await Promise.all(Array.from({ length: 100 }, (_, i) => store.append(`lot-a${i}`, 0, [event('A')])));
    expect(server.calls.batch - before).toBeLessThan(5);
  });

  it('leaves those their answers who wait for them through a client that is thrown away', async () => {
    const store = open({ deadlineMs: 9_000 });
    await store.append('lot-1', 0, [event('A')]);
    server.slowMs = 250;
    const slow = store.append('lot-2', 0, [event('A')]);
    server.faults.add({ at: 'all', kind: 'internal', times: 3 });
    await store.head();
    expect(store.health().figures.rebuilds).toBe(1);
    await slow;
    expect(store.health().figures).toMatchObject({ unknownOutcomes: 0, repeats: 3 });
  });

  it('takes up a subscription that ends again and again ever more slowly, and keeps its client', async () => {
    const store = open();
    server.faults.add({ at: 'subscription', kind: 'drop-midway', times: 1_000 });
    store.onChange(() => {});
    await pause(800);
    expect(server.calls.subscription).toBeGreaterThan(1);
    expect(server.calls.subscription).toBeLessThan(9);
    expect(store.health().figures.rebuilds).toBe(0);
  });

  it('finds what an earlier try has written, though a later one is refused', async () => {
    const store = open();
    await store.append('lot-1', 0, [event('A')]);
    server.faults.add({ at: 'append', kind: 'drop-after' }, { at: 'append', kind: 'denied' });
    expect(await store.append('lot-2', 0, [event('A')])).toEqual((await open().read('lot-2')).events);
    server.faults.add({ at: 'append', kind: 'drop-before' }, { at: 'append', kind: 'denied' });
    await expect(store.append('lot-3', 0, [event('A')])).rejects.toThrow(/It is not known whether .* Access Denied/);
    server.faults.add({ at: 'append', kind: 'denied' });
    await expect(store.append('lot-4', 0, [event('A')])).rejects.toThrow(/Nothing was written to lot-4/);
  });

  it('takes no conflict from one who knows less of the stream than was seen', async () => {
    const [store, other] = [open(), open()];
    await store.append('lot-1', 0, ['A', 'B', 'C'].map((type) => event(type)));
    server.faults.add({ at: 'append', kind: 'behind' });
    expect(await store.append('lot-1', 3, [event('D')])).toMatchObject([{ revision: 4 }]);
    server.faults.add({ at: 'append', kind: 'drop-after' }, { at: 'append', kind: 'behind' });
    expect(await other.append('lot-1', 4, [event('E')])).toMatchObject([{ revision: 5 }]);
    await expect(other.append('lot-1', 9, [event('F')])).rejects.toMatchObject({ name: 'Conflict', actual: 5 });
  });

  it('sends again at once when an answer cannot be read', async () => {
    const store = open({ deadlineMs: 9_000 });
    await store.append('lot-1', 0, [event('A')]);
    server.faults.add({ at: 'append', kind: 'garbled' });
    const begunMs = performance.now();
    await store.append('lot-2', 0, [event('A')]);
    expect(performance.now() - begunMs).toBeLessThan(1_000);
  });

  it('outlives a first word that sends it away and does not say where to', async () => {
    const unheard: unknown[] = [];
    const hear = (error: unknown) => { unheard.push(error); };
    process.on('unhandledRejection', hear);
    server.faults.add({ at: 'features', kind: 'nowhere', times: 2 });
    await open().append('lot-1', 0, [event('A')]);
    await pause(20);
    process.off('unhandledRejection', hear);
    expect(unheard).toEqual([]);
  });

  it.each([true, false])('reads to the end though the first answers end half-way, whether the server tells of ends (%s)', async (tellsEnds) => {
    server.tellsEnds = tellsEnds;
    const stored = await open().append('lot-1', 0, ['A', 'B', 'C', 'D'].map((type) => event(type)));
    const store = open();
    server.faults.add({ at: 'read', kind: 'quiet-midway', times: 2 });
    expect(await store.read('lot-1')).toEqual({ events: stored, revision: 4 });
    const before = server.calls.read;
    expect([await store.read('lot-1', 2), await store.read('lot-9')]).toMatchObject([{ revision: 4 }, { revision: 0 }]);
    expect(server.calls.read - before).toBe(2);
  });

  it('asks twice before it takes a log for empty', async () => {
    const stored = await open().append('lot-1', 0, [event('A')]);
    server.faults.add({ at: 'all', kind: 'quiet' });
    expect(await open().head()).toBe(stored[0]!.position);
    server.faults.add({ at: 'all', kind: 'quiet' });
    expect(await open().after(BEFORE_ALL, 10)).toEqual(stored);
  });

  it('goes on in no other log than the one it has seen', async () => {
    const alarms: string[] = [];
    const store = open();
    for (let i = 0; i < 3; i++) await store.append('lot-1', i, [event('A')]);
    const before = server.log.all.length;
    const [last] = await store.append('lot-1', 3, [event('A'), event('B')]);
    server.log.restore(before - 1);
    await expect(open().after(last!.position, 10)).rejects.toThrow(/The log ends earlier there/);
    for (let i = 0; i < 4; i++) await open().append('lot-2', i, [event('A', { data: { another: 'size than before' } })]);
    const late = open({ onAlarm: ({ stream, says }) => alarms.push(`${stream} ${says}`) });
    await expect(late.after(last!.position, 10)).rejects.toMatchObject({ name: 'StoreUnavailable', message: expect.stringMatching(/no longer has what was seen at 0000/) });
    expect(alarms).toEqual([expect.stringMatching(/^[$]all The log no longer has/)]);
  });

  it('gives the second call of a try what the first has left of its time', async () => {
    server.tellsEnds = false;
    const store = open();
    await store.append('lot-1', 0, [event('A')]);
    for (let i = 0; i < 5; i++) server.faults.add({ at: 'read', kind: 'late', afterMs: 430 }, { at: 'read', kind: 'no-answer' });
    const begunMs = performance.now();
    await expect(open().read('lot-1', 9)).rejects.toThrow(StoreUnavailable);
    expect(performance.now() - begunMs).toBeLessThan(1_800);
  });

  it('has an id, one for all who come, outside the log', async () => {
    const ids = await Promise.all([open(), open(), open({ ledger: 'other' })].map((store) => store.ledgerId()));
    expect([ids[0] === ids[1], ids[0] === ids[2]]).toEqual([true, false]);
    expect(await open().head()).toBe(BEFORE_ALL);
  });

  it('goes through the conflicts that a follower’s answer makes as through any other', async () => {
    const leader = await new EventStoreTestServer({ log: server.log }).start();
    server.leader = { host: '127.0.0.1', port: leader.port };
    const store = open();
    await store.append('lot-1', 0, [event('A')]);
    await expect(store.append('lot-1', 0, [event('B')])).rejects.toThrow(Conflict);
    expect(store.health().figures.rebuilds).toBe(0);
    leader.stop();
  });
});

it('is opened through the door without anybody waiting for it before', async () => {
  const store = await openEventStoreDb('esdb://127.0.0.1:1?tls=false');
  expect(store.health()).toMatchObject({ address: 'esdb://127.0.0.1:1', trouble: undefined, alarms: [] });
  await store.close();
});

describe('what cannot be used', () => {
  const refused = async (address: string) => {
    const store = new EventStoreDbEventStore(address, { deadlineMs: 700 });
    try {
      return await store.head().then(() => 'used', (error: Error) => `${error.name}: ${error.message}`);
    } finally {
      await store.close();
    }
  };

  it('is refused at once, with the remedy, and without the password', () => {
    const faults = {
      'http://a': /must begin with esdb/, 'esdb://': /name a host/, 'esdb+discover://a,b': /one DNS name/, 'esdb://u:p:w@a': /%3A/, 'esdb://u:p@a?tls=false': /Without TLS/,
      'esdb://a?tlsVerifyCert=false': /tlsCAFile/, 'esdb://a?throwOnAppendFailure=false': /leave it out/, 'esdb://a?nodePreference=follower': /leader only/,
    };
    for (const [address, says] of Object.entries(faults)) expect(() => new EventStoreDbEventStore(address)).toThrow(says);
    expect(() => new EventStoreDbEventStore('esdb://user:sec:ret@a')).not.toThrow(/sec|ret/);
    expect(() => new EventStoreDbEventStore('esdb://a', { ledger: 'a.b' })).toThrow(RangeError);
  });

  it('is told of within the deadline: nobody there, too old a server, no such certificate', async () => {
    const old = await new EventStoreTestServer({ version: '21.10.9' }).start();
    expect(await refused('esdb://127.0.0.1:1?tls=false')).toMatch(/^StoreUnavailable: .*127.0.0.1:1 cannot be used.*ECONNREFUSED/);
    expect(await refused(old.url)).toMatch(/version 21.10.9; 22.6 or later is needed/);
    expect(await refused('esdb://127.0.0.1:1?tlsCAFile=nowhere.pem')).toMatch(/^StoreUnavailable: .*certificate file/);
    old.stop();
  });
});
