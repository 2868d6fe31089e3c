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
  const taken: LotEvent = { type: 'LotSeized', data: { from: 'GH-MINE', authority: 'GH-AUTHORITY', participant: 'GH', case: 'C-1', milliCarats: 1_250 } };
  const disposed = (disposal: 'returned' | 'destroyed' | 'evidence', to?: string): LotEvent => ({ type: 'LotDisposed', data: { ...taken.data, disposal, order: 'x', ...(to !== undefined && { to }) } as never });
  expect([after(opened, taken), after(opened, taken, disposed('evidence')), after(opened, taken, disposed('returned', 'GH-MINE')), after(opened, taken, disposed('destroyed'))]).toEqual(['GH-AUTHORITY', 'GH-AUTHORITY', 'GH-MINE', '']);
  const sorted = { ...(split.data as object), by: 'size' };
  const gone = [split, { type: 'LotSorted', data: sorted }, { type: 'StonesPromoted', data: split.data }, { type: 'LotLost', data: {} }, { type: 'LotBlended', data: {} }] as LotEvent[];
  for (const end of gone) expect({ end, holder: after(opened, end) }).toEqual({ end, holder: '' });
  expect(after(opened, sent, { type: 'LotReturned', data: { holder: 'GH-MINE', by: 'GH-TRADER', milliCarats: 1_250, reason: 'not wanted' } })).toBe('GH-MINE');
});

it('is born in the hands of its operator, its first buyer, or whoever blended or split', () => {
  const { of, state } = heldLot.born!;
  const record = recall(of('L-1').from, of('L-1').from.initial, recorded('production', 'L-1', { type: 'ProductionRecorded', data: { operator: 'GH-MINE' } }));
  expect(state('L-1', record)).toEqual({ holder: 'GH-MINE' });
  expect(state('L-1', recall(of('L-1').from, of('L-1').from.initial, recorded('production', 'L-1', { type: 'PurchaseRecorded', data: { buyer: 'GH-TRADER' } })))).toEqual({ holder: 'GH-TRADER' });
  const blended = recall(of('B-1.0').from, of('B-1.0').from.initial, recorded('blend', 'B-1', { type: 'BlendCommitted', data: { made: { holder: 'GH-TRADER' } } }));
  expect([of('B-1.0').subject, state('B-1.0', blended)]).toEqual(['B-1', { holder: 'GH-TRADER' }]);
  const parent = recall(heldLot, heldLot.initial, recorded<LotEvent>('lot', 'L-1', opened, split));
  expect([of('L-1.1').subject, state('L-1.1', parent), state('L-1.2', parent), state('L-1.1', { holder: '' })])
    .toEqual(['L-1', { holder: 'GH-MINE' }, { holder: '' }, { holder: '' }]);
});
