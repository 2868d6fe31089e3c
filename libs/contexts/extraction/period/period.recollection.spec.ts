import { expect, it } from '@jest/globals';
import type { PeriodEvent } from '#contexts/statistics/events';
import { recall, type Actor, type Asked } from '#kernel';
import { recorded } from '#kernel/testing';
import { closedTo, period, quartersOf } from './period.recollection.ts';

const clerk: Actor = { party: 'SYN-BW-MINE', participant: 'BW', roles: ['producer'], person: 'SYN-CLERK' };
const asked = (recordedAt: string): Asked => ({ subject: 'SYN-P', command: 'RecordProduction', by: clerk, occurredAt: recordedAt, recordedAt, cause: 'c', correlation: 'c' });
const closed: PeriodEvent = { type: 'PeriodClosed', data: { participant: 'BW', year: 2005, quarter: 1, closedBy: 'SYN-CLOSER' } };
const allowed = (party: string): PeriodEvent => ({ type: 'LateEntryAllowed', data: { participant: 'BW', party, approvedBy: 'SYN-OTHER', reason: 'The scale was under repair.' } });
const after = (...events: PeriodEvent[]) => recall(period, period.initial, recorded('period', 'BW-2005-Q1', ...events));

it('is open until it is closed, and then open to whom somebody else let in', () => {
  expect(closedTo(after(), clerk)).toBe(false);
  expect(closedTo(after(closed), clerk)).toBe(true);
  expect(closedTo(after(closed, allowed('SYN-BW-OTHER')), clerk)).toBe(true);
  expect(closedTo(after(closed, allowed(clerk.party)), clerk)).toBe(false);
  expect(closedTo(after(closed, allowed(clerk.party)), { ...clerk, person: 'SYN-OTHER' })).toBe(true);
});

it('asks for each quarter that was over, once', () => {
  const days = ['2005-03-01', '2005-03-31', '2005-05-02'];
  expect(quartersOf(days, asked('2005-07-01T00:00:00Z'))).toEqual(['BW-2005-Q1', 'BW-2005-Q2']);
  expect(quartersOf(days, asked('2005-06-30T23:00:00Z'))).toEqual(['BW-2005-Q1']);
});
