import { describe, it } from '@jest/globals';
import type { Actor, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { lot } from './lot.decider.ts';
import type { lotEvents } from './lot.events.ts';
import type { Facts } from './lot.rules.ts';
import { seizing } from './seizure.rules.ts';

type Event = EventOf<typeof lotEvents>;

const given = scenarios(lot, { subject: 'SYN-L' }, seizing);
const within = (subject: string) => ({ subject });

const mine: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'] };
const authority: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'] };
const foreign: Actor = { party: 'SYN-EU-FPS', participant: 'EU', roles: ['authority'] };

const unknown = Object.fromEntries(Object.entries(lot.facts!).map(([name, { of }]) => [name, of.initial])) as Facts;
const facts: Facts = { ...unknown, holder: { participant: 'BW' } };
const ordered: Facts = { ...facts, case: { status: 'ordered', participant: 'BW', lots: ['SYN-L'], parcels: [], order: 'Order 5/2005' } };

const one = [{ participant: 'BW', milliCarats: 1_250 }];
const opened: Event = { type: 'LotOpened', data: { holder: mine.party, milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10', origins: one } };
const sent: Event = { type: 'LotDispatched', data: { from: mine.party, to: 'SYN-BW-TRADE', milliCarats: 1_250 } };
const packed: Event = { type: 'LotPacked', data: { holder: mine.party, parcel: 'SYN-P', milliCarats: 1_250 } };
const split: Event = { type: 'LotSplit', data: {
  holder: mine.party, milliCarats: 1_250, lossMilliCarats: 0, parts: [{ lot: 'SYN-L.1', milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10', origins: one }],
} };
const confiscated: Event = { type: 'LotConfiscated', data: { from: mine.party, authority: authority.party, participant: 'BW', case: 'SYN-C', order: 'Order 5/2005', milliCarats: 1_250 } };

describe('a confiscation', () => {
  it('passes an ordered lot to the authority of the holder’s territory', () => {
    given(opened).when('ConfiscateLot', { case: 'SYN-C' }, authority, ordered).then(confiscated);
    given(opened).when('ConfiscateLot', { case: 'SYN-C' }, authority, ordered, within('SYN-L.3.1')).then(confiscated);
    given(opened, confiscated).when('ConfiscateLot', { case: 'SYN-C' }, authority, ordered).refused('NotFree', { figures: { status: 'confiscated' } });
  });

  it('UN A/RES/77/277 ¶5: needs an order that names the lot', () => {
    given(opened).when('ConfiscateLot', { case: 'SYN-C' }, authority, facts).refused('NotOrdered', { detail: 'Case SYN-C has no order of confiscation.', pointer: '#/case' });
    for (const id of ['SYN-K', 'SYN-L2', 'SYN']) given(opened).when('ConfiscateLot', { case: 'SYN-C' }, authority, ordered, within(id)).refused('NotOrdered');
  });

  it('KPCS IV(b): stops at the border', () => {
    given(opened).when('ConfiscateLot', { case: 'SYN-C' }, mine, facts).refused('NotItsAuthority');
    given(opened).when('ConfiscateLot', { case: 'SYN-C' }, foreign, ordered).refused('NotItsAuthority', { detail: 'Case SYN-C is of BW.', pointer: '#/case' });
    given(opened).when('ConfiscateLot', { case: 'SYN-C' }, authority, { ...ordered, holder: { participant: 'EU' } }).refused('NotItsAuthority', { figures: { participant: 'BW', territory: 'EU' } });
    given(opened).when('ConfiscateLot', { case: 'SYN-C' }, authority, { ...ordered, holder: {} }).refused('NotItsAuthority', { detail: 'The case is of BW; SYN-BW-MINE is registered in no territory.' });
  });

  it('takes a lot that lies free', () => {
    given().when('ConfiscateLot', { case: 'SYN-C' }, authority, ordered).refused('NoSuchLot');
    for (const past of [sent, packed, split]) given(opened, past).when('ConfiscateLot', { case: 'SYN-C' }, authority, ordered).refused('NotFree');
  });
});

describe('confiscated goods', () => {
  it('are out of trade, whatever they were before', () => {
    given(opened, confiscated).when('SplitLot', { parts: [{ milliCarats: 1_250 }] }, authority, ordered).refused('NotFree', { detail: 'Lot SYN-L was confiscated.' });
    given(opened, confiscated).when('TransferOwnership', { to: mine.party }, authority, ordered).refused('OutOfTrade', { figures: { regime: 'seized' } });
  });
});
