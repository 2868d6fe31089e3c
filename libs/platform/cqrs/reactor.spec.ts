import { afterEach, expect, it } from '@jest/globals';
import { ask, IsLotId, IsMilliCarats, refusals, type Decider, type Reaction } from '#kernel';
import { MemoryEventStore, StoreUnavailable } from '#platform/event-store';
import type { Checkpoints } from './checkpoints.ts';
import { Ledger } from './ledger.ts';
import { MemoryCheckpoints } from './memory.checkpoints.ts';
import { Reactor } from './reactor.ts';
import { SqliteCheckpoints } from './sqlite.checkpoints.ts';

class Weighed { @IsMilliCarats() milliCarats!: number }
const no = refusals({ Twice: { cites: 'echo/1', says: 'It was echoed before.' } });
const echo: Decider<number, { Echoed: typeof Weighed }, { Echo: typeof Weighed }> = {
  noun: 'echo', id: IsLotId, events: { Echoed: Weighed }, commands: { Echo: Weighed }, refusals: no, initial: 0, internal: ['Echo'],
  evolve: { Echoed: (times) => times + 1 },
  decide: { Echo: (times, data) => (times > 0 ? no.Twice : [{ type: 'Echoed', data }]) },
};
const bag: Decider<number, { Filled: typeof Weighed }, { Fill: typeof Weighed }> = {
  noun: 'bag', id: IsLotId, events: { Filled: Weighed }, commands: { Fill: Weighed }, refusals: {}, initial: 0,
  evolve: { Filled: (weight, { milliCarats }) => weight + milliCarats },
  decide: { Fill: (_, data) => [{ type: 'Filled', data }] },
};
const fillingEchoes: Reaction = { name: 'filling-echoes', on: { Filled: ({ subject, data }) => [ask(echo, subject, 'Echo', data)] } };

const me = { party: 'me', participant: 'BW', roles: [] };
const started: Reactor[] = [];
afterEach(() => Promise.all(started.splice(0).map((reactor) => reactor.stop())));

const open = async (store = new MemoryEventStore(), checkpoints: Checkpoints = new MemoryCheckpoints(), reactions = [fillingEchoes]) => {
  const ledger = new Ledger(store);
  const reactor = new Reactor(store, checkpoints, ledger, reactions);
  started.push(reactor);
  await reactor.start();
  return { store, reactor, fill: (subject: string, cause = 'c') => ledger.decide(ask(bag, subject, 'Fill', { milliCarats: 5 }), { by: me, cause, correlation: 'trip', occurredAt: '2005-06-30T08:00:00Z' }) };
};

it('makes one fact follow from another, with its time and correlation, and tells when that is done', async () => {
  const { store, reactor, fill } = await open();
  const receipt = await fill('B-1');
  expect(reactor.concerns(receipt)).toBe(true);
  expect(await reactor.reached(receipt.position)).toBe(true);
  expect((await store.read('echo-B-1')).events).toMatchObject([{ type: 'Echoed', by: 'ledger', occurredAt: '2005-06-30T08:00:00Z', correlation: 'trip' }]);
});

it('tells what came of a command on its own stream, and nothing that came of something else', async () => {
  const sealing: Reaction = { name: 'sealing-bags', on: { Filled: ({ subject, data }) => (data.milliCarats === 5 ? [ask(bag, subject, 'Fill', { milliCarats: 1 })] : []) } };
  const tying: Reaction = { name: 'tying-bags', on: { Filled: ({ subject, data }) => (data.milliCarats === 1 ? [ask(bag, subject, 'Fill', { milliCarats: 2 })] : []) } };
  const { reactor, fill } = await open(new MemoryEventStore(), new MemoryCheckpoints(), [sealing, tying]);
  const whole = await reactor.settled(await fill('B-1'));
  expect(whole).toMatchObject({ stream: 'bag-B-1', revision: 3, events: [5, 1, 2].map((milliCarats) => ({ type: 'Filled', data: { milliCarats } })) });
  expect(await reactor.settled(await fill('B-1'))).toEqual(whole);
  const other = await fill('B-1', 'other');
  expect((await reactor.settled(await fill('B-1')))).toEqual(whole);
  expect(await reactor.settled(other)).toMatchObject({ revision: 6, events: { length: 3 } });
});

it('changes nothing when it loses its place and repeats the whole log', async () => {
  const { store, reactor, fill } = await open();
  const { position } = await fill('B-1');
  await reactor.reached(position);
  const before = await store.after('', 100);
  const again = await open(store);
  await again.reactor.reached(before.at(-1)!.position);
  expect(await store.after('', 100)).toEqual(before);
  expect(again.reactor.status()).toMatchObject({ refused: 0 });
});

