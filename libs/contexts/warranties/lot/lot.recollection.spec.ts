import { describe, expect, it } from '@jest/globals';
import type { LotEvent } from '#contexts/custody/events';
import { recall, type Recollection } from '#kernel';
import { recorded } from '#kernel/testing';
import { inputsOf, maySell, saleableLot } from './lot.recollection.ts';

const origins = [{ participant: 'BW', milliCarats: 1_250 }];
const opened: LotEvent = { type: 'LotOpened', data: { holder: 'BW-MINE', milliCarats: 1_250, usdCents: 1, hsCode: '7102.10', origins } };
const lost: LotEvent = { type: 'LotLossRecorded', data: { holder: 'BW-MINE', lossMilliCarats: 50, reason: 'acidising', milliCarats: 1_200, origins } };
const sent: LotEvent = { type: 'LotDispatched', data: { from: 'BW-MINE', to: 'BW-TRADER', milliCarats: 1_200 } };
const received: LotEvent = { type: 'LotReceived', data: { from: 'BW-MINE', holder: 'BW-TRADER', milliCarats: 1_200, usdCents: 1 } };
const packed: LotEvent = { type: 'LotPacked', data: { holder: 'BW-TRADER', parcel: 'PA-1', milliCarats: 1_200 } };
const freed: LotEvent = { type: 'LotFreed', data: { holder: 'BE-TRADER', parcel: 'PA-1', milliCarats: 1_200 } };
const split: LotEvent = { type: 'LotSplit', data: { holder: 'BE-TRADER', milliCarats: 1_200, lossMilliCarats: 0,
  parts: [{ lot: 'L-1.1', milliCarats: 1_200, usdCents: 1, hsCode: '7102.10', origins }] } };
const forfeit: LotEvent = { type: 'LotConfiscated', data: { from: 'BE-TRADER', authority: 'BE-AUTHORITY', participant: 'EU', case: 'C-1', order: 'court order', milliCarats: 1_200 } };

const lent = (terms: 'memo' | 'consignment'): LotEvent[] => [
  { type: 'LotDispatched', data: { ...(sent.data as object), terms } as never }, { type: 'LotReceived', data: { ...(received.data as object), owner: 'BW-MINE', terms } as never },
];
const blend = { holder: 'BW-MINE', blend: 'B-1', milliCarats: 1_200 };
const disputed: LotEvent = { type: 'LotDisputed', data: {
  from: 'BW-MINE', holder: 'BW-TRADER', participant: 'BW', over: 'weight', statedMilliCarats: 1_200, foundMilliCarats: 1_100, differenceMilliCarats: -100, toleranceMilliCarats: 20 } };
const settled: LotEvent = { type: 'LotDisputeSettled', data: {
  holder: 'BW-TRADER', stands: 'found', settledBy: 'BW-MINE', finding: 'weighed together', milliCarats: 1_100, differenceMilliCarats: -100, origins } };
const asked: LotEvent = { type: 'LotApprovalRequested', data: {
  holder: 'BW-MINE', proposal: { kind: 'loss', reason: 'theft', milliCarats: 1_200 }, proposedBy: 'BW-MINE', changeMilliCarats: 50, limitMilliCarats: 0 } };

const PARTIES = ['BW-MINE', 'BW-TRADER', 'BE-TRADER', 'BE-AUTHORITY', 'BW-SHOP'];
const after = (...events: LotEvent[]) => recall(saleableLot, saleableLot.initial, recorded('lot', 'L-1', ...events));
const sellersAfter = (...events: LotEvent[]) => PARTIES.filter((party) => maySell(after(...events), party));

