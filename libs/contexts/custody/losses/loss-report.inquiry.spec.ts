import { afterAll, expect, it } from '@jest/globals';
import type { ProductionEvent } from '#contexts/extraction/events';
import { complaints, type Recorded } from '#kernel';
import { recorded, rowsOf } from '#kernel/testing';
import { sightsOf } from '#platform/cqrs';
import { SqliteRowStore } from '#platform/read-models';
import type { LotEvent } from '../lot/lot.events.ts';
import { lots } from '../lots/lots.view.ts';
import { lossReport } from './loss-report.inquiry.ts';
import { losses } from './losses.view.ts';

const store = new SqliteRowStore(':memory:');
afterAll(() => store.close());

const origins = [{ participant: 'BW', milliCarats: 900 }];
const dug = (lot: string, site: string) => recorded<ProductionEvent>('production', lot, { type: 'ProductionRecorded', data: {
  site, participant: 'BW', operator: 'SYN-A', scale: 'LSM', from: '2005-06-01', to: '2005-06-30', milliCarats: 1_000, usdCents: 10 } });
const split = (lot: string): Recorded[] => recorded<LotEvent>('lot', lot, { type: 'LotSplit', data: {
  holder: 'SYN-A', milliCarats: 1_000, lossMilliCarats: 0, parts: [{ lot: `${lot}.1`, milliCarats: 1_000, usdCents: 10, hsCode: '7102.10', origins: [{ participant: 'BW', milliCarats: 1_000 }] }] } });
let told = 0;
const weighed = (lot: string, day: string, holder: string, differenceMilliCarats: number): Recorded[] => recorded<LotEvent>('lot', lot, { type: 'LotWeighed', data: {
  holder, bookMilliCarats: 1_000, milliCarats: 1_000 + differenceMilliCarats, differenceMilliCarats, toleranceMilliCarats: 20, origins } })
  .map((event) => ({ ...event, id: `00000000-0000-4000-8000-${`${told += 1}`.padStart(12, '0')}`, occurredAt: `${day}T08:00:00Z` }));

const history = [
  dug('SYN-L', 'SYN-S1'), dug('SYN-K', 'SYN-S2'), split('SYN-L'),
  weighed('SYN-L.1', '2005-07-03', 'SYN-A', -5), weighed('SYN-L.1', '2005-07-20', 'SYN-A', 3), weighed('SYN-L.1', '2005-08-01', 'SYN-B', -7), weighed('SYN-K', '2005-07-05', 'SYN-A', -2),
];
const answer = async (asked: object) => {
  const generation = await store.begin([lots, losses]);
  await generation.commit('', '1', [lots, losses].flatMap((view) => [...rowsOf(view, ...history)].map(([key, row]) => ({ view, key, row }))));
  const given = await lossReport.answer(asked, sightsOf(generation));
  expect(complaints(lossReport.answers, given)).toEqual([]);
  return given;
};
const line = (month: string, site: string, lostMilliCarats: number, gainedMilliCarats: number, events: number) => ({ month, site, cause: 're-weighing', lostMilliCarats, gainedMilliCarats, events });

it('adds up by month, site and cause, and says how many events make each line', async () => {
  expect(await answer({})).toEqual({
    lines: [line('2005-07', 'SYN-S1', 5, 3, 2), line('2005-07', 'SYN-S2', 2, 0, 1), line('2005-08', 'SYN-S1', 7, 0, 1)], lostMilliCarats: 14, gainedMilliCarats: 3,
  });
});

it('is the sum of the events, whatever is asked for', async () => {
  expect(await answer({ site: 'SYN-S2' })).toMatchObject({ lostMilliCarats: 2, gainedMilliCarats: 0 });
  expect(await answer({ holder: 'SYN-B' })).toMatchObject({ lines: [line('2005-08', 'SYN-S1', 7, 0, 1)] });
  expect(await answer({ from: '2005-07-05', to: '2005-07-31' })).toMatchObject({ lostMilliCarats: 2, gainedMilliCarats: 3 });
  expect(await answer({ holder: 'SYN-C' })).toEqual({ lines: [], lostMilliCarats: 0, gainedMilliCarats: 0 });
});

it('does not take days in the wrong order', () => {
  expect(lossReport.amiss!({ from: '2005-07-02', to: '2005-07-01' })).toEqual([{ pointer: '#/to', detail: 'must not be before from' }]);
  expect(lossReport.amiss!({ from: '2005-07-01', to: '2005-07-01' })).toEqual([]);
});
