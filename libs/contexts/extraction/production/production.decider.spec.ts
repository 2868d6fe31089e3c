import { expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { production } from './production.decider.ts';
import { no } from './production.rules.ts';
import { recording } from './record.rules.ts';

const given = scenarios(production, { subject: 'BW-JWANENG-2005-03', occurredAt: '2005-04-01T08:00:00Z' }, { ...recording, refusals: { ...no, ...recording.refusals } });
const mine: Actor = { party: 'BW-MINE', participant: 'BW', roles: ['producer'] };
const nothing = { buyer: { participant: '' }, sample: { status: 'none' }, periods: new Map(), territory: { standings: [], embargoes: [], zones: [] } } as const;
const site = { ...nothing, site: {
  registered: true, zones: [], name: 'Jwaneng', participant: 'BW', operator: 'BW-MINE', deposit: 'kimberlite', scale: 'LSM', licence: 'ML 2004/19', licensedFrom: '2004-08-01', licensedTo: '2029-07-31',
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
  given().when('RecordProduction', march, mine, { ...nothing, site: production.facts!.site.of.initial }).refused('UnknownSite', {
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
  const until = (licensedTo: string) => ({ ...nothing, site: { ...site.site, licensedTo } });
  given().when('RecordProduction', march, mine, until('2005-03-30')).refused('OutsideLicence', {
    figures: { licensedFrom: '2004-08-01', licensedTo: '2005-03-30', from: '2005-03-01', to: '2005-03-31' }, pointer: '#/to',
  });
  given().when('RecordProduction', march, mine, { ...nothing, site: { ...site.site, licensedFrom: '2005-03-02' } }).refused('OutsideLicence', { pointer: '#/from' });
  given().when('RecordProduction', march, mine, until('2005-03-31')).then(recorded);
});

it('KPCS Annex II ¶8: is not more than the whole world mines in a year', () => {
  given().when('RecordProduction', { ...march, milliCarats: 200_000_000_001 }, mine, site).refused('Implausible', {
    detail: '200000000.001 ct in one record; the most it can hold is 200000000.000 ct.', pointer: '#/milliCarats',
  });
  given().when('RecordProduction', { ...march, usdCents: 2_000_000_000_001 }, mine, site).refused('Implausible', { pointer: '#/usdCents' });
});

it('is not added to closed figures, unless a second person allowed it', () => {
  const period = (late: [string, string][]) => ({ ...site, periods: new Map([['BW-2005-Q1', { closed: true, late: new Map(late) }]]) });
  given().when('RecordProduction', march, mine, period([])).refused('PeriodClosed', {
    detail: 'The figures of BW-2005-Q1 are closed, and nobody else allowed BW-MINE to add to them; this is of 2005-03-01 to 2005-03-31.', pointer: '#/from',
  });
  given().when('RecordProduction', march, mine, period([['BW-OTHER', 'OFFICER']])).refused('PeriodClosed');
  given().when('RecordProduction', march, { ...mine, person: 'OFFICER' }, period([['BW-MINE', 'OFFICER']])).refused('PeriodClosed');
  given().when('RecordProduction', march, mine, period([['BW-MINE', 'OFFICER']])).then(recorded);
});

it('asks about the quarters in which it was dug and in which it was recorded, as far as they are over', () => {
  const { subjects } = production.facts!.periods;
  const asked = { subject: 'P', command: 'RecordProduction', by: mine, occurredAt: '2005-07-02T00:00:00Z', recordedAt: '2005-11-01T00:00:00Z', cause: 'c', correlation: 'c' };
  expect(subjects(march, undefined, asked)).toEqual(['BW-2005-Q1', 'BW-2005-Q3']);
  expect(subjects({}, undefined, { ...asked, command: 'RecordPurchase' })).toEqual(['BW-2005-Q3']);
  expect(subjects({ to: '2005-06-30' }, undefined, { ...asked, command: 'RecordPurchase' })).toEqual(['BW-2005-Q2', 'BW-2005-Q3']);
  expect(subjects({}, undefined, { ...asked, command: 'RestateProduction' })).toEqual([]);
});

it('does not count more stones than can weigh 0.001 ct each', () => {
  given().when('RecordProduction', { ...march, stones: 1_250_000_001 }, mine, site).refused('TooManyStones', { pointer: '#/stones' });
});

const sieved = { ...march, milliCarats: 1_000, stones: 30, shift: 'night', sieveSet: 'DTC 2005', sieves: [{ sieve: '+11', milliCarats: 600, stones: 10 }, { sieve: '-11', milliCarats: 400, stones: 20 }] };

it('may tell its shift, and what each sieve of a set held: all of the carats', () => {
  given().when('RecordProduction', sieved, mine, site).then({ type: 'ProductionRecorded', data: { ...recorded.data, ...sieved } });
  const uncounted = { ...sieved, sieves: [{ sieve: '+11', milliCarats: 600, stones: 10 }, { sieve: '-11', milliCarats: 400 }] };
  given().when('RecordProduction', uncounted, mine, site).then({ type: 'ProductionRecorded', data: { ...recorded.data, ...uncounted } });
});

it('is told with the set of sieves, each once, and they hold what the record says', () => {
  const { sieveSet: _, ...nameless } = sieved;
  given().when('RecordProduction', nameless, mine, site).refused('SieveSetMissing', { pointer: '#/sieveSet' });
  given().when('RecordProduction', { ...march, sieveSet: 'DTC 2005' }, mine, site).refused('SieveSetMissing', { pointer: '#/sieves' });
  given().when('RecordProduction', { ...sieved, sieves: [sieved.sieves[0]!, { sieve: '+11', milliCarats: 400 }] }, mine, site).refused('SieveTwice', { detail: 'Sieve +11 is named twice.', pointer: '#/sieves/1/sieve' });
  given().when('RecordProduction', { ...sieved, milliCarats: 1_001 }, mine, site).refused('SievesDoNotSum', {
    detail: 'The sieves hold 1.000 ct, the record says 1.001 ct: a difference of 0.001 ct.', pointer: '#/sieves',
  });
  given().when('RecordProduction', { ...sieved, stones: 29 }, mine, site).refused('SievesDoNotSum', { detail: 'The sieves hold 30 stones, the record counts 29.', pointer: '#/stones' });
  const { stones: __, ...uncounted } = sieved;
  given().when('RecordProduction', uncounted, mine, site).refused('SievesDoNotSum', { detail: 'The sieves hold 30 stones, and the record does not count any.' });
  const beyond = [{ sieve: '+11', milliCarats: Number.MAX_SAFE_INTEGER }, { sieve: '-11', milliCarats: 1_000 }];
  given().when('RecordProduction', { ...sieved, sieves: beyond }, mine, site).refused('SievesDoNotSum');
});

it('Technical Guideline 17: holds the stones of a sample under the sample’s own name, when its report has counted them and it is back', () => {
  const back = { status: 'reported', site: 'BW-JWANENG', holder: 'BW-MINE', grams: 9_000, lastOn: '2005-03-20', stones: 4 } as const;
  const here = { subject: 'SYN-SAMPLE' };
  const found = { ...march, milliCarats: 310, sample: 'SYN-SAMPLE' };
  const facts = { ...site, sample: back };
  given().when('RecordProduction', found, mine, facts, here).then({ type: 'ProductionRecorded', data: { ...recorded.data, milliCarats: 310, sample: 'SYN-SAMPLE', stones: 4 } });
  given().when('RecordProduction', found, mine, { ...site, sample: { ...back, status: 'held' } }, here).refused('SampleNotReported', { pointer: '#/sample' });
  given().when('RecordProduction', found, mine, facts).refused('NotOfTheSample', { detail: 'The stones of sample SYN-SAMPLE are recorded under SYN-SAMPLE, not under BW-JWANENG-2005-03.' });
  given().when('RecordProduction', found, mine, { ...facts, sample: { ...back, site: 'BW-ORAPA' } }, here).refused('NotOfTheSample', { pointer: '#/site' });
  given().when('RecordProduction', found, mine, { ...facts, sample: { ...back, holder: 'BE-LAB' } }, here).refused('NotOfTheSample', { detail: 'Sample SYN-SAMPLE is with BE-LAB; BW-MINE records its stones when it is back.' });
  given().when('RecordProduction', { ...found, stones: 5 }, mine, facts, here).refused('NotOfTheSample', { detail: '4 stones were found in sample SYN-SAMPLE, the record counts 5.', pointer: '#/stones' });
  given().when('RecordProduction', found, mine, { ...facts, sample: { ...back, stones: 0 } }, here).refused('NotOfTheSample', { detail: 'No stones were found in sample SYN-SAMPLE.' });
});

it('is recorded as tainted where exports are closed, and says of which zone it is: it is never refused for that', () => {
  const closed = { standings: [{ from: '2003-01-01', standing: 'suspended' }], embargoes: [], zones: ['BW-ORAPA'] } as const;
  given().when('RecordProduction', march, mine, { ...site, territory: closed }).then({ type: 'ProductionRecorded', data: { ...recorded.data, taint: 'zone' } });
  const zoned = { ...site, site: { ...site.site, zones: [{ zone: 'BW-ORAPA', from: '2005-01-01' }] }, territory: closed };
  given().when('RecordProduction', march, mine, zoned).then({ type: 'ProductionRecorded', data: { ...recorded.data, zone: 'BW-ORAPA', taint: 'zone' } });
});