it('is sold by whoever owns it, by its weight after losses', () => {
  expect([sellersAfter(), sellersAfter(opened), sellersAfter(opened, lost, sent, received)]).toEqual([[], ['BW-MINE'], ['BW-TRADER']]);
  expect([opened, lost].map((_, i, all) => after(...all.slice(0, i + 1)).milliCarats)).toEqual([1_250, 1_200]);
  const weights: LotEvent[] = [
    { type: 'LotTreated', data: { holder: 'BW-MINE', treatment: 'acidising', beforeMilliCarats: 1_250, milliCarats: 1_190, lossMilliCarats: 60, origins } },
    { type: 'LotWeighed', data: { holder: 'BW-MINE', bookMilliCarats: 1_190, milliCarats: 1_191, differenceMilliCarats: 1, toleranceMilliCarats: 20, origins } },
    { type: 'LotCorrected', data: { holder: 'BW-MINE', field: 'milliCarats', corrects: 'x', explanation: 'typed wrongly', proposedBy: 'A', approvedBy: 'B', wasMilliCarats: 1_191, milliCarats: 1_119 } },
    { type: 'LotCorrected', data: { holder: 'BW-MINE', field: 'stones', corrects: 'x', explanation: 'typed wrongly', proposedBy: 'A', approvedBy: 'B', wasStones: 2, stones: 3 } },
  ];
  expect(weights.map((_, i) => after(opened, ...weights.slice(0, i + 1)).milliCarats)).toEqual([1_190, 1_191, 1_119, 1_119]);
});

it('is sold while packed for a shipment, and by the importer when it is freed', () => {
  expect(sellersAfter(opened, lost, sent, received, packed)).toEqual(['BW-TRADER']);
  expect(after(opened, lost, sent, received, packed)).toMatchObject({ status: 'packed' });
  expect(sellersAfter(opened, lost, sent, received, packed, freed)).toEqual(['BE-TRADER']);
});

it('is sold by its owner wherever it lies, and by a consignee, but not by whoever has it to look at', () => {
  expect(sellersAfter(opened, ...lent('memo'))).toEqual(['BW-MINE']);
  expect(sellersAfter(opened, ...lent('consignment'))).toEqual(['BW-MINE', 'BW-TRADER']);
  const passed: LotEvent = { type: 'LotOwnershipTransferred', data: { from: 'BW-MINE', owner: 'BW-TRADER', holder: 'BW-TRADER', milliCarats: 1_250 } };
  expect(sellersAfter(opened, ...lent('memo'), passed)).toEqual(['BW-TRADER']);
  const on: LotEvent = { type: 'LotDispatched', data: { from: 'BW-TRADER', to: 'BW-SHOP', milliCarats: 1_200, terms: 'memo' } };
  const back: LotEvent = { type: 'LotReturned', data: { holder: 'BW-TRADER', by: 'BW-SHOP', milliCarats: 1_200, reason: 'not wanted' } };
  expect([sellersAfter(opened, ...lent('consignment'), on), sellersAfter(opened, ...lent('consignment'), on, back)]).toEqual([[], ['BW-MINE', 'BW-TRADER']]);
});

it('is not sold on the way, while it is set aside, disputed or waiting, or when it is no more, seized or a sample', () => {
  const reserved: LotEvent = { type: 'LotReserved', data: blend };
  const gone: LotEvent[] = [split, { ...split, type: 'LotSorted', data: { ...(split.data as object), by: 'size' } as never }, { ...split, type: 'StonesPromoted' } as LotEvent,
    { type: 'LotLost', data: { holder: 'BW-MINE', milliCarats: 1_250, reason: 'theft', approvedBy: 'B' } }, { type: 'LotBlended', data: { ...blend, into: 'B-1.0' } }];
  for (const end of [sent, forfeit, reserved, asked, ...gone]) expect({ end, sellers: sellersAfter(opened, end) }).toEqual({ end, sellers: [] });
  expect(sellersAfter(opened, sent, received, disputed)).toEqual([]);
  expect(sellersAfter({ type: 'LotOpened', data: { ...(opened.data as object), regime: 'sample' } as never })).toEqual([]);
});

it('is sold again when it is let go, refused or settled', () => {
  expect(sellersAfter(opened, { type: 'LotReserved', data: blend }, { type: 'LotReleased', data: blend })).toEqual(['BW-MINE']);
  expect(sellersAfter(opened, asked, { type: 'LotApprovalRefused', data: { holder: 'BW-MINE', refusedBy: 'B', reason: 'not seen' } })).toEqual(['BW-MINE']);
  expect(sellersAfter(opened, asked, lost)).toEqual(['BW-MINE']);
  expect([sellersAfter(opened, sent, received, disputed, settled), after(opened, sent, received, disputed, settled).milliCarats]).toEqual([['BW-TRADER'], 1_100]);
});

