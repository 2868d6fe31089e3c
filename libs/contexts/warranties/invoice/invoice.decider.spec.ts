import { it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import type { SaleableLot } from '../lot/lot.recollection.ts';
import { invoice } from './invoice.decider.ts';

const given = scenarios(invoice, { subject: 'INV-1', occurredAt: '2005-07-01T08:00:00Z' });
const seller: Actor = { party: 'BW-MINE', participant: 'BW', roles: ['producer'] };
const held = { status: 'free', holder: 'BW-MINE', owner: 'BW-MINE', consigned: false, before: false, traded: true, milliCarats: 1_250 } as const satisfies SaleableLot;
const facts = { buyer: { participant: 'EU' }, lots: new Map<string, SaleableLot>([['L-1', held], ['L-2.1', { ...held, milliCarats: 750 }]]) };

const sale = { buyer: 'BE-TRADER', lines: [{ lot: 'L-1', usdCents: 12_500 }, { lot: 'L-2.1', usdCents: 0 }], statement: '2002', language: 'en' } as const;
const order = { ...sale, lines: [...sale.lines] };
const issued = { type: 'InvoiceIssued', data: {
  seller: 'BW-MINE', buyer: 'BE-TRADER', issuedOn: '2005-07-01', lines: [{ lot: 'L-1', milliCarats: 1_250, usdCents: 12_500 }, { lot: 'L-2.1', milliCarats: 750, usdCents: 0 }],
  milliCarats: 2_000, usdCents: 12_500, statement: '2002' as const, language: 'en' as const,
} } as const;
const kept = { ...issued, data: { ...issued.data, lines: [...issued.data.lines] } };

it('sells what the seller holds; weights are the lots’ and totals are the lines’', () => {
  given().when('IssueInvoice', order, seller, facts).then(kept);
});

it('is issued once', () => {
  given(kept).when('IssueInvoice', order, seller, facts).refused('AlreadyIssued');
});

it('goes to another registered party', () => {
  given().when('IssueInvoice', { ...order, buyer: 'BW-MINE' }, seller, facts).refused('ToOneself', { pointer: '#/buyer' });
  given().when('IssueInvoice', order, seller, { ...facts, buyer: { participant: '' } }).refused('UnknownBuyer', { detail: 'No party BE-TRADER is registered.', pointer: '#/buyer' });
});

it('names only lots that are the seller’s to sell, each once', () => {
  const line = (lot: string) => ({ lot, usdCents: 1 });
  given().when('IssueInvoice', { ...order, lines: [line('L-1'), line('L-9')] }, seller, facts).refused('LotNotHeld', { figures: { lot: 'L-9', seller: 'BW-MINE' }, pointer: '#/lines/1/lot' });
  given().when('IssueInvoice', order, { ...seller, party: 'BW-OTHER' }, facts).refused('LotNotHeld', { pointer: '#/lines/0/lot' });
  given().when('IssueInvoice', { ...order, lines: [line('L-1'), line('L-2.1'), line('L-1')] }, seller, facts).refused('LotTwice', { pointer: '#/lines/2/lot' });
});

it('sells what is packed for a shipment abroad, not at home', () => {
  const packed = { ...facts, lots: new Map<string, SaleableLot>([...facts.lots, ['L-1', { ...held, status: 'packed' }]]) };
  given().when('IssueInvoice', order, seller, packed).then(kept);
  given().when('IssueInvoice', order, seller, { ...packed, buyer: { participant: 'BW' } }).refused('SealedAtHome', { figures: { lot: 'L-1', participant: 'BW' }, pointer: '#/lines/0/lot' });
});

it('System of Warranties: carries the old text until 30 September 2024', () => {
  given().when('IssueInvoice', order, seller, facts, { occurredAt: '2024-09-30T23:59:59Z' }).then({ ...kept, data: { ...kept.data, issuedOn: '2024-09-30' } });
  given().when('IssueInvoice', order, seller, facts, { occurredAt: '2024-10-01T00:00:00Z' }).refused('TextNotInForce', {
    detail: 'The text of 2002 was accepted for rough until 2024-09-30; the invoice is of 2024-10-01.', pointer: '#/statement',
  });
});

it('System of Warranties: carries the new text from 1 September 2021', () => {
  const revised = { ...order, statement: '2021' as const };
  given().when('IssueInvoice', revised, seller, facts, { occurredAt: '2021-08-31T23:59:59Z' }).refused('TextNotInForce', { pointer: '#/statement' });
  given().when('IssueInvoice', revised, seller, facts, { occurredAt: '2021-09-01T00:00:00Z' })
    .then({ ...kept, data: { ...kept.data, issuedOn: '2021-09-01', statement: '2021' } });
});

it('does not hold more than a year of the world’s trade', () => {
  const dear = (usdCents: number) => ({ ...order, lines: [{ lot: 'L-1', usdCents }, { lot: 'L-2.1', usdCents: 1 }] });
  given().when('IssueInvoice', dear(10_000_000_000_000), seller, facts).refused('Implausible', { pointer: '#/lines' });
  given().when('IssueInvoice', dear(Number.MAX_SAFE_INTEGER), seller, facts).refused('Implausible');
});
