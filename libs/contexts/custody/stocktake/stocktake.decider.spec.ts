import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { lotSoFar, type Lot } from '../lot/lot.recollection.ts';
import { stocktake } from './stocktake.decider.ts';
import type { CountedLot, StocktakeEvent } from './stocktake.events.ts';

const given = scenarios(stocktake, { subject: 'SYN-T' });
const holder: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'], person: 'SYN-P3' };
const authority: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'], person: 'SYN-P1' };
const auditor: Actor = { party: 'SYN-BW-AUD', participant: 'BW', roles: ['auditor'], person: 'SYN-P1' };
const foreign: Actor = { ...authority, participant: 'EU' };

const book: Lot = { ...lotSoFar.initial, status: 'held', holder: holder.party, milliCarats: 100 };
const facts = (lots: Record<string, Partial<Lot>> = { 'SYN-A': {} }, participant?: string) =>
  ({ lots: new Map(Object.entries(lots).map(([id, is]) => [id, { ...book, ...is }])), holder: { participant: participant ?? 'BW' } });
const nowhere = { ...facts(), holder: {} };

const count = (...lots: [string, number][]) => ({
  holder: holder.party, kind: 'spot-check' as const, officers: ['SYN-P1', 'SYN-P2'], lots: lots.map(([lot, foundMilliCarats]) => ({ lot, foundMilliCarats })),
});
const check = count(['SYN-A', 100]);
const agreeing: CountedLot = { lot: 'SYN-A', bookMilliCarats: 100, foundMilliCarats: 100, differenceMilliCarats: 0, verdict: 'agrees' };
const taken = (by: Actor = authority, more: object = {}): StocktakeEvent => ({ type: 'StockTaken', data: {
  holder: holder.party, takenBy: by.party, officers: check.officers, kind: 'spot-check', lots: [agreeing], bookMilliCarats: 100, foundMilliCarats: 100, differing: 0, ...more,
} });
const closed: StocktakeEvent = { type: 'StocktakeClosed', data: { holder: holder.party, closedBy: authority.party, finding: 'All there.' } };

describe('stock is taken', () => {
  it('as a spot check by the authority, or an auditor, of the territory', () => {
    for (const by of [authority, auditor]) given().when('TakeStock', check, by, facts()).then(taken(by));
    given().when('TakeStock', { ...check, place: 'SYN vault' }, authority, facts()).then(taken(authority, { place: 'SYN vault' }));
    for (const by of [foreign, { ...holder, person: 'SYN-P1' }]) given().when('TakeStock', check, by, facts()).refused('NotCounter', { figures: { kind: 'spot-check' } });
    given().when('TakeStock', check, authority, nowhere).refused('NotCounter', { detail: 'SYN-BW-MINE is registered in no territory; this is a spot-check by SYN-BW-GDV.' });
  });

  it('as a count of one’s own', () => {
    const own = { ...check, kind: 'own-count' as const, officers: ['SYN-P3'] };
    given().when('TakeStock', own, holder, facts()).then(taken(holder, { kind: 'own-count', officers: ['SYN-P3'] }));
    given().when('TakeStock', own, authority, facts()).refused('NotCounter');
  });

  it('by somebody who was there', () => given().when('TakeStock', { ...check, officers: ['SYN-P2'] }, authority, facts()).refused('NotPresent', { pointer: '#/officers' }));

  it('against what the ledger says of each lot', () => {
    const found = count(['SYN-A', 100], ['SYN-B', 90], ['SYN-C', 0], ['SYN-D', 5], ['SYN-E', 7], ['SYN-F', 0], ['SYN-G', 3], ['SYN-H', 100]);
    const known = { 'SYN-A': {}, 'SYN-B': {}, 'SYN-C': {}, 'SYN-D': { holder: 'SYN-X' }, 'SYN-E': { status: 'split' }, 'SYN-F': { status: 'dispatched' }, 'SYN-G': { ...lotSoFar.initial }, 'SYN-H': { status: 'packed' } } as const;
    const line = (lot: string, bookMilliCarats: number, foundMilliCarats: number, verdict: CountedLot['verdict']) =>
      ({ lot, bookMilliCarats, foundMilliCarats, differenceMilliCarats: foundMilliCarats - bookMilliCarats, verdict });
    given().when('TakeStock', found, authority, facts(known)).then(taken(authority, {
      bookMilliCarats: 400, foundMilliCarats: 305, differing: 5, lots: [
        agreeing, line('SYN-B', 100, 90, 'differs'), line('SYN-C', 100, 0, 'not-found'), line('SYN-D', 0, 5, 'not-his'), line('SYN-E', 0, 7, 'not-his'), line('SYN-F', 0, 0, 'agrees'),
        line('SYN-G', 0, 3, 'not-his'), line('SYN-H', 100, 100, 'agrees'),
      ],
    }));
  });

  it('once, of each lot once, and as far as the ledger counts', () => {
    given(taken()).when('TakeStock', check, authority, facts()).refused('AlreadyTaken');
    given().when('TakeStock', count(['SYN-A', 1], ['SYN-A', 2]), authority, facts()).refused('CountedTwice', { pointer: '#/lots/1' });
    const two = { 'SYN-A': {}, 'SYN-B': {} };
    given().when('TakeStock', count(['SYN-A', Number.MAX_SAFE_INTEGER], ['SYN-B', 1]), authority, facts(two)).refused('BeyondCount', { pointer: '#/lots' });
    given().when('TakeStock', count(['SYN-A', 1], ['SYN-B', 1]), authority, facts({ ...two, 'SYN-B': { milliCarats: Number.MAX_SAFE_INTEGER } })).refused('BeyondCount');
  });
});

describe('a stocktake is closed', () => {
  it('with a finding, by whoever took it, or by the authority of the territory', () => {
    given(taken()).when('CloseStocktake', { finding: 'All there.' }, authority, facts()).then(closed);
    given(taken(auditor)).when('CloseStocktake', { finding: 'All there.' }, authority, facts()).then(closed);
    given(taken(auditor)).when('CloseStocktake', { finding: 'All there.' }, auditor, nowhere).then({ type: 'StocktakeClosed', data: { ...closed.data, closedBy: auditor.party } });
    for (const by of [holder, { ...foreign, party: 'SYN-EU-FPS' }]) given(taken()).when('CloseStocktake', { finding: 'No.' }, by, facts()).refused('NotCloser');
  });

  it('once', () => {
    for (const past of [[], [taken(), closed]]) given(...past).when('CloseStocktake', { finding: 'No.' }, authority, facts()).refused('NoSuchStocktake');
  });
});

it('asks for the lots that were counted, and where their holder is registered', () => {
  const subjects = (fact: 'lots' | 'holder', data: object, past: object = {}) => stocktake.facts![fact].subjects(data, { ...stocktake.initial, ...past }, {} as never);
  expect([subjects('lots', count(['SYN-A', 1], ['SYN-A', 2])), subjects('lots', {})]).toEqual([['SYN-A'], []]);
  expect([subjects('holder', check), subjects('holder', {}), subjects('holder', {}, { status: 'taken', holder: 'SYN-H' })]).toEqual([[holder.party], [], ['SYN-H']]);
});
