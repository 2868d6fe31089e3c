import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { ProductionEvent } from '../production/production.events.ts';
import { productions } from './productions.view.ts';

const data: ProductionEvent['data'] = {
  site: 'BW-JWANENG', participant: 'BW', operator: 'BW-MINE', scale: 'LSM', from: '2005-03-01', to: '2005-03-31', milliCarats: 1_250_000, usdCents: 12_500_000,
};

it('shows every record, and the day on which it was made', () => {
  const rows = rowsOf(productions,
    recorded('production', 'P-1', { type: 'ProductionRecorded', data, occurredAt: '2005-04-01T08:00:00Z' }),
    recorded('production', 'P-2', { type: 'ProductionRecorded', data: { ...data, stones: 3000 }, occurredAt: '2005-04-02T08:00:00Z' }));
  expect([...rows]).toEqual([
    ['P-1', { production: 'P-1', ...data, recordedOn: '2005-04-01' }],
    ['P-2', { production: 'P-2', ...data, stones: 3000, recordedOn: '2005-04-02' }],
  ]);
});
