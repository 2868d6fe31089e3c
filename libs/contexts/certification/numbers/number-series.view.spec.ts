import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { NumberingEvent } from '../numbering/numbering.events.ts';
import { numberSeries } from './number-series.view.ts';

const pattern = (digits: number): NumberingEvent => ({ type: 'PatternSet', data: { prefix: 'SL', digits, series: 'trade', from: '2005-01-01', decision: 'Notice 1' } });
const block = { first: 4_000, last: 4_999, year: 2005, printedBy: 'SYN-PRINTER', receivedOn: '2005-01-10', authority: 'SYN-SL-NMA' };
const series = (...events: NumberingEvent[]) => Object.fromEntries(rowsOf(numberSeries, recorded('numbering', 'SL', ...events)));
const shown = { participant: 'SL', prefix: 'SL', digits: 6, series: 'trade', from: '2005-01-01', decision: 'Notice 1' };

it('shows how a Participant writes its numbers, and which blanks it has', () => {
  expect(series(pattern(6))).toEqual({ SL: { ...shown, blocks: [] } });
  expect(series(pattern(6), { type: 'BlockAllocated', data: { prefix: 'SL', ...block } })).toEqual({ SL: { ...shown, blocks: [block] } });
  expect(series(pattern(6), { type: 'BlockAllocated', data: { prefix: 'SL', ...block } }, pattern(7))).toEqual({ SL: { ...shown, digits: 7, blocks: [block] } });
});
