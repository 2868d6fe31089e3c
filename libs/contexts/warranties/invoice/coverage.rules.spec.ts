import { expect, it } from '@jest/globals';
import { saleableLot, type SaleableLot, type Source } from '../lot/lot.recollection.ts';
import { coveredLines } from './coverage.rules.ts';
import { unwarrantedOf, type IssuedInvoice } from './invoice.recollection.ts';

const from = (kind: Source['kind'], of = '', on = '2005-01-01', lot = ''): Source => ({ kind, of, on, lot });
const lot = (milliCarats: number, source: Source, inputs?: SaleableLot['inputs']): SaleableLot => ({ ...saleableLot.initial, milliCarats, source, inputs });
const whole: IssuedInvoice = { issued: true, warranted: true, gaps: new Map() };
const invoices = new Map<string, IssuedInvoice>([
  ['I-WHOLE', whole], ['I-BARE', { ...whole, warranted: false }], ['I-PART', { ...whole, gaps: new Map([['X', { milliCarats: 3_000, unwarrantedMilliCarats: 1_000 }]]) }],
]);
const stock = { on: '2005-01-01', milliCarats: 100 };
const covered = (lots: Record<string, SaleableLot>, names = Object.keys(lots), opening?: typeof stock) =>
  coveredLines(names.map((name) => ({ lot: name, usdCents: 0 })), new Map(Object.entries(lots)), { invoices, opening }, true).map(({ lot: _, usdCents: __, milliCarats: ___, ...behind }) => behind);

it('names what stands behind a lot: a record, a certificate, an auction of the State, an earlier invoice', () => {
  expect(covered({ A: lot(10, from('production', 'P-1')), B: lot(20, from('import', 'BW0000001')), C: lot(30, from('disposal', 'C-1')), D: lot(40, from('invoice', 'I-WHOLE', '', 'X')) })).toEqual([
    { production: [{ production: 'P-1', milliCarats: 10 }] }, { imports: [{ certificate: 'BW0000001', milliCarats: 20 }] }, { disposals: [{ case: 'C-1', milliCarats: 30 }] },
    { upstream: [{ invoice: 'I-WHOLE', lot: 'X', milliCarats: 40 }] },
  ]);
});

it('says how many carats nobody has warranted, and why', () => {
  expect(covered({ A: lot(10, from('none')), B: lot(20, from('import')), C: lot(30, from('none', '', '')), D: lot(40, from('invoice', 'I-BARE', '', 'X')) })).toEqual([
    { unwarrantedMilliCarats: 10, gaps: [{ why: 'no-invoice', milliCarats: 10 }] }, { unwarrantedMilliCarats: 20, gaps: [{ why: 'no-certificate', milliCarats: 20 }] },
    { unwarrantedMilliCarats: 30, gaps: [{ why: 'unknown', milliCarats: 30 }] },
    { upstream: [{ invoice: 'I-BARE', lot: 'X', milliCarats: 40, unwarrantedMilliCarats: 40 }], unwarrantedMilliCarats: 40, gaps: [{ why: 'upstream', milliCarats: 40 }] },
  ]);
});

it('takes over the gap of an earlier line in proportion, rounded up: what is not covered is never hidden', () => {
  const part = invoices.get('I-PART')!;
  expect([3_000, 1_500, 100, 1].map((milliCarats) => unwarrantedOf(part, 'X', milliCarats))).toEqual([1_000, 500, 34, 1]);
  expect([unwarrantedOf(part, 'Y', 100), unwarrantedOf(invoices.get('I-BARE')!, 'Y', 100)]).toEqual([0, 100]);
});

it('covers goods that came without an invoice by the opening stock, until the day it was counted and as far as it goes', () => {
  const old = lot(70, from('none'));
  expect(covered({ A: old, B: old, C: lot(5, from('none', '', '2005-01-02')) }, ['A', 'B', 'C'], stock)).toEqual([
    { openingMilliCarats: 70 }, { openingMilliCarats: 30, unwarrantedMilliCarats: 40, gaps: [{ why: 'no-invoice', milliCarats: 40 }] },
    { unwarrantedMilliCarats: 5, gaps: [{ why: 'no-invoice', milliCarats: 5 }] },
  ]);
});

it('takes a blend apart, and the blends therein, share by share', () => {
  const lots = {
    'B-2.0.1': lot(60, from('blend', 'B-2.0')),
    'B-2.0': lot(120, from('blend', 'B-2.0'), [{ lot: 'B-1.0.2', milliCarats: 80 }, { lot: 'C', milliCarats: 40 }]),
    'B-1.0.2': lot(80, from('blend', 'B-1.0')),
    'B-1.0': lot(100, from('blend', 'B-1.0'), [{ lot: 'A', milliCarats: 75 }, { lot: 'C', milliCarats: 25 }]),
    A: lot(75, from('invoice', 'I-PART', '', 'X')), C: lot(40, from('none')),
  };
  expect(covered(lots, ['B-2.0.1'])).toEqual([{
    upstream: [{ invoice: 'I-PART', lot: 'X', milliCarats: 30, unwarrantedMilliCarats: 10 }], unwarrantedMilliCarats: 40, gaps: [{ why: 'upstream', milliCarats: 10 }, { why: 'no-invoice', milliCarats: 30 }],
  }]);
});
