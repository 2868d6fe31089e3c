import { expect, it } from '@jest/globals';
import type { CertificateEvent } from '#contexts/certification/events';
import type { ProductionEvent } from '#contexts/extraction/events';
import { recorded, rowsOf } from '#kernel/testing';
import type { BlendEvent } from '../blend/blend.events.ts';
import type { LotEvent } from '../lot/lot.events.ts';
import type { ParcelEvent } from '../parcel/parcel.events.ts';
import { lineage } from './lineage.view.ts';

const origins = [{ participant: 'BW', milliCarats: 100 }];
const mined: ProductionEvent = { type: 'ProductionRecorded', data: {
  site: 'SYN-S', participant: 'BW', operator: 'SYN-A', scale: 'LSM', from: '2005-06-01', to: '2005-06-30', milliCarats: 100, usdCents: 10 } };
const figures = { milliCarats: 100, usdCents: 10, hsCode: '7102.10' as const, origins };
const split: LotEvent = { type: 'LotSplit', data: { holder: 'SYN-A', milliCarats: 100, lossMilliCarats: 0, parts: [{ lot: 'SYN-L.1', ...figures }] } };
const sealed: ParcelEvent = { type: 'ParcelSealed', data: {
  holder: 'SYN-A', seal: 'BW-77', lots: [{ lot: 'SYN-L.1', ...figures }], milliCarats: 100, usdCents: 10, lines: [{ hsCode: '7102.10', milliCarats: 100, usdCents: 10 }], origins } };
const broken: ParcelEvent = { type: 'ParcelOpened', data: { holder: 'SYN-A', seal: 'BW-77', lots: [{ lot: 'SYN-L.1', milliCarats: 100, usdCents: 10 }], milliCarats: 100 } };
const imported: ParcelEvent = { type: 'ParcelOpened', data: { ...broken.data, holder: 'SYN-B', certificate: 'BWSYN000001' } };
const parcels = [{ parcel: 'SYN-P', seal: 'BW-77', milliCarats: 100, usdCents: 10 }];
const issued: CertificateEvent = { type: 'CertificateIssued', data: {
  exporter: 'SYN-A', importer: 'SYN-B', from: 'BW', to: 'EU', parcels, milliCarats: 100, usdCents: 10, lines: [{ hsCode: '7102.10', milliCarats: 100, usdCents: 10 }], origins,
  authority: 'SYN-BW-GDV', issuedOn: '2005-07-01', expiresOn: '2005-08-30' } };
const voided: CertificateEvent = { type: 'CertificateVoided', data: { reason: 'refused', parcels } };

const fromTheMine = [recorded('production', 'SYN-L', mined), recorded('lot', 'SYN-L', split), recorded('parcel', 'SYN-P', sealed)];
const steps = (...streams: Parameters<typeof rowsOf>[1][]) => [...rowsOf(lineage, ...streams).values()].map(({ from, to }) => `${from} > ${to}`);
const way = ['site:SYN-S > lot:SYN-L', 'lot:SYN-L > lot:SYN-L.1', 'lot:SYN-L.1 > parcel:SYN-P'];

it('leads from the mine over lots and parcel to the certificate, and on to the lots that came under it', () => {
  expect(steps(...fromTheMine, recorded('certificate', 'BWSYN000001', issued), recorded('parcel', 'SYN-P', imported)))
    .toEqual([...way, 'parcel:SYN-P > certificate:BWSYN000001', 'certificate:BWSYN000001 > lot:SYN-L.1']);
});

it('leads from a parcel that stayed in the country back to its lots', () => {
  expect(steps(...fromTheMine, recorded('parcel', 'SYN-P', broken))).toEqual([...way, 'parcel:SYN-P > lot:SYN-L.1']);
});

it('leads nowhere by a void certificate', () => {
  expect(steps(...fromTheMine, recorded<CertificateEvent>('certificate', 'BWSYN000001', issued, voided))).toEqual(way);
  expect(steps(recorded('certificate', 'BWSYN000001', { ...voided, data: { reason: 'spoiled', parcels: [] } }))).toEqual([]);
});

it('leads to every number under which the goods went, and nowhere by one that expired', () => {
  const { data } = issued as Extract<CertificateEvent, { type: 'CertificateIssued' }>;
  const reissued: CertificateEvent = { type: 'CertificateReissued', data: { ...data, replaces: 'BWSYN000001', why: 'replacement', standing: 'dispatched' } };
  expect(steps(...fromTheMine, recorded('certificate', 'BWSYN000001', issued), recorded('certificate', 'BWSYN000002', reissued)))
    .toEqual([...way, 'parcel:SYN-P > certificate:BWSYN000001', 'parcel:SYN-P > certificate:BWSYN000002']);
  const expired: CertificateEvent = { type: 'CertificateExpired', data: { expiredOn: data.expiresOn, parcels: data.parcels } };
  expect(steps(...fromTheMine, recorded<CertificateEvent>('certificate', 'BWSYN000001', issued, expired))).toEqual(way);
});

it('says how much took each step, when, and in which order', () => {
  expect([...rowsOf(lineage, ...fromTheMine).values()].at(-1)).toEqual({ from: 'lot:SYN-L.1', to: 'parcel:SYN-P', kind: 'packed', milliCarats: 100, order: '0000000000000003', on: '2005-07-01' });
});

it('tells apart how a lot came to be, with the carats of each step', () => {
  const kinds = (...streams: Parameters<typeof rowsOf>[1][]) => [...rowsOf(lineage, ...streams).values()].map(({ from, to, kind, milliCarats }) => `${from} > ${to}: ${kind} ${milliCarats}`);
  const division = { holder: 'SYN-A', milliCarats: 100, lossMilliCarats: 0, parts: [{ lot: 'SYN-L.1', ...figures, milliCarats: 60 }, { lot: 'SYN-L.2', ...figures, milliCarats: 40 }] };
  expect(kinds(recorded<LotEvent>('lot', 'SYN-L', { type: 'LotSorted', data: { ...division, by: 'quality' } }))).toEqual(['lot:SYN-L > lot:SYN-L.1: sorted 60', 'lot:SYN-L > lot:SYN-L.2: sorted 40']);
  expect(kinds(recorded<LotEvent>('lot', 'SYN-L', { type: 'StonesPromoted', data: division }))).toEqual(['lot:SYN-L > lot:SYN-L.1: promoted 60', 'lot:SYN-L > lot:SYN-L.2: promoted 40']);
  const inputs = [{ lot: 'SYN-L.1', milliCarats: 60, usdCents: 1 }, { lot: 'SYN-K', milliCarats: 40, usdCents: 1 }];
  expect(kinds(recorded<BlendEvent>('blend', 'SYN-M', { type: 'BlendCommitted', data: { holder: 'SYN-A', lot: 'SYN-M.0', inputs, made: { holder: 'SYN-A', ...figures } } })))
    .toEqual(['lot:SYN-L.1 > lot:SYN-M.0: blended 60', 'lot:SYN-K > lot:SYN-M.0: blended 40']);
  const slip: ProductionEvent = { type: 'PurchaseRecorded', data: {
    site: 'SYN-PIT', participant: 'SL', buyer: 'SYN-A', scale: 'ASM', from: '2005-06-01', to: '2005-06-01', milliCarats: 7, usdCents: 10, miner: 'A. Kamara', licence: 'AML 77', latitude: 1, longitude: 1 } };
  expect(kinds(recorded('production', 'SYN-K', slip))).toEqual(['site:SYN-PIT > lot:SYN-K: mined 7']);
});
