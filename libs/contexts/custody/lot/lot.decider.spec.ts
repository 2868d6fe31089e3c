import { describe, expect, it } from '@jest/globals';
import { LEDGER, type Actor, type EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { enforcementCase } from '../case/case.recollection.ts';
import { invoice } from '../invoice/invoice.recollection.ts';
import { parcelSoFar } from '../parcel/parcel.recollection.ts';
import { lot } from './lot.decider.ts';
import { lotSoFar } from './lot.recollection.ts';
import type { lotEvents, LossReason } from './lot.events.ts';
import type { Facts } from './lot.rules.ts';

type Event = EventOf<typeof lotEvents>;

const given = scenarios(lot, { subject: 'SYN-L' });
const within = (subject: string) => ({ subject, occurredAt: '2005-07-01T08:00:00Z' });

const mine: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'] };
const trader: Actor = { party: 'SYN-BW-TRADE', participant: 'BW', roles: ['trader'] };
const authority: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'] };
const foreign: Actor = { party: 'SYN-EU-FPS', participant: 'EU', roles: ['authority'] };

const facts: Facts = {
  recipient: { participant: 'BW' }, holder: { participant: 'BW' }, invoice: invoice.initial, case: enforcementCase.initial, parcel: parcelSoFar.initial,
};
const sold: Facts = { ...facts, invoice: { seller: mine.party, buyer: trader.party, usdCents: new Map([['SYN-L', 7_000]]) } };
const ordered: Facts = { ...facts, case: { participant: 'BW', lots: ['SYN-L'], order: 'Order 5/2005' } };
const sealedWith = (...lots: string[]): Facts => ({ ...facts, parcel: { ...parcelSoFar.initial, status: 'sealed', lots: lots.map((id) => ({ lot: id, milliCarats: 1, usdCents: 1 })) } });

const one = [{ participant: 'BW', milliCarats: 1_250 }];
const opened: Event = { type: 'LotOpened', data: {
  holder: mine.party, milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10', origins: one, stones: 9, production: 'SYN-L', site: 'SYN-S',
} };
const blended: Event = { type: 'LotOpened', data: { ...opened.data, origins: [{ participant: 'AO', milliCarats: 417 }, { participant: 'BW', milliCarats: 833 }] } };
const sent: Event = { type: 'LotDispatched', data: { from: mine.party, to: trader.party, milliCarats: 1_250 } };
const sentUnderInvoice: Event = { type: 'LotDispatched', data: { ...sent.data, invoice: 'SYN-I', usdCents: 7_000 } };
const got: Event = { type: 'LotReceived', data: { from: mine.party, holder: trader.party, milliCarats: 1_250, usdCents: 5_001 } };
const packed: Event = { type: 'LotPacked', data: { holder: mine.party, parcel: 'SYN-P', milliCarats: 1_250 } };
const freed: Event = { type: 'LotFreed', data: { holder: mine.party, parcel: 'SYN-P', milliCarats: 1_250 } };
const split: Event = { type: 'LotSplit', data: {
  holder: mine.party, milliCarats: 1_250, lossMilliCarats: 0, parts: [{ lot: 'SYN-L.1', milliCarats: 1_250, usdCents: 5_001, hsCode: '7102.10', origins: one }],
} };
const confiscated: Event = { type: 'LotConfiscated', data: { from: mine.party, authority: authority.party, participant: 'BW', case: 'SYN-C', order: 'Order 5/2005', milliCarats: 1_250 } };

/** What is remembered of where a lot comes from, before anything happened to it. */
const record = { operator: mine.party, participant: 'BW', site: 'SYN-S', milliCarats: 1_250, usdCents: 5_001, stones: 9 };
const parent = { ...lotSoFar.initial, status: 'split', holder: mine.party, parts: split.data.parts };
const from = (origin: unknown, subject = 'SYN-L') => ({ subject, origin });

describe('a lot to which nothing happened yet', () => {
  it('is what its production record says, and says so with the first thing that happens', () => {
    given().when('PackLot', { parcel: 'SYN-P' }, mine, facts, from(record)).then(opened, packed);
    given().when('DispatchLot', { to: trader.party }, mine, facts, from({ ...record, stones: 0 })).then({ type: 'LotOpened', data: (({ stones: _, ...data }) => data)(opened.data) }, sent);
    given().when('PackLot', { parcel: 'SYN-P' }, trader, facts, from(record)).refused('NotHolder');
  });

  it('is what the split of its parent made it', () => {
    const { lot: _, ...figures } = split.data.parts[0]!;
    given().when('PackLot', { parcel: 'SYN-P' }, mine, facts, from(parent, 'SYN-L.1')).then({ type: 'LotOpened', data: { holder: mine.party, ...figures, parent: 'SYN-L' } }, packed);
  });

  it('is nothing if nothing made it', () => {
    given().when('PackLot', { parcel: 'SYN-P' }, mine, facts, from({})).refused('NoSuchLot');
    given().when('PackLot', { parcel: 'SYN-P' }, mine, facts, from(parent, 'SYN-L.2')).refused('NoSuchLot');
    given().when('PackLot', { parcel: 'SYN-P' }, mine, facts, from(lotSoFar.initial, 'SYN-L.1')).refused('NoSuchLot');
  });

  it('comes from the record of its id, or from the lot whose part it is', () => {
    expect([lot.born!.of('SYN-L').from.noun, lot.born!.of('SYN-L').subject]).toEqual(['production', 'SYN-L']);
    expect([lot.born!.of('SYN-L.1.7').from.noun, lot.born!.of('SYN-L.1.7').subject]).toEqual(['lot', 'SYN-L.1']);
  });
});

describe('a lot is split', () => {
  const parts = [{ milliCarats: 700 }, { milliCarats: 500, hsCode: '7102.31' as const, stones: 3 }];
  const made = { lot: 'SYN-L.1', milliCarats: 700, usdCents: 2_917, hsCode: '7102.10' as const, origins: [{ participant: 'BW', milliCarats: 700 }] };

  it('into parts and a stated loss that weigh what it weighed, sharing out its value', () => {
    given(opened).when('SplitLot', { parts, lossMilliCarats: 50, lossReason: 'acidising' }, mine, facts).then({ type: 'LotSplit', data: {
      holder: mine.party, milliCarats: 1_250, lossMilliCarats: 50, lossReason: 'acidising',
      parts: [made, { lot: 'SYN-L.2', milliCarats: 500, usdCents: 2_084, hsCode: '7102.31', origins: [{ participant: 'BW', milliCarats: 500 }], stones: 3 }],
    } });
    given(opened).when('SplitLot', { parts: [{ milliCarats: 1_250 }], lossMilliCarats: 0 }, mine, facts).then(split);
  });

  it('with the origins of a blend shared out exactly, portion by portion', () => {
    given(blended).when('SplitLot', { parts: [{ milliCarats: 625 }, { milliCarats: 624 }], lossMilliCarats: 1, lossReason: 'sorting' }, mine, facts).then({ type: 'LotSplit', data: {
      holder: mine.party, milliCarats: 1_250, lossMilliCarats: 1, lossReason: 'sorting', parts: [
        { lot: 'SYN-L.1', milliCarats: 625, usdCents: 2_503, hsCode: '7102.10', origins: [{ participant: 'AO', milliCarats: 209 }, { participant: 'BW', milliCarats: 416 }] },
        { lot: 'SYN-L.2', milliCarats: 624, usdCents: 2_498, hsCode: '7102.10', origins: [{ participant: 'AO', milliCarats: 208 }, { participant: 'BW', milliCarats: 416 }] },
      ],
    } });
  });

  it('not into less or more than it weighs: the carats are named', () => {
    given(opened).when('SplitLot', { parts }, mine, facts).refused('WeightNotConserved', {
      detail: 'The parts weigh 1.200 ct and the loss 0.000 ct, the lot 1.250 ct: 0.050 ct are missing.', figures: { missingMilliCarats: 50 }, pointer: '#/parts' });
    given(opened).when('SplitLot', { parts, lossMilliCarats: 51, lossReason: 'other' }, mine, facts).refused('WeightNotConserved', {
      detail: 'The parts weigh 1.200 ct and the loss 0.051 ct, the lot 1.250 ct: 0.001 ct are too much.', figures: { surplusMilliCarats: 1 } });
    const endless = [{ milliCarats: Number.MAX_SAFE_INTEGER }, { milliCarats: Number.MAX_SAFE_INTEGER }];
    given(opened).when('SplitLot', { parts: endless }, mine, facts).refused('WeightNotConserved', { figures: { milliCarats: 1_250 } });
    given(opened).when('SplitLot', { parts: [endless[0]!], lossMilliCarats: Number.MAX_SAFE_INTEGER, lossReason: 'other' }, mine, facts).refused('WeightNotConserved', { figures: { milliCarats: 1_250 } });
  });

  it('with a reason for a loss, and no reason without one', () => {
    given(opened).when('SplitLot', { parts, lossMilliCarats: 50 }, mine, facts).refused('LossUnexplained', { pointer: '#/lossReason', figures: { lossMilliCarats: 50 } });
    given(opened).when('SplitLot', { parts: [{ milliCarats: 1_250 }], lossReason: 'theft' }, mine, facts).refused('LossUnexplained', { pointer: '#/lossMilliCarats' });
  });

  it('at most twenty times in a row', () => {
    const deep = (depth: number) => within(`SYN-L${'.1'.repeat(depth)}`);
    const whole = { parts: [{ milliCarats: 1_250 }] };
    given(opened).when('SplitLot', whole, mine, facts, deep(20)).refused('SplitTooOften', { figures: { depth: 20 } });
    given(opened).when('SplitLot', whole, mine, facts, deep(19)).then({ type: 'LotSplit', data: { ...split.data, parts: [{ ...split.data.parts[0]!, lot: deep(20).subject }] } });
  });

  it('by its holder, while it lies free', () => {
    const whole = { parts: [{ milliCarats: 1_250 }] };
    given().when('SplitLot', whole, mine, facts).refused('NoSuchLot');
    given(opened).when('SplitLot', whole, trader, facts).refused('NotHolder');
    given(opened, split).when('SplitLot', whole, mine, facts).refused('NotFree', { detail: 'Lot SYN-L was split.', figures: { status: 'split' } });
    given(opened, packed).when('SplitLot', whole, mine, facts).refused('NotFree', { figures: { status: 'packed' } });
    given(opened, sent).when('SplitLot', whole, mine, facts).refused('NotFree', { figures: { status: 'dispatched' } });
    given(opened, confiscated).when('SplitLot', whole, authority, facts).refused('NotFree', { figures: { status: 'confiscated' } });
  });
});

describe('a loss', () => {
  const lost = (lossMilliCarats: number, reason: LossReason = 'acidising') => ({ lossMilliCarats, reason });

  it('is recorded with its reason, and taken from every origin', () => {
    given(opened).when('RecordLoss', lost(250), mine, facts).then({ type: 'LotLossRecorded', data: {
      holder: mine.party, lossMilliCarats: 250, reason: 'acidising', milliCarats: 1_000, origins: [{ participant: 'BW', milliCarats: 1_000 }] } });
    const loss: Event = { type: 'LotLossRecorded', data: {
      holder: mine.party, lossMilliCarats: 4, reason: 'theft', milliCarats: 1_246, origins: [{ participant: 'AO', milliCarats: 416 }, { participant: 'BW', milliCarats: 830 }] } };
    given(blended).when('RecordLoss', lost(4, 'theft'), mine, facts).then(loss);
    given(blended, loss).when('SplitLot', { parts: [{ milliCarats: 1_250 }] }, mine, facts).refused('WeightNotConserved', { figures: { surplusMilliCarats: 4 } });
  });

  it('leaves something', () => {
    given(opened).when('RecordLoss', lost(1_250), mine, facts).refused('LossTooGreat', { figures: { lossMilliCarats: 1_250, milliCarats: 1_250 }, pointer: '#/lossMilliCarats' });
    given(opened).when('RecordLoss', lost(1_249), mine, facts)
      .then({ type: 'LotLossRecorded', data: { holder: mine.party, ...lost(1_249), milliCarats: 1, origins: [{ participant: 'BW', milliCarats: 1 }] } });
  });

  it('is the holder’s to record', () => {
    given(opened).when('RecordLoss', lost(1), trader, facts).refused('NotHolder');
    given(opened, packed).when('RecordLoss', lost(1), mine, facts).refused('NotFree');
  });
});

describe('a value', () => {
  const book = { usdCents: 9_000, method: 'price-book', basis: 'FOB' } as const;

  it('is stated by the holder, with its method and basis', () => {
    given(opened).when('ValueLot', book, mine, facts).then({ type: 'LotValued', data: { ...book, valuer: mine.party } });
    given(opened).when('ValueLot', book, trader, facts).refused('NotValuer', { figures: { method: 'price-book' } });
    given(opened, { type: 'LotValued', data: { ...book, valuer: mine.party } }).when('DispatchLot', { to: trader.party }, mine, facts).then(sent);
  });

  it('of the government is stated by the authority of the holder’s territory only', () => {
    const state = { ...book, method: 'government' } as const;
    given(opened).when('ValueLot', state, authority, facts).then({ type: 'LotValued', data: { ...state, valuer: authority.party } });
    for (const by of [mine, foreign]) given(opened).when('ValueLot', state, by, facts).refused('NotValuer');
    given(opened).when('ValueLot', state, authority, { ...facts, holder: {} }).refused('NotValuer');
  });

  it('is stated while the lot lies free, or with the State', () => {
    given().when('ValueLot', book, mine, facts).refused('NoSuchLot');
    given(opened, packed).when('ValueLot', book, mine, facts).refused('NotFree');
    given(opened, confiscated).when('ValueLot', book, authority, facts).then({ type: 'LotValued', data: { ...book, valuer: authority.party } });
    given(opened, confiscated).when('ValueLot', book, mine, facts).refused('NotValuer');
  });
});

describe('a hand-over', () => {
  it('goes from the holder to a party in the same territory, who receives it at its price', () => {
    given(opened).when('DispatchLot', { to: trader.party }, mine, facts).then(sent);
    given(opened, sent).when('ReceiveLot', {}, trader, facts).then(got);
    given(opened).when('DispatchLot', { to: trader.party, invoice: 'SYN-I' }, mine, sold).then(sentUnderInvoice);
    given(opened, sentUnderInvoice).when('ReceiveLot', {}, trader, facts).then({ type: 'LotReceived', data: { ...got.data, usdCents: 7_000 } });
    given(opened, sent, got).when('DispatchLot', { to: mine.party }, trader, facts)
      .then({ type: 'LotDispatched', data: { from: trader.party, to: mine.party, milliCarats: 1_250 } });
  });

  it('KPCS Annex II ¶13: is to a registered party, and not to oneself', () => {
    given(opened).when('DispatchLot', { to: 'SYN-NOBODY' }, mine, { ...facts, recipient: {} }).refused('UnknownRecipient', { pointer: '#/to' });
    given(opened).when('DispatchLot', { to: mine.party }, mine, facts).refused('ToOneself', { pointer: '#/to' });
  });

  it('KPCS III(a): does not cross a border', () => {
    given(opened).when('DispatchLot', { to: 'SYN-EU-TRADE' }, mine, { ...facts, recipient: { participant: 'EU' } })
      .refused('BorderUncertified', { figures: { from: 'BW', to: 'EU' }, pointer: '#/to' });
  });

  it('names an invoice from the one to the other that lists the lot, and each invoice once', () => {
    const named = { to: trader.party, invoice: 'SYN-I' };
    given(opened).when('DispatchLot', named, mine, facts).refused('NotOurInvoice', { detail: 'There is no invoice SYN-I.', pointer: '#/invoice' });
    given(opened).when('DispatchLot', named, mine, { ...sold, invoice: { ...sold.invoice, seller: 'SYN-X' } }).refused('NotOurInvoice');
    given(opened).when('DispatchLot', named, mine, { ...sold, invoice: { ...sold.invoice, buyer: 'SYN-X' } }).refused('NotOurInvoice');
    given(opened).when('DispatchLot', named, mine, { ...sold, invoice: { ...sold.invoice, usdCents: new Map([['SYN-K', 1]]) } }).refused('NotOnInvoice', { figures: { invoice: 'SYN-I', lots: 1 } });
    const back: Event[] = [{ type: 'LotDispatched', data: { ...sent.data, from: trader.party, to: mine.party } }, { type: 'LotReceived', data: { ...got.data, holder: mine.party } }];
    given(opened, sentUnderInvoice, got, ...back).when('DispatchLot', named, mine, sold).refused('InvoiceUsed', { figures: { invoice: 'SYN-I' } });
  });

  it('is of a lot that lies free, by its holder', () => {
    given(opened).when('DispatchLot', { to: mine.party }, trader, facts).refused('NotHolder');
    given(opened, sent).when('DispatchLot', { to: trader.party }, mine, facts).refused('NotFree');
  });

  it('ends with the addressee, once', () => {
    given(opened, sent).when('ReceiveLot', {}, mine, facts).refused('NotAddressee');
    given(opened).when('ReceiveLot', {}, trader, facts).refused('NotOnItsWay');
    given(opened, sent, got).when('ReceiveLot', {}, trader, facts).refused('NotOnItsWay');
    given().when('ReceiveLot', {}, trader, facts).refused('NoSuchLot');
  });
});

describe('packing', () => {
  it('sets a lot aside for one parcel that is not sealed yet', () => {
    given(opened).when('PackLot', { parcel: 'SYN-P' }, mine, facts).then(packed);
    given(opened, packed).when('PackLot', { parcel: 'SYN-P2' }, mine, facts).refused('NotFree', { figures: { status: 'packed' } });
    given(opened).when('PackLot', { parcel: 'SYN-P' }, trader, facts).refused('NotHolder');
    given(opened).when('PackLot', { parcel: 'SYN-P' }, mine, sealedWith('SYN-K')).refused('ParcelClosed', { pointer: '#/parcel' });
  });

  it('ends when the ledger opens that parcel, in the hands of whoever opened it', () => {
    given(opened, packed).when('FreeLot', { parcel: 'SYN-P', holder: trader.party }, LEDGER, facts).then({ type: 'LotFreed', data: { ...freed.data, holder: trader.party } });
    given(opened, packed).when('FreeLot', { parcel: 'SYN-P', holder: mine.party }, mine, facts).refused('NotTheLedger');
    given(opened, packed).when('FreeLot', { parcel: 'SYN-P2', holder: mine.party }, LEDGER, facts).refused('NotPackedThere');
    given(opened).when('FreeLot', { parcel: 'SYN-P', holder: mine.party }, LEDGER, facts).refused('NotPackedThere');
    given(opened, packed, freed).when('SplitLot', { parts: [{ milliCarats: 1_250 }] }, mine, facts).then(split);
  });

  it('is undone by the holder only when the parcel was sealed without the lot', () => {
    given(opened, packed).when('UnpackLot', {}, mine, sealedWith('SYN-K')).then(freed);
    given(opened, packed).when('UnpackLot', {}, mine, facts).refused('ParcelUndecided', { detail: 'Parcel SYN-P is not sealed yet.' });
    given(opened, packed).when('UnpackLot', {}, mine, sealedWith('SYN-K', 'SYN-L')).refused('ParcelUndecided', { detail: 'Parcel SYN-P was sealed with this lot in it.' });
    given(opened, packed).when('UnpackLot', {}, trader, sealedWith('SYN-K')).refused('NotHolder');
    given(opened).when('UnpackLot', {}, mine, facts).refused('NotPackedThere');
    given().when('UnpackLot', {}, mine, facts).refused('NoSuchLot');
  });
});

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

describe('its facts', () => {
  const subjectsOf = (fact: keyof Facts, data: object, past: object = {}) => lot.facts![fact].subjects(data, { ...lot.initial, status: 'held', holder: 'SYN-H', ...past }, {} as never);

  it('are asked for only where a rule needs them', () => {
    expect([subjectsOf('recipient', { to: 'A' }), subjectsOf('recipient', {})]).toEqual([['A'], []]);
    expect([subjectsOf('invoice', { invoice: 'I' }), subjectsOf('invoice', {})]).toEqual([['I'], []]);
    expect([subjectsOf('case', { case: 'C' }), subjectsOf('case', {})]).toEqual([['C'], []]);
    expect([subjectsOf('holder', { case: 'C' }), subjectsOf('holder', { method: 'government' }), subjectsOf('holder', { method: 'tender' })]).toEqual([['SYN-H'], ['SYN-H'], []]);
    expect(subjectsOf('holder', { case: 'C' }, { status: 'none' })).toEqual([]);
    expect([subjectsOf('parcel', { parcel: 'P' }), subjectsOf('parcel', { parcel: 'P', holder: 'A' }), subjectsOf('parcel', {})]).toEqual([['P'], [], []]);
    expect(subjectsOf('parcel', {}, { status: 'packed', parcel: 'P' })).toEqual(['P']);
  });
});
