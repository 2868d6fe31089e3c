import { expect, it } from '@jest/globals';
import type { CertificateEvent } from '#contexts/certification/events';
import type { ProductionEvent } from '#contexts/extraction/events';
import { eventId, recorded, rowsOf } from '#kernel/testing';
import type { BlendEvent } from '../blend/blend.events.ts';
import type { LotEvent } from '../lot/lot.events.ts';
import type { ParcelEvent } from '../parcel/parcel.events.ts';
import { holdings } from './holdings.view.ts';

const origins = [{ participant: 'BW', milliCarats: 100 }];
const mined = recorded<ProductionEvent>('production', 'SYN-L', { type: 'ProductionRecorded', data: {
  site: 'SYN-S', participant: 'BW', operator: 'SYN-A', scale: 'LSM', from: '2005-06-01', to: '2005-06-30', milliCarats: 100, usdCents: 10 } });
const part = { lot: 'SYN-L.1', milliCarats: 90, usdCents: 10, hsCode: '7102.31' as const, origins: [{ participant: 'BW', milliCarats: 90 }] };
const split = { type: 'LotSplit' as const, data: { holder: 'SYN-A', milliCarats: 100, parts: [part], lossMilliCarats: 10, lossReason: 'sorting' as const } };
const sealed: ParcelEvent = { type: 'ParcelSealed', data: {
  holder: 'SYN-A', seal: 'BW-77', lots: [{ lot: 'SYN-L', milliCarats: 100, usdCents: 10, hsCode: '7102.10', origins }], milliCarats: 100, usdCents: 10,
  lines: [{ hsCode: '7102.10', milliCarats: 100, usdCents: 10 }], origins } };
const parcelOpened: ParcelEvent = { type: 'ParcelOpened', data: { holder: 'SYN-B', seal: 'BW-77', lots: [{ lot: 'SYN-L', milliCarats: 100, usdCents: 10 }], milliCarats: 100 } };
const shipment = {
  exporter: 'SYN-A', importer: 'SYN-B', from: 'BW', to: 'EU', parcels: [{ parcel: 'SYN-P', seal: 'BW-77', milliCarats: 100, usdCents: 10 }],
  milliCarats: 100, usdCents: 10, lines: [{ hsCode: '7102.10' as const, milliCarats: 100, usdCents: 10 }], origins };
const left: CertificateEvent = { type: 'ExportDispatched', data: { ...shipment, dispatchedOn: '2005-07-01' } };
const arrived: CertificateEvent = { type: 'ImportConfirmed', data: { ...shipment, authority: 'SYN-EU-FPS', receivedOn: '2005-07-03', foundMilliCarats: 99, seals: 'intact' } };

const lot = (...events: LotEvent[]) => recorded('lot', 'SYN-L', ...events);
const parcel = (...events: ParcelEvent[]) => recorded('parcel', 'SYN-P', ...events);
const certificate = (...events: CertificateEvent[]) => recorded('certificate', 'BWSYN000001', ...events);
const shown = (...streams: Parameters<typeof rowsOf>[1][]) => Object.fromEntries(rowsOf(holdings, ...streams));

const loose = { item: 'SYN-L', kind: 'lot', holder: 'SYN-A', status: 'held', milliCarats: 100, usdCents: 10 };
const closed = { ...loose, item: 'SYN-P', kind: 'parcel' };

it('shows a lot in its holder’s hands, at its weight and value', () => {
  expect(shown(mined)).toEqual({ 'lot:SYN-L': loose });
  expect(shown(mined, lot({ type: 'LotValued', data: { usdCents: 12, method: 'tender', basis: 'FOB', valuer: 'SYN-A' } }))).toEqual({ 'lot:SYN-L': { ...loose, usdCents: 12 } });
  expect(shown(mined, lot({ type: 'LotLossRecorded', data: { holder: 'SYN-A', lossMilliCarats: 1, reason: 'other', milliCarats: 99, origins } })))
    .toEqual({ 'lot:SYN-L': { ...loose, milliCarats: 99 } });
});

it('shows parts in place of a lot from the split on, each once', () => {
  const parts = { 'lot:SYN-L.1': { ...loose, item: 'SYN-L.1', milliCarats: 90 } };
  expect(shown(mined, lot(split))).toEqual(parts);
  expect(shown(mined, lot(split))).toEqual(parts);
});