it('goes on from its checkpoint, which only moves forward', async () => {
  const checkpoints = new SqliteCheckpoints(':memory:');
  await checkpoints.save('reactions', '0002');
  await checkpoints.save('reactions', '0001');
  expect(await checkpoints.load('reactions')).toBe('0002');
  expect(await checkpoints.load('others')).toBe('');
  await checkpoints.close();
});

it('counts what a rule refuses, tells the last one, and goes on', async () => {
  const { store, reactor, fill } = await open();
  await fill('B-1', 'one');
  await fill('B-1', 'two');
  const { position } = await fill('B-2', 'three');
  await reactor.reached(position);
  expect(reactor.status()).toMatchObject({ refused: 1, lastRefusal: expect.stringContaining('It was echoed before.') });
  expect((await store.read('echo-B-2')).revision).toBe(1);
});

it('tries again when the store was away for a moment', async () => {
  class Flaky extends MemoryEventStore {
    failures = 2;
    override async append(...args: Parameters<MemoryEventStore['append']>) {
      if (args[0].startsWith('echo') && this.failures-- > 0) throw new StoreUnavailable('away');
      return super.append(...args);
    }
  }
  const { store, reactor, fill } = await open(new Flaky());
  const { position } = await fill('B-1');
  expect(await reactor.reached(position)).toBe(true);
  expect((await store.read('echo-B-1')).revision).toBe(1);
});

it('says after a while that something has not followed yet', async () => {
  const { reactor } = await open();
  expect(await reactor.reached('9999999999999999', 20)).toBe(false);
});

it('where another process runs the reactions, waits for what that one has saved', async () => {
  const [store, checkpoints] = [new MemoryEventStore(), new MemoryCheckpoints()];
  const { fill } = await open(store, checkpoints);
  const elsewhere = new Reactor(store, checkpoints, new Ledger(store), [fillingEchoes]);
  const receipt = await fill('B-1');
  expect(await elsewhere.reached(receipt.position)).toBe(true);
  expect((await store.read('echo-B-1')).revision).toBe(1);
  expect(elsewhere.status()).toMatchObject({ elsewhere: true });
  expect((await elsewhere.latest()).position >= receipt.position).toBe(true);
  expect(await elsewhere.reached('9999999999999999', 50)).toBe(false);
});

it('saves later what it could not save, though nothing more happens', async () => {
  const checkpoints = new MemoryCheckpoints();
  let refusals = 2;
  const flaky = Object.assign(Object.create(checkpoints) as Checkpoints, {
    save: async (consumer: string, position: string, token?: number) => {
      if ((refusals -= 1) >= 0) throw new StoreUnavailable('away for a moment');
      await checkpoints.save(consumer, position, token);
    },
  });
  const { store, reactor, fill } = await open(new MemoryEventStore(), flaky);
  await reactor.reached((await fill('B-1')).position);
  const until = async (isSo: () => Promise<boolean>) => { while (!await isSo()) await new Promise((resolve) => { setTimeout(resolve, 10); }); };
  await until(async () => reactor.status().failure !== undefined);
  await until(async () => await checkpoints.load('reactions') === await store.head());
  await until(async () => reactor.status().failure === undefined);
});

it('who has lost the work saves nothing more, and the next one goes on', async () => {
  const [store, checkpoints] = [new MemoryEventStore(), new MemoryCheckpoints()];
  const [first, ledger] = [(await checkpoints.take('reactions', 'one'))!, new Ledger(store)];
  const lost = new Reactor(store, checkpoints, ledger, [fillingEchoes]);
  await lost.start(first);
  await first.release();
  const next = new Reactor(store, checkpoints, ledger, [fillingEchoes]);
  await next.start((await checkpoints.take('reactions', 'other'))!);
  started.push(next);
  const { position } = await ledger.decide(ask(bag, 'B-1', 'Fill', { milliCarats: 5 }), { by: me, cause: 'c', occurredAt: '2005-06-30T08:00:00Z' });
  expect([await lost.reached(position), await next.reached(position)]).toEqual([true, true]);
  await lost.stop();
  expect(lost.status().failure ?? '').toMatch(/Superseded|^$/);
  expect(await checkpoints.load('reactions') <= await store.head()).toBe(true);
  expect((await store.read('echo-B-1')).revision).toBe(1);
});
