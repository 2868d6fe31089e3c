import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { LotEvent } from '../lot/lot.events.ts';
import type { ParcelEvent } from '../parcel/parcel.events.ts';
import { hands } from './hands.view.ts';

const sent: LotEvent = { type: 'LotDispatched', data: { from: 'SYN-A', to: 'SYN-B', milliCarats: 100, terms: 'memo', mode: 'road', carrier: 'SYN-VAN', bag: 'SYN-BAG-1' } };
const collected: LotEvent = { type: 'LotCollected', data: { carrier: 'SYN-VAN', from: 'SYN-A', to: 'SYN-B', milliCarats: 100 } };
const got: LotEvent = { type: 'LotReceived', data: {
  from: 'SYN-A', holder: 'SYN-B', milliCarats: 100, usdCents: 9, foundMilliCarats: 99, owner: 'SYN-A', terms: 'memo', place: 'Vault 2', bag: 'SYN-BAG-1', bagState: 'intact' } };
const sold: LotEvent = { type: 'LotOwnershipTransferred', data: { from: 'SYN-A', owner: 'SYN-B', holder: 'SYN-B', milliCarats: 100, invoice: 'SYN-I' } };

const lot = (...events: LotEvent[]) => recorded('lot', 'SYN-L', ...events);
const history = (...streams: Parameters<typeof rowsOf>[1][]) => [...rowsOf(hands, ...streams).values()];
const days = { lot: 'SYN-L', on: '2005-07-01', recordedOn: '2026-01-01' };

it('shows a lot on memo: whose hands it went through, and whose it was meanwhile', () => {
  expect(history(lot(sent, collected, got, sold)).map(({ kind, holder, owner, terms }) => ({ kind, holder, owner, terms }))).toEqual([
    { kind: 'dispatched', holder: 'SYN-A', terms: 'memo' },
    { kind: 'collected', holder: 'SYN-VAN' },
    { kind: 'received', holder: 'SYN-B', owner: 'SYN-A', terms: 'memo' },
    { kind: 'transferred', holder: 'SYN-B', owner: 'SYN-B' },
  ]);
});

it('says how it went, in which bag, and what was found', () => {
  const [first, , third] = history(lot(sent, collected, got));
  expect(first).toEqual({ ...days, kind: 'dispatched', holder: 'SYN-A', ...sent.data });
  expect(third).toEqual({
    ...days, kind: 'received', from: 'SYN-A', to: 'SYN-B', holder: 'SYN-B', owner: 'SYN-A', terms: 'memo', milliCarats: 100, foundMilliCarats: 99, place: 'Vault 2', bag: 'SYN-BAG-1', bagState: 'intact',
  });
});

it('shows a sale as one to whom it goes, in hands and as property', () => {
  const plain: LotEvent = { type: 'LotReceived', data: { from: 'SYN-A', holder: 'SYN-B', milliCarats: 100, usdCents: 9 } };
  expect(history(lot({ type: 'LotDispatched', data: { from: 'SYN-A', to: 'SYN-B', milliCarats: 100, usdCents: 9, invoice: 'SYN-I' } }, plain))).toEqual([
    { ...days, kind: 'dispatched', holder: 'SYN-A', from: 'SYN-A', to: 'SYN-B', terms: 'sale', milliCarats: 100, invoice: 'SYN-I' },
    { ...days, kind: 'received', holder: 'SYN-B', owner: 'SYN-B', from: 'SYN-A', to: 'SYN-B', terms: 'own', milliCarats: 100 },
  ]);
});

it('shows what came back, what was moved, and what the State took', () => {
  expect(history(lot({ type: 'LotReturned', data: { holder: 'SYN-A', by: 'SYN-B', milliCarats: 100, reason: 'not ordered', bag: 'SYN-BAG-1' } })))
    .toEqual([{ ...days, kind: 'returned', from: 'SYN-B', to: 'SYN-A', holder: 'SYN-A', milliCarats: 100, reason: 'not ordered', bag: 'SYN-BAG-1' }]);
  expect(history(lot({ type: 'LotMoved', data: { holder: 'SYN-A', place: 'Vault 3' } }))).toEqual([{ ...days, kind: 'moved', holder: 'SYN-A', place: 'Vault 3' }]);
  expect(history(lot({ type: 'LotConfiscated', data: { from: 'SYN-A', authority: 'SYN-BW-GDV', participant: 'BW', case: 'SYN-C', order: 'Order 5', milliCarats: 100 } })))
    .toEqual([{ ...days, kind: 'confiscated', from: 'SYN-A', to: 'SYN-BW-GDV', holder: 'SYN-BW-GDV', owner: 'SYN-BW-GDV', case: 'SYN-C', milliCarats: 100 }]);
});

it('shows each lot of a parcel that crossed a border in the hands of whoever opened it; at home nobody’s hands changed', () => {
  const opened = { holder: 'SYN-E', seal: 'BW-77', lots: [{ lot: 'SYN-L', milliCarats: 100, usdCents: 10 }], milliCarats: 100 };
  const parcel = (data: typeof opened & { certificate?: string }) => recorded<ParcelEvent>('parcel', 'SYN-P', { type: 'ParcelOpened', data });
  expect(history(parcel({ ...opened, certificate: 'BWSYN000001' })))
    .toEqual([{ ...days, kind: 'imported', to: 'SYN-E', holder: 'SYN-E', owner: 'SYN-E', certificate: 'BWSYN000001', milliCarats: 100 }]);
  expect(history(parcel(opened))).toEqual([]);
});

it('shows every step of goods that the State stopped, took, and disposed of', () => {
  const by = { case: 'SYN-C', authority: 'SYN-GDV', participant: 'BW', milliCarats: 100 };
  const disposed = (disposal: 'auctioned' | 'returned' | 'evidence', more: object): LotEvent => ({ type: 'LotDisposed', data: { ...by, disposal, order: 'Order 9', ...more } });
  const steps = history(lot(
    { type: 'LotDetained', data: { ...by, holder: 'SYN-A', grounds: 'No receipt' } }, { type: 'LotDetentionLifted', data: { case: 'SYN-C', authority: 'SYN-GDV', holder: 'SYN-A', milliCarats: 100, reason: 'Found' } },
    { type: 'LotSeized', data: { ...by, from: 'SYN-A' } }, disposed('evidence', { place: 'Vault' }), disposed('auctioned', { to: 'SYN-B', usdCents: 5 }), disposed('returned', { to: 'SYN-A', owner: 'SYN-O', terms: 'memo' }),
  ));
  const step = { ...days, case: 'SYN-C', milliCarats: 100 };
  expect(steps).toEqual([
    { ...step, kind: 'detained', holder: 'SYN-A', reason: 'No receipt' }, { ...step, kind: 'lifted', holder: 'SYN-A', reason: 'Found' },
    { ...step, kind: 'seized', holder: 'SYN-GDV', from: 'SYN-A', to: 'SYN-GDV' }, { ...step, kind: 'evidence', holder: 'SYN-GDV', place: 'Vault', reason: 'Order 9' },
    { ...step, kind: 'auctioned', holder: 'SYN-B', owner: 'SYN-B', from: 'SYN-GDV', to: 'SYN-B', terms: 'own', reason: 'Order 9' },
    { ...step, kind: 'returned', holder: 'SYN-A', owner: 'SYN-O', from: 'SYN-GDV', to: 'SYN-A', terms: 'memo', reason: 'Order 9' },
  ]);
});
