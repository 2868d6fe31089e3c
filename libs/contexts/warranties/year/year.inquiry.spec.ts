import { afterAll, expect, it } from '@jest/globals';
import type { ProductionEvent } from '#contexts/extraction/events';
import { complaints } from '#kernel';
import { recorded, rowsOf } from '#kernel/testing';
import { sightsOf } from '#platform/cqrs';
import { SqliteRowStore } from '#platform/read-models';
import type { InvoiceEvent } from '../invoice/invoice.events.ts';
import { invoices } from '../invoices/invoices.view.ts';
import type { MemberEvent } from '../member/member.events.ts';
import { members } from '../members/members.view.ts';
import { registry } from '../registry/registry.view.ts';
import { year } from './year.inquiry.ts';

const store = new SqliteRowStore(':memory:');
afterAll(() => store.close());

const sold = (invoice: string, [seller, buyer]: [string, string], issuedOn: string, milliCarats: number, more: Partial<InvoiceEvent['data']> = {}) => recorded<InvoiceEvent>('invoice', invoice, { type: 'InvoiceIssued', data: {
  seller, buyer, issuedOn, lines: [{ lot: 'L-1', milliCarats, usdCents: 77 }], milliCarats, usdCents: 77, statement: '2002', language: 'en', sellerIn: 'BW', buyerIn: 'BW', ...more } });
const dug = (on: string, milliCarats: number) => recorded<ProductionEvent>('production', `P-${on}`, { type: 'ProductionRecorded', occurredAt: `${on}T08:00:00Z`, data: {
  site: 'S', participant: 'BW', operator: 'A', scale: 'LSM', from: on, to: on, milliCarats, usdCents: 1 } });
const counted = (...stocks: [on: string, milliCarats: number][]) => recorded<MemberEvent>('member', 'A', ...stocks.map(([on, milliCarats]): MemberEvent => ({ type: 'OpeningStockDeclared', data: { on, milliCarats } })));

const answer = async (of: number, ...streams: Parameters<typeof rowsOf>[1][]) => {
  const generation = await store.begin([members, invoices, registry]);
  await generation.commit('', '1', [members, invoices, registry].flatMap((view) => [...rowsOf(view, ...streams)].map(([key, row]) => ({ view, key, row }))));
  const given = await year.answer({ member: 'A', year: of }, sightsOf(generation));
  expect(complaints(year.answers, given)).toEqual([]);
  expect(given.inMilliCarats).toBe(given.outMilliCarats);
  return given;
};
const trade = [
  dug('2005-03-01', 1_000), sold('I-1', ['A', 'B'], '2005-07-01', 400), dug('2006-01-01', 50), sold('I-2', ['C', 'A'], '2006-02-01', 70), sold('I-3', ['X', 'A'], '2006-02-02', 30, { sellerIn: 'EU' }),
  sold('I-4', ['A', 'B'], '2006-03-01', 200, { unwarrantedMilliCarats: 20 }), sold('I-5', ['A', 'B'], '2006-04-01', 99, { kind: 'memo' }),
];

it('ties: what was there and came in is what went out and is left', async () => {
  const given = await answer(2006, ...trade);
  expect(given).toMatchObject({
    openingMilliCarats: 600, producedMilliCarats: 50, receivedMilliCarats: 70, boughtAbroadMilliCarats: 30, importedMilliCarats: 0, givenMilliCarats: 200, restMilliCarats: 520, inMilliCarats: 720, outMilliCarats: 720,
    givenUnwarrantedMilliCarats: 20, givenInvoices: 1, receivedInvoices: 2, memos: 1,
  });
  expect(given.invoices.map(({ invoice, direction, kind }) => [invoice, direction, kind])).toEqual([['I-2', 'received', 'sale'], ['I-3', 'received', 'sale'], ['I-4', 'given', 'sale'], ['I-5', 'given', 'memo']]);
  expect(JSON.stringify(given)).not.toContain('77');
});

it('begins with what was there before the ledger; a later count of the last day is held against the rest', async () => {
  const stocks = counted(['2005-01-01', 300], ['2006-12-31', 815]);
  expect(await answer(2005, ...trade, stocks)).toMatchObject({ openingMilliCarats: 0, declaredMilliCarats: 300, restMilliCarats: 900 });
  expect(await answer(2006, ...trade, stocks)).toMatchObject({ openingMilliCarats: 900, declaredMilliCarats: 0, restMilliCarats: 820, countedMilliCarats: 815, residualMilliCarats: 5 });
});

it('shows it when more went out than came in, and a year without trade', async () => {
  expect(await answer(2005, sold('I-1', ['A', 'B'], '2005-07-01', 400))).toMatchObject({ restMilliCarats: -400 });
  expect(await answer(2009, ...trade)).toMatchObject({ openingMilliCarats: 520, restMilliCarats: 520, invoices: [] });
});
