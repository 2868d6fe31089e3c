import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { StocktakeEvent } from '../stocktake/stocktake.events.ts';
import { stocktakes } from './stocktakes.view.ts';

const taken: StocktakeEvent = { type: 'StockTaken', data: {
  holder: 'SYN-A', takenBy: 'SYN-BW-GDV', officers: ['SYN-P1', 'SYN-P2'], kind: 'spot-check', place: 'Vault 2', bookMilliCarats: 300, foundMilliCarats: 295, differing: 1,
  lots: [{ lot: 'SYN-L', bookMilliCarats: 300, foundMilliCarats: 295, differenceMilliCarats: -5, verdict: 'differs' }],
} };
const closed: StocktakeEvent = { type: 'StocktakeClosed', data: { holder: 'SYN-A', closedBy: 'SYN-BW-GDV', finding: 'a second weighing was asked for' } };
const page = (...events: StocktakeEvent[]) => rowsOf(stocktakes, recorded('stocktake', 'SYN-T', ...events)).get('SYN-T');

it('shows what was counted against the book, and what came of it', () => {
  const row = { stocktake: 'SYN-T', status: 'open', ...taken.data, takenOn: '2005-07-01' };
  expect(page(taken)).toEqual(row);
  expect(page(taken, closed)).toEqual({ ...row, status: 'closed', finding: closed.data.finding, closedBy: 'SYN-BW-GDV', closedOn: '2005-07-01' });
});
