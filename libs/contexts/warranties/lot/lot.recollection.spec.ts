import { expect, it } from '@jest/globals';
import type { LotEvent } from '#contexts/custody/events';
import { recall } from '#kernel';
import { recorded } from '#kernel/testing';
import { saleableLot } from './lot.recollection.ts';

const origins = [{ participant: 'BW', milliCarats: 1_250 }];
const opened: LotEvent = { type: 'LotOpened', data: { holder: 'BW-MINE', milliCarats: 1_250, usdCents: 1, hsCode: '7102.10', origins } };
const lost: LotEvent = { type: 'LotLossRecorded', data: { holder: 'BW-MINE', lossMilliCarats: 50, reason: 'acidising', milliCarats: 1_200, origins } };
const sent: LotEvent = { type: 'LotDispatched', data: { from: 'BW-MINE', to: 'BW-TRADER', milliCarats: 1_200 } };
const received: LotEvent = { type: 'LotReceived', data: { from: 'BW-MINE', holder: 'BW-TRADER', milliCarats: 1_200, usdCents: 1 } };
const packed: LotEvent = { type: 'LotPacked', data: { holder: 'BW-TRADER', parcel: 'PA-1', milliCarats: 1_200 } };
const freed: LotEvent = { type: 'LotFreed', data: { holder: 'BE-TRADER', parcel: 'PA-1', milliCarats: 1_200 } };
const split: LotEvent = { type: 'LotSplit', data: { holder: 'BE-TRADER', milliCarats: 1_200, lossMilliCarats: 0,
  parts: [{ lot: 'L-1.1', milliCarats: 1_200, usdCents: 1, hsCode: '7102.10', origins }] } };
const forfeit: LotEvent = { type: 'LotConfiscated', data: { from: 'BE-TRADER', authority: 'BE-AUTHORITY', participant: 'EU', case: 'C-1', order: 'court order', milliCarats: 1_200 } };

const after = (...events: LotEvent[]) => recall(saleableLot, saleableLot.initial, recorded('lot', 'L-1', ...events));

it('is sold by whoever holds it, by its weight after losses', () => {
  expect(after()).toEqual({ seller: '', milliCarats: 0 });
  expect(after(opened)).toEqual({ seller: 'BW-MINE', milliCarats: 1_250 });
  expect(after(opened, lost)).toEqual({ seller: 'BW-MINE', milliCarats: 1_200 });
  expect(after(opened, lost, sent, received)).toEqual({ seller: 'BW-TRADER', milliCarats: 1_200 });
});

it('is sold while packed for a shipment, and by the importer when it is freed', () => {
  expect(after(opened, lost, sent, received, packed)).toMatchObject({ seller: 'BW-TRADER' });
  expect(after(opened, lost, sent, received, packed, freed)).toMatchObject({ seller: 'BE-TRADER' });
});

it('is not sold on the way, after a split, or when it is forfeit', () => {
  for (const end of [sent, split, forfeit]) expect(after(opened, end)).toMatchObject({ seller: '' });
});

it('is born as its production record, or as a part in the hands of whoever split', () => {
  const { of, state } = saleableLot.born!;
  const record = recall(of('L-1').from, of('L-1').from.initial, recorded('production', 'L-1', { type: 'ProductionRecorded', data: { operator: 'BW-MINE', milliCarats: 1_250 } }));
  expect(state('L-1', record)).toEqual({ seller: 'BW-MINE', milliCarats: 1_250 });
  expect([of('L-1.1').from, of('L-1.1').subject]).toEqual([saleableLot, 'L-1']);
  const parent = after(opened, lost, sent, received, packed, freed, split);
  expect(state('L-1.1', parent)).toEqual({ seller: 'BE-TRADER', milliCarats: 1_200 });
  expect(state('L-1.2', parent)).toEqual({ seller: '', milliCarats: 0 });
  expect(state('L-1.1', after(opened))).toEqual({ seller: '', milliCarats: 0 });
});
