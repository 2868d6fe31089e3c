import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import { reconciliation } from './reconciliation.view.ts';

type Scale = 'all' | 'ASM' | 'LSM';
const stated = (scale: Scale, milliCarats: number, usdCents: number) =>
  ({ participant: 'SL', year: 2021, half: 1, scale, declaration: milliCarats > 0 ? 'production' : 'nil', milliCarats, usdCents, source: 'KP statistics' }) as const;
const returned = (scale: Scale, ...figures: [milliCarats: number, usdCents: number][]) => recorded('return', `SL-2021-H1-${scale}`,
  ...figures.map(([milliCarats, usdCents], i) => ({ type: i === 0 ? 'ReturnFiled' : 'ReturnRestated', data: stated(scale, milliCarats, usdCents) })));
const mined = (milliCarats: number, usdCents: number, from = '2021-06-30') => recorded('production', 'P-1', { type: 'ProductionRecorded',
  data: { site: 'SL-KONO', participant: 'SL', operator: 'SL-MINE', scale: 'LSM', from, to: from, milliCarats, usdCents } });

const period = { participant: 'SL', year: 2021, half: 1 };
const row = (...streams: ReturnType<typeof recorded>[]) => rowsOf(reconciliation, ...streams).get('SL-2021-H1');

it('sets the sum of the returns of all scales against the sum of the records', () => {
  expect(row(returned('ASM', [1_000, 10_000]), mined(400, 4_000), returned('LSM', [500, 5_000]), mined(1_100, 11_000))).toMatchObject({
    ...period, returns: 2, returnedMilliCarats: 1_500, returnedUsdCents: 15_000, recordedMilliCarats: 1_500, recordedUsdCents: 15_000, differenceMilliCarats: 0, differenceUsdCents: 0,
  });
});

it('counts the latest statement of a scale, not those it replaced', () => {
  expect(row(returned('ASM', [1_000, 10_000], [1_200, 9_000]), returned('LSM', [500, 5_000]))).toMatchObject({ returns: 2, returnedMilliCarats: 1_700, returnedUsdCents: 14_000 });
});

it('makes the difference explicit, in carats and in dollars, whichever side is heavier', () => {
  expect(row(returned('all', [1_000, 10_000]), mined(1_001, 9_999))).toMatchObject({ differenceMilliCarats: 1, differenceUsdCents: -1 });
  expect(row(returned('all', [1_000, 10_000]))).toMatchObject({ recordedMilliCarats: 0, differenceMilliCarats: -1_000, differenceUsdCents: -10_000 });
});

it('tells a nil return from silence', () => {
  expect(row(returned('all', [0, 0]))).toEqual({
    ...period, stated: [{ scale: 'all', declaration: 'nil', milliCarats: 0, usdCents: 0 }], returns: 1,
    returnedMilliCarats: 0, returnedUsdCents: 0, recordedMilliCarats: 0, recordedUsdCents: 0, restatements: 0, differenceMilliCarats: 0, differenceUsdCents: 0,
  });
  expect(row(mined(5, 0))).toMatchObject({ stated: [], returns: 0, returnedMilliCarats: 0, differenceMilliCarats: 5 });
});

it('keeps the halves of a year apart', () => {
  expect([...rowsOf(reconciliation, mined(1, 1), mined(2, 2, '2021-07-01')).keys()]).toEqual(['SL-2021-H1', 'SL-2021-H2']);
});

const where = { site: 'SL-KONO', participant: 'SL', from: '2021-03-01', to: '2021-03-01' };
const purchased = recorded('production', 'P-2', { type: 'PurchaseRecorded', data: {
  ...where, buyer: 'SL-BUYER', scale: 'ASM', milliCarats: 70, usdCents: 700, miner: 'Synthetic Miner', licence: 'A-1', latitude: 8_640_000, longitude: -10_970_000,
} });
const restated = (milliCarats: number, more: object = {}) => recorded('production', 'P-1', { type: 'ProductionRestated', data: {
  ...where, operator: 'SL-MINE', scale: 'LSM', wasMilliCarats: 400, milliCarats, wasUsdCents: 4_000, usdCents: 4_000, lot: 'P-1', correction: '0190a000-0000-5000-8000-000000000001', explanation: 'Tare', ...more,
} });

it('counts what artisanal miners sold as production', () => {
  expect(row(mined(400, 4_000), purchased)).toMatchObject({ recordedMilliCarats: 470, recordedUsdCents: 4_700 });
});

it('uses the corrected figures of a record, and tells that some were', () => {
  expect(row(mined(400, 4_000), purchased, restated(390))).toMatchObject({ recordedMilliCarats: 460, recordedUsdCents: 4_700, restatements: 1, differenceMilliCarats: 460 });
});

it('Technical Guideline 17: leaves the stones of samples out', () => {
  const sampled = recorded('production', 'P-3', { type: 'ProductionRecorded', data: { ...where, operator: 'SL-MINE', scale: 'LSM', milliCarats: 5, usdCents: 0, stones: 4, sample: 'P-3' } });
  expect(row(sampled, restated(6, { sample: 'P-3' }))).toBeUndefined();
  expect(row(mined(400, 4_000), sampled)).toMatchObject({ recordedMilliCarats: 400 });
});
