import { expect, it } from '@jest/globals';
import { ask, context } from './context.ts';
import { factOf, factsOf, isAuthorityOf, LEDGER, recall, recollectionOf, type Actor, type Decider, type Recollection } from './decider.ts';
import { because, isRefusal, refusals } from './refusal.ts';
import { IsMilliCarats, IsParcelId } from './words.ts';

class Weighed { @IsMilliCarats() milliCarats!: number }
const commands = { Weigh: Weighed };
const no = refusals({ WeighedTwice: { cites: 'test/1', says: 'A parcel is weighed once.' } });

const parcel: Decider<{ milliCarats: number; by: string }, { Weighed: typeof Weighed }, typeof commands> = {
  noun: 'parcel', id: IsParcelId, events: { Weighed }, commands, refusals: no, initial: { milliCarats: 0, by: '' },
  evolve: { Weighed: ({ milliCarats }, data, { by }) => ({ milliCarats: milliCarats + data.milliCarats, by }) },
  decide: {
    Weigh: ({ milliCarats }, data) => (milliCarats > 0
      ? because(no.WeighedTwice, `It weighs ${milliCarats} already.`, { milliCarats }, '#/milliCarats')
      : [{ type: 'Weighed', data }]),
  },
};

const happened = (type: string, data: object, by = 'P-1') => ({ id: 'E-1', type, data, subject: 'S-1', by, occurredAt: '2005-01-01T00:00:00Z' });

it('recall folds what happened, in order, and passes over what it was not told of', () => {
  const past = [happened('Weighed', { milliCarats: 1 }), happened('Renamed', { name: 'x' }), happened('Weighed', { milliCarats: 2 }, 'P-2')];
  expect(recall(recollectionOf(parcel), parcel.initial, past)).toEqual({ milliCarats: 3, by: 'P-2' });
  expect(recall(recollectionOf(parcel), { milliCarats: 5, by: 'x' }, [])).toEqual({ milliCarats: 5, by: 'x' });
  expect(parcel.initial).toEqual({ milliCarats: 0, by: '' });
});

it('to recall in two steps is to recall in one', () => {
  const past = [1, 2, 3, 4].map((milliCarats) => happened('Weighed', { milliCarats }));
  const memory = recollectionOf(parcel);
  for (let cut = 0; cut <= past.length; cut++) {
    expect(recall(memory, recall(memory, memory.initial, past.slice(0, cut)), past.slice(cut))).toEqual(recall(memory, memory.initial, past));
  }
});

it('a neighbour’s recollection is a fold over the events it lists', () => {
  const times: Recollection<number> = { noun: 'parcel', initial: 0, on: { Weighed: (count) => count + 1 } };
  expect(recall(times, times.initial, [happened('Weighed', { milliCarats: 7 }), happened('Sealed', {})])).toBe(1);
});

it('a fact names the streams a rule must have seen: one, none, or many', () => {
  const memory = recollectionOf(parcel);
  const one = factOf(memory, (data: { parcel?: string }) => data.parcel);
  expect(one).toMatchObject({ of: memory, many: false });
  expect(one.subjects({ parcel: 'P-1' }, {}, {} as never)).toEqual(['P-1']);
  expect(one.subjects({}, {}, {} as never)).toEqual([]);
  const many = factsOf(memory, (data: { parcels: string[] }) => data.parcels);
  expect(many).toMatchObject({ of: memory, many: true });
  expect(many.subjects({ parcels: ['P-1', 'P-2'] }, {}, {} as never)).toEqual(['P-1', 'P-2']);
  expect([many.further, factsOf(memory, () => [], () => ['P-3']).further!([])]).toEqual([undefined, ['P-3']]);
});

it('an authority acts in its own jurisdiction only', () => {
  const actor = (participant: string, ...roles: Actor['roles']): Actor => ({ party: 'X', participant, roles });
  expect(isAuthorityOf(actor('BW', 'authority'), 'BW')).toBe(true);
  expect(isAuthorityOf(actor('BW', 'producer', 'authority'), 'BW')).toBe(true);
  expect(isAuthorityOf(actor('BW', 'authority'), 'ZA')).toBe(false);
  expect(isAuthorityOf(actor('BW', 'producer', 'chair'), 'BW')).toBe(false);
  expect(isAuthorityOf(LEDGER, '')).toBe(false);
});

it('a refusal is a value: its code, its clause, its sentence; the table itself is never changed', () => {
  expect(no.WeighedTwice).toEqual({ refused: 'WeighedTwice', cites: 'test/1', says: 'A parcel is weighed once.' });
  const told = because(no.WeighedTwice, 'It weighs 3 already.', { milliCarats: 3 }, '#/milliCarats');
  expect(told).toEqual({ ...no.WeighedTwice, detail: 'It weighs 3 already.', figures: { milliCarats: 3 }, pointer: '#/milliCarats' });
  expect('pointer' in because(no.WeighedTwice, 'So.')).toBe(false);
  expect('detail' in no.WeighedTwice).toBe(false);
});

it('a decision is either events or a refusal', () => {
  for (const decision of [no.WeighedTwice, because(no.WeighedTwice, 'So.')]) expect(isRefusal(decision)).toBe(true);
  for (const decision of [[], [{ type: 'Weighed', data: {} }], null, undefined, 'refused', 1]) expect(isRefusal(decision)).toBe(false);
});

it('a context is complete without views or reactions, and an ask carries what it asks', () => {
  expect(context('tests', { deciders: [parcel as Decider] })).toEqual({ name: 'tests', deciders: [parcel], views: [], reactions: [], watches: [], inquiries: [] });
  expect(ask(parcel, 'P-1', 'Weigh', { milliCarats: 1 })).toEqual({ decider: parcel, subject: 'P-1', type: 'Weigh', data: { milliCarats: 1 } });
});
