import { expect, it } from '@jest/globals';
import type { ProductionEvent } from '#contexts/extraction/events';
import { complaints } from '#kernel';
import { recorded } from '#kernel/testing';
import { lot } from './lot.decider.ts';
import { productionOpensLot } from './production-opens-lot.reaction.ts';

const production: ProductionEvent = { type: 'ProductionRecorded', data: {
  site: 'SYN-BW-ORAPA', participant: 'BW', operator: 'SYN-BW-MINE', scale: 'LSM', from: '2005-01-01', to: '2005-01-31', milliCarats: 1_250, usdCents: 5_000, stones: 9,
} };
const asked = (event: ProductionEvent) => productionOpensLot.on.ProductionRecorded!(recorded('production', 'SYN-PR-1', event)[0]!);

it('opens a lot of unsorted rough with the id of the record, of one origin, in the operator’s hands', () => {
  const data = {
    holder: 'SYN-BW-MINE', milliCarats: 1_250, usdCents: 5_000, hsCode: '7102.10', origins: [{ participant: 'BW', milliCarats: 1_250 }], stones: 9,
    production: 'SYN-PR-1', site: 'SYN-BW-ORAPA',
  };
  expect(asked(production)).toEqual([{ decider: lot, subject: 'SYN-PR-1', type: 'OpenLot', data }]);
  expect(complaints(lot.commands['OpenLot']!, data)).toEqual([]);
});

it('says nothing of stones that nobody counted', () => {
  const { stones: _, ...uncounted } = production.data;
  expect(asked({ ...production, data: uncounted })[0]!.data).not.toHaveProperty('stones');
});
