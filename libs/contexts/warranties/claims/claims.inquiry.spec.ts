import { afterAll, expect, it } from '@jest/globals';
import { complaints } from '#kernel';
import { recorded, rowsOf } from '#kernel/testing';
import { sightsOf } from '#platform/cqrs';
import { SqliteRowStore } from '#platform/read-models';
import { links } from '../chain/links.view.ts';
import type { InvoiceEvent, InvoiceLine } from '../invoice/invoice.events.ts';
import { claims } from './claims.inquiry.ts';

const store = new SqliteRowStore(':memory:');
afterAll(() => store.close());

type Line = Omit<InvoiceLine, 'usdCents'>;
const sold = (invoice: string, seller: string, line: Line, statement: '2002' | '2021' | null = '2021') => recorded<InvoiceEvent>('invoice', invoice, { type: 'InvoiceIssued', data: {
  seller, buyer: 'SYN-D', issuedOn: '2022-07-01', lines: [{ ...line, usdCents: 77 }], milliCarats: 1, usdCents: 77, ...(statement && { statement, language: 'en' as const }),
} });
const dug = (statement: '2002' | '2021' | null = '2021') => sold('I-1', 'SYN-A', { lot: 'L-1', milliCarats: 1_000, production: [{ production: 'L-1', milliCarats: 1_000 }] }, statement);
const on = (gap = 0) => sold('I-2', 'SYN-B', { lot: 'L-1', milliCarats: 1_000, upstream: [{ invoice: 'I-1', lot: 'L-1', milliCarats: 1_000, ...(gap > 0 && { unwarrantedMilliCarats: gap }) }],
  ...(gap > 0 && { unwarrantedMilliCarats: gap, gaps: [{ why: 'upstream' as const, milliCarats: gap }] }) });

const answer = async (invoice: string, ...streams: ReturnType<typeof sold>[]) => {
  const generation = await store.begin([links]);
  await generation.commit('', '1', [...rowsOf(links, ...streams)].map(([key, row]) => ({ view: links, key, row })));
  const given = await claims.answer({ invoice }, sightsOf(generation));
  expect(complaints(claims.answers, given)).toEqual([]);
  return given;
};
const statusesOf = ({ claims: found }: Awaited<ReturnType<typeof answer>>) => found.map(({ claim, status }) => [claim, status]);

it('every claim shows what it means, by what it is measured, and the records on which it stands', async () => {
  const given = await answer('I-2', dug(), on());
  expect(statusesOf(given)).toEqual([['warranted', 'met'], ['traced', 'met'], ['assessed', 'met']]);
  expect(given.claims.map(({ evidence, against }) => [evidence.map(({ kind, of }) => `${kind} ${of}`), against])).toEqual([[['production L-1'], []], [['production L-1'], []], [['invoice I-2', 'invoice I-1'], []]]);
  for (const { definition, criterion } of given.claims) expect([definition, criterion].every((said) => /^[A-Z].+\.$/.test(said))).toBe(true);
});

it('is met in part, or not, and says by what it falls', async () => {
  const bare = await answer('I-2', dug(null), on(1_000));
  expect(statusesOf(bare)).toEqual([['warranted', 'not-met'], ['traced', 'not-met'], ['assessed', 'in-part']]);
  expect(bare.claims[0]!.against).toEqual([{ kind: 'no-statement', of: 'I-1/L-1', milliCarats: 1_000 }]);
  expect(statusesOf(await answer('I-2', dug('2002'), on()))).toEqual([['warranted', 'met'], ['traced', 'met'], ['assessed', 'in-part']]);
  const stock = sold('I-3', 'SYN-C', { lot: 'L-3', milliCarats: 10, openingMilliCarats: 4, gaps: [{ why: 'no-invoice', milliCarats: 6 }], unwarrantedMilliCarats: 6 }, '2002');
  expect(statusesOf(await answer('I-3', stock))).toEqual([['warranted', 'in-part'], ['traced', 'not-met'], ['assessed', 'not-met']]);
});

it('nothing is claimed of an invoice that is not there', async () => {
  expect(await answer('I-9')).toEqual({ invoice: 'I-9', milliCarats: 0, claims: [] });
});
