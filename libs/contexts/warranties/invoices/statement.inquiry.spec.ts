import { afterAll, expect, it } from '@jest/globals';
import { complaints } from '#kernel';
import { recorded, rowsOf } from '#kernel/testing';
import { sightsOf } from '#platform/cqrs';
import { SqliteRowStore } from '#platform/read-models';
import type { InvoiceEvent } from '../invoice/invoice.events.ts';
import { statementText } from '../invoice/statement.rules.ts';
import { invoices } from './invoices.view.ts';
import { statement } from './statement.inquiry.ts';

const store = new SqliteRowStore(':memory:');
afterAll(() => store.close());

const answer = async (more: Partial<InvoiceEvent['data']>, asked: { invoice?: string; language?: 'fr' } = {}) => {
  const issued: InvoiceEvent = { type: 'InvoiceIssued', data: { seller: 'A', buyer: 'B', issuedOn: '2022-07-01', lines: [{ lot: 'L-1', milliCarats: 1, usdCents: 1 }], milliCarats: 1, usdCents: 1, ...more } };
  const generation = await store.begin([invoices]);
  await generation.commit('', '1', [...rowsOf(invoices, recorded('invoice', 'I-1', issued))].map(([key, row]) => ({ view: invoices, key, row })));
  const given = await statement.answer({ invoice: 'I-1', ...asked }, sightsOf(generation));
  expect(complaints(statement.answers, given)).toEqual([]);
  return given;
};

it('tells the words that an invoice bears, with its variants, in its language or another', async () => {
  const variant = { statement: '2021', language: 'es', sourced: 'yes', nationalLaw: 'BE' } as const;
  const told = { invoice: 'I-1', statement: '2021', seller: 'A', issuedOn: '2022-07-01' };
  expect(await answer(variant)).toEqual({ ...told, language: 'es', text: statementText('2021', 'es', { sourced: 'yes', nationalLaw: 'BE' }) });
  expect(await answer({ statement: '2002', language: 'en' }, { language: 'fr' })).toEqual({ ...told, statement: '2002', language: 'fr', text: statementText('2002', 'fr') });
});

it('tells when there are none', async () => {
  expect(await answer({})).toEqual({ invoice: 'I-1', statement: 'none', seller: 'A', issuedOn: '2022-07-01' });
  expect(await answer({}, { invoice: 'I-9' })).toEqual({ invoice: 'I-9', statement: 'no-such-invoice' });
});
