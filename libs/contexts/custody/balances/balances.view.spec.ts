import { expect, it } from '@jest/globals';
import type { CertificateEvent } from '#contexts/certification/events';
import type { ProductionEvent } from '#contexts/extraction/events';
import { eventId, recorded, rowsOf } from '#kernel/testing';
import type { BlendEvent } from '../blend/blend.events.ts';
import type { LotEvent } from '../lot/lot.events.ts';
import type { ParcelEvent } from '../parcel/parcel.events.ts';
import { balances } from './balances.view.ts';

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
const shown = (...streams: Parameters<typeof rowsOf>[1][]) => Object.fromEntries(rowsOf(balances, ...streams));
const balance = (holder: string, terms: object) => ({ [holder]: {
  holder, openingMilliCarats: 0, producedMilliCarats: 0, boughtMilliCarats: 0, receivedMilliCarats: 0, dispatchedMilliCarats: 0, gainedMilliCarats: 0, lostMilliCarats: 0,
  correctedMilliCarats: 0, confiscatedMilliCarats: 0, destroyedMilliCarats: 0, closingMilliCarats: 0, residualMilliCarats: 0, ...terms,
} });
const produced = { producedMilliCarats: 100 };

it('books production, and losses in work and in splits', () => {
  expect(shown(mined)).toEqual(balance('SYN-A', { ...produced, closingMilliCarats: 100 }));
  expect(shown(mined, lot(split))).toEqual(balance('SYN-A', { ...produced, lostMilliCarats: 10, closingMilliCarats: 90 }));
  expect(shown(mined, lot({ type: 'LotLossRecorded', data: { holder: 'SYN-A', lossMilliCarats: 1, reason: 'other', milliCarats: 99, origins } })))
    .toEqual(balance('SYN-A', { ...produced, lostMilliCarats: 1, closingMilliCarats: 99 }));
});

it('books what was bought from miners beside what was dug', () => {
  const slip: ProductionEvent = { type: 'PurchaseRecorded', data: {
    site: 'SYN-S', participant: 'SL', buyer: 'SYN-A', scale: 'ASM', from: '2005-06-01', to: '2005-06-01', milliCarats: 7, usdCents: 10, miner: 'A. Kamara', licence: 'AML 77', latitude: 1, longitude: 1 } };
  expect(shown(mined, recorded('production', 'SYN-K', slip))).toEqual(balance('SYN-A', { ...produced, boughtMilliCarats: 7, closingMilliCarats: 107 }));
});

it('books treatment, weighing, settlement and theft as losses and gains', () => {
  const holder = 'SYN-A';
  const weighed = (differenceMilliCarats: number): LotEvent => ({ type: 'LotWeighed', data: {
    holder, bookMilliCarats: 98, milliCarats: 98 + differenceMilliCarats, differenceMilliCarats, toleranceMilliCarats: 20, origins } });
  const treated: LotEvent = { type: 'LotTreated', data: { holder, treatment: 'acidising', beforeMilliCarats: 100, milliCarats: 98, lossMilliCarats: 2, origins } };
  const settled: LotEvent = { type: 'LotDisputeSettled', data: { holder, stands: 'found', settledBy: 'SYN-B', finding: 'x', milliCarats: 95, differenceMilliCarats: -4, origins } };
  expect(shown(mined, lot(treated, weighed(3), weighed(-2), weighed(0), settled)))
    .toEqual(balance(holder, { ...produced, lostMilliCarats: 8, gainedMilliCarats: 3, closingMilliCarats: 95 }));
  expect(shown(mined, lot({ type: 'LotLost', data: { holder, milliCarats: 100, reason: 'theft', approvedBy: 'SYN-P2' } }))).toEqual(balance(holder, { ...produced, lostMilliCarats: 100 }));
});

