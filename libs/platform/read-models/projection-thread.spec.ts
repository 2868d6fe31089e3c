import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { MemoryEventStore } from '#platform/event-store';
import { NotReached } from './projection.ts';
import { ProjectionThread } from './projection-thread.ts';
import { SqliteRowStore } from './sqlite.row-store.ts';
import { append, boxTypes, boxViews, history } from './testing.ts';
import { rebuild } from './rebuild.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => { for (const close of closers.splice(0).reverse()) await close(); });

/** A thread that runs this text, and connects to the address it is given to show that it is there. */
const threadOf = (text: string, { stopMs, workerData }: Readonly<{ stopMs: number; workerData?: unknown }>) => {
  const [events, rows] = [new MemoryEventStore(), new SqliteRowStore(':memory:')];
  const entry = new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort, workerData } from 'node:worker_threads'; import { connect } from 'node:net'; ${text}`)}`);
  const projection = new ProjectionThread(events, rows, boxViews, { entry, workerData, execArgv: [], stopMs });
  closers.push(() => rows.close(), () => projection.stop());
  projection.start();
  return { events, rows, projection };
};

it('a thread that does not end when it is told to is ended, and what it had open with it', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => { server.close(); });
  const connected = once(server, 'connection');
  const { projection } = threadOf("connect(workerData, '127.0.0.1'); parentPort.on('message', () => { for (;;); });", { stopMs: 100, workerData: (server.address() as { port: number }).port });
  const [socket] = await connected as [import('node:net').Socket];
  const closed = new Promise((resolve) => { socket.on('error', () => {}).once('close', () => resolve('closed')); });
  const beganMs = performance.now();
  await projection.stop();
  expect(performance.now() - beganMs).toBeLessThan(3_000);
  expect(await closed).toBe('closed');
});

it('a thread that ends by itself is not waited for any longer', async () => {
  const { projection } = threadOf("parentPort.on('message', () => parentPort.close());", { stopMs: 60_000 });
  await projection.stop();
  await expect(projection.reached('1')).rejects.toThrow(NotReached);
});

it('what a thread says it has reached is handed out when it can be read, not before', async () => {
  const { events, rows, projection } = threadOf("setInterval(() => parentPort.postMessage({ position: '9999999999999999' }), 20); parentPort.on('message', (order) => { if (order === 'stop') process.exit(); });", { stopMs: 1_000 });
  await append(events, history(20));
  await rebuild(events, rows, { views: boxViews, knownTypes: boxTypes });
  const [head, more] = [await events.head(), '0000000000000021'];
  expect((await projection.reached(head)).seen).toBe(head);
  await expect(projection.reached(more, { timeoutMs: 100 })).rejects.toThrow(NotReached);
  const reached = projection.reached(more);
  await (await rows.current(boxViews))!.commit(head, more, []);
  expect((await reached).seen).toBe(more);
});
