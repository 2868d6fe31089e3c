import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { InvoiceEvent } from '../invoice/invoice.events.ts';
import { members } from './members.view.ts';

const sold = (id: string, [seller, buyer]: [string, string], issuedOn: string, milliCarats: number) => recorded('invoice', id, { type: 'InvoiceIssued', data: {
  seller, buyer, issuedOn, lines: [{ lot: 'L-1', milliCarats, usdCents: 1 }], milliCarats, usdCents: 1, statement: '2002', language: 'en',
} } satisfies InvoiceEvent);

it('adds up the warranties that each party gave and received in a year', () => {
  const rows = rowsOf(members,
    sold('I-1', ['A', 'B'], '2005-07-01', 100), sold('I-2', ['B', 'C'], '2005-12-31', 60),
    sold('I-3', ['A', 'B'], '2006-01-01', 7), sold('I-4', ['A', 'B'], '2005-08-01', 11));
  expect(rows.get('A-2005')).toEqual({ member: 'A', year: 2005, givenInvoices: 2, givenMilliCarats: 111, receivedInvoices: 0, receivedMilliCarats: 0 });
  expect(rows.get('B-2005')).toEqual({ member: 'B', year: 2005, givenInvoices: 1, givenMilliCarats: 60, receivedInvoices: 2, receivedMilliCarats: 111 });
  expect(rows.get('B-2006')).toEqual({ member: 'B', year: 2006, givenInvoices: 0, givenMilliCarats: 0, receivedInvoices: 1, receivedMilliCarats: 7 });
  expect([...rows.keys()].sort()).toEqual(['A-2005', 'A-2006', 'B-2005', 'B-2006', 'C-2005']);
});
