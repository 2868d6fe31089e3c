import { describe, it } from '@jest/globals';
import { LEDGER, type Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { blendSoFar, type Blend } from '../blend/blend.recollection.ts';
import { parcelSoFar } from '../parcel/parcel.recollection.ts';
import { blending } from './blending.rules.ts';
import { lot } from './lot.decider.ts';
import type { LotEvent } from './lot.events.ts';
import type { Facts } from './lot.rules.ts';

const given = scenarios(lot, { subject: 'SYN-L' }, blending);
const mine: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'] };

const started: Blend = { ...blendSoFar.initial, status: 'started', holder: mine.party, inputs: ['SYN-L', 'SYN-K'], on: '2005-07-01' };
const aborted: Blend = { ...started, status: 'aborted' };
const facts = (blend: Blend, reserving: Blend = blendSoFar.initial): Facts => ({ blend, reserving, parcel: parcelSoFar.initial }) as Facts;
const open = facts(started);

const origins = [{ participant: 'BW', milliCarats: 1_250 }];
const opened: LotEvent = { type: 'LotOpened', data: { holder: mine.party, milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10', origins } };
const openedAs = (more: object): LotEvent => ({ type: 'LotOpened', data: { ...opened.data, ...more } as typeof opened.data });
const data = (blend = 'SYN-M') => ({ holder: mine.party, blend, milliCarats: 1_250 });
const reserved = (blend?: string): LotEvent => ({ type: 'LotReserved', data: data(blend) });
const released = (blend?: string): LotEvent => ({ type: 'LotReleased', data: data(blend) });
const consumed: LotEvent = { type: 'LotBlended', data: { ...data(), into: 'SYN-M.0' } };
const packed: LotEvent = { type: 'LotPacked', data: { holder: mine.party, parcel: 'SYN-P', milliCarats: 1_250 } };

const EVENT = '00000000-0000-5000-8000-000000000001';
const wanted = { blend: 'SYN-M' };

describe('a lot is set aside for a blend', () => {
  it('by the ledger, for the blend’s own holder, as long as the blend is not decided', () => {
    given(opened).when('ReserveLot', wanted, LEDGER, open).then(reserved());
    given(opened).when('ReserveLot', wanted, mine, open).refused('NotTheLedger');
    given(opened).when('ReserveLot', wanted, LEDGER, facts({ ...started, holder: 'SYN-X' })).refused('NotHolder', { detail: 'Lot SYN-L is not in the hands of SYN-X.' });
    given(opened).when('ReserveLot', wanted, LEDGER, facts(aborted)).refused('BlendClosed', { detail: 'Blend SYN-M is aborted.' });
    given(opened).when('ReserveLot', wanted, LEDGER, facts(blendSoFar.initial)).refused('BlendClosed', { detail: 'Blend SYN-M is not started.' });
  });

  it('with the first thing that is said of it, if nothing happened to it yet', () => {
    const origin = { operator: mine.party, participant: 'BW', site: 'SYN-S', milliCarats: 1_250, usdCents: 5_001, stones: 0, on: '2005-06-30', event: EVENT };
    given().when('ReserveLot', wanted, LEDGER, open, { origin }).then(openedAs({ production: 'SYN-L', site: 'SYN-S', bornOf: EVENT }), reserved());
    given().when('ReserveLot', wanted, LEDGER, open).refused('NoSuchLot');
  });

  it('if it lies free, is his own, and in trade', () => {
    for (const [past, status] of [[packed, 'packed'], [reserved('SYN-M2'), 'reserved'], [reserved(), 'reserved']] as const) {
      given(opened, past).when('ReserveLot', wanted, LEDGER, facts(started, started)).refused('NotFree', { figures: { status } });
    }
    given(openedAs({ owner: 'SYN-X', terms: 'service' })).when('ReserveLot', wanted, LEDGER, open).refused('NotOnTheseTerms', { figures: { owner: 'SYN-X', terms: 'service' } });
    given(openedAs({ regime: 'sample' })).when('ReserveLot', wanted, LEDGER, open).refused('OutOfTrade');
  });

  it('not before the last that is known of it', () => {
    const later = { ...opened, occurredAt: '2005-07-02T00:00:00Z' };
    given(later).when('ReserveLot', wanted, LEDGER, open).refused('BeforeTheLast', { figures: { lastOn: '2005-07-02', on: '2005-07-01' } });
  });
});

describe('a lot that is set aside', () => {
  it('is consumed when its blend is committed, and is gone', () => {
    given(opened, reserved()).when('ConsumeLot', wanted, LEDGER, open).then(consumed);
    given(opened, reserved(), consumed).when('PackLot', { parcel: 'SYN-P' }, mine, open).refused('NotFree', { detail: 'Lot SYN-L was blended into another lot.' });
  });

  it('is let go when its blend is aborted', () => {
    given(opened, reserved()).when('ReleaseLot', wanted, LEDGER, open).then(released());
    given(opened, reserved(), released()).when('ReserveLot', { blend: 'SYN-M2' }, LEDGER, open).then(reserved('SYN-M2'));
  });

  it('is consumed and let go by its own blend only, once, and by the ledger', () => {
    for (const verb of ['ConsumeLot', 'ReleaseLot'] as const) {
      given(opened, reserved()).when(verb, wanted, mine, open).refused('NotTheLedger');
      for (const past of [[], [reserved('SYN-M2')], [reserved(), released()], [reserved(), consumed]]) given(opened, ...past).when(verb, wanted, LEDGER, open).refused('NotReservedThere');
    }
  });
});

describe('what an aborted blend left behind', () => {
  const left = facts(started, aborted);

  it('is free for another blend, and for every other verb: both are written together', () => {
    given(opened, reserved('SYN-M2')).when('ReserveLot', wanted, LEDGER, left).then(released('SYN-M2'), reserved());
    given(opened, reserved('SYN-M2')).when('RecordLoss', { lossMilliCarats: 1, reason: 'sorting' }, { ...mine, party: 'SYN-X' }, left).refused('NotHolder');
  });

  it('stays with a blend that is committed or not decided', () => {
    const origin = opened.data;
    for (const reserving of [started, { ...started, status: 'committed' as const, made: origin }, { ...started, status: 'completed' as const, made: origin }]) {
      given(opened, reserved('SYN-M2')).when('ReserveLot', wanted, LEDGER, facts(started, reserving)).refused('NotFree', { figures: { status: 'reserved' } });
    }
    given(opened, reserved('SYN-M2')).when('ReserveLot', wanted, LEDGER, facts(started, { ...aborted, status: 'completed' })).then(released('SYN-M2'), reserved());
  });
});
