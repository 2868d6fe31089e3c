import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { SiteEvent } from '../site/site.events.ts';
import { sites } from './sites.view.ts';

it('shows every registered site with its operator, its licence and its place', () => {
  const data: SiteEvent['data'] = {
    name: 'Jwaneng', participant: 'BW', operator: 'BW-MINE', deposit: 'kimberlite', scale: 'LSM', licence: 'ML 2004/19', licensedFrom: '2004-08-01', licensedTo: '2029-07-31',
    latitude: -24_523_000, longitude: 24_699_000,
  };
  expect([...rowsOf(sites, recorded('site', 'BW-JWANENG', { type: 'SiteRegistered', data }))]).toEqual([['BW-JWANENG', { site: 'BW-JWANENG', ...data }]]);
});