it('shows goods under way with the one to whom they go', () => {
  const sent: LotEvent = { type: 'LotDispatched', data: { from: 'SYN-A', to: 'SYN-B', milliCarats: 100 } };
  const got: LotEvent = { type: 'LotReceived', data: { from: 'SYN-A', holder: 'SYN-B', milliCarats: 100, usdCents: 14 } };
  expect(shown(mined, lot(sent))).toEqual({ 'lot:SYN-L': { ...loose, holder: 'SYN-B', status: 'in-transit' } });
  expect(shown(mined, lot(sent, got))).toEqual({ 'lot:SYN-L': { ...loose, holder: 'SYN-B', usdCents: 14 } });
});

it('shows a sealed parcel in place of its lots, over the border, until it is opened', () => {
  expect(shown(mined, parcel(sealed))).toEqual({ 'parcel:SYN-P': closed });
  expect(shown(mined, parcel(sealed), certificate(left))).toEqual({ 'parcel:SYN-P': { ...closed, holder: 'SYN-B', status: 'in-transit' } });
  expect(shown(mined, parcel(sealed), certificate(left, arrived))).toEqual({ 'parcel:SYN-P': { ...closed, holder: 'SYN-B' } });
  expect(shown(mined, parcel(sealed), certificate(left, arrived), parcel(parcelOpened))).toEqual({ 'lot:SYN-L': { ...loose, holder: 'SYN-B' } });
});

it('shows what is sent back with the exporter, on the way and then in his hands', () => {
  const sentBack: CertificateEvent = { type: 'ShipmentReturned', data: { ...shipment, authority: 'SYN-EU-FPS', reason: 'Seal broken.', returnedOn: '2005-07-04' } };
  const back: CertificateEvent = { type: 'ReturnReceived', data: { ...shipment, authority: 'SYN-BW-GDV', receivedOn: '2005-07-06', dispatchedOn: '2005-07-01', foundMilliCarats: 100 } };
  expect(shown(mined, parcel(sealed), certificate(left, sentBack))).toEqual({ 'parcel:SYN-P': { ...closed, status: 'in-transit' } });
  expect(shown(mined, parcel(sealed), certificate(left, sentBack, back))).toEqual({ 'parcel:SYN-P': closed });
});

it('shows what goes on under another number with whom it names; what has not left lies where it lay', () => {
  const reissued = (standing: 'validated' | 'dispatched'): CertificateEvent => ({ type: 'CertificateReissued', data: {
    ...shipment, importer: 'SYN-C', replaces: 'BWSYN000001', why: 'subdivision', authority: 'SYN-AE-GAA', issuedOn: '2005-07-02', expiresOn: '2005-08-30', standing, ...(standing === 'dispatched' && { dispatchedOn: '2005-07-02' }) } });
  const another = (event: CertificateEvent) => recorded('certificate', 'BWSYN000002', event);
  expect(shown(mined, parcel(sealed), certificate(left), another(reissued('dispatched')))).toEqual({ 'parcel:SYN-P': { ...closed, holder: 'SYN-C', status: 'in-transit' } });
  expect(shown(mined, parcel(sealed), another(reissued('validated')))).toEqual({ 'parcel:SYN-P': closed });
});

it('shows confiscated goods with the State’s authority', () => {
  expect(shown(mined, lot({ type: 'LotConfiscated', data: { from: 'SYN-A', authority: 'SYN-BW-GDV', participant: 'BW', case: 'SYN-C', order: 'Order 5', milliCarats: 100 } })))
    .toEqual({ 'lot:SYN-L': { ...loose, holder: 'SYN-BW-GDV' } });
});

it('shows what was bought from a miner with the buyer', () => {
  const slip: ProductionEvent = { type: 'PurchaseRecorded', data: {
    site: 'SYN-S', participant: 'SL', buyer: 'SYN-A', scale: 'ASM', from: '2005-06-01', to: '2005-06-01', milliCarats: 100, usdCents: 10, miner: 'A. Kamara', licence: 'AML 77', latitude: 1, longitude: 1 } };
  expect(shown(recorded('production', 'SYN-L', slip))).toEqual({ 'lot:SYN-L': loose });
});

