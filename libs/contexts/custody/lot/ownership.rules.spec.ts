import { describe, it } from '@jest/globals';
import type { Actor, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { lot } from './lot.decider.ts';
import type { lotEvents } from './lot.events.ts';
import type { Facts } from './lot.rules.ts';
import { owning } from './ownership.rules.ts';

type Event = EventOf<typeof lotEvents>;

const given = scenarios(lot, { subject: 'SYN-L' }, owning);

const mine: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'] };
const trader: Actor = { party: 'SYN-BW-TRADE', participant: 'BW', roles: ['trader'] };
const authority: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'] };

const unknown = Object.fromEntries(Object.entries(lot.facts!).map(([name, { of }]) => [name, of.initial])) as Facts;
const facts: Facts = { ...unknown, recipient: { participant: 'BW' } };
const sold: Facts = { ...facts, invoice: { seller: mine.party, buyer: trader.party, usdCents: new Map([['SYN-L', 7_000]]) } };

const opened: Event = { type: 'LotOpened', data: { holder: mine.party, milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10', origins: [{ participant: 'BW', milliCarats: 1_250 }] } };
const sample: Event = { type: 'LotOpened', data: { ...opened.data, regime: 'sample' } };
const sent: Event = { type: 'LotDispatched', data: { from: mine.party, to: trader.party, milliCarats: 1_250, terms: 'memo' } };
const lent: Event = { type: 'LotReceived', data: { from: mine.party, holder: trader.party, milliCarats: 1_250, usdCents: 5_001, owner: mine.party, terms: 'memo' } };
const forfeit: Event = { type: 'LotConfiscated', data: { from: mine.party, authority: authority.party, participant: 'BW', case: 'SYN-C', order: 'Order 5/2005', milliCarats: 1_250 } };
const passed = (more: object): Event => ({ type: 'LotOwnershipTransferred', data: { from: mine.party, owner: trader.party, holder: mine.party, milliCarats: 1_250, ...more } });

describe('ownership', () => {
  it('passes by the owner’s word, while the goods stay where they are', () => {
    given(opened).when('TransferOwnership', { to: trader.party }, mine, facts).then(passed({}));
    given(opened, passed({})).when('TransferOwnership', { to: 'SYN-X' }, trader, facts).then(passed({ from: trader.party, owner: 'SYN-X' }));
    for (const by of [mine, authority]) given(opened, passed({})).when('TransferOwnership', { to: 'SYN-X' }, by, facts).refused('NotOwner', { figures: { owner: trader.party } });
  });

  it('leaves the old owner only to keep the goods, and to give them back', () => {
    given(opened, passed({})).when('SplitLot', { parts: [{ milliCarats: 1_250 }] }, mine, facts).refused('NotOnTheseTerms', { figures: { owner: trader.party, terms: 'safekeeping' } });
    given(opened, passed({})).when('DispatchLot', { to: 'SYN-X' }, mine, facts).refused('NotOnTheseTerms');
    given(opened, passed({})).when('DispatchLot', { to: trader.party }, mine, facts).then({ type: 'LotDispatched', data: { ...sent.data, terms: 'own' } });
  });

  it('makes goods on memo the holder’s own when he buys them, under the owner’s invoice', () => {
    const bought = passed({ holder: trader.party, invoice: 'SYN-I' });
    given(opened, sent, lent).when('TransferOwnership', { to: trader.party, invoice: 'SYN-I' }, mine, sold).then(bought);
    given(opened, sent, lent, bought).when('DispatchLot', { to: 'SYN-X' }, trader, facts).then({ type: 'LotDispatched', data: { from: trader.party, to: 'SYN-X', milliCarats: 1_250 } });
    given(opened, sent, lent).when('TransferOwnership', { to: trader.party, invoice: 'SYN-I' }, mine, facts).refused('NotOurInvoice');
    given(opened, passed({ invoice: 'SYN-I' }), passed({ from: trader.party, owner: mine.party })).when('TransferOwnership', { to: trader.party, invoice: 'SYN-I' }, mine, sold).refused('InvoiceUsed');
  });

  it('passes to another registered party, of goods that lie free and are in trade', () => {
    given(opened).when('TransferOwnership', { to: 'SYN-X' }, mine, unknown).refused('UnknownRecipient');
    given(opened).when('TransferOwnership', { to: mine.party }, mine, facts).refused('ToOneself');
    given(opened, sent).when('TransferOwnership', { to: trader.party }, mine, facts).refused('NotFree');
    given(opened, { type: 'LotPacked', data: { holder: mine.party, parcel: 'SYN-P', milliCarats: 1_250 } }).when('TransferOwnership', { to: trader.party }, mine, facts).refused('NotFree');
    given(sample).when('TransferOwnership', { to: trader.party }, mine, facts).refused('OutOfTrade', { figures: { regime: 'sample' } });
    given(opened, forfeit).when('TransferOwnership', { to: trader.party }, authority, facts).refused('OutOfTrade', { figures: { regime: 'seized' } });
  });
});

describe('a place', () => {
  it('is said by the holder, whoever owns the goods, and by the State of what it seized', () => {
    const moved = (holder: string): Event => ({ type: 'LotMoved', data: { holder, place: 'Vault 2' } });
    given(opened, sent, lent).when('MoveLot', { place: 'Vault 2' }, trader, facts).then(moved(trader.party));
    given(opened, forfeit).when('MoveLot', { place: 'Vault 2' }, authority, facts).then(moved(authority.party));
    given(opened, sent, lent).when('MoveLot', { place: 'Vault 2' }, mine, facts).refused('NotHolder');
    given(opened, sent).when('MoveLot', { place: 'Vault 2' }, mine, facts).refused('NotFree');
  });
});
