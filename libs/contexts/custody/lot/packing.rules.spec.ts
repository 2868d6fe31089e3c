import { describe, expect, it } from '@jest/globals';
import { LEDGER, recall, type Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { parcelSoFar, type Parcel } from '../parcel/parcel.recollection.ts';
import { lot } from './lot.decider.ts';
import type { LotEvent } from './lot.events.ts';
import { lotSoFar, type Lot } from './lot.recollection.ts';
import type { Facts } from './lot.rules.ts';
import { packing } from './packing.rules.ts';

const given = scenarios(lot, { subject: 'SYN-L' }, packing);
const mine: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'] };
const trader: Actor = { party: 'SYN-BW-TRADE', participant: 'BW', roles: ['trader'] };

const about = (parcel: Partial<Parcel> = {}): Facts => ({ parcel: { ...parcelSoFar.initial, ...parcel } }) as Facts;
const none = about();
const sealedWith = (...lots: string[]) => about({ status: 'sealed', lots: lots.map((id) => ({ lot: id, milliCarats: 1, usdCents: 1 })) });
const begun = about({ status: 'begun', holder: mine.party, wanted: ['SYN-L'] });

const opened: LotEvent = { type: 'LotOpened', data: { holder: mine.party, milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10', origins: [{ participant: 'BW', milliCarats: 1_250 }] } };
const openedAs = (more: object): LotEvent => ({ type: 'LotOpened', data: { ...opened.data, ...more } as typeof opened.data });
const packed: LotEvent = { type: 'LotPacked', data: { holder: mine.party, parcel: 'SYN-P', milliCarats: 1_250 } };
const freed: LotEvent = { type: 'LotFreed', data: { holder: mine.party, parcel: 'SYN-P', milliCarats: 1_250 } };

const lotAfter = (...past: LotEvent[]): Lot => recall(lotSoFar, lotSoFar.initial, past.map((event, i) => ({ ...event, id: `${i}`, subject: 'SYN-L', by: 'test', occurredAt: '2005-07-01T08:00:00Z' })));
const asAsked = (by: Actor) => ({ subject: 'SYN-L', command: 'SplitLot', by, occurredAt: '2005-07-01T08:00:00Z', recordedAt: '2005-07-01T08:00:00Z', cause: 'test', correlation: 'test', facts: none });

describe('packing', () => {
  it('sets a lot aside for one parcel that is not sealed yet', () => {
    given(opened).when('PackLot', { parcel: 'SYN-P' }, mine, none).then(packed);
    given(opened, packed).when('PackLot', { parcel: 'SYN-P2' }, mine, none).refused('NotFree', { figures: { status: 'packed' } });
    given(opened).when('PackLot', { parcel: 'SYN-P' }, trader, none).refused('NotHolder');
    for (const parcel of [sealedWith('SYN-K'), begun]) given(opened).when('PackLot', { parcel: 'SYN-P' }, mine, parcel).refused('ParcelClosed', { pointer: '#/parcel' });
  });

  it('is done by the ledger for a parcel that the holder began', () => {
    given(opened).when('PackLot', { parcel: 'SYN-P' }, LEDGER, begun).then(packed);
    given(opened).when('PackLot', { parcel: 'SYN-P' }, LEDGER, about({ status: 'begun', holder: trader.party })).refused('NotHolder', { detail: 'Lot SYN-L is not in the hands of SYN-BW-TRADE.' });
    given(opened, packed).when('PackLot', { parcel: 'SYN-P' }, LEDGER, begun).refused('NotFree');
    given(opened).when('PackLot', { parcel: 'SYN-P' }, LEDGER, none).refused('ParcelClosed', { detail: 'Parcel SYN-P is not begun.' });
    given(opened).when('PackLot', { parcel: 'SYN-P' }, LEDGER, about({ status: 'abandoned', holder: mine.party })).refused('ParcelClosed', { detail: 'Parcel SYN-P is abandoned.' });
    given({ ...opened, occurredAt: '2005-07-02T00:00:00Z' } as LotEvent).when('PackLot', { parcel: 'SYN-P' }, LEDGER, begun).refused('BeforeTheLast');
  });

  it('takes one’s own goods, or goods on consignment; samples and seized goods too', () => {
    for (const [by, parcel] of [[mine, none], [LEDGER, begun]] as const) {
      given(openedAs({ owner: 'SYN-X', terms: 'consignment' })).when('PackLot', { parcel: 'SYN-P' }, by, parcel).then(packed);
      given(openedAs({ owner: 'SYN-X', terms: 'memo' })).when('PackLot', { parcel: 'SYN-P' }, by, parcel).refused('NotOnTheseTerms', { figures: { owner: 'SYN-X', terms: 'memo' } });
      given(openedAs({ regime: 'sample' })).when('PackLot', { parcel: 'SYN-P' }, by, parcel).then(packed);
    }
  });

  it('leaves seized goods seized, when they come out of the parcel again', () => {
    const authority: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'] };
    const seized: LotEvent = { type: 'LotConfiscated', data: { from: mine.party, authority: authority.party, participant: 'BW', case: 'SYN-C', order: 'Order 5/2005', milliCarats: 1_250 } };
    const theirs: LotEvent = { type: 'LotPacked', data: { ...packed.data, holder: authority.party } as typeof packed.data };
    given(opened, seized).when('PackLot', { parcel: 'SYN-P' }, authority, none).then(theirs);
    const out: LotEvent = { type: 'LotFreed', data: { holder: 'SYN-EU-LAB', parcel: 'SYN-P', milliCarats: 1_250, certificate: 'BWTEC0001' } };
    const lab: Actor = { party: 'SYN-EU-LAB', participant: 'EU', roles: ['authority'] };
    given(opened, seized, theirs, out).when('PackLot', { parcel: 'SYN-Q' }, lab, none).then({ type: 'LotPacked', data: { holder: lab.party, parcel: 'SYN-Q', milliCarats: 1_250 } });
    expect(lot.decide.SplitLot(lotAfter(opened, seized, theirs, out), { parts: [{ milliCarats: 1_250 }] } as never, asAsked(lab) as never)).toMatchObject({ refused: 'NotFree' });
  });

  it('ends when the ledger opens that parcel, in the hands of whoever opened it', () => {
    given(opened, packed).when('FreeLot', { parcel: 'SYN-P', holder: trader.party }, LEDGER, none).then({ type: 'LotFreed', data: { ...freed.data, holder: trader.party } });
    given(opened, packed).when('FreeLot', { parcel: 'SYN-P', holder: mine.party }, mine, none).refused('NotTheLedger');
    given(opened, packed).when('FreeLot', { parcel: 'SYN-P2', holder: mine.party }, LEDGER, none).refused('NotPackedThere');
    given(opened).when('FreeLot', { parcel: 'SYN-P', holder: mine.party }, LEDGER, none).refused('NotPackedThere');
    given(opened, packed, freed).when('PackLot', { parcel: 'SYN-P' }, mine, none).then(packed);
  });

  it('is undone by the holder only when the parcel was sealed without the lot, or abandoned', () => {
    for (const parcel of [sealedWith('SYN-K'), about({ status: 'abandoned' })]) given(opened, packed).when('UnpackLot', {}, mine, parcel).then(freed);
    for (const parcel of [none, begun]) given(opened, packed).when('UnpackLot', {}, mine, parcel).refused('ParcelUndecided', { detail: 'Parcel SYN-P is not sealed yet.' });
    given(opened, packed).when('UnpackLot', {}, mine, sealedWith('SYN-K', 'SYN-L')).refused('ParcelUndecided', { detail: 'Parcel SYN-P was sealed with this lot in it.' });
    given(opened, packed).when('UnpackLot', {}, trader, sealedWith('SYN-K')).refused('NotHolder');
    given(opened).when('UnpackLot', {}, mine, none).refused('NotPackedThere');
    given().when('UnpackLot', {}, mine, none).refused('NoSuchLot');
  });
});
