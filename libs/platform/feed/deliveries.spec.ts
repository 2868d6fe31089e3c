import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Lease } from '#platform/cqrs';
import { MemoryEventStore, MirroredEventStore, MirrorEventStore, StoreUnavailable } from '#platform/event-store';
import { rebuild, SqliteRowStore } from '#platform/read-models';
import { until } from '../../../test/processes/services.ts';
import { Deliveries } from './deliveries.ts';
import type { FeedEvent } from './feed.ts';
import { SqliteWebhookStore } from './sqlite.webhook-store.ts';

type Taken = Readonly<{ headers: IncomingHttpHeaders; body: string; event: FeedEvent }>;

let [folder, url]: string[] = [];
let events: MemoryEventStore;
let store: SqliteWebhookStore;
let server: Server;
let taken: Taken[];
let answer: (event: FeedEvent) => number;
let deliveries: Deliveries[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deliveries-'));
  [events, store, taken, answer, deliveries] = [new MemoryEventStore(), new SqliteWebhookStore(join(folder, 'webhooks.db')), [], () => 204, []];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => { body += String(chunk); }).on('end', () => {
      const event = JSON.parse(body) as FeedEvent;
      taken.push({ headers: request.headers, body, event });
      response.writeHead(answer(event)).end();
    });
  });
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterEach(async () => {
  for (const one of deliveries) await one.stop();
  server.close();
  server.closeAllConnections();
  await store.close();
  rmSync(folder!, { recursive: true });
});

const append = async (type: string, ...streams: string[]) => {
  for (const stream of streams) await events.append(stream, 0, [{ id: randomUUID(), type, data: { of: stream }, occurredAt: '2005-01-01T00:00:00Z', by: 'SYN-A', cause: stream, correlation: stream, request: '' }]);
};
type Otherwise = Readonly<{ of?: typeof store; log?: ConstructorParameters<typeof Deliveries>[0]; isHeld?: Lease['isHeld']; timeoutMs?: number; everyMs?: number }>;
const begin = async (token = 1, { of = store, log = events, isHeld = () => true, timeoutMs = 1_000, everyMs = 20 }: Otherwise = {}) => {
  const one = new Deliveries(log, of, { reach: 'anywhere', everyMs, patience: { firstMs: 5, mostMs: 20, failures: 4, timeoutMs } });
  deliveries.push(one);
  await one.start({ work: 'webhooks', token, isHeld, release: async () => {} });
  return one;
};
const add = (more: { types?: string[]; position?: string } = {}) => store.add({ url: url!, types: [], position: '', ...more });
const streams = () => taken.map(({ event }) => event.stream);

