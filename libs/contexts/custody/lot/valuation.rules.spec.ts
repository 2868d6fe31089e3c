import { describe, it } from '@jest/globals';
import type { Actor, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { lot } from './lot.decider.ts';
import type { lotEvents } from './lot.events.ts';
import type { Facts } from './lot.rules.ts';
import { valuing } from './valuation.rules.ts';

type Event = EventOf<typeof lotEvents>;

const given = scenarios(lot, { subject: 'SYN-L' }, valuing);

const mine: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'] };
const trader: Actor = { party: 'SYN-BW-TRADE', participant: 'BW', roles: ['trader'] };
const authority: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'] };
const foreign: Actor = { party: 'SYN-EU-FPS', participant: 'EU', roles: ['authority'] };
const valuer: Actor = { party: 'SYN-BW-VAL', participant: 'BW', roles: ['valuer'] };

const unknown = Object.fromEntries(Object.entries(lot.facts!).map(([name, { of }]) => [name, of.initial])) as Facts;
const facts: Facts = { ...unknown, recipient: { participant: 'BW' }, holder: { participant: 'BW' } };

const opened: Event = { type: 'LotOpened', data: { holder: mine.party, milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10', origins: [{ participant: 'BW', milliCarats: 1_250 }] } };
const forfeit: Event = { type: 'LotConfiscated', data: { from: mine.party, authority: authority.party, participant: 'BW', case: 'SYN-C', order: 'Order 5/2005', milliCarats: 1_250 } };
const packed: Event = { type: 'LotPacked', data: { holder: mine.party, parcel: 'SYN-P', milliCarats: 1_250 } };

const tender = { usdCents: 9_000, method: 'tender', basis: 'FOB' } as const;
const official = { ...tender, method: 'government' } as const;
const book = { ...tender, method: 'price-book', priceBook: 'BW 2005/2' } as const;
const valued = (by: Actor, kind: 'declared' | 'government' | 'independent', data: typeof tender | typeof official | typeof book = tender): Event =>
  ({ type: 'LotValued', data: { valuedOn: '2005-07-01', ...data, kind, valuer: by.party } });

describe('a value', () => {
  it('is declared by the holder, with its method, basis and day', () => {
    given(opened).when('ValueLot', tender, mine, facts).then(valued(mine, 'declared'));
    given(opened).when('ValueLot', { ...tender, kind: 'declared', valuedOn: '2005-06-30' }, mine, facts).then({ type: 'LotValued', data: { ...tender, kind: 'declared', valuedOn: '2005-06-30', valuer: mine.party } });
    for (const by of [trader, authority, valuer]) given(opened).when('ValueLot', tender, by, facts).refused('NotValuer', { figures: { kind: 'declared', method: 'tender' } });
  });

  it('of the government is stated by the authority of the holder’s territory only', () => {
    given(opened).when('ValueLot', official, authority, facts).then(valued(authority, 'government', official));
    given(opened).when('ValueLot', { ...book, kind: 'government' }, authority, facts).then(valued(authority, 'government', book));
    for (const by of [mine, foreign, valuer]) given(opened).when('ValueLot', official, by, facts).refused('NotValuer');
    given(opened).when('ValueLot', official, authority, unknown).refused('NotValuer');
    given(opened).when('ValueLot', { ...official, kind: 'declared' }, mine, facts).refused('MethodUnfit', { figures: { kind: 'declared' }, pointer: '#/method' });
  });

  it('is independent of a valuer who neither holds nor owns the goods', () => {
    const own = { ...tender, kind: 'independent' } as const;
    given(opened).when('ValueLot', own, valuer, facts).then(valued(valuer, 'independent'));
    given(opened).when('ValueLot', own, { ...mine, roles: ['valuer'] }, facts).refused('NotValuer');
    const sold: Event = { type: 'LotOwnershipTransferred', data: { from: mine.party, owner: valuer.party, holder: mine.party, milliCarats: 1_250 } };
    given(opened, sold).when('ValueLot', own, valuer, facts).refused('NotValuer');
    given(opened).when('ValueLot', own, trader, facts).refused('NotValuer');
  });

  it('from a price book names the edition, and no other does', () => {
    given(opened).when('ValueLot', book, mine, facts).then(valued(mine, 'declared', book));
    given(opened).when('ValueLot', { ...tender, method: 'price-book' }, mine, facts).then({ type: 'LotValued', data: { ...tender, method: 'price-book', kind: 'declared', valuedOn: '2005-07-01', valuer: mine.party } });
    given(opened).when('ValueLot', { ...tender, method: 'price-book', kind: 'independent' }, valuer, facts).refused('PriceBookUntold', { pointer: '#/priceBook' });
    given(opened).when('ValueLot', { ...tender, priceBook: 'BW 2005/2' }, mine, facts).refused('PriceBookUntold', { figures: { method: 'tender' } });
  });

  it('is not of a day to come', () => {
    given(opened).when('ValueLot', { ...tender, valuedOn: '2005-07-02' }, mine, facts).refused('ValuedInFuture', { figures: { valuedOn: '2005-07-02', on: '2005-07-01' }, pointer: '#/valuedOn' });
  });

  it('is stated while the lot lies free, or with the State', () => {
    given().when('ValueLot', tender, mine, facts).refused('NoSuchLot');
    given(opened, packed).when('ValueLot', tender, mine, facts).refused('NotFree');
    given(opened, forfeit).when('ValueLot', tender, authority, facts).then(valued(authority, 'declared'));
    given(opened, forfeit).when('ValueLot', tender, mine, facts).refused('NotValuer');
  });

  it('changes what the lot is worth, unless an independent valuer states it: his stands beside', () => {
    const part = (usdCents: number): Event => ({ type: 'LotSplit', data: {
      holder: mine.party, milliCarats: 1_250, lossMilliCarats: 0, parts: [{ lot: 'SYN-L.1', milliCarats: 1_250, usdCents, hsCode: '7102.10', origins: [{ participant: 'BW', milliCarats: 1_250 }] }],
    } });
    given(opened, valued(mine, 'declared')).when('SplitLot', { parts: [{ milliCarats: 1_250 }] }, mine, facts).then(part(9_000));
    given(opened, valued(valuer, 'independent')).when('SplitLot', { parts: [{ milliCarats: 1_250 }] }, mine, facts).then(part(5_001));
  });
});
