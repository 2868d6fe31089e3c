import { expect, it } from '@jest/globals';
import type { ProductionEvent, SiteEvent } from '#contexts/extraction/events';
import { recorded, rowsOf } from '#kernel/testing';
import type { ParcelEvent } from '../parcel/parcel.events.ts';
import type { SealEvent } from '../seal/seal.events.ts';
import { leads } from './leads.view.ts';

const registered: SiteEvent = { type: 'SiteRegistered', data: {
  name: 'Pit', participant: 'BW', operator: 'SYN-A', deposit: 'kimberlite', scale: 'LSM', licence: 'ML 1/2005', licensedFrom: '2005-01-01', licensedTo: '2009-12-31' } };
const days = { from: '2005-06-01', to: '2005-06-30' };
const dug: ProductionEvent = { type: 'ProductionRecorded', data: { site: 'SYN-S', participant: 'BW', operator: 'SYN-A', scale: 'LSM', ...days, milliCarats: 100, usdCents: 10 } };
const bought: ProductionEvent = { type: 'PurchaseRecorded', data: {
  site: 'SYN-S', participant: 'BW', buyer: 'SYN-B', scale: 'ASM', ...days, milliCarats: 50, usdCents: 5, miner: 'A miner', licence: 'AD 77', latitude: -24_000_000, longitude: 25_000_000 } };
const figures = { lot: 'SYN-L', milliCarats: 100, usdCents: 10, hsCode: '7102.10' as const, origins: [{ participant: 'BW', milliCarats: 100 }] };
const closed: ParcelEvent[] = [
  { type: 'ParcelSealed', data: { holder: 'SYN-A', seal: 'SYN-R-7', lots: [figures], milliCarats: 100, usdCents: 10, lines: [{ hsCode: '7102.10', milliCarats: 100, usdCents: 10 }], origins: figures.origins } },
  { type: 'ParcelInspected', data: { authority: 'SYN-GDV', officers: ['SYN-O1', 'SYN-O2'], reason: 'A spot check', seal: 'SYN-R-7', newSeal: 'SYN-R-8' } },
];
const used = (data: object): SealEvent => ({ type: 'SealUsed', data: { holder: 'SYN-A', range: 'SYN-R', kind: 'seal', ...data } });
const shown = (...streams: Parameters<typeof rowsOf>[1][]) => [...rowsOf(leads, ...streams).values()].map(({ from, to, firstOn }) => `${from} > ${to}${firstOn ? ` ${firstOn}` : ''}`);

it('a licence leads to its sites, and a site to the lots that were dug there, with the days', () => {
  expect(shown(recorded('site', 'SYN-S', registered), recorded('production', 'SYN-L', dug))).toEqual(['licence:ML 1/2005 > site:SYN-S', 'site:SYN-S > lot:SYN-L 2005-06-01']);
});

it('the licence of an artisanal miner leads to what was bought from him', () => {
  expect(shown(recorded('production', 'SYN-M', bought))).toEqual(['site:SYN-S > lot:SYN-M 2005-06-01', 'licence:AD 77 > lot:SYN-M 2005-06-01']);
});

it('a range leads to its seals, and a seal to what it closed', () => {
  expect(shown(recorded('seal', 'SYN-R-7', used({ parcel: 'SYN-P' })), recorded('seal', 'SYN-R-9', used({ kind: 'bag', lot: 'SYN-L' })))).toEqual([
    'seals:SYN-R > seal:SYN-R-7', 'seal:SYN-R-7 > parcel:SYN-P', 'seals:SYN-R > seal:SYN-R-9', 'seal:SYN-R-9 > lot:SYN-L']);
  expect(shown(recorded<ParcelEvent>('parcel', 'SYN-P', ...closed))).toEqual(['seal:SYN-R-7 > parcel:SYN-P', 'seal:SYN-R-8 > parcel:SYN-P']);
});
