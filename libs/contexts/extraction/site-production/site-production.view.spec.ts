import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import { siteProduction } from './site-production.view.ts';

const made = (id: string, where: { site: string; participant: string }, when: { from: string; to: string }, what: { milliCarats: number; usdCents: number }) =>
  recorded('production', id, { type: 'ProductionRecorded', data: { ...where, operator: 'MINE', scale: 'LSM', ...when, ...what } });

it('adds up the records of a site by half-year', () => {
  const rows = rowsOf(siteProduction,
    made('P-1', { site: 'S-1', participant: 'BW' }, { from: '2005-01-01', to: '2005-03-31' }, { milliCarats: 1_250, usdCents: 12_500 }),
    made('P-2', { site: 'S-1', participant: 'BW' }, { from: '2005-04-01', to: '2005-06-30' }, { milliCarats: 500, usdCents: 5_000 }),
    made('P-3', { site: 'S-1', participant: 'BW' }, { from: '2005-07-01', to: '2005-07-31' }, { milliCarats: 1, usdCents: 0 }),
    made('P-4', { site: 'S-2', participant: 'BW' }, { from: '2005-06-30', to: '2005-06-30' }, { milliCarats: 250, usdCents: 2_500 }),
    made('P-5', { site: 'S-3', participant: 'NA' }, { from: '2005-02-01', to: '2005-02-28' }, { milliCarats: 10, usdCents: 100 }));
  expect([...rows].sort()).toEqual([
    ['S-1-2005-H1', { site: 'S-1', participant: 'BW', year: 2005, half: 1, milliCarats: 1_750, usdCents: 17_500, records: 2 }],
    ['S-1-2005-H2', { site: 'S-1', participant: 'BW', year: 2005, half: 2, milliCarats: 1, usdCents: 0, records: 1 }],
    ['S-2-2005-H1', { site: 'S-2', participant: 'BW', year: 2005, half: 1, milliCarats: 250, usdCents: 2_500, records: 1 }],
    ['S-3-2005-H1', { site: 'S-3', participant: 'NA', year: 2005, half: 1, milliCarats: 10, usdCents: 100, records: 1 }],
  ]);
});
