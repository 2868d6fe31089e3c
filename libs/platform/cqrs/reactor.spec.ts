import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ask, IsLotId, IsMilliCarats, refusals, type Decider, type Reaction } from '#kernel';
import { MemoryEventStore, StoreUnavailable } from '#platform/event-store';
import type { Checkpoints } from './checkpoints.ts';
import { Duties } from './duties.ts';
import { Ledger } from './ledger.ts';
import { MemoryCheckpoints } from './memory.checkpoints.ts';
import { Reactor, type Known } from './reactor.ts';
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

const until = async (isSo: () => Promise<boolean>) => { while (!await isSo()) await new Promise((resolve) => { setTimeout(resolve, 10); }); };

const me = { party: 'me', participant: 'BW', roles: [] };
const started: Reactor[] = [];
afterEach(() => Promise.all(started.splice(0).map((reactor) => reactor.stop())));

const open = async (store = new MemoryEventStore(), checkpoints: Checkpoints = new MemoryCheckpoints(), known: Known = { reactions: [fillingEchoes] }) => {
  const ledger = new Ledger(store);
  const reactor = new Reactor(store, checkpoints, ledger, known);
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
  const { reactor, fill } = await open(new MemoryEventStore(), new MemoryCheckpoints(), { reactions: [sealing, tying] });
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
  const elsewhere = new Reactor(store, checkpoints, new Ledger(store), { reactions: [fillingEchoes] });
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
  await until(async () => reactor.status().failure !== undefined);
  await until(async () => await checkpoints.load('reactions') === await store.head());
  await until(async () => reactor.status().failure === undefined);
});

it('who has lost the work saves nothing more, and the next one goes on', async () => {
  const [store, checkpoints] = [new MemoryEventStore(), new MemoryCheckpoints()];
  const [first, ledger] = [(await checkpoints.take('reactions', 'one'))!, new Ledger(store)];
  const lost = new Reactor(store, checkpoints, ledger, { reactions: [fillingEchoes] });
  await lost.start(first);
  await first.release();
  const next = new Reactor(store, checkpoints, ledger, { reactions: [fillingEchoes] });
  await next.start((await checkpoints.take('reactions', 'other'))!);
  started.push(next);
  const { position } = await ledger.decide(ask(bag, 'B-1', 'Fill', { milliCarats: 5 }), { by: me, cause: 'c', occurredAt: '2005-06-30T08:00:00Z' });
  expect([await lost.reached(position), await next.reached(position)]).toEqual([true, true]);
  await lost.stop();
  expect(lost.status().failure ?? '').toMatch(/Superseded|^$/);
  expect(await checkpoints.load('reactions') <= await store.head()).toBe(true);
  expect((await store.read('echo-B-1')).revision).toBe(1);
});

it('a command that was decided is answered, though what followed cannot be read', async () => {
  class Away extends MemoryEventStore {
    away = false;
    override async read(...asked: Parameters<MemoryEventStore['read']>) {
      if (this.away) throw new StoreUnavailable('away');
      return super.read(...asked);
    }
  }
  const { store, reactor, fill } = await open(new Away());
  const receipt = await fill('B-1');
  await reactor.reached(receipt.position);
  (store as Away).away = true;
  expect(await reactor.settled(receipt)).toEqual(receipt);
});

