import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { OfficerEvent } from '../officer/officer.events.ts';
import { officers } from './officers.view.ts';

const mandate = { authority: 'VE-MINISTRY', participant: 'VE', name: 'Officer (synthetic)', powers: ['prepare', 'issue'] as ('prepare' | 'issue')[], from: '2004-01-01', decision: 'Gazette 1/2004' };
const appointed: OfficerEvent = { type: 'OfficerAppointed', data: mandate };
const relieved: OfficerEvent = { type: 'OfficerRelieved', data: { authority: 'VE-MINISTRY', on: '2005-02-01', decision: 'Gazette 5/2005' } };
const rows = (...events: OfficerEvent[]) => rowsOf(officers, recorded<OfficerEvent>('officer', 'SYN-VE-P1', ...events));

it('shows who may sign what for which authority', () => {
  expect([...rows(appointed)]).toEqual([['SYN-VE-P1@VE-MINISTRY', { person: 'SYN-VE-P1', ...mandate }]]);
});

it('shows the last day of a mandate that was ended, and a new one in its place', () => {
  expect(rows(appointed, relieved).get('SYN-VE-P1@VE-MINISTRY')).toEqual({ person: 'SYN-VE-P1', ...mandate, to: '2005-01-31', relievedBy: 'Gazette 5/2005' });
  const again = { ...mandate, from: '2006-01-01', to: '2006-12-31', specimen: 'a'.repeat(64) };
  expect([...rows(appointed, relieved, { type: 'OfficerAppointed', data: again }).values()]).toEqual([{ person: 'SYN-VE-P1', ...again }]);
});

it('keeps the mandates of one person at two authorities apart', () => {
  expect([...rows(appointed, { type: 'OfficerAppointed', data: { ...mandate, authority: 'VE-CUSTOMS' } }, relieved).values()].map(({ authority, to }) => [authority, to])).toEqual([
    ['VE-MINISTRY', '2005-01-31'], ['VE-CUSTOMS', undefined]]);
});
