import { it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { production } from './production.decider.ts';
import { purchasing } from './purchase.rules.ts';

const given = scenarios(production, { subject: 'SYN-SLIP-17', occurredAt: '2005-04-01T08:00:00Z' }, purchasing);
const buyer: Actor = { party: 'SYN-CF-BUYER', participant: 'CF', roles: ['trader'] };
const facts = {
  buyer: { participant: 'CF', kind: 'artisanal-buyer' }, sample: { status: 'none' }, periods: new Map(), territory: { standings: [], embargoes: [], zones: [] },
  site: {
    registered: true, zones: [], name: 'Carnot', participant: 'CF', operator: 'SYN-CF-COOPERATIVE', deposit: 'alluvial', scale: 'ASM', licence: 'ZEA 4', licensedFrom: '2005-01-01', licensedTo: '2005-12-31',
    latitude: 4_940_000, longitude: 15_870_000,
  },
} as const;
const slip = { site: 'SYN-CARNOT', milliCarats: 1_730, usdCents: 26_000, miner: 'Synthetic Miner', licence: 'Carnet 1042' };
const bought = { type: 'PurchaseRecorded', data: {
  ...slip, participant: 'CF', buyer: 'SYN-CF-BUYER', scale: 'ASM', from: '2005-04-01', to: '2005-04-01', latitude: 4_940_000, longitude: 15_870_000,
} } as const;

it('takes six facts; the days and the place follow', () => {
  given().when('RecordPurchase', slip, buyer, facts).then(bought);
});

it('keeps whatever else is told: other days, the pit, the stones, the photograph, the payment', () => {
  const told = { ...slip, stones: 3, from: '2005-03-20', to: '2005-03-29', latitude: 4_941_000, longitude: 15_871_000, photo: 'a'.repeat(64), payment: 'Bank slip 77' };
  given().when('RecordPurchase', told, buyer, facts).then({ type: 'PurchaseRecorded', data: { ...bought.data, ...told } });
  given().when('RecordPurchase', { ...slip, to: '2005-03-29' }, buyer, facts).then({ type: 'PurchaseRecorded', data: { ...bought.data, from: '2005-03-29', to: '2005-03-29' } });
});

it('is recorded once, of a registered artisanal site', () => {
  given(bought).when('RecordPurchase', slip, buyer, facts).refused('AlreadyRecorded');
  given().when('RecordPurchase', slip, buyer, { ...facts, site: { registered: false } }).refused('UnknownSite', { pointer: '#/site' });
  given().when('RecordPurchase', slip, buyer, { ...facts, site: { ...facts.site, scale: 'LSM' } }).refused('NotArtisanal', {
    detail: 'SYN-CARNOT is a large-scale mine; SYN-CF-COOPERATIVE records what it yields.', pointer: '#/site',
  });
});

it('KPCS Annex II ¶13: is made by a buyer or trader who is registered where it was dug', () => {
  given().when('RecordPurchase', slip, buyer, { ...facts, buyer: { participant: 'CF', kind: 'trader' } }).then(bought);
  given().when('RecordPurchase', slip, buyer, { ...facts, buyer: { participant: 'CM', kind: 'trader' } }).refused('NotFirstBuyer', {
    detail: 'SYN-CF-BUYER is not registered as a buyer in CF, where SYN-CARNOT lies.', pointer: '#/site',
  });
  given().when('RecordPurchase', slip, buyer, { ...facts, buyer: { participant: 'CF', kind: 'carrier' } }).refused('NotFirstBuyer');
  given().when('RecordPurchase', slip, buyer, { ...facts, buyer: { participant: '' } }).refused('NotFirstBuyer');
  given().when('RecordPurchase', slip, { ...buyer, roles: ['authority'] }, facts).refused('NotFirstBuyer');
});

it('obeys what is asked of every record: licence, halves, closed figures', () => {
  given().when('RecordPurchase', { ...slip, from: '2004-12-31' }, buyer, facts).refused('CrossesHalfYear');
  given().when('RecordPurchase', { ...slip, to: '2005-04-02' }, buyer, facts).refused('PeriodNotOver');
  given().when('RecordPurchase', slip, buyer, { ...facts, site: { ...facts.site, licensedTo: '2005-03-31' } }).refused('OutsideLicence');
  given().when('RecordPurchase', slip, buyer, { ...facts, periods: new Map([['CF-2005-Q2', { closed: true, late: new Map() }]]) }).refused('PeriodClosed');
});

it('says where it was dug, if the register does not', () => {
  const { latitude: _, longitude: __, ...unplaced } = facts.site;
  const somewhere = { ...facts, site: unplaced };
  given().when('RecordPurchase', slip, buyer, somewhere).refused('UnknownPit', { detail: 'The register does not know where SYN-CARNOT lies.', pointer: '#/latitude' });
  given().when('RecordPurchase', { ...slip, latitude: 4_940_000, longitude: 15_870_000 }, buyer, somewhere).then(bought);
  given().when('RecordPurchase', { ...slip, latitude: 4_940_000 }, buyer, facts).refused('UnknownPit', {
    detail: 'This is no place: latitude 4.940000°, longitude not told.', pointer: '#/longitude',
  });
  given().when('RecordPurchase', { ...slip, latitude: 90_000_001, longitude: 0 }, buyer, facts).refused('UnknownPit', { pointer: '#/latitude' });
});

it('is recorded as tainted where exports are closed, and says of which zone it is', () => {
  const territory = { standings: [{ from: '2003-01-01', standing: 'self-suspended' }], embargoes: [], zones: [] } as const;
  given().when('RecordPurchase', slip, buyer, { ...facts, territory }).then({ type: 'PurchaseRecorded', data: { ...bought.data, taint: 'zone' } });
});

it('is made by nobody whose licence was taken by then', () => {
  const buyerSince = (...standings: { standing: 'suspended' | 'licensed'; from: string }[]) => ({ ...facts, buyer: { ...facts.buyer, standings } });
  given().when('RecordPurchase', slip, buyer, buyerSince({ standing: 'suspended', from: '2005-04-01' })).refused('NotLicensed', { detail: 'SYN-CF-BUYER is suspended from 2005-04-01.' });
  given().when('RecordPurchase', slip, buyer, buyerSince({ standing: 'suspended', from: '2005-04-02' })).then(bought);
  given().when('RecordPurchase', slip, buyer, buyerSince({ standing: 'suspended', from: '2005-03-01' }, { standing: 'licensed', from: '2005-04-01' })).then(bought);
});
