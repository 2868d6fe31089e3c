import { describe, it } from '@jest/globals';
import type { Actor, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { lot } from './lot.decider.ts';
import type { lotEvents } from './lot.events.ts';
import type { Facts } from './lot.rules.ts';
import { receiving } from './reception.rules.ts';
import { settling } from './settlement.rules.ts';

type Event = EventOf<typeof lotEvents>;

const given = scenarios(lot, { subject: 'SYN-L' }, receiving);
const disputing = scenarios(lot, { subject: 'SYN-L' }, settling);

const mine: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'] };
const trader: Actor = { party: 'SYN-BW-TRADE', participant: 'BW', roles: ['trader'] };
const authority: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'] };
const foreign: Actor = { party: 'SYN-EU-FPS', participant: 'EU', roles: ['authority'] };

const unknown = Object.fromEntries(Object.entries(lot.facts!).map(([name, { of }]) => [name, of.initial])) as Facts;
const facts: Facts = { ...unknown, holder: { participant: 'BW' } };

const opened: Event = { type: 'LotOpened', data: {
  holder: mine.party, milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10', origins: [{ participant: 'AO', milliCarats: 417, stones: 3 }, { participant: 'BW', milliCarats: 833, stones: 6 }], stones: 9,
} };
const uncounted: Event = { type: 'LotOpened', data: { holder: mine.party, milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10', origins: [{ participant: 'BW', milliCarats: 1_250 }] } };
const sent: Event = { type: 'LotDispatched', data: { from: mine.party, to: trader.party, milliCarats: 1_250 } };
const sentWith = (more: object): Event => ({ type: 'LotDispatched', data: { ...sent.data, ...more } as typeof sent.data });
const got = (more: object = {}): Event => ({ type: 'LotReceived', data: { from: mine.party, holder: trader.party, milliCarats: 1_250, usdCents: 5_001, ...more } });
const disputed = (more: object): Event => ({ type: 'LotDisputed', data: {
  from: mine.party, holder: trader.party, participant: 'BW', over: 'weight', statedMilliCarats: 1_250, foundMilliCarats: 1_250, differenceMilliCarats: 0, toleranceMilliCarats: 20, statedStones: 9, ...more,
} });

describe('a reception', () => {
  it('is the addressee’s, at the price if it was sold, and once', () => {
    given(opened, sent).when('ReceiveLot', {}, trader, facts).then(got());
    given(opened, sentWith({ invoice: 'SYN-I', usdCents: 7_000 })).when('ReceiveLot', { place: 'Vault 2' }, trader, facts).then(got({ usdCents: 7_000, place: 'Vault 2' }));
    given(opened, sentWith({ carrier: 'SYN-VAN' })).when('ReceiveLot', {}, trader, facts).then(got());
    for (const by of [mine, authority]) given(opened, sent).when('ReceiveLot', {}, by, facts).refused('NotAddressee');
    given(opened).when('ReceiveLot', {}, trader, facts).refused('NotOnItsWay');
    given(opened, sent, got()).when('ReceiveLot', {}, trader, facts).refused('NotOnItsWay');
    given().when('ReceiveLot', {}, trader, facts).refused('NoSuchLot');
  });

  it('from a carrier is the addressee’s as well', () => {
    const collected: Event = { type: 'LotCollected', data: { carrier: 'SYN-VAN', from: mine.party, to: trader.party, milliCarats: 1_250 } };
    given(opened, sentWith({ carrier: 'SYN-VAN' }), collected).when('ReceiveLot', {}, trader, facts).then(got());
    given(opened, sentWith({ carrier: 'SYN-VAN' }), collected).when('ReceiveLot', {}, { ...trader, party: 'SYN-VAN' }, facts).refused('NotAddressee');
  });

  it('of lent goods leaves them their owner’s', () => {
    given(opened, sentWith({ terms: 'memo' })).when('ReceiveLot', {}, trader, facts).then(got({ owner: mine.party, terms: 'memo' }));
    const home = sentWith({ from: trader.party, to: mine.party, terms: 'own' });
    given(opened, sentWith({ terms: 'memo' }), got({ owner: mine.party, terms: 'memo' }), home).when('ReceiveLot', {}, mine, facts).then(got({ from: trader.party, holder: mine.party }));
    const onward = sentWith({ from: trader.party, to: 'SYN-BW-SHOP' });
    given(opened, sentWith({ terms: 'consignment' }), got({ owner: mine.party, terms: 'consignment' }), onward).when('ReceiveLot', {}, { ...trader, party: 'SYN-BW-SHOP' }, facts)
      .then(got({ from: trader.party, holder: 'SYN-BW-SHOP' }));
  });

  it('with a weigh-in books what was stated, while two balances may differ so much', () => {
    for (const found of [1_230, 1_250, 1_270]) given(opened, sent).when('ReceiveLot', { foundMilliCarats: found, stones: 9 }, trader, facts).then(got({ foundMilliCarats: found, foundStones: 9 }));
    given(uncounted, sent).when('ReceiveLot', { stones: 4 }, trader, facts).then(got({ foundStones: 4 }));
  });

  it('of less, of more, or of other stones opens a dispute', () => {
    const short = disputed({ foundMilliCarats: 1_229, differenceMilliCarats: -21 });
    given(opened, sent).when('ReceiveLot', { foundMilliCarats: 1_229 }, trader, facts).then(got({ foundMilliCarats: 1_229 }), short);
    given(opened, sent).when('ReceiveLot', { foundMilliCarats: 1_271 }, trader, facts).then(got({ foundMilliCarats: 1_271 }), disputed({ foundMilliCarats: 1_271, differenceMilliCarats: 21 }));
    given(opened, sent).when('ReceiveLot', { stones: 8 }, trader, facts).then(got({ foundStones: 8 }), disputed({ over: 'stones', foundStones: 8 }));
    given(opened, sent, got(), short).when('DispatchLot', { to: mine.party }, trader, { ...facts, recipient: { participant: 'BW' } }).refused('NotFree', { figures: { status: 'disputed' } });
  });

  it('of a bag says how the bag was found, and a bag that is not whole opens a dispute', () => {
    const bag = { bag: 'SYN-B-7' };
    given(opened, sentWith(bag)).when('ReceiveLot', { bagState: 'intact' }, trader, facts).then(got({ ...bag, bagState: 'intact' }));
    for (const bagState of ['broken', 'other-number'] as const) given(opened, sentWith(bag)).when('ReceiveLot', { bagState }, trader, facts).then(got({ ...bag, bagState }), disputed({ over: 'bag' }));
    given(opened, sentWith(bag)).when('ReceiveLot', {}, trader, facts).refused('BagUntold', { figures: bag, pointer: '#/bagState' });
    given(opened, sent).when('ReceiveLot', { bagState: 'intact' }, trader, facts).refused('BagUntold', { detail: 'It was sent without a bag.' });
  });
});

describe('a dispute', () => {
  const past = [opened, sent, got({ foundMilliCarats: 1_200 }), disputed({ foundMilliCarats: 1_200, differenceMilliCarats: -50 })];
  const settled = (more: object): Event => ({ type: 'LotDisputeSettled', data: {
    holder: trader.party, stands: 'stated', settledBy: mine.party, finding: 'Weighed together', milliCarats: 1_250, differenceMilliCarats: 0, origins: opened.data.origins, ...more,
  } });
  const as = (stands: 'found' | 'stated') => ({ stands, finding: 'Weighed together' });
  const less = { stands: 'found', milliCarats: 1_200, differenceMilliCarats: -50, origins: [{ participant: 'AO', milliCarats: 400, stones: 3 }, { participant: 'BW', milliCarats: 800, stones: 6 }] };

  it('is settled by the side that sent, or by the authority, as stated or as found', () => {
    disputing(...past).when('SettleDispute', as('stated'), mine, facts).then(settled({}));
    disputing(...past).when('SettleDispute', as('found'), mine, facts).then(settled(less));
    disputing(...past).when('SettleDispute', as('found'), authority, facts).then(settled({ ...less, settledBy: authority.party }));
  });

  it('is not settled by the side that raised it, nor by a stranger', () => {
    for (const by of [trader, foreign, { ...mine, party: 'SYN-X' }]) disputing(...past).when('SettleDispute', as('stated'), by, facts).refused('NotToSettle', { figures: { from: mine.party, holder: trader.party } });
    disputing(...past).when('SettleDispute', as('stated'), authority, { ...facts, holder: {} }).refused('NotToSettle');
    disputing(...past).when('SettleDispute', as('stated'), { ...trader, roles: ['authority'] }, facts).refused('NotToSettle');
  });

  it('adds carats only by the word of the authority', () => {
    const more = [opened, sent, got({ foundMilliCarats: 1_300 }), disputed({ foundMilliCarats: 1_300, differenceMilliCarats: 50 })];
    disputing(...more).when('SettleDispute', as('found'), mine, facts).refused('GainUnproven', { detail: '0.050 ct more would stand than were sent.', figures: { gainMilliCarats: 50 } });
    disputing(...more).when('SettleDispute', as('stated'), mine, facts).then(settled({}));
    disputing(...more).when('SettleDispute', as('found'), authority, facts).then(settled({ stands: 'found', settledBy: authority.party, milliCarats: 1_300, differenceMilliCarats: 50,
      origins: [{ participant: 'AO', milliCarats: 434, stones: 3 }, { participant: 'BW', milliCarats: 866, stones: 6 }] }));
  });

  it('over stones corrects their number', () => {
    const fewer = [opened, sent, got({ foundStones: 8 }), disputed({ over: 'stones', foundStones: 8 })];
    disputing(...fewer).when('SettleDispute', as('found'), mine, facts).then(settled({ stands: 'found', stones: 8,
      origins: [{ participant: 'AO', milliCarats: 417, stones: 3 }, { participant: 'BW', milliCarats: 833, stones: 5 }] }));
  });

  it('is settled once, and the goods lie free again', () => {
    disputing(...past, settled(less)).when('SettleDispute', as('found'), mine, facts).refused('NotDisputed');
    disputing(...past, settled(less)).when('MoveLot', { place: 'Vault 2' }, trader, facts).then({ type: 'LotMoved', data: { holder: trader.party, place: 'Vault 2' } });
    disputing(opened).when('SettleDispute', as('found'), mine, facts).refused('NotDisputed');
  });
});