it('books a corrected weight apart, and nothing for another corrected figure', () => {
  const told = { holder: 'SYN-A', corrects: eventId(1), explanation: 'x', proposedBy: 'SYN-P1', approvedBy: 'SYN-P2' };
  expect(shown(mined, lot({ type: 'LotCorrected', data: { ...told, field: 'milliCarats', wasMilliCarats: 100, milliCarats: 91, origins } })))
    .toEqual(balance('SYN-A', { ...produced, correctedMilliCarats: -9, closingMilliCarats: 91 }));
  expect(shown(mined, lot({ type: 'LotCorrected', data: { ...told, field: 'stones', wasStones: 3, stones: 4 } }))).toEqual(balance('SYN-A', { ...produced, closingMilliCarats: 100 }));
});

it('keeps the account even where lots become one, classes, or single stones', () => {
  const blended = (milliCarats: number) => recorded<BlendEvent>('blend', 'SYN-M', { type: 'BlendCommitted', data: {
    holder: 'SYN-A', lot: 'SYN-M.0', inputs: [{ lot: 'SYN-L', milliCarats: 60, usdCents: 1 }, { lot: 'SYN-K', milliCarats: 40, usdCents: 1 }], made: { holder: 'SYN-A', milliCarats, usdCents: 2, hsCode: '7102.10', origins } } });
  expect(shown(mined, blended(100))).toEqual(balance('SYN-A', { ...produced, closingMilliCarats: 100 }));
  expect(shown(mined, blended(99))['SYN-A'].residualMilliCarats).toBe(1);
  expect(shown(mined, lot({ type: 'LotSorted', data: { ...split.data, by: 'quality' } }))).toEqual(balance('SYN-A', { ...produced, lostMilliCarats: 10, closingMilliCarats: 90 }));
  expect(shown(mined, lot({ type: 'StonesPromoted', data: split.data }))).toEqual(balance('SYN-A', { ...produced, lostMilliCarats: 10, closingMilliCarats: 90 }));
});

it('takes a dispatch back that came back', () => {
  expect(shown(mined, lot({ type: 'LotDispatched', data: { from: 'SYN-A', to: 'SYN-B', milliCarats: 100 } }, { type: 'LotReturned', data: { holder: 'SYN-A', by: 'SYN-B', milliCarats: 100, reason: 'x' } })))
    .toEqual(balance('SYN-A', { ...produced, closingMilliCarats: 100 }));
});

it('books a hand-over with the sender when it leaves and with the recipient when it arrives', () => {
  const sent: LotEvent = { type: 'LotDispatched', data: { from: 'SYN-A', to: 'SYN-B', milliCarats: 100 } };
  const got: LotEvent = { type: 'LotReceived', data: { from: 'SYN-A', holder: 'SYN-B', milliCarats: 100, usdCents: 14 } };
  const sender = balance('SYN-A', { ...produced, dispatchedMilliCarats: 100 });
  expect(shown(mined, lot(sent))).toEqual(sender);
  expect(shown(mined, lot(sent, got))).toEqual({ ...sender, ...balance('SYN-B', { receivedMilliCarats: 100, closingMilliCarats: 100 }) });
});

it('books a shipment alike, by what its certificate says', () => {
  const parcel = (...events: ParcelEvent[]) => recorded('parcel', 'SYN-P', ...events);
  const exporter = balance('SYN-A', { ...produced, dispatchedMilliCarats: 100 });
  expect(shown(mined, parcel(sealed))).toEqual(balance('SYN-A', { ...produced, closingMilliCarats: 100 }));
  expect(shown(mined, parcel(sealed), recorded('certificate', 'BWSYN000001', left))).toEqual(exporter);
  expect(shown(mined, parcel(sealed), recorded<CertificateEvent>('certificate', 'BWSYN000001', left, arrived), parcel(parcelOpened)))
    .toEqual({ ...exporter, ...balance('SYN-B', { receivedMilliCarats: 100, closingMilliCarats: 100 }) });
});

