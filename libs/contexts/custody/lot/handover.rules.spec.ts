import { describe, expect, it } from '@jest/globals';
import type { Actor, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { handingOver } from './handover.rules.ts';
import { lot } from './lot.decider.ts';
import type { lotEvents } from './lot.events.ts';
import type { Facts } from './lot.rules.ts';

type Event = EventOf<typeof lotEvents>;

const given = scenarios(lot, { subject: 'SYN-L' }, handingOver);

const mine: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'] };
const trader: Actor = { party: 'SYN-BW-TRADE', participant: 'BW', roles: ['trader'] };
const carrier: Actor = { party: 'SYN-BW-VAN', participant: 'BW', roles: ['trader'] };
const authority: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'] };

const unknown = Object.fromEntries(Object.entries(lot.facts!).map(([name, { of }]) => [name, of.initial])) as Facts;
const facts: Facts = { ...unknown, recipient: { participant: 'BW', kind: 'trader' } };
const sold: Facts = { ...facts, invoice: { seller: mine.party, buyer: trader.party, usdCents: new Map([['SYN-L', 7_000]]) } };
const bagged: Facts = { ...facts, bag: { status: 'used', kind: 'bag', holder: mine.party, lot: 'SYN-L' } };

const opened: Event = { type: 'LotOpened', data: { holder: mine.party, milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10', origins: [{ participant: 'BW', milliCarats: 1_250 }] } };
const openedAs = (kept: object): Event => ({ type: 'LotOpened', data: { ...opened.data, ...kept } as typeof opened.data });
const sent: Event = { type: 'LotDispatched', data: { from: mine.party, to: trader.party, milliCarats: 1_250 } };
const sentWith = (more: object): Event => ({ type: 'LotDispatched', data: { ...sent.data, ...more } as typeof sent.data });
const got = (more: object = {}): Event => ({ type: 'LotReceived', data: { from: mine.party, holder: trader.party, milliCarats: 1_250, usdCents: 5_001, ...more } });
const collected: Event = { type: 'LotCollected', data: { carrier: carrier.party, from: mine.party, to: trader.party, milliCarats: 1_250 } };
const back = (by: string, more: object = {}): Event => ({ type: 'LotReturned', data: { holder: mine.party, by, milliCarats: 1_250, reason: 'Wrong goods', ...more } });
const forfeit: Event = { type: 'LotConfiscated', data: { from: mine.party, authority: authority.party, participant: 'BW', case: 'SYN-C', order: 'Order 5/2005', milliCarats: 1_250 } };

describe('a dispatch', () => {
  it('goes from the holder to a party in the same territory, if sold at its price', () => {
    given(opened).when('DispatchLot', { to: trader.party }, mine, facts).then(sent);
    given(opened).when('DispatchLot', { to: trader.party, invoice: 'SYN-I' }, mine, sold).then(sentWith({ invoice: 'SYN-I', usdCents: 7_000 }));
    given(opened, sent, got()).when('DispatchLot', { to: mine.party }, trader, facts).then(sentWith({ from: trader.party, to: mine.party }));
  });

  it('KPCS Annex II ¶13: is to a registered party, and not to oneself', () => {
    given(opened).when('DispatchLot', { to: 'SYN-NOBODY' }, mine, unknown).refused('UnknownRecipient', { pointer: '#/to' });
    given(opened).when('DispatchLot', { to: mine.party }, mine, facts).refused('ToOneself', { pointer: '#/to' });
  });

  it('is no offer of somebody whose licence was taken: he only gives back, or gives to keep; what he invoiced before still goes', () => {
    const suspended = { participant: 'BW', kind: 'trader', standings: [{ standing: 'suspended', from: '2005-06-01' }] } as const;
    const him: Facts = { ...facts, seller: suspended };
    for (const terms of [undefined, 'sale', 'memo', 'consignment'] as const) {
      given(opened).when('DispatchLot', { to: trader.party, ...(terms && { terms }) }, mine, him).refused('NotLicensed', { detail: 'SYN-BW-MINE is suspended from 2005-06-01.' });
    }
    given(opened).when('TransferOwnership', { to: trader.party }, mine, him).refused('NotLicensed', { figures: { party: mine.party } });
    given(opened).when('DispatchLot', { to: trader.party, terms: 'safekeeping' }, mine, him).then(sentWith({ terms: 'safekeeping' }));
    const lent = openedAs({ owner: trader.party, terms: 'memo' });
    given(lent).when('DispatchLot', { to: trader.party }, mine, him).then(sentWith({ terms: 'own' }));
    const sellerOf = (command: string, data: object) => lot.facts!.seller.subjects(data, {}, { command, by: mine } as never);
    expect([sellerOf('DispatchLot', {}), sellerOf('TransferOwnership', {}), sellerOf('DispatchLot', { terms: 'service' }), sellerOf('DispatchLot', { invoice: 'SYN-I' }), sellerOf('SplitLot', {})])
      .toEqual([[mine.party], [mine.party], [], [], []]);
  });

  it('is not to, nor with, somebody whose licence was taken on that day; another day decides anew', () => {
    const suspended = { participant: 'BW', kind: 'trader', standings: [{ standing: 'suspended', from: '2005-06-01' }, { standing: 'struck-off', from: '2006-01-01' }] } as const;
    given(opened).when('DispatchLot', { to: trader.party }, mine, { ...facts, recipient: suspended }).refused('NotLicensed', {
      detail: 'SYN-BW-TRADE is suspended from 2005-06-01.', figures: { standing: 'suspended', from: '2005-06-01' }, pointer: '#/to',
    });
    given(opened).when('DispatchLot', { to: trader.party }, mine, { ...facts, recipient: suspended }, { occurredAt: '2005-05-31T23:59:59Z' }).then(sent);
    given(opened).when('TransferOwnership', { to: trader.party }, mine, { ...facts, recipient: suspended }, { occurredAt: '2006-01-01T00:00:00Z' }).refused('NotLicensed', { figures: { standing: 'struck-off' } });
    given(opened).when('DispatchLot', { to: trader.party, carrier: 'SYN-BW-VAN' }, mine, { ...facts, carrier: suspended }).refused('NotLicensed', { pointer: '#/carrier' });
    const back = { ...suspended, standings: [...suspended.standings, { standing: 'licensed', from: '2006-02-01' }] } as const;
    given(opened).when('DispatchLot', { to: trader.party }, mine, { ...facts, recipient: back }, { occurredAt: '2006-02-01T00:00:00Z' }).then(sent);
  });

  it('System of Warranties: is flagged when the seller’s registration had run out on the day of the invoice', () => {
    const lapsed = { ...sold, invoice: { ...sold.invoice, lapsedOn: '2005-05-31' } };
    given(opened).when('DispatchLot', { to: trader.party, invoice: 'SYN-I' }, mine, lapsed).then(sentWith({ invoice: 'SYN-I', usdCents: 7_000, lapsedOn: '2005-05-31' }));
    given(opened).when('TransferOwnership', { to: trader.party, invoice: 'SYN-I' }, mine, lapsed).then({ type: 'LotOwnershipTransferred', data: {
      from: mine.party, owner: trader.party, holder: mine.party, milliCarats: 1_250, invoice: 'SYN-I', lapsedOn: '2005-05-31' } });
  });

  it('KPCS III(a): does not cross a border', () => {
    given(opened).when('DispatchLot', { to: 'SYN-EU-TRADE' }, mine, { ...facts, recipient: { participant: 'EU' } })
      .refused('BorderUncertified', { figures: { from: 'BW', to: 'EU' }, pointer: '#/to' });
  });

  it('names an invoice from the one to the other that lists the lot, and each invoice once', () => {
    const named = { to: trader.party, invoice: 'SYN-I' };
    const under = sentWith({ invoice: 'SYN-I', usdCents: 7_000 });
    given(opened).when('DispatchLot', named, mine, facts).refused('NotOurInvoice', { detail: 'There is no invoice SYN-I.', pointer: '#/invoice' });
    given(opened).when('DispatchLot', named, mine, { ...sold, invoice: { ...sold.invoice, seller: 'SYN-X' } }).refused('NotOurInvoice');
    given(opened).when('DispatchLot', named, mine, { ...sold, invoice: { ...sold.invoice, buyer: 'SYN-X' } }).refused('NotOurInvoice');
    given(opened).when('DispatchLot', named, mine, { ...sold, invoice: { ...sold.invoice, isMemo: true } }).refused('MemoSells', { pointer: '#/invoice' });
    given(opened).when('DispatchLot', named, mine, { ...sold, invoice: { ...sold.invoice, usdCents: new Map([['SYN-K', 1]]) } }).refused('NotOnInvoice', { figures: { invoice: 'SYN-I', lots: 1 } });
    given(opened, under, got(), sentWith({ from: trader.party, to: mine.party }), got({ holder: mine.party })).when('DispatchLot', named, mine, sold).refused('InvoiceUsed', { figures: { invoice: 'SYN-I' } });
    const sale: Event = { type: 'LotOwnershipTransferred', data: { from: mine.party, owner: trader.party, holder: mine.party, milliCarats: 1_250, invoice: 'SYN-I' } };
    given(opened, sale).when('DispatchLot', { to: trader.party, invoice: 'SYN-I' }, mine, sold).refused('NotSold', { figures: { terms: 'own' } });
  });

  it('is of a lot that lies free, by its holder', () => {
    given(opened).when('DispatchLot', { to: mine.party }, trader, facts).refused('NotHolder');
    given(opened, sent).when('DispatchLot', { to: trader.party }, mine, facts).refused('NotFree');
    given(opened, sent, collected).when('DispatchLot', { to: trader.party }, mine, facts).refused('NotFree', { detail: 'Lot SYN-L is with its carrier.' });
  });
});

describe('goods lent', () => {
  const lent = (terms: string) => [opened, sentWith({ terms }), got({ owner: mine.party, terms })];

  it('go out on their terms, without an invoice', () => {
    for (const terms of ['memo', 'consignment', 'service', 'safekeeping'] as const) given(opened).when('DispatchLot', { to: trader.party, terms }, mine, facts).then(sentWith({ terms }));
    given(opened).when('DispatchLot', { to: trader.party, terms: 'memo', invoice: 'SYN-I' }, mine, sold).refused('NotSold', { figures: { invoice: 'SYN-I', terms: 'memo' }, pointer: '#/invoice' });
  });

  it('go back to their owner, whatever the terms', () => {
    for (const terms of ['memo', 'consignment', 'service', 'safekeeping']) {
      given(...lent(terms)).when('DispatchLot', { to: mine.party }, trader, facts).then(sentWith({ from: trader.party, to: mine.party, terms: 'own' }));
    }
  });

  it('are sold, or lent on, by a consignee only', () => {
    const on = { from: trader.party, to: carrier.party };
    given(...lent('consignment')).when('DispatchLot', { to: carrier.party }, trader, facts).then(sentWith(on));
    given(...lent('consignment')).when('DispatchLot', { to: carrier.party, terms: 'memo' }, trader, facts).then(sentWith({ ...on, terms: 'memo' }));
    for (const terms of ['memo', 'service', 'safekeeping']) {
      given(...lent(terms)).when('DispatchLot', { to: carrier.party }, trader, facts).refused('NotOnTheseTerms', { figures: { owner: mine.party, terms } });
      given(...lent(terms)).when('DispatchLot', { to: carrier.party, terms: 'safekeeping' }, trader, facts).refused('NotOnTheseTerms');
    }
  });

  it('go back to the consignee who lent them, on consignment again', () => {
    const shown = [sentWith({ from: trader.party, to: carrier.party, terms: 'memo' }), got({ from: trader.party, holder: carrier.party, owner: mine.party, terms: 'memo' })];
    given(...lent('consignment'), ...shown).when('DispatchLot', { to: trader.party }, carrier, facts).then(sentWith({ from: carrier.party, terms: 'consignment' }));
    const soldBack = sentWith({ from: carrier.party });
    const onConsignment = [shown[0]!, got({ from: trader.party, holder: carrier.party, owner: mine.party, terms: 'consignment' })];
    given(...lent('consignment'), ...onConsignment).when('DispatchLot', { to: trader.party }, carrier, facts).then(soldBack);
    const sale: Event = { type: 'LotOwnershipTransferred', data: { from: mine.party, owner: 'SYN-X', holder: carrier.party, milliCarats: 1_250 } };
    given(...lent('consignment'), ...shown, sale).when('DispatchLot', { to: trader.party }, carrier, facts).refused('NotOnTheseTerms', { figures: { owner: 'SYN-X', terms: 'memo' } });
  });

  it('in the form of samples are lent for service and safekeeping, not offered', () => {
    const sample = openedAs({ regime: 'sample' });
    given(sample).when('DispatchLot', { to: trader.party, terms: 'service' }, mine, facts).then(sentWith({ terms: 'service' }));
    for (const terms of ['sale', 'memo', 'consignment'] as const) given(sample).when('DispatchLot', { to: trader.party, terms }, mine, facts).refused('OutOfTrade', { figures: { regime: 'sample' } });
  });
});

describe('seized goods', () => {
  const vault: Facts = { ...facts, recipient: { participant: 'BW', kind: 'authority' } };
  const kept = { from: authority.party, to: 'SYN-BW-VAULT', terms: 'safekeeping' };

  it('go to another authority of the Participant for safekeeping, and stay confiscated there', () => {
    given(opened, forfeit).when('DispatchLot', { to: 'SYN-BW-VAULT', terms: 'safekeeping' }, authority, vault).then(sentWith(kept));
    const stored = got({ from: authority.party, holder: 'SYN-BW-VAULT', owner: authority.party, terms: 'safekeeping' });
    given(opened, forfeit, sentWith(kept), stored).when('SplitLot', { parts: [{ milliCarats: 1_250 }] }, { ...authority, party: 'SYN-BW-VAULT' }, vault).refused('NotFree', { figures: { status: 'confiscated' } });
    given(opened, forfeit, sentWith(kept), stored).when('DispatchLot', { to: authority.party }, { ...authority, party: 'SYN-BW-VAULT' }, vault)
      .then(sentWith({ from: 'SYN-BW-VAULT', to: authority.party, terms: 'own' }));
  });

  it('are not sold, lent, or given to anybody else', () => {
    for (const terms of ['sale', 'memo', 'consignment', 'service'] as const) {
      given(opened, forfeit).when('DispatchLot', { to: 'SYN-BW-VAULT', terms }, authority, vault).refused('OutOfTrade', { figures: { regime: 'seized' } });
    }
    given(opened, forfeit).when('DispatchLot', { to: trader.party, terms: 'safekeeping' }, authority, facts).refused('NotToAuthority', { pointer: '#/to' });
    given(opened, forfeit).when('DispatchLot', { to: trader.party }, mine, facts).refused('NotHolder');
  });
});

describe('on the way', () => {
  const byVan = sentWith({ mode: 'road', carrier: carrier.party });

  it('goods go with a registered carrier, or with a person who is named', () => {
    given(opened).when('DispatchLot', { to: trader.party, mode: 'road', carrier: carrier.party }, mine, { ...facts, carrier: { participant: 'ZA', kind: 'carrier' } }).then(byVan);
    given(opened).when('DispatchLot', { to: trader.party, carrier: 'SYN-X' }, mine, facts).refused('UnknownCarrier', { detail: 'No party SYN-X is registered.', pointer: '#/carrier' });
    given(opened).when('DispatchLot', { to: trader.party, carrier: mine.party }, mine, facts).refused('UnknownCarrier');
    const byHand = { mode: 'hand-carry', handCarriedBy: 'A. Molefe' } as const;
    given(opened).when('DispatchLot', { to: trader.party, ...byHand }, mine, facts).then(sentWith(byHand));
    given(opened).when('DispatchLot', { to: trader.party, mode: 'hand-carry' }, mine, facts).refused('BearerUntold', { pointer: '#/handCarriedBy' });
    given(opened).when('DispatchLot', { to: trader.party, mode: 'air', handCarriedBy: 'A. Molefe' }, mine, facts).refused('BearerUntold', { figures: { mode: 'air' } });
    given(opened).when('DispatchLot', { to: trader.party, handCarriedBy: 'A. Molefe' }, mine, facts).refused('BearerUntold', { figures: { mode: 'none' } });
  });

  it('goods lie in a bag that the sender claimed for them', () => {
    const bag = { to: trader.party, bag: 'SYN-B-7' };
    given(opened).when('DispatchLot', bag, mine, bagged).then(sentWith({ bag: 'SYN-B-7' }));
    given(opened).when('DispatchLot', bag, mine, facts).refused('BagNotClaimed', { detail: 'SYN-B-7 was never issued.', pointer: '#/bag' });
    for (const off of [{ status: 'broken' as const }, { kind: 'seal' as const }, { holder: 'SYN-X' }, { lot: 'SYN-K' }, { status: 'issued' as const, lot: undefined }]) {
      given(opened).when('DispatchLot', bag, mine, { ...bagged, bag: { ...bagged.bag, ...off } }).refused('BagNotClaimed');
    }
  });

  it('are collected by that carrier', () => {
    given(opened, byVan).when('CollectLot', {}, carrier, facts).then(collected);
    given(opened, byVan).when('CollectLot', {}, trader, facts).refused('NotItsCarrier');
    given(opened, sent).when('CollectLot', {}, carrier, facts).refused('NotItsCarrier');
    given(opened, byVan, collected).when('CollectLot', {}, carrier, facts).refused('NotOnItsWay');
  });

  it('come back to the sender: recalled before anybody has them, declined or brought back after', () => {
    const reason = { reason: 'Wrong goods' };
    given(opened, byVan).when('RecallLot', reason, mine, facts).then(back(mine.party));
    given(opened, sentWith({ bag: 'SYN-B-7' })).when('RecallLot', reason, mine, facts).then(back(mine.party, { bag: 'SYN-B-7' }));
    given(opened, byVan).when('RecallLot', reason, trader, facts).refused('NotHolder');
    given(opened, byVan, collected).when('RecallLot', reason, mine, facts).refused('AlreadyCollected', { figures: { carrier: carrier.party } });
    given(opened).when('RecallLot', reason, mine, facts).refused('NotOnItsWay');
    given(opened, byVan).when('DeclineLot', reason, trader, facts).then(back(trader.party));
    given(opened, byVan, collected).when('DeclineLot', reason, trader, facts).then(back(trader.party));
    given(opened, byVan, collected).when('DeclineLot', reason, carrier, facts).then(back(carrier.party));
    given(opened, byVan).when('DeclineLot', reason, carrier, facts).refused('NotAddressee');
    given(opened).when('DeclineLot', reason, trader, facts).refused('NotOnItsWay');
  });

  it('and lie free with him again, on the terms they had', () => {
    given(opened, byVan, back(trader.party)).when('DispatchLot', { to: trader.party }, mine, facts).then(sent);
    const onMemo = [opened, sentWith({ terms: 'memo' }), got({ owner: mine.party, terms: 'memo' })];
    const home = [sentWith({ from: trader.party, to: mine.party, terms: 'own' }), back(mine.party, { holder: trader.party })];
    given(...onMemo, ...home).when('DispatchLot', { to: carrier.party }, trader, facts).refused('NotOnTheseTerms', { figures: { terms: 'memo' } });
  });
});
