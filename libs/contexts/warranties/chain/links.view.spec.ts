import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { InvoiceEvent } from '../invoice/invoice.events.ts';
import { links } from './links.view.ts';

it('shows what each line of an invoice stands on, without its price', () => {
  const issued: InvoiceEvent = { type: 'InvoiceIssued', data: {
    seller: 'A', buyer: 'B', issuedOn: '2005-07-01', milliCarats: 30, usdCents: 3, statement: '2002', language: 'en', unwarrantedMilliCarats: 5,
    lines: [{ lot: 'L-1', milliCarats: 10, usdCents: 1, production: [{ production: 'L-1', milliCarats: 10 }] },
      { lot: 'L-2', milliCarats: 20, usdCents: 2, upstream: [{ invoice: 'I-0', lot: 'L-2', milliCarats: 20, unwarrantedMilliCarats: 5 }], unwarrantedMilliCarats: 5, gaps: [{ why: 'upstream', milliCarats: 5 }] }],
  } };
  const { statement: _, ...bare } = issued.data;
  const rows = rowsOf(links, recorded<InvoiceEvent>('invoice', 'I-1', issued), recorded<InvoiceEvent>('invoice', 'I-2', { ...issued, data: bare }));
  const of = { invoice: 'I-1', seller: 'A', buyer: 'B', issuedOn: '2005-07-01', statement: '2002', order: '0000000000000001' };
  expect(rows.get('I-1/L-1')).toEqual({ ...of, lot: 'L-1', milliCarats: 10, unwarrantedMilliCarats: 0, production: [{ production: 'L-1', milliCarats: 10 }] });
  expect(rows.get('I-1/L-2')).toEqual({ ...of, lot: 'L-2', milliCarats: 20, unwarrantedMilliCarats: 5, upstream: [{ invoice: 'I-0', lot: 'L-2', milliCarats: 20, unwarrantedMilliCarats: 5 }], gaps: [{ why: 'upstream', milliCarats: 5 }] });
  expect(rows.get('I-2/L-1')).toMatchObject({ statement: 'none' });
});