it('shows what a lot weighs, and is worth, after treatment, weighing, settlement and correction', () => {
  const at = (...events: LotEvent[]) => shown(mined, lot(...events))['lot:SYN-L'];
  const holder = 'SYN-A';
  const told = { holder, corrects: eventId(1), explanation: 'x', proposedBy: 'SYN-P1', approvedBy: 'SYN-P2' };
  expect(at({ type: 'LotTreated', data: { holder, treatment: 'acidising', beforeMilliCarats: 100, milliCarats: 98, lossMilliCarats: 2, origins } })).toEqual({ ...loose, milliCarats: 98 });
  expect(at({ type: 'LotWeighed', data: { holder, bookMilliCarats: 100, milliCarats: 101, differenceMilliCarats: 1, toleranceMilliCarats: 20, origins } })).toEqual({ ...loose, milliCarats: 101 });
  expect(at({ type: 'LotDisputeSettled', data: { holder, stands: 'found', settledBy: 'SYN-B', finding: 'x', milliCarats: 95, differenceMilliCarats: -5, origins } })).toEqual({ ...loose, milliCarats: 95 });
  expect(at({ type: 'LotCorrected', data: { ...told, field: 'milliCarats', wasMilliCarats: 100, milliCarats: 10, origins } })).toEqual({ ...loose, milliCarats: 10 });
  expect(at({ type: 'LotCorrected', data: { ...told, field: 'usdCents', wasUsdCents: 10, usdCents: 12 } })).toEqual({ ...loose, usdCents: 12 });
  expect(at({ type: 'LotValued', data: { usdCents: 99, method: 'tender', basis: 'FOB', valuer: 'SYN-V', kind: 'independent' } })).toEqual(loose);
});

it('shows one lot in place of those that were blended, classes and stones in place of a lot, and nothing of what was lost', () => {
  const made = { holder: 'SYN-A', milliCarats: 100, usdCents: 10, hsCode: '7102.10' as const, origins };
  const inputs = [{ lot: 'SYN-L', milliCarats: 60, usdCents: 5 }, { lot: 'SYN-K', milliCarats: 40, usdCents: 5 }];
  expect(shown(mined, recorded<BlendEvent>('blend', 'SYN-M', { type: 'BlendCommitted', data: { holder: 'SYN-A', lot: 'SYN-M.0', inputs, made } }))).toEqual({ 'lot:SYN-M.0': { ...loose, item: 'SYN-M.0' } });
  const parts = { 'lot:SYN-L.1': { ...loose, item: 'SYN-L.1', milliCarats: 90 } };
  expect(shown(mined, lot({ type: 'LotSorted', data: { ...split.data, by: 'quality' } }))).toEqual(parts);
  expect(shown(mined, lot({ type: 'StonesPromoted', data: split.data }))).toEqual(parts);
  expect(shown(mined, lot({ type: 'LotLost', data: { holder: 'SYN-A', milliCarats: 100, reason: 'theft', approvedBy: 'SYN-P2' } }))).toEqual({});
});

it('shows what came back with the sender', () => {
  expect(shown(mined, lot({ type: 'LotDispatched', data: { from: 'SYN-A', to: 'SYN-B', milliCarats: 100 } }, { type: 'LotReturned', data: { holder: 'SYN-A', by: 'SYN-B', milliCarats: 100, reason: 'x' } })))
    .toEqual({ 'lot:SYN-L': loose });
});

it('shows what the State took in its hands, and then with whoever has it; what was destroyed, nowhere', () => {
  const by = { case: 'SYN-C', authority: 'SYN-GDV', participant: 'BW', milliCarats: 100 };
  const sent: LotEvent = { type: 'LotDispatched', data: { from: 'SYN-A', to: 'SYN-B', milliCarats: 100 } };
  const seized: LotEvent = { type: 'LotSeized', data: { ...by, from: 'SYN-A', to: 'SYN-B' } };
  const disposed = (disposal: 'auctioned' | 'destroyed' | 'evidence', more: object = {}): LotEvent => ({ type: 'LotDisposed', data: { ...by, disposal, order: 'x', ...more } });
  for (const past of [[sent, seized], [seized, disposed('evidence')]]) expect(shown(mined, lot(...past))).toEqual({ 'lot:SYN-L': { ...loose, holder: 'SYN-GDV' } });
  expect(shown(mined, lot(seized, disposed('auctioned', { to: 'SYN-B', usdCents: 77 })))).toEqual({ 'lot:SYN-L': { ...loose, holder: 'SYN-B', usdCents: 77 } });
  expect(shown(mined, lot(seized, disposed('destroyed')))).toEqual({});
});