it('tells of every event once and in order, also of those that come later, signed and with its position', async () => {
  const { secret } = await add();
  await append('A', 'lot-1', 'lot-2');
  await begin();
  await append('B', 'lot-3');
  await until(async () => taken.length === 3);
  expect(streams()).toEqual(['lot-1', 'lot-2', 'lot-3']);
  for (const { headers, body, event } of taken) {
    expect([headers['webhook-id'], headers['webhook-position'], headers['content-type']]).toEqual([event.id, event.position, 'application/json']);
    expect(Math.abs(Number(headers['webhook-timestamp']) - Date.now() / 1_000)).toBeLessThan(30);
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(`${event.id}.${headers['webhook-timestamp'] as string}.${body}`).digest('base64')}`);
    expect(event).not.toHaveProperty('request');
  }
  await until(async () => (await store.list())[0]!.position === (await events.head()));
});

it('tells each of his types from his own place, and a webhook that is added, and nothing more to one that is removed', async () => {
  await append('A', 'lot-1', 'lot-2');
  await append('B', 'lot-3');
  await add({ types: ['B'] });
  const one = await begin();
  await until(async () => taken.length === 1);
  const { id } = await add({ position: (await events.after('', 2))[1]!.position });
  await until(async () => taken.length === 2);
  expect(streams()).toEqual(['lot-3', 'lot-3']);
  await store.remove(id);
  await until(async () => (await one.status()).length === 1);
  await new Promise((resolve) => { setTimeout(resolve, 60); });
  await append('A', 'lot-4');
  await append('B', 'lot-5');
  await until(async () => taken.length === 3);
  expect(streams().at(-1)).toBe('lot-5');
});

it('tells again what was not taken, and nothing else meanwhile', async () => {
  let refusals = 3;
  answer = ({ stream }) => (stream === 'lot-2' && refusals-- > 0 ? 503 : 200);
  await add();
  await append('A', 'lot-1', 'lot-2', 'lot-3');
  await begin();
  await until(async () => streams().includes('lot-3'));
  expect(streams()).toEqual(['lot-1', 'lot-2', 'lot-2', 'lot-2', 'lot-2', 'lot-3']);
  await until(async () => (await store.list())[0]!.failures === 0);
});

it('gives up after so many failures on end, keeps the place, does not hold up others, and goes on when it is told to', async () => {
  answer = ({ stream, type }) => (stream === 'lot-2' && type === 'A' ? 500 : 200);
  await add();
  await add({ types: ['B'] });
  await append('A', 'lot-1', 'lot-2');
  await append('B', 'lot-3');
  const one = await begin();
  await until(async () => (await one.status()).some(({ stuck }) => stuck));
  const [stuck] = await store.list();
  expect(stuck).toMatchObject({ failures: 4, lastFailure: 'it answered 500', position: (await events.after('', 1))[0]!.position });
  expect(streams().filter((stream) => stream === 'lot-2')).toHaveLength(4);
  await until(async () => streams().includes('lot-3'));
  answer = () => 200;
  await store.resume(stuck!.id);
  await until(async () => streams().filter((stream) => stream === 'lot-3').length === 2);
  expect((await one.status()).map(({ failures, stuck }) => [failures, stuck])).toEqual([[0, false], [0, false]]);
});

it('gives up a place that is none in this log', async () => {
  await add({ position: '99999999999999999999' });
  await append('A', 'lot-1');
  const one = await begin();
  await until(async () => (await one.status())[0]!.stuck);
  expect((await store.list())[0]!.lastFailure).toMatch(/its place is none in this log/);
  expect(taken).toEqual([]);
});

it('goes on where another process ended, and leaves it alone when a later one has begun', async () => {
  await add();
  await append('A', 'lot-1');
  const first = await begin(1);
  await until(async () => taken.length === 1);
  await first.stop();
  await append('A', 'lot-2', 'lot-3');
  await begin(2);
  await until(async () => taken.length === 3);
  expect(streams()).toEqual(['lot-1', 'lot-2', 'lot-3']);
  const [webhook] = await store.list();
  expect(await store.note(webhook!.id, { position: webhook!.position, failures: 9 }, 1)).toBe(false);
});

it('two at one address do not wait for each other: one that never answers holds up only itself', async () => {
  const silent = createServer((request, response) => { request.resume(); if (request.url === '/heard') request.on('end', () => { heard.push(String(request.headers['webhook-position'])); response.writeHead(204).end(); }); });
  const heard: string[] = [];
  await new Promise<void>((listening) => { silent.listen(0, '127.0.0.1', listening); });
  const base = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  await store.add({ url: `${base}/silent`, types: [], position: '' });
  await store.add({ url: `${base}/heard`, types: [], position: '' });
  await append('A', 'lot-1', 'lot-2', 'lot-3');
  try {
    await begin(1, { timeoutMs: 60_000 });
    await until(async () => heard.length === 3);
    expect((await store.list()).map(({ failures }) => failures)).toEqual([0, 0]);
  } finally {
    silent.close();
    silent.closeAllConnections();
  }
});

it('who has lost the work sends nothing more, though he cannot reach the list and is not told to end', async () => {
  class Cut extends SqliteWebhookStore {
    cut = false;
    override async note(...progress: Parameters<SqliteWebhookStore['note']>) {
      if (this.cut) throw new StoreUnavailable('cut off');
      return super.note(...progress);
    }
  }
  const [lost, work] = [new Cut(join(folder!, 'webhooks.db')), { held: true }];
  await add();
  await append('A', 'lot-1');
  answer = ({ stream }) => {
    if (stream !== 'lot-2') return 204;
    [lost.cut, work.held] = [true, false]; // while it is sent
    return 204;
  };
  await begin(1, { of: lost, isHeld: () => work.held, everyMs: 60_000 });
  await until(async () => taken.length === 1);
  await append('A', 'lot-2', 'lot-3', 'lot-4');
  await until(async () => taken.length === 2);
  await new Promise((resolve) => { setTimeout(resolve, 100); });
  expect(streams()).toEqual(['lot-1', 'lot-2']);
  answer = () => 204;
  await begin(2);
  await until(async () => streams().includes('lot-4'));
  expect(streams()).toEqual(['lot-1', 'lot-2', 'lot-2', 'lot-3', 'lot-4']);
  await lost.close();
});

it('whoever takes over while the log is away, with a mirror that lags, waits for it and goes on at the place', async () => {
  class Source extends MemoryEventStore {
    away = false;
    health = () => ({ trouble: this.away ? 'away' : undefined, followingSinceMs: this.away ? undefined : 1, alarms: [], figures: {} });
    override async head() { this.answers(); return super.head(); }
    override async after(...asked: Parameters<MemoryEventStore['after']>) { this.answers(); return super.after(...asked); }
    private answers() { if (this.away) throw new StoreUnavailable('no leader'); }
  }
  const source = events = new Source();
  const mirrored = new MirroredEventStore(source as unknown as ConstructorParameters<typeof MirroredEventStore>[0], new MirrorEventStore(join(folder!, 'mirror.db'), 'SYN-ledger'));
  await append('A', 'lot-1');
  await mirrored.caughtUp(await source.head());
  await append('A', 'lot-2');
  await add({ position: await source.head() }); // told of both by whoever is gone
  source.away = true;
  const one = await begin(2, { log: mirrored });
  await new Promise((resolve) => { setTimeout(resolve, 100); });
  expect(await one.status()).toMatchObject([{ stuck: false }]);
  source.away = false;
  await append('A', 'lot-3');
  await until(async () => taken.length === 1);
  expect(streams()).toEqual(['lot-3']);
  await one.stop();
  await mirrored.close();
});

it('rows that are built anew are no news to anybody', async () => {
  await add();
  await append('A', 'lot-1', 'lot-2');
  await begin();
  await until(async () => taken.length === 2);
  const rows = new SqliteRowStore(join(folder!, 'rows'));
  await rebuild(events, rows, { views: [], knownTypes: new Set(['A']) });
  await rows.close();
  await append('A', 'lot-3');
  await until(async () => taken.length === 3);
  expect(streams()).toEqual(['lot-1', 'lot-2', 'lot-3']);
});