describe('a reaction that fails', () => {
  const broken = new Set<string>();
  const picky: Reaction = {
    name: 'picky',
    on: {
      Filled: ({ subject, data }) => {
        if (broken.has(subject)) throw new TypeError(`cannot read ${subject}`);
        return [ask(echo, subject, 'Echo', data)];
      },
    },
  };
  beforeEach(() => { broken.clear(); });

  it('stops what follows on its stream and nothing else, is told, and nobody waits for it', async () => {
    const [store, checkpoints] = [new MemoryEventStore(), new MemoryCheckpoints()];
    const { reactor, fill } = await open(store, checkpoints, { reactions: [picky] });
    const elsewhere = new Reactor(store, checkpoints, new Ledger(store), { reactions: [picky] });
    broken.add('B-1');
    const [hanging, next] = [await fill('B-1'), await fill('B-2')];
    const fromMs = performance.now();
    expect(await reactor.settled(hanging)).toEqual(hanging);
    expect([await reactor.reached(next.position), await elsewhere.reached(next.position)]).toEqual([true, true]);
    expect(performance.now() - fromMs).toBeLessThan(4_000);
    expect([(await store.read('echo-B-1')).revision, (await store.read('echo-B-2')).revision]).toEqual([0, 1]);
    expect(reactor.status()).toMatchObject({ hanging: 1, failure: expect.stringMatching(/bag-B-1 .*cannot read B-1/) });
    expect([reactor.status().position < hanging.position, (await elsewhere.latest()).position < hanging.position]).toEqual([true, true]);
    const later = await fill('B-3');
    expect(await reactor.reached(later.position)).toBe(true);
    expect(reactor.status()).toMatchObject({ hanging: 1, failure: expect.stringContaining('cannot read B-1') });
  });

  it('is tried again, and then nothing is missing; whoever goes on elsewhere does it, too', async () => {
    const [store, checkpoints] = [new MemoryEventStore(), new MemoryCheckpoints()];
    const { reactor, fill } = await open(store, checkpoints, { reactions: [picky] });
    for (const one of ['B-1', 'B-2']) broken.add(one);
    await fill('B-1');
    await reactor.reached((await fill('B-2')).position);
    broken.delete('B-1');
    await until(async () => reactor.status().hanging === 1);
    expect((await store.read('echo-B-1')).revision).toBe(1);
    await reactor.stop();
    broken.clear();
    const next = await open(store, checkpoints, { reactions: [picky] });
    await next.reactor.reached(await store.head());
    expect((await store.read('echo-B-2')).revision).toBe(1);
    expect(next.reactor.status()).not.toHaveProperty('failure');
    await until(async () => await checkpoints.load('reactions') === await store.head());
  });
});

describe('an event that only a newer program knows', () => {
  const older: Known = { reactions: [fillingEchoes], eventTypes: new Set(['Filled', 'Echoed']) };
  const tying: Reaction = { name: 'tying', on: { Tied: ({ subject, data }) => [ask(echo, subject, 'Echo', data as never)] } };
  const newer: Known = { reactions: [fillingEchoes, tying], eventTypes: new Set(['Filled', 'Echoed', 'Tied']) };
  const tie = (store: MemoryEventStore, subject: string) => store.append(`bag-${subject}`, 0, [
    { id: randomUUID(), type: 'Tied', data: { milliCarats: 5 }, occurredAt: '2005-06-30T08:00:00Z', by: 'me', cause: subject, correlation: subject, request: '' }]);

  it('is not passed over: an older one stops before it, and says so', async () => {
    const checkpoints = new MemoryCheckpoints();
    const { store, reactor, fill } = await open(new MemoryEventStore(), checkpoints, older);
    const { position } = await fill('B-1');
    await reactor.reached(position);
    const before = await store.head();
    await tie(store, 'B-2');
    await fill('B-3');
    await until(async () => reactor.status().failure !== undefined);
    expect(reactor.status()).toMatchObject({ position: before, failure: expect.stringMatching(/Tied .*does not know/) });
    expect([await checkpoints.load('reactions'), (await store.read('echo-B-3')).revision]).toEqual([before, 0]);
    await reactor.stop();
    expect((await reactor.latest()).failure).toMatch(/Tied/);
    await checkpoints.save('reactions', await store.head());
    expect(await reactor.latest()).not.toHaveProperty('failure');
  });

  it('is left to a newer one, which goes on with it', async () => {
    const [store, checkpoints] = [new MemoryEventStore(), new MemoryCheckpoints()];
    const processes = [older, newer].map((known, i) => {
      const reactor = new Reactor(store, checkpoints, new Ledger(store), known);
      const duties = new Duties(checkpoints, [{ work: 'reactions', begin: (lease) => reactor.start(lease), end: () => reactor.stop() }], String(i));
      return { reactor, duties };
    });
    const [old, next] = [processes[0]!, processes[1]!];
    try {
      for (const { duties } of processes) await duties.start(20);
      expect(old.duties.status()).toMatchObject([{ held: true }]);
      await tie(store, 'B-2');
      await until(async () => (await store.read('echo-B-2')).revision === 1);
      expect(next.duties.status()).toMatchObject([{ held: true }]);
      await until(async () => (await old.reactor.latest()).failure === undefined);
    } finally {
      for (const { duties } of processes) await duties.stop();
    }
  });
});
