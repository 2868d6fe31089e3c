import { expect, it } from '@jest/globals';
import type { LotEvent } from '#contexts/custody/events';
import { recall } from '#kernel';
import { recorded } from '#kernel/testing';
import { heldLot } from './lot.recollection.ts';

const origins = [{ participant: 'GH', milliCarats: 1_250 }];
const opened: LotEvent = { type: 'LotOpened', data: { holder: 'GH-MINE', milliCarats: 1_250, usdCents: 1, hsCode: '7102.10', origins } };
const sent: LotEvent = { type: 'LotDispatched', data: { from: 'GH-MINE', to: 'GH-TRADER', milliCarats: 1_250 } };
const received: LotEvent = { type: 'LotReceived', data: { from: 'GH-MINE', holder: 'GH-TRADER', milliCarats: 1_250, usdCents: 1 } };
const freed: LotEvent = { type: 'LotFreed', data: { holder: 'AE-TRADER', parcel: 'PA-1', milliCarats: 1_250 } };
const split: LotEvent = { type: 'LotSplit', data: { holder: 'GH-MINE', milliCarats: 1_250, lossMilliCarats: 0,
  parts: [{ lot: 'L-1.1', milliCarats: 1_250, usdCents: 1, hsCode: '7102.10', origins }] } };
const forfeit: LotEvent = { type: 'LotConfiscated', data: { from: 'AE-TRADER', authority: 'AE-AUTHORITY', participant: 'AE', case: 'C-1', order: 'court order', milliCarats: 1_250 } };

const after = (...events: LotEvent[]) => recall(heldLot, heldLot.initial, recorded('lot', 'L-1', ...events)).holder;

it('knows in whose hands a lot is; on the way it is still the sender’s', () => {
  expect(after()).toBe('');
  expect(after(opened)).toBe('GH-MINE');
  expect(after(opened, sent)).toBe('GH-MINE');
  expect(after(opened, sent, received)).toBe('GH-TRADER');
  expect(after(opened, sent, received, freed)).toBe('AE-TRADER');
  expect(after(opened, sent, received, freed, forfeit)).toBe('AE-AUTHORITY');
  expect(after(opened, split)).toBe('');
});

it('is born in its operator’s hands, or in those of whoever split its parent', () => {
  const { of, state } = heldLot.born!;
  const record = recall(of('L-1').from, of('L-1').from.initial, recorded('production', 'L-1', { type: 'ProductionRecorded', data: { operator: 'GH-MINE' } }));
  expect(state('L-1', record)).toEqual({ holder: 'GH-MINE' });
  const parent = recall(heldLot, heldLot.initial, recorded<LotEvent>('lot', 'L-1', opened, split));
  expect([of('L-1.1').subject, state('L-1.1', parent), state('L-1.2', parent), state('L-1.1', { holder: '' })])
    .toEqual(['L-1', { holder: 'GH-MINE' }, { holder: '' }, { holder: '' }]);
});
