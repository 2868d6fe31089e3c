import { expect, it } from '@jest/globals';
import { ask, IsLotId, IsMilliCarats, IsText, LEDGER, Optional, refusals, type Actor, type Decider, type Reaction, type Together } from '#kernel';
import { Conflict, MemoryEventStore, type NewEvent } from '#platform/event-store';
import { Ledger } from './ledger.ts';
import { Performing } from './performing.ts';

class Weighed { @IsMilliCarats() milliCarats!: number }
class Told { @Optional() @IsText() because?: string }
const no = refusals({ Empty: { cites: 'cup/1', says: 'The cup is empty.' }, Over: { cites: 'party/1', says: 'The party is over.' } });
const cup: Decider<number, { Drunk: typeof Weighed }, { Drink: typeof Weighed }> = {
  noun: 'cup', id: IsLotId, events: { Drunk: Weighed }, commands: { Drink: Weighed }, refusals: { Empty: no.Empty }, initial: 0,
  evolve: { Drunk: (drunk, { milliCarats }) => drunk + milliCarats },
  decide: { Drink: (drunk, data) => (drunk + data.milliCarats > 10 ? no.Empty : [{ type: 'Drunk', data }]) },
};
const party: Decider<string, { Begun: typeof Told; Ended: typeof Told; Dismissed: typeof Told }, { Begin: typeof Told; End: typeof Told }> = {
  noun: 'party', id: IsLotId, events: { Begun: Told, Ended: Told, Dismissed: Told }, commands: { Begin: Told, End: Told }, refusals: { Over: no.Over }, initial: '',
  evolve: { Begun: () => 'begun', Ended: () => 'over', Dismissed: () => 'over' },
  decide: {
    Begin: (_, data) => [{ type: 'Begun', data }],
    End: (now, data) => (now === 'over' ? no.Over : [{ type: data.because === undefined ? 'Ended' : 'Dismissed', data }]),
  },
};

const host: Actor = { party: 'host', participant: 'BW', roles: [] };
const cups = (names: readonly string[], milliCarats = 5) => names.map((name) => ask(cup, name, 'Drink', { milliCarats }));
const whenBegun = (together: Together): Reaction => ({ name: 'drinking', on: { Begun: () => [together] } });
const unless: NonNullable<Together['unless']> = ({ refused }, { subject }) => ask(party, 'P', 'End', { because: `${subject}: ${refused}` });
const end = ask(party, 'P', 'End', {});

const open = (together: Together, store = new MemoryEventStore()) => {
  const ledger = new Ledger(store);
  const troubles: string[] = [];
  return {
    store, ledger, troubles, performing: new Performing(ledger, [whenBegun(together)], (trouble) => troubles.push(trouble)),
    begin: async () => { await ledger.decide(ask(party, 'P', 'Begin', {}), { by: host, cause: 'begin', occurredAt: '2005-06-30T08:00:00Z' }); return (await store.read('party-P')).events; },
    typesOf: async (stream: string) => (await store.read(stream)).events.map(({ type }) => type),
  };
};

it('asks for all of them, then for what follows, with causes of their own and the time of the event', async () => {
  const { store, performing, begin, troubles } = open({ all: cups(['C-1', 'C-2']), then: end, unless });
  const [begun] = await begin();
  await performing.perform([begun!]);
  expect((await store.after('', 10)).slice(1)).toMatchObject([
    { stream: 'cup-C-1', type: 'Drunk', by: LEDGER.party, cause: `drinking@${begun!.id}.0.0`, occurredAt: begun!.occurredAt, correlation: 'begin' },
    { stream: 'cup-C-2', type: 'Drunk', cause: `drinking@${begun!.id}.0.1` },
    { stream: 'party-P', type: 'Ended', cause: `drinking@${begun!.id}.0.then` },
  ]);
  expect(troubles).toEqual([]);
});

it('asks otherwise because of the first refusal in their order, and begins nothing after it', async () => {
  const { store, performing, begin } = open({ all: [...cups(['C-1', 'C-2'], 20), ...cups(Array.from({ length: 5_000 }, (_, i) => `C-${i + 3}`))], then: end, unless });
  await performing.perform(await begin());
  expect((await store.read('party-P')).events.at(-1)).toMatchObject({ type: 'Dismissed', data: { because: 'C-1: Empty' } });
  expect(await store.count()).toBeLessThan(1_100);
});

it('does not mind refusals where nothing is to be asked because of them', async () => {
  const { performing, begin, typesOf, troubles } = open({ all: [...cups(['C-1'], 20), ...cups(['C-2'])], then: end });
  await performing.perform(await begin());
  expect([await typesOf('cup-C-2'), await typesOf('party-P'), troubles]).toEqual([['Drunk'], ['Begun', 'Ended'], []]);
});

it('tells when the last word is refused', async () => {
  const { ledger, performing, begin, troubles } = open({ all: cups(['C-1']), then: end });
  const begun = await begin();
  await ledger.decide(end, { by: host, cause: 'end' });
  await performing.perform(begun);
  expect(troubles).toEqual([expect.stringContaining('drinking on party-P: Over')]);
});

it('changes nothing when it is repeated, though the world went on: what was decided stays decided', async () => {
  const together = { all: cups(['C-1', 'C-2']), then: end, unless };
  const { store, ledger, performing, begin } = open(together);
  const begun = await begin();
  await ledger.decide(cups(['C-2'], 10)[0]!, { by: host, cause: 'thirst' });
  await performing.perform(begun);
  const before = await store.after('', 100);
  // Another obstacle than before: the same question in other words.
  await ledger.decide(cups(['C-3'], 10)[0]!, { by: host, cause: 'thirst' });
  const again = open({ ...together, all: cups(['C-1', 'C-3']) }, store);
  await again.performing.perform(begun);
  expect((await store.after('', 100)).slice(0, -1)).toEqual(before);
  expect([before.at(-1)!.type, again.troubles]).toEqual(['Dismissed', []]);
});

it('does the rest after a crash at any step', async () => {
  class Mortal extends MemoryEventStore {
    lives = Infinity;
    override async append(stream: string, expected: number, events: readonly NewEvent[]) {
      if (this.lives-- <= 0) throw new Conflict(stream, expected, expected + 1);
      return super.append(stream, expected, events);
    }
  }
  for (let steps = 0; steps <= 3; steps++) {
    const store = new Mortal();
    const { performing, begin, typesOf } = open({ all: cups(['C-1', 'C-2']), then: end, unless }, store);
    const begun = await begin();
    store.lives = steps;
    await performing.perform(begun).catch((error: unknown) => expect(error).toBeInstanceOf(Conflict));
    store.lives = Infinity;
    await open({ all: cups(['C-1', 'C-2']), then: end, unless }, store).performing.perform(begun);
    expect([await typesOf('cup-C-1'), await typesOf('cup-C-2'), await typesOf('party-P')]).toEqual([['Drunk'], ['Drunk'], ['Begun', 'Ended']]);
  }
});

it('asks for ten thousand without asking too much of the store', async () => {
  const { store, performing, begin } = open({ all: cups(Array.from({ length: 10_000 }, (_, i) => `C-${i}`)), then: end, unless });
  await performing.perform(await begin());
  expect(await store.count()).toBe(10_002);
});
