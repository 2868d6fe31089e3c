import { expect, it } from '@jest/globals';
import type { Recorded } from '#kernel';
import { recorded, rowsOf } from '#kernel/testing';
import type { LotEvent } from '../lot/lot.events.ts';
import { losses, sourceOf } from './losses.view.ts';

const holder = 'SYN-A';
const origins = [{ participant: 'BW', milliCarats: 900 }];
const parts = [{ lot: 'SYN-L.1', milliCarats: 990, usdCents: 1, hsCode: '7102.10' as const, origins }];
const told = (...events: LotEvent[]): Recorded[] =>
  recorded('lot', 'SYN-L', ...events).map((event, i) => ({ ...event, id: `00000000-0000-4000-8000-00000000000${i + 1}` }));
const shown = (...events: LotEvent[]) => [...rowsOf(losses, told(...events)).values()].map(({ kind, cause, milliCarats }) => `${kind} ${cause} ${milliCarats}`);

it('shows every loss with its cause: in work, in treatment, in a division, and altogether', () => {
  expect(shown(
    { type: 'LotLossRecorded', data: { holder, lossMilliCarats: 1, reason: 'moisture', milliCarats: 999, origins } },
    { type: 'LotTreated', data: { holder, treatment: 'acidising', beforeMilliCarats: 999, milliCarats: 997, lossMilliCarats: 2, origins } },
    { type: 'LotSplit', data: { holder, milliCarats: 1_000, parts, lossMilliCarats: 10, lossReason: 'breakage' } },
    { type: 'LotSorted', data: { holder, milliCarats: 1_000, parts, lossMilliCarats: 11, lossReason: 'sorting', by: 'quality' } },
    { type: 'StonesPromoted', data: { holder, milliCarats: 1_000, parts, lossMilliCarats: 12, lossReason: 'other' } },
    { type: 'LotLost', data: { holder, milliCarats: 900, reason: 'theft', approvedBy: 'SYN-P2' } },
  )).toEqual(['loss moisture 1', 'loss acidising 2', 'loss breakage 10', 'loss sorting 11', 'loss other 12', 'loss theft 900']);
});

it('shows what another balance found, less or more', () => {
  expect(shown(
    { type: 'LotWeighed', data: { holder, bookMilliCarats: 900, milliCarats: 895, differenceMilliCarats: -5, toleranceMilliCarats: 20, origins } },
    { type: 'LotWeighed', data: { holder, bookMilliCarats: 895, milliCarats: 900, differenceMilliCarats: 5, toleranceMilliCarats: 20, origins } },
    { type: 'LotDisputeSettled', data: { holder, stands: 'found', settledBy: 'SYN-B', finding: 'dust', milliCarats: 880, differenceMilliCarats: -20, origins } },
  )).toEqual(['loss re-weighing 5', 'gain re-weighing 5', 'loss transit 20']);
});

it('shows nothing where nothing was lost', () => {
  expect(shown(
    { type: 'LotSplit', data: { holder, milliCarats: 990, parts, lossMilliCarats: 0 } },
    { type: 'LotTreated', data: { holder, treatment: 'acid-rinse', beforeMilliCarats: 900, milliCarats: 900, lossMilliCarats: 0, origins } },
    { type: 'LotWeighed', data: { holder, bookMilliCarats: 900, milliCarats: 900, differenceMilliCarats: 0, toleranceMilliCarats: 20, origins } },
  )).toEqual([]);
});

it('says of which lot and source, when, by whose hands, and who approved it', () => {
  expect([...rowsOf(losses, told({ type: 'LotLossRecorded', data: { holder, lossMilliCarats: 100, reason: 'accident', milliCarats: 900, origins, approvedBy: 'SYN-P2' } })).values()]).toEqual([{
    lot: 'SYN-L', source: 'SYN-L', holder, kind: 'loss', cause: 'accident', milliCarats: 100, approvedBy: 'SYN-P2', month: '2005-07', on: '2005-07-01', event: '00000000-0000-4000-8000-000000000001',
  }]);
  expect(['SYN-L.1.2', 'SYN-M.0.3.4', 'SYN-M.0'].map(sourceOf)).toEqual(['SYN-L', 'SYN-M.0', 'SYN-M.0']);
});
