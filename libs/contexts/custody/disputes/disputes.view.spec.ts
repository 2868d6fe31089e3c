import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { LotEvent } from '../lot/lot.events.ts';
import { disputes } from './disputes.view.ts';

const told = { from: 'SYN-A', holder: 'SYN-B', over: 'weight' as const, statedMilliCarats: 100, foundMilliCarats: 70, differenceMilliCarats: -30, toleranceMilliCarats: 20, statedStones: 4 };
const disputed: LotEvent = { type: 'LotDisputed', data: { ...told, participant: 'BW' } };
const settled: LotEvent = { type: 'LotDisputeSettled', data: {
  holder: 'SYN-B', stands: 'found', settledBy: 'SYN-A', finding: 'our balance was off', milliCarats: 70, differenceMilliCarats: -30, origins: [{ participant: 'BW', milliCarats: 70 }] } };
const page = (...events: LotEvent[]) => rowsOf(disputes, recorded('lot', 'SYN-L', ...events)).get('SYN-L');
const open = { lot: 'SYN-L', status: 'open', ...told, openedOn: '2005-07-01', times: 1 };

it('shows on what two sides differ, and how it was settled', () => {
  expect(page(disputed)).toEqual(open);
  expect(page(disputed, settled)).toEqual({ ...open, status: 'settled', stands: 'found', finding: 'our balance was off', settledBy: 'SYN-A', settledOn: '2005-07-01' });
});

it('shows the last dispute of a lot, and how many there were', () => {
  expect(page(disputed, settled, disputed)).toEqual({ ...open, times: 2 });
});
