import { describe, it } from '@jest/globals';
import type { Actor, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { lot } from './lot.decider.ts';
import type { lotEvents } from './lot.events.ts';
import type { Facts } from './lot.rules.ts';
import { treating } from './treatment.rules.ts';

type Event = EventOf<typeof lotEvents>;

const given = scenarios(lot, { subject: 'SYN-L' }, treating);

const mine: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'], person: 'SYN-CLERK' };
const trader: Actor = { party: 'SYN-BW-TRADE', participant: 'BW', roles: ['trader'] };
const facts = Object.fromEntries(Object.entries(lot.facts!).map(([name, { of }]) => [name, of.initial])) as unknown as Facts;

const opened: Event = { type: 'LotOpened', data: {
  holder: mine.party, milliCarats: 10_000, usdCents: 5_001, hsCode: '7102.10', origins: [{ participant: 'AO', milliCarats: 2_500, stones: 2 }, { participant: 'BW', milliCarats: 7_500, stones: 7 }], stones: 9,
} };
const boiled = { treatment: 'deep-boiling' as const, afterMilliCarats: 9_800 };
const treated: Event = { type: 'LotTreated', data: {
  holder: mine.party, treatment: 'deep-boiling', beforeMilliCarats: 10_000, milliCarats: 9_800, lossMilliCarats: 200,
  origins: [{ participant: 'AO', milliCarats: 2_450, stones: 2 }, { participant: 'BW', milliCarats: 7_350, stones: 7 }],
} };

describe('rough is treated', () => {
  it('and says what it weighed before and after, by whose hand; the loss is taken from every origin', () => {
    given(opened).when('TreatLot', boiled, mine, facts).then(treated);
    given(opened).when('TreatLot', { ...boiled, operator: 'A. Boiler' }, mine, facts).then({ ...treated, data: { ...treated.data, operator: 'A. Boiler' } } as Event);
    given(opened, treated).when('TreatLot', { ...boiled, afterMilliCarats: 9_801 }, mine, facts).refused('TreatmentGains', {
      detail: 'It weighed 9.800 ct before deep-boiling, and 9.801 ct after it.', figures: { milliCarats: 9_800, afterMilliCarats: 9_801 }, pointer: '#/afterMilliCarats' });
  });

  it('also without a loss', () => {
    given(opened).when('TreatLot', { treatment: 'acid-rinse', afterMilliCarats: 10_000 }, mine, facts).then({ type: 'LotTreated', data: {
      holder: mine.party, treatment: 'acid-rinse', beforeMilliCarats: 10_000, milliCarats: 10_000, lossMilliCarats: 0, origins: [...opened.data.origins] } });
  });

  it('KPCS section I: simply sawn it is still rough, of more stones', () => {
    given(opened).when('TreatLot', { treatment: 'sawing', afterMilliCarats: 9_600, stones: 18 }, mine, facts).then({ type: 'LotTreated', data: {
      holder: mine.party, treatment: 'sawing', beforeMilliCarats: 10_000, milliCarats: 9_600, lossMilliCarats: 400, stones: 18,
      origins: [{ participant: 'AO', milliCarats: 2_400, stones: 4 }, { participant: 'BW', milliCarats: 7_200, stones: 14 }] } });
    given(opened).when('TreatLot', { treatment: 'sawing', afterMilliCarats: 10_000, stones: 8 }, mine, facts).refused('StonesMiscounted', { figures: { stones: 8, stonesBefore: 9 }, pointer: '#/stones' });
  });

  it('within the limit of the treatment; beyond it a second person approves first', () => {
    given(opened).when('TreatLot', { ...boiled, afterMilliCarats: 9_700 }, mine, facts).then({ type: 'LotTreated', data: {
      ...treated.data, milliCarats: 9_700, lossMilliCarats: 300, origins: [{ participant: 'AO', milliCarats: 2_425, stones: 2 }, { participant: 'BW', milliCarats: 7_275, stones: 7 }] } } as Event);
    const requested: Event = { type: 'LotApprovalRequested', data: {
      holder: mine.party, proposal: { kind: 'treatment', treatment: 'deep-boiling', milliCarats: 9_699, operator: 'A. Boiler' }, proposedBy: 'SYN-CLERK', changeMilliCarats: 301, limitMilliCarats: 300 } };
    given(opened).when('TreatLot', { ...boiled, afterMilliCarats: 9_699, operator: 'A. Boiler' }, mine, facts).then(requested);
    given(opened, requested).when('TreatLot', boiled, mine, facts).refused('NotFree', { figures: { status: 'awaiting-approval' } });
    given(opened).when('TreatLot', { ...boiled, afterMilliCarats: 9_699 }, mine, { ...facts, limits: { ...facts.limits, 'deep-boiling': { milliCarats: 500, permyriad: 0 } } }).then({ type: 'LotTreated', data: {
      ...treated.data, milliCarats: 9_699, lossMilliCarats: 301, origins: [{ participant: 'AO', milliCarats: 2_425, stones: 2 }, { participant: 'BW', milliCarats: 7_274, stones: 7 }] } } as Event);
  });

  it('by its holder, of his own goods or for their owner', () => {
    const on = (terms: 'service' | 'safekeeping'): Event => ({ type: 'LotOpened', data: { ...opened.data, owner: trader.party, terms } });
    given(opened).when('TreatLot', boiled, trader, facts).refused('NotHolder');
    given(on('service')).when('TreatLot', boiled, mine, facts).then(treated);
    given(on('safekeeping')).when('TreatLot', boiled, mine, facts).refused('NotOnTheseTerms', { figures: { terms: 'safekeeping' } });
  });
});
