import { expect, it } from '@jest/globals';
import type { ProductionEvent } from '#contexts/extraction/events';
import { recorded, rowsOf } from '#kernel/testing';
import type { LotEvent } from '../lot/lot.events.ts';
import { lots } from './lots.view.ts';

const origins = [{ participant: 'BW', milliCarats: 1_250 }];
const mined = recorded<ProductionEvent>('production', 'SYN-L', { type: 'ProductionRecorded', data: {
  site: 'SYN-S', participant: 'BW', operator: 'SYN-A', scale: 'LSM', from: '2005-06-01', to: '2005-06-30', milliCarats: 1_250, usdCents: 5_000, stones: 9 } });
const sent: LotEvent = { type: 'LotDispatched', data: { from: 'SYN-A', to: 'SYN-B', milliCarats: 1_250, invoice: 'SYN-I', usdCents: 7_000 } };
const sentUnsold: LotEvent = { type: 'LotDispatched', data: { from: 'SYN-A', to: 'SYN-B', milliCarats: 1_250 } };
const got: LotEvent = { type: 'LotReceived', data: { from: 'SYN-A', holder: 'SYN-B', milliCarats: 1_250, usdCents: 7_000 } };
const packed: LotEvent = { type: 'LotPacked', data: { holder: 'SYN-A', parcel: 'SYN-P', milliCarats: 1_250 } };
const freed: LotEvent = { type: 'LotFreed', data: { holder: 'SYN-C', parcel: 'SYN-P', milliCarats: 1_250 } };
const lost: LotEvent = { type: 'LotLossRecorded', data: {
  holder: 'SYN-A', lossMilliCarats: 50, reason: 'acidising', milliCarats: 1_200, origins: [{ participant: 'BW', milliCarats: 1_200 }] } };
const split: LotEvent = { type: 'LotSplit', data: { holder: 'SYN-A', milliCarats: 1_200, lossMilliCarats: 20, lossReason: 'sorting', parts: [
  { lot: 'SYN-L.1', milliCarats: 1_180, usdCents: 5_000, hsCode: '7102.31', origins: [{ participant: 'BW', milliCarats: 1_180 }] }] } };
const valued: LotEvent = { type: 'LotValued', data: { usdCents: 9_000, method: 'tender', basis: 'FOB', valuer: 'SYN-A' } };
const confiscated: LotEvent = { type: 'LotConfiscated', data: { from: 'SYN-A', authority: 'SYN-BW-GDV', participant: 'BW', case: 'SYN-C', order: 'Order 5', milliCarats: 1_250 } };

const page = (...events: LotEvent[]) => rowsOf(lots, mined, recorded('lot', 'SYN-L', ...events)).get('SYN-L');
const fresh = {
  lot: 'SYN-L', status: 'held', holder: 'SYN-A', milliCarats: 1_250, usdCents: 5_000, hsCode: '7102.10', origins, stones: 9, production: 'SYN-L', site: 'SYN-S', parts: [], lostMilliCarats: 0, pastParcels: [], invoices: [], openedOn: '2005-07-01',
};

it('shows what a lot is and where it comes from', () => expect(page()).toEqual(fresh));

it('shows to whom it is on its way, under which invoice, and its price once received', () => {
  expect(page(sent)).toEqual({ ...fresh, status: 'dispatched', addressee: 'SYN-B', invoices: ['SYN-I'] });
  expect(page(sentUnsold)).toEqual({ ...fresh, status: 'dispatched', addressee: 'SYN-B' });
  expect(page(sent, got)).toEqual({ ...fresh, holder: 'SYN-B', usdCents: 7_000, invoices: ['SYN-I'] });
});

it('shows in which parcel it lies, and in which it lay', () => {
  expect(page(packed)).toEqual({ ...fresh, status: 'packed', parcel: 'SYN-P' });
  expect(page(packed, freed)).toEqual({ ...fresh, holder: 'SYN-C', pastParcels: ['SYN-P'] });
});

it('shows what was lost of it, and into which parts it went', () => {
  const left = { ...fresh, milliCarats: 1_200, origins: [{ participant: 'BW', milliCarats: 1_200 }], lostMilliCarats: 50 };
  expect(page(lost)).toEqual(left);
  expect(page(lost, split)).toEqual({ ...left, status: 'split', parts: ['SYN-L.1'], lostMilliCarats: 70 });
});

it('shows its value with method, basis and valuer', () => {
  expect(page(valued)).toEqual({ ...fresh, usdCents: 9_000, method: 'tender', basis: 'FOB', valuer: 'SYN-A' });
});

it('shows the case under which the State took it', () => {
  expect(page(confiscated)).toEqual({ ...fresh, status: 'confiscated', holder: 'SYN-BW-GDV', case: 'SYN-C' });
});
