import { expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { saleableLot, type SaleableLot } from '../lot/lot.recollection.ts';
import { memberSoFar, type Member } from '../member/member.recollection.ts';
import type { RegisteredParty } from '../party/party.recollection.ts';
import { invoice } from './invoice.decider.ts';
import { invoiceSoFar, type IssuedInvoice } from './invoice.recollection.ts';

const given = scenarios(invoice, { subject: 'INV-1', occurredAt: '2005-07-01T08:00:00Z' });
const seller: Actor = { party: 'BW-MINE', participant: 'BW', roles: ['producer'] };
const own = (lot: string) => ({ kind: 'production', of: lot, lot: '', on: '2005-06-01' }) as const;
const held: SaleableLot = { ...saleableLot.initial, status: 'free', holder: 'BW-MINE', owner: 'BW-MINE', milliCarats: 1_250, source: own('L-1') };
const party = (participant: string, ...standings: RegisteredParty['standings']): RegisteredParty => ({ participant, kind: participant === '' ? '' : 'trader', standings });
const lots = (...changed: [string, SaleableLot][]) => new Map<string, SaleableLot>([['L-1', held], ['L-2.1', { ...held, milliCarats: 750, source: own('L-2') }], ...changed]);
const period = (from: string, to: string) => ({ from, to });
const member: Member = {
  ...memberSoFar.initial, memberships: [{ body: 'SYN-BODY', ...period('2021-01-01', '2026-12-31') }], registrations: [{ sowId: 'SYN-SOW-1', ...period('2021-01-01', '2025-12-31') }],
  assessments: [{ year: 2021, questions: 'SYN-Q1', ...period('2021-08-01', '2022-07-31') }],
};
const facts = { buyer: party('EU'), seller: party('BW'), member, lots: lots(), parcels: new Map<string, boolean>(), upstream: new Map<string, IssuedInvoice>() };

const sale = { buyer: 'BE-TRADER', lines: [{ lot: 'L-1', usdCents: 12_500 }, { lot: 'L-2.1', usdCents: 0 }], statement: '2002', language: 'en' } as const;
const order = { ...sale, lines: [...sale.lines] };
const line = (lot: string, milliCarats: number, usdCents: number, production = lot) => ({ lot, milliCarats, usdCents, production: [{ production, milliCarats }] });
const kept = { type: 'InvoiceIssued' as const, data: {
  seller: 'BW-MINE', buyer: 'BE-TRADER', issuedOn: '2005-07-01', lines: [line('L-1', 1_250, 12_500), line('L-2.1', 750, 0, 'L-2')],
  milliCarats: 2_000, usdCents: 12_500, statement: '2002' as const, language: 'en' as const, sellerIn: 'BW', buyerIn: 'EU',
} };

it('sells what the seller holds; weights are the lots’ and totals are the lines’', () => {
  given().when('IssueInvoice', order, seller, facts).then(kept);
});

it('is issued once', () => {
  given(kept).when('IssueInvoice', order, seller, facts).refused('AlreadyIssued');
});

it('goes to another registered party', () => {
  given().when('IssueInvoice', { ...order, buyer: 'BW-MINE' }, seller, facts).refused('ToOneself', { pointer: '#/buyer' });
  given().when('IssueInvoice', order, seller, { ...facts, buyer: party('') }).refused('UnknownBuyer', { detail: 'No party BE-TRADER is registered.', pointer: '#/buyer' });
});

it('names only lots that are the seller’s to sell, each once', () => {
  const named = (lot: string) => ({ lot, usdCents: 1 });
  given().when('IssueInvoice', { ...order, lines: [named('L-1'), named('L-9')] }, seller, facts).refused('LotNotHeld', { figures: { lot: 'L-9', seller: 'BW-MINE' }, pointer: '#/lines/1/lot' });
  given().when('IssueInvoice', order, { ...seller, party: 'BW-OTHER' }, facts).refused('LotNotHeld', { pointer: '#/lines/0/lot' });
  given().when('IssueInvoice', { ...order, lines: [named('L-1'), named('L-2.1'), named('L-1')] }, seller, facts).refused('LotTwice', { pointer: '#/lines/2/lot' });
});

it('sells what is packed for a shipment abroad, not at home', () => {
  const packed = { ...facts, lots: lots(['L-1', { ...held, status: 'packed', parcel: 'P-1' }]) };
  given().when('IssueInvoice', order, seller, packed).then(kept);
  given().when('IssueInvoice', order, seller, { ...packed, buyer: party('BW') }).refused('SealedAtHome', { figures: { lot: 'L-1', participant: 'BW' }, pointer: '#/lines/0/lot' });
});

it('System of Warranties: carries the old text until 30 September 2024', () => {
  given().when('IssueInvoice', order, seller, facts, { occurredAt: '2024-09-30T23:59:59Z' }).then({ ...kept, data: { ...kept.data, issuedOn: '2024-09-30' } });
  given().when('IssueInvoice', order, seller, facts, { occurredAt: '2024-10-01T00:00:00Z' }).refused('TextNotInForce', {
    detail: 'The text of 2002 was accepted for rough until 2024-09-30; the invoice is of 2024-10-01.', pointer: '#/statement',
  });
});

it('System of Warranties: carries the new text from 1 September 2021, by a registered member with a valid self-assessment', () => {
  const revised = { ...order, statement: '2021' as const };
  const on = (occurredAt: string) => ({ occurredAt: `${occurredAt}T00:00:00Z` });
  given().when('IssueInvoice', revised, seller, facts, on('2021-08-31')).refused('TextNotInForce', { pointer: '#/statement' });
  const issued = { ...kept.data, issuedOn: '2021-09-01', statement: '2021' as const, assessment: { year: 2021, questions: 'SYN-Q1', validTo: '2022-07-31' } };
  given().when('IssueInvoice', revised, seller, facts, on('2021-09-01')).then({ ...kept, data: issued });
  given().when('IssueInvoice', { ...revised, sourced: 'yes', nationalLaw: 'yes' }, seller, facts, on('2021-09-01')).then({ ...kept, data: { ...issued, sourced: 'yes', nationalLaw: 'BW' } });
  given().when('IssueInvoice', revised, seller, facts, on('2022-08-01')).refused('NotAssessed', { detail: 'The last self-assessment runs from 2021-08-01 to 2022-07-31; the invoice is of 2022-08-01.' });
  given().when('IssueInvoice', revised, seller, facts, on('2026-01-01')).refused('NotRegistered', { figures: { on: '2026-01-01', from: '2021-01-01', to: '2025-12-31' } });
  given().when('IssueInvoice', revised, seller, { ...facts, member: memberSoFar.initial }, on('2022-01-01')).refused('NotAMember', { detail: 'There is no membership; the invoice is of 2022-01-01.' });
});

it('UN A/61/589 annex 2: bears no statement of who is suspended or expelled on that day; what he warranted the day before stands', () => {
  const expelled = { ...facts, member: { ...member, sanctions: [{ body: 'SYN-BODY', sanction: 'expulsion' as const, ...period('2005-07-02', '2199-12-31') }] } };
  given().when('IssueInvoice', order, seller, expelled, { recordedAt: '2005-07-01T09:00:00Z' }).then(kept);
  given().when('IssueInvoice', order, seller, expelled, { occurredAt: '2005-07-02T00:00:00Z' }).refused('Sanctioned', {
    detail: 'Expelled by SYN-BODY from 2005-07-02; the invoice is of 2005-07-02.', pointer: '#/statement' });
});

it('bears no statement that is entered for an earlier day by who is suspended or expelled since', () => {
  const barred = (sanction: 'warning' | 'suspension' | 'expulsion', to: string) => ({ ...facts, member: { ...member, sanctions: [{ body: 'SYN-BODY', sanction, ...period('2005-07-02', to) }] } });
  const entered = (on: string) => ({ recordedAt: `${on}T08:00:00Z` });
  given().when('IssueInvoice', order, seller, barred('expulsion', '2199-12-31'), entered('2005-07-02')).refused('SaidTooLate', {
    detail: 'Expelled by SYN-BODY from 2005-07-02; the invoice is of 2005-07-01, and entered on 2005-07-02.', figures: { from: '2005-07-02', on: '2005-07-01' }, pointer: '#/statement' });
  given().when('IssueInvoice', order, seller, barred('suspension', '2005-12-31'), entered('2006-01-01')).then(kept);
  given().when('IssueInvoice', order, seller, barred('warning', '2199-12-31'), entered('2005-07-02')).then(kept);
});

it('is recorded without a statement, too: then none of its carats are warranted', () => {
  const { statement: _, language: __, ...bare } = order;
  const { statement: ___, language: ____, ...told } = kept.data;
  const lines = told.lines.map((one) => ({ ...one, unwarrantedMilliCarats: one.milliCarats, gaps: [{ why: 'no-statement' as const, milliCarats: one.milliCarats }] }));
  given().when('IssueInvoice', bare, seller, facts).then({ ...kept, data: { ...told, lines, unwarrantedMilliCarats: 2_000 } });
  given().when('IssueInvoice', { ...bare, language: 'fr' }, seller, facts).refused('StatementHalfMade', { pointer: '#/language' });
  given().when('IssueInvoice', { ...bare, statement: '2002' }, seller, facts).refused('StatementHalfMade', { pointer: '#/language' });
  given().when('IssueInvoice', { ...order, sourced: 'yes' }, seller, facts).refused('StatementHalfMade', { detail: 'sourced is said of the text of 2002.', pointer: '#/sourced' });
  given().when('IssueInvoice', { ...bare, nationalLaw: 'yes' }, seller, facts).refused('StatementHalfMade', { pointer: '#/nationalLaw' });
});

it('stands on the stock that a member had when he joined; on none that he declares of a later day, or without a body', () => {
  const found = { ...facts, lots: lots(['L-1', { ...held, source: { kind: 'none', of: '', lot: '', on: '2005-01-10' } }]) };
  const one = { ...order, lines: [{ lot: 'L-1', usdCents: 12_500 }] };
  const told = { ...kept.data, milliCarats: 1_250 };
  const having = (on: string, memberships = [{ body: 'SYN-BODY', ...period('2005-02-01', '2026-12-31') }]) => ({ ...found, member: { ...memberSoFar.initial, memberships, stocks: [{ on, milliCarats: 1_250 }] } });
  given().when('IssueInvoice', one, seller, having('2005-02-01')).then({ ...kept, data: { ...told, lines: [{ lot: 'L-1', milliCarats: 1_250, usdCents: 12_500, openingMilliCarats: 1_250 }] } });
  const gap = { unwarrantedMilliCarats: 1_250 };
  const bare = { ...kept, data: { ...told, ...gap, lines: [{ lot: 'L-1', milliCarats: 1_250, usdCents: 12_500, ...gap, gaps: [{ why: 'no-invoice' as const, milliCarats: 1_250 }] }] } };
  for (const late of [having('2005-02-02'), having('2005-01-31', [])]) given().when('IssueInvoice', one, seller, late).then(bare);
});

it('says that the seller’s registration had run out', () => {
  const lapsed = { ...facts, member: { ...member, registrations: [{ sowId: 'SYN-SOW-1', ...period('2004-01-01', '2005-06-30') }] } };
  given().when('IssueInvoice', order, seller, lapsed).then({ ...kept, data: { ...kept.data, lapsedOn: '2005-06-30' } });
});

it('agrees with the paper that was signed', () => {
  given().when('IssueInvoice', { ...order, milliCarats: 2_000, usdCents: 12_500, deliveredOn: '2005-07-03' }, seller, facts).then({ ...kept, data: { ...kept.data, deliveredOn: '2005-07-03' } });
  given().when('IssueInvoice', { ...order, milliCarats: 2_010 }, seller, facts).refused('TotalsDiffer', {
    detail: 'The invoice says 2.010 ct; its lots weigh 2.000 ct: a difference of 0.010 ct.', figures: { differenceMilliCarats: 10 }, pointer: '#/milliCarats' });
  given().when('IssueInvoice', { ...order, usdCents: 12_400 }, seller, facts).refused('TotalsDiffer', { figures: { statedUsdCents: 12_400, usdCents: 12_500, differenceUsdCents: -100 }, pointer: '#/usdCents' });
});

it('KPCS Annex II ¶13: neither sells nor buys who lost his licence', () => {
  const suspended = (participant: string) => party(participant, { standing: 'suspended', from: '2005-07-01' });
  given().when('IssueInvoice', order, seller, { ...facts, seller: suspended('BW') }).refused('NotLicensed', { detail: 'BW-MINE is suspended from 2005-07-01; the invoice is of 2005-07-01.' });
  given().when('IssueInvoice', order, seller, { ...facts, buyer: suspended('EU') }).refused('NotLicensed', { pointer: '#/buyer' });
  given().when('IssueInvoice', order, seller, { ...facts, seller: suspended('BW') }, { occurredAt: '2005-06-30T08:00:00Z' }).then({ ...kept, data: { ...kept.data, issuedOn: '2005-06-30' } });
});

it('sells nothing that is detained, nor what lies in a detained parcel', () => {
  given().when('IssueInvoice', order, seller, { ...facts, lots: lots(['L-1', { ...held, frozen: true }]) }).refused('LotStopped', { detail: 'Lot L-1 is detained.', pointer: '#/lines/0/lot' });
  const packed = lots(['L-2.1', { ...held, status: 'packed', parcel: 'P-1' }]);
  given().when('IssueInvoice', order, seller, { ...facts, lots: packed, parcels: new Map([['P-1', true]]) }).refused('LotStopped', { detail: 'Lot L-2.1 is detained with parcel P-1.', pointer: '#/lines/1/lot' });
});

it('looks up the invoices behind its lots, and the lots that went into their blends', () => {
  const [blended, bought] = [{ kind: 'blend', of: 'B-1.0', lot: '', on: '' }, { kind: 'invoice', of: 'INV-0', lot: 'L-7', on: '' }] as const;
  const made: SaleableLot = { ...held, source: blended, inputs: [{ lot: 'L-7', milliCarats: 5 }, { lot: 'L-8', milliCarats: 5 }] };
  const { lots: of, upstream, parcels } = invoice.facts!;
  expect([of.subjects({ lines: [{ lot: 'B-1.0.1' }, { lot: 'L-1' }, { lot: 'L-1' }] }, {}, {} as never), of.further!([{ ...held, source: blended }, held]), of.further!([made])])
    .toEqual([['B-1.0.1', 'L-1'], ['B-1.0'], ['L-7', 'L-8']]);
  const found = new Map([['B-1.0.1', { ...held, source: blended }], ['B-1.0', made], ['L-7', { ...held, source: bought }], ['L-8', { ...held, source: own('L-8'), status: 'packed' as const, parcel: 'P-1' }]]);
  const asked = { facts: { lots: found } } as never;
  expect([upstream.subjects({ lines: [{ lot: 'B-1.0.1' }] }, {}, asked), parcels.subjects({}, {}, asked)]).toEqual([['INV-0'], ['P-1']]);
});

it('is remembered by whether it warrants, and where not', () => {
  const gap = { ...kept, data: { ...kept.data, lines: [{ ...line('L-1', 1_250, 1), unwarrantedMilliCarats: 250 }] } };
  const fold = (data: typeof kept.data) => invoiceSoFar.on.InvoiceIssued(invoiceSoFar.initial, data);
  expect([fold(kept.data), fold(gap.data)]).toEqual([
    { issued: true, warranted: true, gaps: new Map() }, { issued: true, warranted: true, gaps: new Map([['L-1', { milliCarats: 1_250, unwarrantedMilliCarats: 250 }]]) }]);
});

it('does not hold more than a year of the world’s trade', () => {
  const dear = (usdCents: number) => ({ ...order, lines: [{ lot: 'L-1', usdCents }, { lot: 'L-2.1', usdCents: 1 }] });
  given().when('IssueInvoice', dear(10_000_000_000_000), seller, facts).refused('Implausible', { pointer: '#/lines' });
  given().when('IssueInvoice', dear(Number.MAX_SAFE_INTEGER), seller, facts).refused('Implausible');
});
