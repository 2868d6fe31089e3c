import { expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Reactor, ReactorStatus, Watcher } from '#platform/cqrs';
import type { EventStore } from '#platform/event-store';
import type { Projection } from '#platform/read-models';
import { Health } from './health.ts';
import { sourcesOf } from './standings.ts';

const [head, read] = ['0000000000000007', '0000000000000003'];
const events = { head: async () => head, after: async () => [], silentMs: () => 0 } as unknown as EventStore;
const projection = { status: async () => ({ position: head, head, caughtUp: true, lagMs: 0, generation: 'one' }), current: async () => ({ name: 'one' }) } as unknown as Projection;
const watcher = { status: () => ({ asked: 0, refused: 0 }) } as unknown as Watcher;
const reactorThat = (status: Partial<ReactorStatus>) => ({ latest: async () => ({ position: read, refused: 0, ...status }) }) as unknown as Reactor;

Logger.overrideLogger(false);

it('a reaction that fails is told to whoever measures and whoever asks, without a word of why, and takes nobody out of service', async () => {
  const failing = reactorThat({ hanging: 1, failure: 'What follows on lot-SYN-1 cannot be done: TypeError' });
  const [, , reactions] = await sourcesOf({ events, projection, reactor: failing }).standings();
  expect(reactions).toMatchObject({ of: 'reactions', position: read, standsStill: true });
  const answer = await new Health(events, projection, failing, watcher).status();
  expect(answer).toMatchObject({ ready: true, reactions: { hanging: 1, failure: 'It stands still; the log says why.' } });
  expect(JSON.stringify(answer)).not.toContain('lot-SYN-1');
});

it('reactions that go on stand not still', async () => {
  const [, , reactions] = await sourcesOf({ events, projection, reactor: reactorThat({}) }).standings();
  expect(reactions).toMatchObject({ of: 'reactions', standsStill: false });
});
