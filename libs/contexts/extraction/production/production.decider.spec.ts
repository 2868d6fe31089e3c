import { it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { production } from './production.decider.ts';

const given = scenarios(production, { subject: 'BW-JWANENG-2005-03', occurredAt: '2005-04-01T08:00:00Z' });
const mine: Actor = { party: 'BW-MINE', participant: 'BW', roles: ['producer'] };
const site = { site: {
  registered: true, name: 'Jwaneng', participant: 'BW', operator: 'BW-MINE', deposit: 'kimberlite', scale: 'LSM', licence: 'ML 2004/19', licensedFrom: '2004-08-01', licensedTo: '2029-07-31',
} } as const;
const march = { site: 'BW-JWANENG', from: '2005-03-01', to: '2005-03-31', milliCarats: 1_250_000_000, usdCents: 12_500_000_000 };
const recorded = { type: 'ProductionRecorded', data: { ...march, participant: 'BW', operator: 'BW-MINE', scale: 'LSM' } } as const;

it('is recorded by the operator of the site, with what the site’s register adds', () => {
  given().when('RecordProduction', march, mine, site).then(recorded);
  const counted = { ...march, stones: 2_000_000 };
  given().when('RecordProduction', counted, mine, site).then({ type: 'ProductionRecorded', data: { ...recorded.data, stones: 2_000_000 } });
});

it('is recorded once', () => {
  given(recorded).when('RecordProduction', march, mine, site).refused('AlreadyRecorded');
});

it('KPCS Annex II ¶9: comes from a registered site', () => {
  given().when('RecordProduction', march, mine, { site: production.facts!.site.of.initial }).refused('UnknownSite', {
    detail: 'No site BW-JWANENG is registered.', figures: { site: 'BW-JWANENG' }, pointer: '#/site',
  });
});

it('is nobody else’s to record, whatever his role', () => {
  given().when('RecordProduction', march, { ...mine, party: 'BW-OTHER' }, site).refused('NotOwnSite', { pointer: '#/site' });
  given().when('RecordProduction', march, { ...mine, roles: ['trader'] }, site).refused('NotOwnSite');
  given().when('RecordProduction', march, { party: 'BW-AUTHORITY', participant: 'BW', roles: ['authority'] }, site).refused('NotOwnSite');
});

it('covers a period that begins before it ends', () => {
  given().when('RecordProduction', { ...march, to: '2005-02-28' }, mine, site).refused('PeriodReversed', { pointer: '#/to' });
});

it('KPCS Annex III(c): lies within one half-year', () => {
  const later = { occurredAt: '2006-08-01T00:00:00Z' };
  given().when('RecordProduction', { ...march, to: '2005-07-01' }, mine, site, later).refused('CrossesHalfYear', {
    detail: '2005-03-01 lies in 2005-H1, 2005-07-01 in 2005-H2: make one record for each half.', pointer: '#/to',
  });
  given().when('RecordProduction', { ...march, to: '2006-03-31' }, mine, site, later).refused('CrossesHalfYear');
});

it('is recorded when the period is over; the last day itself will do', () => {
  given().when('RecordProduction', march, mine, site, { occurredAt: '2005-03-30T23:59:59Z' }).refused('PeriodNotOver', {
    detail: 'The period ends on 2005-03-31; this was recorded on 2005-03-30.', pointer: '#/to',
  });
  given().when('RecordProduction', march, mine, site, { occurredAt: '2005-03-31T18:00:00Z' }).then(recorded);
});

it('KPCS Annex II ¶9: lies within the licence of the site', () => {
  const until = (licensedTo: string) => ({ site: { ...site.site, licensedTo } });
  given().when('RecordProduction', march, mine, until('2005-03-30')).refused('OutsideLicence', {
    figures: { licensedFrom: '2004-08-01', licensedTo: '2005-03-30', from: '2005-03-01', to: '2005-03-31' }, pointer: '#/to',
  });
  given().when('RecordProduction', march, mine, { site: { ...site.site, licensedFrom: '2005-03-02' } }).refused('OutsideLicence', { pointer: '#/from' });
  given().when('RecordProduction', march, mine, until('2005-03-31')).then(recorded);
});

it('KPCS Annex II ¶8: is not more than the whole world mines in a year', () => {
  given().when('RecordProduction', { ...march, milliCarats: 200_000_000_001 }, mine, site).refused('Implausible', {
    detail: '200000000.001 ct in one record; the most it can hold is 200000000.000 ct.', pointer: '#/milliCarats',
  });
  given().when('RecordProduction', { ...march, usdCents: 2_000_000_000_001 }, mine, site).refused('Implausible', { pointer: '#/usdCents' });
});
