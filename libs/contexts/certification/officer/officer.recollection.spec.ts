import { expect, it } from '@jest/globals';
import type { OfficerEvent } from '#contexts/identity/events';
import { recall } from '#kernel';
import { recorded } from '#kernel/testing';
import { mandateOn, officer } from './officer.recollection.ts';

const appointed = (from: string, to?: string, authority = 'SYN-BW-GDV'): OfficerEvent =>
  ({ type: 'OfficerAppointed', data: { authority, participant: 'BW', name: 'SYN Officer', powers: ['prepare', 'issue'], from, ...(to !== undefined && { to }), decision: 'Order 1' } });
const relieved = (on: string, authority = 'SYN-BW-GDV'): OfficerEvent => ({ type: 'OfficerRelieved', data: { authority, on, decision: 'Order 2' } });

const daysOf = (...events: OfficerEvent[]) => {
  const known = recall(officer, officer.initial, recorded('officer', 'SYN-P-1', ...events));
  return ['2004-12-31', '2005-01-01', '2005-06-30', '2005-07-01', '2006-01-01'].filter((day) => mandateOn(known, 'SYN-BW-GDV', 'issue', day));
};

it('holds from its first day to its last, or until the officer is relieved', () => {
  expect(daysOf()).toEqual([]);
  expect(daysOf(appointed('2005-01-01'))).toEqual(['2005-01-01', '2005-06-30', '2005-07-01', '2006-01-01']);
  expect(daysOf(appointed('2005-01-01', '2005-06-30'))).toEqual(['2005-01-01', '2005-06-30']);
  expect(daysOf(appointed('2005-01-01'), relieved('2005-07-01'))).toEqual(['2005-01-01', '2005-06-30']);
  expect(daysOf(appointed('2005-01-01'), relieved('2005-07-01'), relieved('2006-01-01'))).toEqual(['2005-01-01', '2005-06-30']);
  expect(daysOf(appointed('2005-01-01'), relieved('2005-06-30'), appointed('2005-07-01'))).toEqual(['2005-01-01', '2005-07-01', '2006-01-01']);
});

it('is of one authority, and of the powers it names', () => {
  expect(daysOf(appointed('2005-01-01', undefined, 'SYN-NA-KP'))).toEqual([]);
  expect(daysOf(appointed('2005-01-01'), relieved('2005-01-01', 'SYN-NA-KP'))).toHaveLength(4);
  expect(mandateOn(recall(officer, officer.initial, recorded('officer', 'SYN-P-1', appointed('2005-01-01'))), 'SYN-BW-GDV', 'confirm', '2005-07-01')).toBe(false);
});
