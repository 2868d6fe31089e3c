import { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { TokenStore } from '#platform/access';
import { MemoryEventStore, type News } from '#platform/event-store';
import { eventRoute } from './event-route.ts';
import { streamEvents } from './event-stream.ts';
import { problemOf } from './problem.ts';
import type { Reply, Request } from './wire.ts';

beforeEach(() => { jest.useFakeTimers(); });
afterEach(() => { jest.useRealTimers(); });

const readerWho = (socket: { bytesWritten: number }) => {
  const raw = Object.assign(new EventEmitter(), { socket, writableLength: 1, destroy: () => raw.emit('close') });
  const sent: Readable[] = [];
  const reply = { raw, header: () => reply, send: (stream: Readable) => { sent.push(stream); } } as unknown as Reply;
  return { raw, reply, end: () => { for (const stream of sent) stream.destroy(); raw.emit('close'); } };
};
const nothing = async function* (): AsyncGenerator<News> { /* no news */ };

it('who takes nothing for a minute is cut off, and not who takes a little', async () => {
  const [idle, slow] = [readerWho({ bytesWritten: 0 }), readerWho({ bytesWritten: 0 })];
  const endings = [idle, slow].map(({ reply }) => {
    const ending = new AbortController();
    streamEvents(reply, nothing(), ending, async () => true);
    return ending.signal;
  });
  for (let second = 0; second < 61; second++) {
    slow.raw.socket.bytesWritten += 1;
    await jest.advanceTimersByTimeAsync(1_000);
    if (second === 58) expect(endings.map(({ aborted }) => aborted)).toEqual([false, false]);
  }
  expect(endings.map(({ aborted }) => aborted)).toEqual([true, false]);
  slow.end();
});

const routeOf = () => {
  const Route = eventRoute(new Set(['A']));
  return new Route(new MemoryEventStore(), { find: async () => ({}) } as unknown as TokenStore) as { ask: (request: Request, reply: Reply) => Promise<void>; beforeApplicationShutdown: () => void };
};
const request = { query: {}, headers: { accept: 'text/event-stream', authorization: 'Bearer t' }, bearer: { actor: { party: 'a', participant: 'BW', roles: ['auditor'] } } } as unknown as Request;

it('one that is still being opened when the process is told to end is refused, for nobody would end it', async () => {
  const [route, reader] = [routeOf(), readerWho({ bytesWritten: 0 })];
  const asked = route.ask(request, reader.reply);
  route.beforeApplicationShutdown();
  expect(problemOf(await asked.catch((error: unknown) => error))).toMatchObject({ status: 503, detail: 'The process is ending.' });
  reader.end();
});

it('of a hundred streams at once none is refused; one more is told to come again, till one has ended', async () => {
  const route = routeOf();
  const readers = Array.from({ length: 102 }, () => readerWho({ bytesWritten: 0 }));
  for (const { reply } of readers.slice(0, 100)) await route.ask(request, reply);
  expect(problemOf(await route.ask(request, readers[100]!.reply).catch((error: unknown) => error))).toMatchObject({ status: 503, detail: '100 streams are open.' });
  readers[0]!.end();
  await route.ask(request, readers[101]!.reply);
  for (const reader of readers) reader.end();
});
