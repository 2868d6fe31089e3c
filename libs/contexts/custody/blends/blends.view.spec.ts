import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { BlendEvent } from '../blend/blend.events.ts';
import { blends } from './blends.view.ts';

const lots = ['SYN-A', 'SYN-B'];
const started: BlendEvent = { type: 'BlendStarted', data: { holder: 'SYN-BW-TRADE', lots } };
const committed = (stones?: [number, number]): BlendEvent => ({ type: 'BlendCommitted', data: {
  holder: 'SYN-BW-TRADE', lot: 'SYN-M.0', inputs: [{ lot: 'SYN-A', milliCarats: 1_000, usdCents: 70 }, { lot: 'SYN-B', milliCarats: 2_000, usdCents: 30 }],
  made: {
    holder: 'SYN-BW-TRADE', milliCarats: 3_000, usdCents: 100, hsCode: '7102.10', model: 'mass-balance', blend: 'SYN-M', ...(stones && { stones: stones[0] + stones[1] }),
    origins: [{ participant: 'AO', milliCarats: 1_000, ...(stones && { stones: stones[0] }) }, { participant: 'BW', milliCarats: 2_000, ...(stones && { stones: stones[1] }) }],
  },
} });
const obstacle = { lot: 'SYN-B', code: 'NotFree', says: 'Lot SYN-B was split.' };
const aborted: BlendEvent = { type: 'BlendAborted', data: { holder: 'SYN-BW-TRADE', lots, obstacle } };
const completed: BlendEvent = { type: 'BlendCompleted', data: { blend: 'SYN-M', outcome: 'committed' } };

const page = (...events: BlendEvent[]) => rowsOf(blends, recorded('blend', 'SYN-M', ...events)).get('SYN-M');
const open = { blend: 'SYN-M', holder: 'SYN-BW-TRADE', status: 'started', lots, startedOn: '2005-07-01', startedAt: '2026-01-01T00:00:00.000Z' };

it('shows a blend that is not decided, and since when', () => expect(page(started)).toEqual(open));

it('shows its composition by weight and by stones, to a hundredth of a percent', () => {
  expect(page(started, committed([4, 4]))).toEqual({
    ...open, status: 'committed', outcome: 'committed', lot: 'SYN-M.0', milliCarats: 3_000, usdCents: 100, stones: 8, model: 'mass-balance', shares: [
      { participant: 'AO', milliCarats: 1_000, permyriad: 3_333, stones: 4, stonesPermyriad: 5_000 },
      { participant: 'BW', milliCarats: 2_000, permyriad: 6_667, stones: 4, stonesPermyriad: 5_000 },
    ],
  });
  expect(page(started, committed(), completed)).toMatchObject({ status: 'completed', outcome: 'committed', shares: [{ permyriad: 3_333 }, { permyriad: 6_667 }] });
});

it('says what stood in the way', () => {
  expect(page(started, aborted)).toEqual({ ...open, status: 'aborted', outcome: 'aborted', obstacle });
  expect(page(started, aborted, completed)).toMatchObject({ status: 'completed', outcome: 'aborted', obstacle });
});
