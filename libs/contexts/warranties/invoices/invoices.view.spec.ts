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
    ['INV-1', { invoice: 'INV-1', seller: 'BW-MINE', buyer: 'BE-TRADER', issuedOn: '2005-07-01', milliCarats: 1_250, lots: 1, statement: '2002', language: 'fr' }],
  ]);
});