it('is born as its production record, its purchase, its blend, or as a part in the hands of whoever split', () => {
  const { of, state } = saleableLot.born!;
  const bornOf = (subject: string, type: string, data: object) => {
    const { from, subject: origin } = of(subject) as { from: Recollection; subject: string };
    return { from: `${from.noun}-${origin}`, lot: state(subject, recall(from, from.initial, recorded(from.noun, origin, { type, data }))) };
  };
  expect(bornOf('L-1', 'ProductionRecorded', { operator: 'BW-MINE', milliCarats: 1_250 })).toMatchObject({ from: 'production-L-1', lot: { status: 'free', owner: 'BW-MINE', traded: true, milliCarats: 1_250 } });
  expect(bornOf('L-1', 'ProductionRecorded', { operator: 'BW-MINE', milliCarats: 1_250, sample: 'S-1' })).toMatchObject({ lot: { traded: false } });
  expect(bornOf('L-2', 'PurchaseRecorded', { buyer: 'BW-TRADER', milliCarats: 50 })).toMatchObject({ from: 'production-L-2', lot: { status: 'free', owner: 'BW-TRADER', milliCarats: 50 } });
  expect(bornOf('B-1.0', 'BlendCommitted', { lot: 'B-1.0', inputs: [{ lot: 'L-1', milliCarats: 1_300, usdCents: 1 }], made: { ...opened.data, milliCarats: 1_300 } })).toMatchObject({ from: 'blend-B-1', lot: { status: 'free', owner: 'BW-MINE', milliCarats: 1_300 } });

  expect([of('L-1.1').from, of('L-1.1').subject, of('B-1.0.2').subject]).toEqual([saleableLot, 'L-1', 'B-1.0']);
  const parent = after(opened, lost, sent, received, packed, freed, split);
  expect(state('L-1.1', parent)).toMatchObject({ status: 'free', owner: 'BE-TRADER', milliCarats: 1_200 });
  expect(maySell(state('L-1.1', after(opened, ...lent('memo'), split)), 'BW-TRADER')).toBe(false);
  expect(state('L-1.2', parent)).toEqual(saleableLot.initial);
  expect(state('L-1.1', after(opened))).toEqual(saleableLot.initial);
});

