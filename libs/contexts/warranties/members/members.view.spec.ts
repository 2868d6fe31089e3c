import { expect, it } from '@jest/globals';
import type { LotEvent } from '#contexts/custody/events';
import type { ProductionEvent } from '#contexts/extraction/events';
import { recorded, rowsOf } from '#kernel/testing';
import type { InvoiceEvent } from '../invoice/invoice.events.ts';
import { members } from './members.view.ts';

const sold = (id: string, [seller, buyer]: [string, string], issuedOn: string, milliCarats: number, more: Partial<InvoiceEvent['data']> = {}) => recorded('invoice', id, { type: 'InvoiceIssued', data: {
  seller, buyer, issuedOn, lines: [{ lot: 'L-1', milliCarats, usdCents: 1 }], milliCarats, usdCents: 1, statement: '2002', language: 'en', sellerIn: 'BW', buyerIn: 'BW', ...more,
} } satisfies InvoiceEvent);

/** What is not nil. */
const figuresOf = (row: object) => Object.fromEntries(Object.entries(row).filter(([, figure]) => figure !== 0));
const lot = (...events: LotEvent[]) => recorded<LotEvent>('lot', 'L-1', ...events.map((event) => ({ ...event, occurredAt: '2005-08-01T08:00:00Z' })));

it('adds up the warranties that each party gave and received in a year', () => {
  const rows = rowsOf(members,
    sold('I-1', ['A', 'B'], '2005-07-01', 100), sold('I-2', ['B', 'C'], '2005-12-31', 60),
    sold('I-3', ['A', 'B'], '2006-01-01', 7), sold('I-4', ['A', 'B'], '2005-08-01', 11));
  expect(figuresOf(rows.get('A-2005'))).toEqual({ member: 'A', year: 2005, givenInvoices: 2, givenMilliCarats: 111 });
  expect(figuresOf(rows.get('B-2005'))).toEqual({ member: 'B', year: 2005, givenInvoices: 1, givenMilliCarats: 60, receivedInvoices: 2, receivedMilliCarats: 111 });
  expect(figuresOf(rows.get('B-2006'))).toEqual({ member: 'B', year: 2006, receivedInvoices: 1, receivedMilliCarats: 7 });
  expect([...rows.keys()].sort()).toEqual(['A-2005', 'A-2006', 'B-2005', 'B-2006', 'C-2005']);
});

it('tells apart what was not warranted, what was bought abroad, and what only went on memo', () => {
  const rows = rowsOf(members, sold('I-1', ['A', 'B'], '2005-07-01', 100, { unwarrantedMilliCarats: 30, buyerIn: 'EU' }), sold('I-2', ['A', 'B'], '2005-07-01', 5, { kind: 'memo' }));
  expect(figuresOf(rows.get('A-2005'))).toEqual({ member: 'A', year: 2005, givenInvoices: 1, givenMilliCarats: 100, givenUnwarrantedMilliCarats: 30, memos: 1 });
  expect(figuresOf(rows.get('B-2005'))).toEqual({ member: 'B', year: 2005, receivedInvoices: 1, receivedMilliCarats: 100, receivedUnwarrantedMilliCarats: 30, abroadMilliCarats: 100 });
});

it('knows what was dug, bought from miners, imported and auctioned, gained, lost and confiscated', () => {
  const dug = { site: 'S', participant: 'BW', from: '2005-01-01', to: '2005-01-31', usdCents: 1, scale: 'LSM' } as const;
  const production = recorded<ProductionEvent>('production', 'L-1', { type: 'ProductionRecorded', data: { ...dug, operator: 'A', milliCarats: 1_000 } }, { type: 'ProductionRecorded', data: { ...dug, operator: 'A', milliCarats: 7, sample: 'S-1' } });
  const origins = [{ participant: 'BW', milliCarats: 1 }];
  const rows = rowsOf(members, production, lot(
    { type: 'LotLossRecorded', data: { holder: 'A', lossMilliCarats: 50, reason: 'sorting', milliCarats: 950, origins } },
    { type: 'LotWeighed', data: { holder: 'A', bookMilliCarats: 950, milliCarats: 952, differenceMilliCarats: 2, toleranceMilliCarats: 9, origins } },
    { type: 'LotCorrected', data: { holder: 'A', field: 'milliCarats', corrects: 'x', explanation: 'typed wrongly', proposedBy: 'P', approvedBy: 'Q', wasMilliCarats: 952, milliCarats: 950 } },
    { type: 'LotCorrected', data: { holder: 'A', field: 'stones', corrects: 'x', explanation: 'typed wrongly', proposedBy: 'P', approvedBy: 'Q', wasStones: 2, stones: 3 } },
    { type: 'LotFreed', data: { holder: 'B', parcel: 'P-1', milliCarats: 950, certificate: 'BW0000001' } },
    { type: 'LotConfiscated', data: { from: 'B', authority: 'EU-KP', participant: 'EU', case: 'C-1', order: 'court', milliCarats: 950 } },
    { type: 'LotDisposed', data: { disposal: 'auctioned', order: 'court', authority: 'EU-KP', participant: 'EU', case: 'C-1', milliCarats: 950, to: 'C' } },
    { type: 'LotLost', data: { holder: 'C', milliCarats: 950, reason: 'theft', approvedBy: 'Q' } },
  ));
  expect(['A', 'B', 'C'].map((name) => figuresOf(rows.get(`${name}-2005`)))).toEqual([
    { member: 'A', year: 2005, producedMilliCarats: 1_000, lostMilliCarats: 52, gainedMilliCarats: 2 },
    { member: 'B', year: 2005, importedMilliCarats: 950, confiscatedMilliCarats: 950 }, { member: 'C', year: 2005, auctionedMilliCarats: 950, lostMilliCarats: 950 },
  ]);
});
