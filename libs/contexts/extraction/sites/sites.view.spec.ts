import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { SiteEvent } from '../site/site.events.ts';
import { sites } from './sites.view.ts';

it('shows every registered site with its operator, its licence and its place', () => {
  const data: SiteEvent['data'] = {
    name: 'Jwaneng', participant: 'BW', operator: 'BW-MINE', deposit: 'kimberlite', scale: 'LSM', licence: 'ML 2004/19', licensedFrom: '2004-08-01', licensedTo: '2029-07-31',
    latitude: -24_523_000, longitude: 24_699_000,
  };
  expect([...rowsOf(sites, recorded('site', 'BW-JWANENG', { type: 'SiteRegistered', data }))]).toEqual([['BW-JWANENG', { site: 'BW-JWANENG', ...data, zones: [] }]]);
});

it('shows in which zone it lies, and lay before', () => {
  const events: SiteEvent[] = [
    { type: 'SiteRegistered', data: { name: 'Carnot', participant: 'CF', operator: 'CF-COOP', deposit: 'alluvial', scale: 'ASM', licence: 'ZEA 4', licensedFrom: '2016-01-01', licensedTo: '2016-12-31' } },
    { type: 'SiteZoned', data: { zone: 'CF-NOLA', from: '2016-01-01' } }, { type: 'SiteZoned', data: { zone: 'CF-CARNOT', from: '2016-05-01' } },
  ];
  expect(rowsOf(sites, recorded('site', 'CF-PIT', ...events)).get('CF-PIT')).toMatchObject({ zone: 'CF-CARNOT', zones: [{ zone: 'CF-NOLA', from: '2016-01-01' }, { zone: 'CF-CARNOT', from: '2016-05-01' }] });
});