describe('how it came to its owner', () => {
  const on = '2005-07-01';
  const produced = recall((saleableLot.born!.of('L-1') as { from: Recollection }).from, saleableLot.initial, recorded('production', 'L-1', { type: 'ProductionRecorded', data: { operator: 'BW-MINE', milliCarats: 1_250 } }));
  const sourceAfter = (...events: LotEvent[]) => recall(saleableLot, saleableLot.born!.state('L-1', produced), recorded('lot', 'L-1', opened, ...events)).source;
  const under = (event: LotEvent, invoice = 'I-1') => ({ ...event, data: { ...event.data, invoice } }) as LotEvent;

  it('is its own production record until somebody else owns it: then the invoice, or none', () => {
    expect(sourceAfter(lost)).toEqual({ kind: 'production', of: 'L-1', lot: '', on });
    expect(sourceAfter(under(sent), received)).toEqual({ kind: 'invoice', of: 'I-1', lot: 'L-1', on });
    expect(sourceAfter(sent, received)).toEqual({ kind: 'none', of: '', lot: '', on });
    expect(sourceAfter(...lent('memo'))).toMatchObject({ kind: 'production' });
    expect(sourceAfter(...lent('memo'), { type: 'LotOwnershipTransferred', data: { from: 'BW-MINE', owner: 'BW-TRADER', holder: 'BW-TRADER', milliCarats: 1_200, invoice: 'I-2' } })).toMatchObject({ kind: 'invoice', of: 'I-2' });
    expect(sourceAfter(under(sent), { type: 'LotReturned', data: { holder: 'BW-MINE', by: 'BW-TRADER', milliCarats: 1_200, reason: 'not wanted' } }, sent, received)).toMatchObject({ kind: 'none' });
  });

  it('is the certificate, over a border; the same for every part', () => {
    const abroad: LotEvent = { type: 'LotFreed', data: { ...(freed.data as { holder: string; parcel: string; milliCarats: number }), certificate: 'BW0000001' } };
    expect(sourceAfter(packed, abroad)).toEqual({ kind: 'import', of: 'BW0000001', lot: '', on });
    expect(saleableLot.born!.state('L-1.1', after(opened, packed, abroad, split))).toMatchObject({ source: { kind: 'import' }, parts: undefined });
  });

  it('is the case of the State, of what it auctioned; what it gives back is what it was', () => {
    const told = { order: 'court order', authority: 'BE-AUTHORITY', participant: 'EU', case: 'C-1', milliCarats: 1_200 };
    const disposed = (disposal: 'auctioned' | 'returned' | 'evidence' | 'destroyed', to?: string): LotEvent => ({ type: 'LotDisposed', data: { ...told, disposal, ...(to && { to }) } });
    expect(sourceAfter(forfeit, disposed('auctioned', 'BE-TRADER'))).toMatchObject({ kind: 'disposal', of: 'C-1' });
    expect(sourceAfter(under(sent), received, forfeit, disposed('returned', 'BW-TRADER'))).toMatchObject({ kind: 'invoice', of: 'I-1' });
    const sellers = (...events: LotEvent[]) => sellersAfter(opened, forfeit, ...events);
    expect([sellers(disposed('auctioned', 'BE-TRADER')), sellers(disposed('returned', 'BW-MINE')), sellers(disposed('evidence')), sellers(disposed('destroyed'))]).toEqual([['BE-TRADER'], ['BW-MINE'], [], []]);
    expect(sellers(disposed('evidence'), disposed('returned', 'BW-MINE'))).toEqual(['BW-MINE']);
    const seized: LotEvent = { type: 'LotSeized', data: { from: 'BW-MINE', authority: 'BE-AUTHORITY', participant: 'EU', case: 'C-1', milliCarats: 1_250 } };
    expect([disposed('evidence'), disposed('returned', 'BW-MINE')].map((_, i, all) => sellersAfter(opened, seized, ...all.slice(0, i + 1)))).toEqual([[], ['BW-MINE']]);
  });

  it('is its blend, and what went into it', () => {
    const inputs = [{ lot: 'L-1', milliCarats: 500 }, { lot: 'L-2', milliCarats: 700 }];
    const made = { ...after(opened), source: { kind: 'blend', of: 'B-1.0', lot: '', on } as const, inputs };
    expect([inputsOf([made]), inputsOf([saleableLot.born!.state('B-1.0.1', { ...made, parts: [{ lot: 'B-1.0.1', milliCarats: 5 }] })]), inputsOf([after(opened)])]).toEqual([['L-1', 'L-2'], ['B-1.0'], []]);
  });
});

it('is not sold while it is detained or seized', () => {
  const stop = { case: 'C-1', authority: 'BE-AUTHORITY', participant: 'EU', milliCarats: 1_250 };
  const detained: LotEvent = { type: 'LotDetained', data: { ...stop, holder: 'BW-MINE', grounds: 'undeclared' } };
  const lifted: LotEvent = { type: 'LotDetentionLifted', data: { case: 'C-1', authority: 'BE-AUTHORITY', holder: 'BW-MINE', milliCarats: 1_250, reason: 'in order' } };
  expect([sellersAfter(opened, detained), sellersAfter(opened, detained, lifted), sellersAfter(opened, detained, { type: 'LotSeized', data: { ...stop, from: 'BW-MINE' } })]).toEqual([[], ['BW-MINE'], []]);
  expect(sellersAfter({ ...opened, data: { ...opened.data, detention: { case: 'C-1', authority: 'BE-AUTHORITY', stage: 'detained' } } } as LotEvent)).toEqual([]);
});
