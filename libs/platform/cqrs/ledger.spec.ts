import { expect, it } from '@jest/globals';
import { ask, factOf, factsOf, IsLotId, IsMilliCarats, IsParticipantCode, Optional, recollectionOf, refusals, type Actor, type Decider } from '#kernel';
import { Conflict, MemoryEventStore, type NewEvent } from '#platform/event-store';
import { KeyReused, Malformed, Refused, StaleRevision, type Question } from './answers.ts';
import { eventId } from './event-id.ts';
import { Ledger } from './ledger.ts';

class Added { @IsMilliCarats() milliCarats!: number; @Optional() @IsParticipantCode() origin?: string }
const no = refusals({ TooMuch: { cites: 'bag/1', says: 'The bag is full.' }, Unlike: { cites: 'bag/2', says: 'The other bag is lighter.' } });
const tables = { id: IsLotId, events: { Added }, commands: { Add: Added, Spoil: Added, AddNothing: Added }, refusals: no, initial: 0 };

const plain: Decider<number, { Added: typeof Added }, { Add: typeof Added; Spoil: typeof Added; AddNothing: typeof Added }> = {
  noun: 'bag', ...tables,
  evolve: { Added: (weight, { milliCarats }) => weight + milliCarats },
  decide: {
    Add: (weight, data) => (weight + data.milliCarats > 100 ? no.TooMuch : [{ type: 'Added', data }]),
    Spoil: (_, data) => [{ type: 'Added', data: { ...data, surplus: 1 } }],
    AddNothing: () => [],
  },
};

/** Takes no more than what lies in the bag of the same name. */
const follower: Decider<number, typeof tables.events, { Follow: typeof Added }, { other: number }> = {
  noun: 'follower', ...tables, commands: { Follow: Added },
  facts: { other: factOf(recollectionOf(plain), (_, __, { subject }) => subject) },
  evolve: plain.evolve,
  decide: { Follow: (weight, data, { facts }) => (weight + data.milliCarats > facts.other ? no.Unlike : [{ type: 'Added', data }]) },
};

const me: Actor = { party: 'me', participant: 'BW', roles: ['producer'] };
const NOW = Date.parse('2026-01-01T12:00:00Z');

const open = (events = new MemoryEventStore()) => {
  const ledger = new Ledger(events, () => NOW);
  const fill = (type: string, milliCarats: unknown, cause: string, more: Partial<Question> = {}, decider: Decider = plain, subject = 'B-1') =>
    ledger.decide({ decider, subject, type, data: { milliCarats } }, { by: me, cause, ...more });
  return { events, ledger, ask: fill };
};

it('answers with what was written, and reads it back with actor, cause, correlation and both times', async () => {
  const { ask, events } = open();
  const receipt = await ask('Add', 5, 'me/1', { correlation: 'trip-7', occurredAt: '2005-06-30T08:00:00Z' });
  expect(receipt).toMatchObject({ stream: 'bag-B-1', revision: 1, events: [{ type: 'Added', data: { milliCarats: 5 } }] });
  expect((await events.read('bag-B-1')).events[0]).toMatchObject({
    by: 'me', cause: 'me/1', correlation: 'trip-7', occurredAt: '2005-06-30T08:00:00Z', recordedAt: expect.stringMatching(/^\d{4}-.*Z$/), position: receipt.position,
  });
});

it('decides commands on one stream in the order they come, however many at once', async () => {
  const { ask } = open();
  const all = await Promise.allSettled(Array.from({ length: 200 }, (_, i) => ask('Add', 1, `me/${i}`)));
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(100);
  expect(all.slice(100).every((one) => one.status === 'rejected' && one.reason instanceof Refused)).toBe(true);
});

it('decides again on fresh state when another process was faster', async () => {
  const store = new MemoryEventStore();
  const [here, there] = [open(store), open(store)];
  const all = await Promise.allSettled(Array.from({ length: 120 }, (_, i) => (i % 2 ? here : there).ask('Add', 1, `me/${i}`)));
  const lost = all.filter((one) => one.status === 'rejected' && one.reason instanceof Conflict).length;
  const refused = all.filter((one) => one.status === 'rejected' && one.reason instanceof Refused).length;
  expect((await store.read('bag-B-1')).revision).toBe(120 - lost - refused);
  expect((await store.read('bag-B-1')).revision).toBeLessThanOrEqual(100);
});

it('gives up after several lost races, and says so', async () => {
  class Unlucky extends MemoryEventStore {
    override async append(stream: string, expected: number, _: readonly NewEvent[]): Promise<never> { throw new Conflict(stream, expected, expected + 1); }
  }
  await expect(open(new Unlucky()).ask('Add', 1, 'me/1')).rejects.toThrow(Conflict);
});

it('decides once for one cause, even at the same moment, and derives the ids of the events from it', async () => {
  const { ask, events } = open();
  const [one, two] = await Promise.all([ask('Add', 5, 'row-1'), ask('Add', 5, 'row-1')]);
  await ask('Add', 6, 'row-2');
  expect(two).toEqual(one);
  expect(await ask('Add', 5, 'row-1')).toEqual(one);
  expect((await events.read('bag-B-1')).events.map(({ id }) => id)).toEqual([eventId('bag-B-1', 'row-1', 0), eventId('bag-B-1', 'row-2', 0)]);
  // On disk: another derivation would no longer recognise what was written before.
  expect([0, 1].map((n) => eventId('bag-B-1', 'row-1', n))).toEqual(['df738db3-4e04-57c1-9b07-675cffad6773', '3c9b594b-f222-51fe-a6d8-b48f663c9ce1']);
});

