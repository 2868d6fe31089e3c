import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import { siteProduction } from './site-production.view.ts';

type Made = { site: string; participant: string; from: string; to: string; milliCarats: number; usdCents: number; sample?: string };
const made = (id: string, data: Made) => recorded('production', id, { type: 'ProductionRecorded', data: { operator: 'MINE', scale: 'LSM', ...data } });
const first = made('P-1', { site: 'S-1', participant: 'BW', from: '2005-01-01', to: '2005-03-31', milliCarats: 1_250, usdCents: 12_500 });
const half = { site: 'S-1', participant: 'BW', year: 2005, half: 1, milliCarats: 1_250, usdCents: 12_500, records: 1, restatements: 0, sampleMilliCarats: 0 };

it('adds up the records of a site by half-year', () => {
  const rows = rowsOf(siteProduction, first,
    made('P-2', { site: 'S-1', participant: 'BW', from: '2005-04-01', to: '2005-06-30', milliCarats: 500, usdCents: 5_000 }),
    made('P-3', { site: 'S-1', participant: 'BW', from: '2005-07-01', to: '2005-07-31', milliCarats: 1, usdCents: 0 }),
    made('P-4', { site: 'S-2', participant: 'BW', from: '2005-06-30', to: '2005-06-30', milliCarats: 250, usdCents: 2_500 }),
    made('P-5', { site: 'S-3', participant: 'NA', from: '2005-02-01', to: '2005-02-28', milliCarats: 10, usdCents: 100 }));
  expect([...rows].sort()).toEqual([
    ['S-1-2005-H1', { ...half, milliCarats: 1_750, usdCents: 17_500, records: 2 }],
    ['S-1-2005-H2', { ...half, half: 2, milliCarats: 1, usdCents: 0 }],
    ['S-2-2005-H1', { ...half, site: 'S-2', milliCarats: 250, usdCents: 2_500 }],
    ['S-3-2005-H1', { ...half, site: 'S-3', participant: 'NA', milliCarats: 10, usdCents: 100 }],
  ]);
});

it('counts what was bought from its miners, and uses the corrected figures', () => {
  const bought = recorded('production', 'P-2', { type: 'PurchaseRecorded', data: { participant: 'BW', site: 'S-1', buyer: 'B', from: '2005-02-01', to: '2005-02-01', milliCarats: 50, usdCents: 100 } });
  const restated = recorded('production', 'P-1', { type: 'ProductionRestated', data: {
    participant: 'BW', site: 'S-1', from: '2005-01-01', wasMilliCarats: 1_250, milliCarats: 1_250, wasUsdCents: 12_500, usdCents: 12_000 } });
  expect([...rowsOf(siteProduction, first, bought, restated).values()]).toEqual([{ ...half, milliCarats: 1_300, usdCents: 12_100, records: 2, restatements: 1 }]);
});

it('shows what was found in samples beside the production, also as corrected', () => {
  const sample = made('P-6', { site: 'S-1', participant: 'BW', from: '2005-01-01', to: '2005-01-31', milliCarats: 7, usdCents: 9, sample: 'SA-1' });
  const restated = recorded('production', 'P-6', { type: 'ProductionRestated', data: {
    participant: 'BW', site: 'S-1', from: '2005-01-01', wasMilliCarats: 7, milliCarats: 5, wasUsdCents: 9, usdCents: 9, sample: 'SA-1' } });
  expect([...rowsOf(siteProduction, sample, restated).values()]).toEqual([{ ...half, milliCarats: 0, usdCents: 0, records: 0, sampleMilliCarats: 5 }]);
});
