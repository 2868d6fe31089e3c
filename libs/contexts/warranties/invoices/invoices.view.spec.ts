import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { InvoiceEvent } from '../invoice/invoice.events.ts';
import { invoices } from './invoices.view.ts';

it('shows who warranted how many carats to whom, and no price', () => {
  const issued: InvoiceEvent = { type: 'InvoiceIssued', data: {
    seller: 'BW-MINE', buyer: 'BE-TRADER', issuedOn: '2005-07-01', lines: [{ lot: 'L-1', milliCarats: 1_250, usdCents: 12_500 }],
    milliCarats: 1_250, usdCents: 12_500, statement: '2002', language: 'fr',
  } };
  expect([...rowsOf(invoices, recorded('invoice', 'INV-1', issued))]).toEqual([
    ['INV-1', { invoice: 'INV-1', kind: 'sale', seller: 'BW-MINE', buyer: 'BE-TRADER', issuedOn: '2005-07-01', year: 2005, milliCarats: 1_250, unwarrantedMilliCarats: 0, lots: 1, statement: '2002', language: 'fr' }],
  ]);
});

it('lists sales and memos without a statement, what was not warranted, and whose registration had run out', () => {
  const bare: InvoiceEvent = { type: 'InvoiceIssued', data: {
    seller: 'BW-MINE', buyer: 'BE-TRADER', issuedOn: '2022-07-01', lines: [{ lot: 'L-1', milliCarats: 1_250, usdCents: 12_500 }], milliCarats: 1_250, usdCents: 12_500, kind: 'memo', unwarrantedMilliCarats: 1_250,
    deliveredOn: '2022-07-02', lapsedOn: '2022-06-30', sellerIn: 'BW', buyerIn: 'EU',
  } };
  expect(rowsOf(invoices, recorded('invoice', 'INV-1', bare)).get('INV-1')).toEqual({
    invoice: 'INV-1', kind: 'memo', seller: 'BW-MINE', buyer: 'BE-TRADER', issuedOn: '2022-07-01', year: 2022, milliCarats: 1_250, unwarrantedMilliCarats: 1_250, lots: 1, statement: 'none',
    deliveredOn: '2022-07-02', lapsedOn: '2022-06-30', sellerIn: 'BW', buyerIn: 'EU' });
});
