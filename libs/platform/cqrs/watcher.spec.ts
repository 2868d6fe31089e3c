import { expect, it, jest } from '@jest/globals';
import { ask, IsLotId, IsText, refusals, type Decider, type Watch } from '#kernel';
import { MemoryEventStore, StoreUnavailable } from '#platform/event-store';
import { NotReached, type Generation, type Projection } from '#platform/read-models';
import { Ledger } from './ledger.ts';
import { Watcher } from './watcher.ts';

class Reason { @IsText() reason!: string }
const no = refusals({ Early: { cites: 'egg/1', says: 'It is not boiled yet.' } });
const egg: Decider<boolean, { TakenOut: typeof Reason }, { TakeOut: typeof Reason }> = {
  noun: 'egg', id: IsLotId, events: { TakenOut: Reason }, commands: { TakeOut: Reason }, refusals: no, initial: false,
  evolve: { TakenOut: () => true },
  decide: { TakeOut: (_, data, { subject }) => (subject === 'E-raw' ? no.Early : [{ type: 'TakenOut', data }]) },
};
const NOW = Date.parse('2026-01-01T12:00:00Z');
const watch: Watch = {
  name: 'boiled-eggs', view: { name: 'kitchen/eggs', version: 1, row: Reason, index: ['reason'], on: {} }, where: { reason: 'boiling' },
  overdue: ({ egg: subject, until }, now) => (until < now ? ask(egg, subject, 'TakeOut', { reason: `It is ${now}.` }) : undefined),
};
const row = (egg: string, until = '2026-01-01T11:00:00Z') => ({ key: egg, row: { egg, until } });

/** A watcher over these rows, as a view would find them, a page at a time. */
const open = (rows: readonly ReturnType<typeof row>[], { store = new MemoryEventStore(), away }: { store?: MemoryEventStore; away?: Error } = {}) => {
  const find = jest.fn<Generation['find']>(async (_, { limit, after = '' }) => rows.filter(({ key }) => key > after).slice(0, limit));
  const projection: Pick<Projection, 'current'> = { current: async () => { if (away) throw away; return { find } as Partial<Generation> as Generation; } };
  let now = NOW;
  const watcher = new Watcher(projection, new Ledger(store, () => now), [watch], () => now);
  return { store, find, watcher, later: () => { now += 1_000; } };
};

it('asks for what is overdue, by the ledger, because of the row', async () => {
  const { store, find, watcher } = open([row('E-1'), row('E-2', '2026-01-01T13:00:00Z')]);
  await watcher.look();
  expect(find).toHaveBeenCalledWith(watch.view, { where: { reason: 'boiling' }, limit: 100 });
  expect(await store.after('', 10)).toMatchObject([{ stream: 'egg-E-1', type: 'TakenOut', by: 'ledger', cause: 'boiled-eggs@E-1' }]);
  expect(watcher.status()).toEqual({ lookedAt: '2026-01-01T12:00:00.000Z', asked: 1, refused: 0 });
});

it('does it once, however often it looks, also in other words and from another process', async () => {
  const { store, watcher, later } = open([row('E-1')]);
  await watcher.look();
  later();
  await watcher.look();
  await open([row('E-1')], { store }).watcher.look();
  expect(await store.count()).toBe(1);
  expect(watcher.status()).toMatchObject({ asked: 1, refused: 0 });
});

it('looks at every row, a page at a time', async () => {
  const { store, find, watcher } = open(Array.from({ length: 250 }, (_, i) => row(`E-${1_000 + i}`)));
  await watcher.look();
  expect(find).toHaveBeenCalledTimes(3);
  expect(await store.count()).toBe(250);
});

it('counts what the rule refuses, and goes on', async () => {
  const { store, watcher } = open([row('E-raw'), row('E-soft')]);
  await watcher.look();
  expect(watcher.status()).toMatchObject({ asked: 1, refused: 1, lastRefusal: expect.stringContaining('It is not boiled yet.') });
  expect((await store.read('egg-E-soft')).revision).toBe(1);
});

it('waits for views that are being built and for a store that is away, and tells of every other failure', async () => {
  for (const away of [new NotReached('1', '', 'they are being built.'), new StoreUnavailable('away')]) {
    const { watcher } = open([], { away });
    await watcher.look();
    expect(watcher.status()).toEqual({ asked: 0, refused: 0 });
  }
  const { watcher } = open([], { away: new TypeError('row is not a row') });
  await watcher.look();
  expect(watcher.status().failure).toContain('row is not a row');
});

it('looks by itself until it is stopped', async () => {
  const { store, watcher } = open([row('E-1')]);
  watcher.start(5);
  while (await store.count() === 0) await new Promise((resolve) => { setTimeout(resolve, 5); });
  await watcher.stop();
  const { lookedAt } = watcher.status();
  expect(lookedAt).toBeDefined();
});
