import { expect, it } from '@jest/globals';
import type { DataOf } from '#kernel';
import { recorded, rowsOf } from '#kernel/testing';
import type { ProductionEvent, productionEvents } from '../production/production.events.ts';
import { productions } from './productions.view.ts';

const data: DataOf<typeof productionEvents.ProductionRecorded> = {
  site: 'BW-JWANENG', participant: 'BW', operator: 'BW-MINE', scale: 'LSM', from: '2005-03-01', to: '2005-03-31', milliCarats: 1_250_000, usdCents: 12_500_000,
};
const record = (id: string, more: Partial<typeof data> = {}) =>
  recorded<ProductionEvent>('production', id, { type: 'ProductionRecorded', data: { ...data, ...more } });
const shown = { kind: 'mined', ...data, restatements: [], recordedOn: '2005-07-01' };

it('shows every record, and the day on which it was made', () => {
  const counted = { stones: 3000, shift: 'night', sieveSet: 'DTC', sieves: [{ sieve: '+11', milliCarats: 1_250_000, stones: 3000 }] };
  expect([...rowsOf(productions, record('P-1'), record('P-2', counted), record('P-3', { sample: 'SYN-SA' }))]).toEqual([
    ['P-1', { production: 'P-1', ...shown }],
    ['P-2', { production: 'P-2', ...shown, ...counted }],
    ['P-3', { production: 'P-3', ...shown, sample: 'SYN-SA' }],
  ]);
});

it('shows a purchase with the slip of the miner', () => {
  const slip = {
    site: 'SYN-PIT', participant: 'SL', scale: 'ASM' as const, from: '2005-03-01', to: '2005-03-01', milliCarats: 900, usdCents: 40_000, miner: 'A. Kamara', licence: 'AML 77',
    latitude: 8_640_000, longitude: -10_970_000, photo: 'ab'.repeat(32), payment: 'R-1',
  };
  expect([...rowsOf(productions, recorded<ProductionEvent>('production', 'P-4', { type: 'PurchaseRecorded', data: { ...slip, buyer: 'SYN-BUYER' } })).values()])
    .toEqual([{ production: 'P-4', kind: 'bought', operator: 'SYN-BUYER', ...slip, restatements: [], recordedOn: '2005-07-01' }]);
});

it('shows the figures that hold, and those that were struck through', () => {
  const { milliCarats: _, usdCents: __, ...place } = data;
  const change = {
    wasMilliCarats: 1_250_000, milliCarats: 1_205_000, wasUsdCents: 12_500_000, usdCents: 12_500_000, wasStones: 3000, stones: 2999,
    lot: 'P-1', correction: '2f6f0a10-0000-5000-8000-000000000001', explanation: 'digits changed places',
  };
  const restated = recorded<ProductionEvent>('production', 'P-1', { type: 'ProductionRestated', data: { ...place, ...change } });
  expect(rowsOf(productions, record('P-1', { stones: 3000 }), restated).get('P-1')).toEqual(
    { production: 'P-1', ...shown, milliCarats: 1_205_000, stones: 2999, restatements: [{ ...change, restatedOn: '2005-07-01' }] });
});