it('does not count what was sent back by the importing side as sent', () => {
  const sentBack: CertificateEvent = { type: 'ShipmentReturned', data: { ...shipment, authority: 'SYN-EU-FPS', reason: 'Seal broken.', returnedOn: '2005-07-04' } };
  const back: CertificateEvent = { type: 'ReturnReceived', data: { ...shipment, authority: 'SYN-BW-GDV', receivedOn: '2005-07-06', dispatchedOn: '2005-07-01', foundMilliCarats: 99 } };
  expect(shown(mined, recorded<CertificateEvent>('certificate', 'BWSYN000001', left, sentBack))).toEqual(shown(mined, recorded('certificate', 'BWSYN000001', left)));
  expect(shown(mined, recorded<CertificateEvent>('certificate', 'BWSYN000001', left, sentBack, back))).toEqual(shown(mined));
});

it('books confiscated goods from the holder to the State’s authority', () => {
  expect(shown(mined, lot({ type: 'LotConfiscated', data: { from: 'SYN-A', authority: 'SYN-BW-GDV', participant: 'BW', case: 'SYN-C', order: 'Order 5', milliCarats: 100 } })))
    .toEqual({ ...balance('SYN-A', { ...produced, confiscatedMilliCarats: 100 }), ...balance('SYN-BW-GDV', { receivedMilliCarats: 100, closingMilliCarats: 100 }) });
});

it('shows as residual what an event claims beyond its own items', () => {
  const wrong: LotEvent = { type: 'LotSplit', data: { ...split.data, lossMilliCarats: 3 } };
  expect(shown(mined, lot(wrong))['SYN-A'].residualMilliCarats).toBe(7);
  const unfelt: LotEvent = { type: 'LotSplit', data: { ...split.data, parts: [{ ...part, milliCarats: 100 }] } };
  expect(shown(mined, lot(unfelt))['SYN-A'].residualMilliCarats).toBe(-10);
  expect(shown(mined, recorded('parcel', 'SYN-P', { ...sealed, data: { ...sealed.data, milliCarats: 99 } }))['SYN-A'].residualMilliCarats).toBe(1);
});

it('books what the State took out of the holder’s hands into its own, and what it did with it', () => {
  const by = { case: 'SYN-C', authority: 'SYN-GDV', participant: 'BW', milliCarats: 100 };
  const seized: LotEvent = { type: 'LotSeized', data: { ...by, from: 'SYN-A' } };
  const forfeit: LotEvent = { type: 'LotConfiscated', data: { ...by, from: 'SYN-GDV', owner: 'SYN-A', order: 'x' } };
  const disposed = (disposal: 'auctioned' | 'destroyed' | 'evidence', to?: string): LotEvent => ({ type: 'LotDisposed', data: { ...by, disposal, order: 'x', ...(to !== undefined && { to }) } });
  const lost = balance('SYN-A', { ...produced, confiscatedMilliCarats: 100 });
  const has = balance('SYN-GDV', { receivedMilliCarats: 100, closingMilliCarats: 100 });
  for (const past of [[seized], [seized, forfeit], [seized, forfeit, disposed('evidence')]]) expect(shown(mined, lot(...past))).toEqual({ ...lost, ...has });
  expect(shown(mined, lot(seized, forfeit, disposed('destroyed')))).toEqual({ ...lost, ...balance('SYN-GDV', { receivedMilliCarats: 100, destroyedMilliCarats: 100 }) });
  expect(shown(mined, lot(seized, forfeit, disposed('auctioned', 'SYN-B')))).toEqual({
    ...lost, ...balance('SYN-GDV', { receivedMilliCarats: 100, dispatchedMilliCarats: 100 }), ...balance('SYN-B', { receivedMilliCarats: 100, closingMilliCarats: 100 }) });
  const sent: LotEvent = { type: 'LotDispatched', data: { from: 'SYN-A', to: 'SYN-B', milliCarats: 100 } };
  expect(shown(mined, lot(sent, { type: 'LotSeized', data: { ...by, from: 'SYN-A', to: 'SYN-B' } }))).toEqual({ ...balance('SYN-A', { ...produced, dispatchedMilliCarats: 100 }), ...has });
});
