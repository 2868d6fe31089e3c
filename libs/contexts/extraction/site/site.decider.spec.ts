import { describe, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { site } from './site.decider.ts';

const given = scenarios(site, { subject: 'BW-JWANENG' });
const authority: Actor = { party: 'BW-AUTHORITY', participant: 'BW', roles: ['authority'] };
const neighbour: Actor = { party: 'ZA-AUTHORITY', participant: 'ZA', roles: ['authority'] };
const operator: Actor = { party: 'BW-MINE', participant: 'BW', roles: ['producer'] };
const territory = { standings: [], embargoes: [], zones: ['BW-ORAPA', 'BW-JWANENG-S'] };
const local = { operator: { participant: 'BW' }, territory };

const registered = { type: 'SiteRegistered', data: {
  name: 'Jwaneng', participant: 'BW', operator: 'BW-MINE', deposit: 'kimberlite', scale: 'LSM', licence: 'ML 2004/19', licensedFrom: '2004-08-01', licensedTo: '2029-07-31',
} } as const;

it('KPCS Annex II ¶9: is licensed and registered by the authority of its territory, once', () => {
  given().when('RegisterSite', registered.data, authority, local).then(registered);
  given(registered).when('RegisterSite', registered.data, authority, local).refused('AlreadyRegistered');
  given().when('RegisterSite', registered.data, neighbour, local).refused('NotItsAuthority', { pointer: '#/participant' });
  given().when('RegisterSite', registered.data, operator, local).refused('NotItsAuthority');
});

it('KPCS Annex II ¶13: is operated by a registered party of the same territory', () => {
  given().when('RegisterSite', registered.data, authority, { territory, operator: site.facts!.operator.of.initial }).refused('UnknownOperator', {
    detail: 'No party BW-MINE is registered.', figures: { operator: 'BW-MINE' }, pointer: '#/operator',
  });
  given().when('RegisterSite', registered.data, authority, { territory, operator: { participant: 'ZA' } }).refused('ForeignOperator', {
    detail: 'BW-MINE is registered in ZA, the site lies in BW.', pointer: '#/operator',
  });
});

it('has a licence that begins before it ends, if only for one day', () => {
  given().when('RegisterSite', { ...registered.data, licensedTo: '2004-07-31' }, authority, local).refused('LicenceReversed', { pointer: '#/licensedTo' });
  const oneDay = { type: 'SiteRegistered', data: { ...registered.data, licensedTo: '2004-08-01' } } as const;
  given().when('RegisterSite', oneDay.data, authority, local).then(oneDay);
});

it('may say where it lies: a latitude and a longitude, both or neither', () => {
  const placed = { type: 'SiteRegistered', data: { ...registered.data, latitude: -24_523_000, longitude: 24_699_000 } } as const;
  given().when('RegisterSite', placed.data, authority, local).then(placed);
  given().when('RegisterSite', { ...registered.data, latitude: -24_523_000 }, authority, local).refused('NoSuchPlace', {
    detail: 'This is no place: latitude -24.523000°, longitude not told.', pointer: '#/longitude',
  });
  given().when('RegisterSite', { ...registered.data, longitude: 24_699_000 }, authority, local).refused('NoSuchPlace', { pointer: '#/latitude' });
  given().when('RegisterSite', { ...registered.data, latitude: 90_000_001, longitude: 0 }, authority, local).refused('NoSuchPlace', { pointer: '#/latitude' });
});

describe('a zone', () => {
  const zoned = { type: 'SiteZoned', data: { zone: 'BW-ORAPA', from: '2005-01-01' } } as const;

  it('is told by the authority of the territory, and is one of that territory', () => {
    given(registered).when('ZoneSite', zoned.data, authority, local).then(zoned);
    given().when('ZoneSite', zoned.data, authority, local).refused('UnknownSite');
    given(registered).when('ZoneSite', zoned.data, neighbour, local).refused('NotItsAuthority');
    given(registered).when('ZoneSite', { ...zoned.data, zone: 'ZA-KAROO' }, authority, local).refused('UnknownZone', { detail: 'ZA-KAROO is a zone of ZA; the site lies in BW.', pointer: '#/zone' });
    given(registered).when('ZoneSite', { ...zoned.data, zone: 'BW-LETLHAKANE' }, authority, local).refused('UnknownZone', { detail: 'No zone BW-LETLHAKANE is registered in BW.' });
  });

  it('follows another one in the order of days', () => {
    const next = { type: 'SiteZoned', data: { zone: 'BW-JWANENG-S', from: '2005-01-01' } } as const;
    given(registered, zoned).when('ZoneSite', next.data, authority, local).then(next);
    given(registered, zoned).when('ZoneSite', { ...zoned.data, from: '2006-01-01' }, authority, local).refused('ZoneTheSame', { figures: { zone: 'BW-ORAPA', from: '2005-01-01' } });
    given(registered, zoned).when('ZoneSite', { ...next.data, from: '2004-12-31' }, authority, local).refused('BeforeItsLastZone', { figures: { from: '2004-12-31', lastFrom: '2005-01-01' }, pointer: '#/from' });
  });
});