it('recognises a cause that another process decided, after a restart', async () => {
  const store = new MemoryEventStore();
  const first = await open(store).ask('Add', 5, 'row-1');
  expect(await open(store).ask('Add', 5, 'row-1')).toEqual(first);
});

it('refuses the same cause for another request, whatever differs', async () => {
  const { ask } = open();
  await ask('Add', 5, 'row-1', { occurredAt: '2005-06-30T08:00:00Z' });
  await expect(ask('Add', 6, 'row-1', { occurredAt: '2005-06-30T08:00:00Z' })).rejects.toThrow(KeyReused);
  await expect(ask('Add', 5, 'row-1', { occurredAt: '2005-06-30T09:00:00Z' })).rejects.toThrow(KeyReused);
});

it('does not mind in which order the fields of a repeated request are written', async () => {
  const { ledger } = open();
  const question = { by: me, cause: 'row-1' };
  const first = await ledger.decide(ask(plain, 'B-1', 'Add', { milliCarats: 5, origin: 'BW' }), question);
  expect(await ledger.decide(ask(plain, 'B-1', 'Add', { origin: 'BW', milliCarats: 5 }), question)).toEqual(first);
});

it('writes nothing that is malformed, neither asked nor decided', async () => {
  const { ask, events } = open();
  await expect(ask('Add', 0, 'a')).rejects.toThrow(Malformed);
  await expect(ask('Add', 1, 'a', {}, plain, 'B 1')).rejects.toThrow('#/id');
  await expect(ask('Spoil', 1, 'b')).rejects.toThrow('Added does not fit its class');
  await expect(ask('AddNothing', 1, 'c')).rejects.toThrow('decided nothing');
  expect((await events.read('bag-B-1')).revision).toBe(0);
});

it('takes no date that is none, and none in the future', async () => {
  const { ask } = open();
  await expect(ask('Add', 1, 'a', { occurredAt: 'yesterday' })).rejects.toThrow('#/occurredAt must be a moment');
  await expect(ask('Add', 1, 'a', { occurredAt: '2026-01-01T12:06:00Z' })).rejects.toThrow('#/occurredAt must not be in the future');
  await expect(ask('Add', 1, 'a', { occurredAt: '2026-01-01T12:04:00Z' })).resolves.toMatchObject({ revision: 1 });
});

it('decides only at the revision the caller has seen, if he names one', async () => {
  const { ask } = open();
  await ask('Add', 1, 'a', { ifRevision: 0 });
  await expect(ask('Add', 1, 'b', { ifRevision: 0 })).rejects.toThrow(StaleRevision);
  await expect(ask('Add', 1, 'b', { ifRevision: 1 })).resolves.toMatchObject({ revision: 2 });
});

it('shows a rule other streams as they are at that moment', async () => {
  const { ask } = open();
  await expect(ask('Follow', 5, 'f-1', {}, follower)).rejects.toThrow('lighter');
  await ask('Add', 5, 'a-1');
  await expect(ask('Follow', 5, 'f-1', {}, follower)).resolves.toMatchObject({ stream: 'follower-B-1' });
});

it('looks up facts, and further ones to which they lead, each once', async () => {
  const bags = recollectionOf(plain);
  const leading: Record<number, string[]> = { 3: ['B-2', 'B-3'], 2: ['B-3'], 1: ['B-1'] };
  const seen: unknown[] = [];
  const gatherer: Decider<number, typeof tables.events, { Gather: typeof Added }, { bags: ReadonlyMap<string, number> }> = {
    noun: 'gatherer', ...tables, commands: { Gather: Added }, evolve: plain.evolve,
    facts: { bags: factsOf(bags, () => ['B-1'], (found: readonly number[]) => found.flatMap((weight) => leading[weight] ?? [])) },
    decide: { Gather: (_, data, { facts }) => { seen.push([...facts.bags]); return [{ type: 'Added', data }]; } },
  };
  const { ask } = open();
  for (const [bag, milliCarats] of [['B-1', 3], ['B-2', 2], ['B-3', 1]] as const) await ask('Add', milliCarats, bag, {}, plain, bag);
  await ask('Gather', 1, 'me/1', {}, gatherer);
  expect(seen).toEqual([[['B-1', 3], ['B-2', 2], ['B-3', 1]]]);
});

it('folds what happened on what it was born as, where that underlies it', async () => {
  const bornAs = (underlies?: true) => ({ ...recollectionOf(plain), born: { of: () => ({ from: recollectionOf(plain), subject: 'B-0' }), state: (_: string, weight: number) => weight, ...(underlies && { underlies }) }, on: { ...plain.evolve } });
  const weighed = async (underlies?: true) => {
    const { ask } = open();
    const other = bornAs(underlies);
    let known = 0;
    const reader: Decider<number, typeof tables.events, { Read: typeof Added }, { other: number }> = {
      noun: 'reader', ...tables, commands: { Read: Added }, evolve: plain.evolve, facts: { other: factOf(other, () => 'B-1') },
      decide: { Read: (_, data, { facts }) => { known = facts.other; return [{ type: 'Added', data }]; } },
    };
    await ask('Add', 40, 'me/1', {}, plain, 'B-0');
    await ask('Read', 1, 'me/2', {}, reader);
    const born = known;
    await ask('Add', 2, 'me/3', {}, plain, 'B-1');
    await ask('Read', 1, 'me/4', {}, { ...reader, facts: { other: factOf(bornAs(underlies), () => 'B-1') } });
    return [born, known];
  };
  expect([await weighed(), await weighed(true)]).toEqual([[40, 2], [40, 42]]);
});
