import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { MemoryEventStore, StoreUnavailable, type News } from '#platform/event-store';
import { Feed } from './feed.ts';

const event = (type: string) => ({ id: randomUUID(), type, data: {}, occurredAt: '2005-01-01T00:00:00Z', by: 'SYN-A', cause: randomUUID(), correlation: 'c', request: 'r' });
const filled = async (...types: string[]) => {
  const events = new MemoryEventStore();
  for (const [i, type] of types.entries()) await events.append(`lot-${i}`, 0, [event(type)]);
  return { events, feed: new Feed(events) };
};

it('a page holds what follows a place, and says where the next one begins', async () => {
  const { feed } = await filled('A', 'B', 'A', 'B');
  const first = await feed.page('', 3);
  expect(first.events.map(({ stream }) => stream)).toEqual(['lot-0', 'lot-1', 'lot-2']);
  const second = await feed.page(first.position, 3);
  expect(second.events.map(({ stream }) => stream)).toEqual(['lot-3']);
  expect(await feed.page(second.position, 3)).toEqual({ events: [], position: second.position });
  expect(second.position).toBe(await feed.end());
});

it('a page of some types goes past the others, and not past what it had no room for', async () => {
  const { feed } = await filled('A', 'B', 'A', 'B', 'A');
  const types = new Set(['A']);
  const first = await feed.page('', 2, types);
  expect(first.events.map(({ stream }) => stream)).toEqual(['lot-0', 'lot-2']);
  expect((await feed.page(first.position, 2, types)).events.map(({ stream }) => stream)).toEqual(['lot-4']);
  expect(await feed.page('', 10, new Set(['C']))).toEqual({ events: [], position: await feed.end() });
});

it('whoever follows gets what is there and what comes, once and in order, and is told in between how far it is', async () => {
  const { events, feed } = await filled('A', 'B');
  const ending = new AbortController();
  const pages: News[] = [];
  const following = (async () => { for await (const page of feed.follow('', { types: new Set(['A']), signal: ending.signal, quietMs: 30 })) pages.push(page); })();
  await new Promise((resolve) => { setTimeout(resolve, 80); });
  await events.append('lot-9', 0, [event('A')]);
  await new Promise((resolve) => { setTimeout(resolve, 80); });
  ending.abort();
  await following;
  expect(pages.flatMap(({ events }) => events.map(({ stream }) => stream))).toEqual(['lot-0', 'lot-9']);
  expect(pages.filter((page) => page.events.length === 0).length).toBeGreaterThan(1);
  expect(pages.at(-1)!.position).toBe(await events.head());
});

it('ends at once when it is told to, also if nothing ever came', async () => {
  const { feed } = await filled();
  const ending = new AbortController();
  const following = (async () => { for await (const page of feed.follow('', { signal: ending.signal, quietMs: 60_000 })) throw new Error(String(page)); })();
  setTimeout(() => ending.abort(), 20);
  await following;
});

it('knows what can be a place in a log', () => {
  const end = '0000000000000007';
  expect(['', '0000000000000001', end].map((place) => Feed.isPlace(place, end))).toEqual([true, true, true]);
  expect(['0000000000000008', '7', '00000000000000000007', 'x'.repeat(16), '000000000000000-'].map((place) => Feed.isPlace(place, end))).toEqual([false, false, false, false, false]);
});

it('what lies beyond what is here of the log is a place or none only by the word of the log itself', async () => {
  class Away extends MemoryEventStore {
    away = false;
    override async head() {
      if (this.away) throw new StoreUnavailable('no leader');
      return super.head();
    }
  }
  class Lagging extends Feed { override async end() { return '0000000000000001'; } }
  const events = new Away();
  for (const stream of ['lot-1', 'lot-2']) await events.append(stream, 0, [event('A')]);
  const feed = new Lagging(events);
  const places = (...of: string[]) => Promise.all(of.map((place) => feed.hasPlace(place)));
  expect(await places('', '0000000000000001', '0000000000000002', '0000000000000003', 'x')).toEqual([true, true, true, false, false]);
  events.away = true;
  expect(await places('', '0000000000000001', 'x')).toEqual([true, true, false]);
  await expect(feed.hasPlace('0000000000000002')).rejects.toThrow('no leader');
});

it('whoever looks for what hardly comes leaves others their turn', async () => {
  class Long extends MemoryEventStore {
    looked = 0;
    override async news(): Promise<News> { return { events: [], position: String(this.looked += 1).padStart(16, '0') }; }
  }
  const [events, ending] = [new Long(), new AbortController()];
  const following = (async () => { for await (const page of new Feed(events).follow('', { types: new Set(['B']), signal: ending.signal, quietMs: 60_000 })) throw new Error(String(page)); })();
  let most = 0;
  for (let [turns, before] = [0, 0]; turns < 100; turns++) {
    await new Promise((resolve) => { setImmediate(resolve); });
    [most, before] = [Math.max(most, events.looked - before), events.looked];
  }
  ending.abort();
  await following;
  expect(most).toBeLessThan(5);
  expect(events.looked).toBeGreaterThan(60);
});
