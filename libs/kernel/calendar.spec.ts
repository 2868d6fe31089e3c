import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { covers, dayOf, daysBetween, halfOf, lastBegun, plusDays, quarterOf, yearOf } from './calendar.ts';
import { isDay } from './words.ts';

const day = fc.integer({ min: 0, max: 70_000 }).map((days) => plusDays('1950-01-01', days));

it('halves and quarters end where the KPCS ends them', () => {
  expect(['2005-01-01', '2005-06-30', '2005-07-01', '2005-12-31'].map(halfOf)).toEqual([1, 1, 2, 2]);
  expect(['2005-01-01', '2005-03-31', '2005-04-01', '2005-06-30', '2005-07-01', '2005-09-30', '2005-10-01', '2005-12-31'].map(quarterOf)).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
  expect(yearOf('2005-12-31')).toBe(2005);
  expect(dayOf('2005-12-31T23:59:59.999Z')).toBe('2005-12-31');
});

it('counts over the end of months and over leap days', () => {
  expect(plusDays('2004-02-28', 1)).toBe('2004-02-29');
  expect(plusDays('2005-02-28', 1)).toBe('2005-03-01');
  expect(plusDays('2005-01-01', -1)).toBe('2004-12-31');
  expect(daysBetween('2004-02-28', '2004-03-01')).toBe(2);
  expect(daysBetween('2005-07-01', '2005-06-30')).toBe(-1);
});

it('adding days and counting them are inverse, and order is the order of strings', () => {
  fc.assert(fc.property(day, fc.integer({ min: -9_000, max: 9_000 }), (from, days) => {
    const to = plusDays(from, days);
    expect(isDay(to)).toBe(true);
    expect(daysBetween(from, to)).toBe(days);
    expect(to > from).toBe(days > 0);
  }), { numRuns: 2_000 });
});

it('days on end have a last day, or a first day after it, or no end', () => {
  const days = ['2005-02-28', '2005-03-01', '2005-03-31', '2005-04-01'];
  const from = '2005-03-01';
  expect([{ from }, { from, to: '2005-03-31' }, { from, until: '2005-03-31' }, { from, to: '2005-12-31', until: from }].map((span) => days.map((one) => covers(span, one)))).toEqual([
    [false, true, true, true], [false, true, true, false], [false, true, false, false], [false, false, false, false]]);
});

it('what held on a day is the last that was said of those that had begun', () => {
  const said = [{ from: '2005-01-01', n: 1 }, { from: '2005-03-01', n: 2 }, { from: '2005-02-01', n: 3 }];
  expect(['2004-12-31', '2005-01-01', '2005-02-01', '2005-04-01'].map((one) => lastBegun(said, one)?.n)).toEqual([undefined, 1, 3, 3]);
});
