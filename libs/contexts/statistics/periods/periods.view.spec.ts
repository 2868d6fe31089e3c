import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { PeriodEvent } from '../period/period.events.ts';
import { periods } from './periods.view.ts';

const closed: PeriodEvent & { occurredAt: string } = { type: 'PeriodClosed', data: { participant: 'BW', year: 2005, quarter: 1, closedBy: 'SYN-OFFICER' }, occurredAt: '2005-04-20T08:00:00Z' };
const leave = { party: 'SYN-BW-MINE', approvedBy: 'SYN-DEPUTY', reason: 'A book was found.' };

it('shows who closed a quarter, and everybody who was let in again', () => {
  const row = { period: 'BW-2005-Q1', participant: 'BW', year: 2005, quarter: 1, closedBy: 'SYN-OFFICER', closedOn: '2005-04-20', late: [] };
  expect([...rowsOf(periods, recorded('period', 'BW-2005-Q1', closed))]).toEqual([['BW-2005-Q1', row]]);
  const allowed: PeriodEvent & { occurredAt: string } = { type: 'LateEntryAllowed', data: { participant: 'BW', ...leave }, occurredAt: '2005-05-02T08:00:00Z' };
  expect([...rowsOf(periods, recorded<PeriodEvent>('period', 'BW-2005-Q1', closed, allowed)).values()]).toEqual([{ ...row, late: [{ ...leave, on: '2005-05-02' }] }]);
});
