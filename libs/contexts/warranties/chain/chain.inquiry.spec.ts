import { afterAll, expect, it } from '@jest/globals';
import { complaints } from '#kernel';
import { recorded, rowsOf } from '#kernel/testing';
import { sightsOf } from '#platform/cqrs';
import { SqliteRowStore } from '#platform/read-models';
import type { InvoiceEvent, InvoiceLine } from '../invoice/invoice.events.ts';
import { chain } from './chain.inquiry.ts';
import { links } from './links.view.ts';

const store = new SqliteRowStore(':memory:');
afterAll(() => store.close());

type Line = Omit<InvoiceLine, 'usdCents'>;
const sold = (invoice: string, [seller, buyer]: [string, string], lines: Line[], statement: '2002' | null = '2002') => recorded<InvoiceEvent>('invoice', invoice, { type: 'InvoiceIssued', data: {
  seller, buyer, issuedOn: '2005-07-01', lines: lines.map((line) => ({ ...line, usdCents: 77 })), milliCarats: 1, usdCents: 77, ...(statement && { statement, language: 'en' as const }),
} });
const dug = (lot: string, milliCarats: number): Line => ({ lot, milliCarats, production: [{ production: lot, milliCarats }] });
const from = (lot: string, invoice: string, milliCarats: number, gap = 0, of = lot): Line => ({
  lot, milliCarats, upstream: [{ invoice, lot: of, milliCarats, ...(gap > 0 && { unwarrantedMilliCarats: gap }) }], ...(gap > 0 && { unwarrantedMilliCarats: gap, gaps: [{ why: 'upstream' as const, milliCarats: gap }] }),
});

const answer = async (invoice: string, ...streams: ReturnType<typeof sold>[]) => {
  const generation = await store.begin([links]);
  await generation.commit('', '1', [...rowsOf(links, ...streams)].map(([key, row]) => ({ view: links, key, row })));
  const given = await chain.answer({ invoice }, sightsOf(generation));
  expect(complaints(chain.answers, given)).toEqual([]);
  expect(JSON.stringify(given)).not.toContain('77');
  const total = [...given.ends, ...given.breaks].reduce((sum, { milliCarats }) => sum + milliCarats, 0);
  expect([total, given.breaks.reduce((sum, { milliCarats }) => sum + milliCarats, 0)]).toEqual([given.milliCarats, given.unwarrantedMilliCarats]);
  return given;
};

it('goes back to the mine, invoice by invoice, the latest first', async () => {
  const given = await answer('I-2', sold('I-1', ['A', 'B'], [dug('L-1', 1_000), dug('L-9', 5)]), sold('I-2', ['B', 'C'], [from('L-1.1', 'I-1', 400, 0, 'L-1')]), sold('I-3', ['C', 'D'], [from('L-1.1', 'I-2', 400)]));
  const step = { issuedOn: '2005-07-01', statement: '2002', milliCarats: 400, unwarrantedMilliCarats: 0 };
  expect(given).toEqual({
    invoice: 'I-2', chain: 'whole', milliCarats: 400, unwarrantedMilliCarats: 0, steps: [{ ...step, invoice: 'I-2', seller: 'B', buyer: 'C' }, { ...step, invoice: 'I-1', seller: 'A', buyer: 'B' }],
    ends: [{ end: 'production', of: 'L-1', milliCarats: 400 }], breaks: [],
  });
});

it('names the line where it is broken, and by how many carats, to 0.001 ct', async () => {
  const given = await answer('I-3', sold('I-0', ['X', 'A'], [dug('L-2', 333)], null),
    sold('I-1', ['A', 'B'], [{ lot: 'B-1.0', milliCarats: 1_000, upstream: [{ invoice: 'I-0', lot: 'L-2', milliCarats: 333, unwarrantedMilliCarats: 333 }], imports: [{ certificate: 'BW0000001', milliCarats: 600 }],
      unwarrantedMilliCarats: 400, gaps: [{ why: 'upstream', milliCarats: 333 }, { why: 'no-invoice', milliCarats: 67 }] }]),
    sold('I-2', ['B', 'C'], [from('B-1.0.1', 'I-1', 100, 40, 'B-1.0')]), sold('I-3', ['C', 'D'], [from('B-1.0.1', 'I-2', 100, 40)]));
  expect(given).toMatchObject({ chain: 'broken', milliCarats: 100, unwarrantedMilliCarats: 40, ends: [{ end: 'import', of: 'BW0000001', milliCarats: 60 }] });
  expect(given.breaks).toEqual([{ invoice: 'I-1', lot: 'B-1.0', why: 'no-invoice', milliCarats: 7 }, { invoice: 'I-0', lot: 'L-2', why: 'no-statement', milliCarats: 33 }]);
});

it('counts carats once that come together again, and ends with what stands on nothing else', async () => {
  const blended: Line = { lot: 'B-1.0', milliCarats: 100, upstream: [{ invoice: 'I-1', lot: 'L-1', milliCarats: 60 }], disposals: [{ case: 'C-1', milliCarats: 30 }], openingMilliCarats: 10 };
  const given = await answer('I-3', sold('I-0', ['X', 'A'], [{ lot: 'L-1', milliCarats: 60 }]), sold('I-1', ['A', 'B'], [from('L-1', 'I-0', 60)]), sold('I-2', ['B', 'C'], [blended]),
    sold('I-3', ['C', 'D'], [from('B-1.0.1', 'I-2', 50, 0, 'B-1.0'), from('B-1.0.2', 'I-2', 50, 0, 'B-1.0')]));
  expect(given.steps.map(({ invoice, milliCarats }) => [invoice, milliCarats])).toEqual([['I-3', 100], ['I-2', 100], ['I-1', 60], ['I-0', 60]]);
  expect(given.ends).toEqual([{ end: 'disposal', of: 'C-1', milliCarats: 30 }, { end: 'opening-stock', of: 'B', milliCarats: 10 }, { end: 'untold', of: 'I-0', milliCarats: 60 }]);
});

it('says when there is no such invoice, and ends where the moment that is asked knows no more', async () => {
  expect(await answer('I-1')).toMatchObject({ chain: 'no-such-invoice', steps: [] });
  expect(await answer('I-2', sold('I-2', ['B', 'C'], [from('L-1', 'I-1', 400, 100)]))).toMatchObject({
    chain: 'broken', ends: [{ end: 'untold', of: 'I-1', milliCarats: 300 }], breaks: [{ invoice: 'I-2', lot: 'L-1', why: 'unknown', milliCarats: 100 }] });
});
