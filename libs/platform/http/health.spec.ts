import { expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Reactor, Watcher } from '#platform/cqrs';
import { MirroredEventStore, type EventStore } from '#platform/event-store';
import type { Projection } from '#platform/read-models';
import { Health } from './health.ts';
import { figuresOf, sourcesOf } from './standings.ts';

const status = async () => ({ position: '07', head: '07', caughtUp: true, lagMs: 0, generation: 'one' });
const current = async () => ({ name: 'one' });
const projection = { status, current } as unknown as Projection;
const SAYS = 'The log there is not the one that was copied here.';

/** A store whose log is on another machine, which answers how far that goes. */
const mirrored = (more: Partial<MirroredEventStore>): EventStore => Object.create(MirroredEventStore.prototype, Object.getOwnPropertyDescriptors({
  head: async () => '07', after: async () => [], silentMs: () => 0, standstill: undefined, ...more,
})) as EventStore;

const healthOf = (events: EventStore, of = projection) => {
  const [reactor, watcher] = [{ latest: async () => ({ position: '07' }) }, { status: () => ({}) }];
  return new Health(events, of, reactor as unknown as Reactor, watcher as unknown as Watcher);
};

it('is not ready while the log is not read on, though its end is told, and says why once, in the log', async () => {
  const error = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
  expect(await healthOf(mirrored({})).status()).toMatchObject({ ready: true, store: { head: '07' } });
  const health = healthOf(mirrored({ standstill: { says: SAYS, isFinal: true }, silentMs: () => 9_000 }));
  for (let i = 0; i < 2; i++) {
    expect(await health.status()).toMatchObject({ ready: false, reading: true, store: { failure: 'It stands still; the log says why.', silentMs: 9_000 } });
  }
  expect(error.mock.calls).toEqual([[SAYS]]);
  error.mockRestore();
});

it('answers looks while the rows do not go on, as on a full disk, and not once they cannot be read', async () => {
  const error = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
  const failing = async () => ({ ...await status(), failure: 'database or disk is full' });
  const gone = async () => { throw new Error('no rows'); };
  const fullDisk = { status: failing, current } as unknown as Projection;
  expect(await healthOf(mirrored({}), fullDisk).status()).toMatchObject({ ready: false, reading: true, readModels: { failure: 'It stands still; the log says why.' } });
  expect(await healthOf(mirrored({}), { status: failing, current: gone } as unknown as Projection).status()).toMatchObject({ ready: false, reading: false });
  error.mockRestore();
});

it('tells those who measure that the log stands still, and counts it among the alarms', async () => {
  const [going, slow, standing] = [undefined, false, true].map((isFinal) => mirrored(isFinal === undefined ? {} : { standstill: { says: SAYS, isFinal } }));
  const told = async (events: EventStore) => (await sourcesOf({ events, projection }).standings())[0];
  expect([await told(going!), await told(slow!), await told(standing!)].map((log) => [log!.of, log!.standsStill])).toEqual([['log', false], ['log', false], ['log', true]]);
  const health = () => ({ address: '', trouble: SAYS, followingSinceMs: 1, alarms: [{ stream: '$all', says: SAYS }], figures: { drops: 1 } }) as never;
  expect(figuresOf(mirrored({ health })).figures!()).toEqual({ drops: 1, alarms: 1 });
});
