import { expect, it } from '@jest/globals';
import type { ParcelEvent } from '#contexts/custody/events';
import { recall } from '#kernel';
import { recorded } from '#kernel/testing';
import { parcel } from './parcel.recollection.ts';

const figures = {
  milliCarats: 5, usdCents: 7, lines: [{ hsCode: '7102.31' as const, milliCarats: 5, usdCents: 7 }], origins: [{ participant: 'BW', milliCarats: 5 }],
};
const sealed: Extract<ParcelEvent, { type: 'ParcelSealed' }> = { type: 'ParcelSealed', data: {
  holder: 'SYN-BW-EXP', seal: 'BW-77', ...figures, lots: [{ lot: 'SYN-L', milliCarats: 5, usdCents: 7, hsCode: '7102.31', origins: figures.origins }],
} };
const presented: ParcelEvent = { type: 'ParcelPresented', data: { holder: 'SYN-BW-EXP', certificate: 'BWSYN000001' } };
const withdrawn: ParcelEvent = { type: 'ParcelWithdrawn', data: { holder: 'SYN-BW-EXP', certificate: 'BWSYN000001' } };
const opened: ParcelEvent = { type: 'ParcelOpened', data: { holder: 'SYN-BW-EXP', seal: 'BW-77', milliCarats: 5, lots: [{ lot: 'SYN-L', milliCarats: 5, usdCents: 7 }] } };

const inspected: ParcelEvent = { type: 'ParcelInspected', data: { authority: 'SYN-BW-GDV', officers: ['SYN-P1', 'SYN-P2'], reason: 'Random.', seal: 'BW-77', newSeal: 'GDV-1' } };

const after = (...events: ParcelEvent[]) => recall(parcel, parcel.initial, recorded('parcel', 'SYN-P-1', ...events));
const closed = { holder: 'SYN-BW-EXP', seal: 'BW-77', ...figures };

it('remembers what was sealed, by whom, and for which certificate it is presented now', () => {
  expect(after()).not.toHaveProperty('certificate');
  expect(after(sealed)).toEqual(closed);
  expect(after(sealed, presented)).toEqual({ ...closed, certificate: 'BWSYN000001' });
  expect(after(sealed, presented, withdrawn)).toEqual(closed);
  expect(after(sealed, presented, opened)).toEqual(closed);
});

it('knows the seal that is on it now', () => expect(after(sealed, inspected)).toEqual({ ...closed, seal: 'GDV-1' }));

it('follows a parcel to the number that stands for its certificate', () => {
  const reassigned: ParcelEvent = { type: 'ParcelReassigned', data: { holder: 'SYN-BW-EXP', from: 'BWSYN000001', certificate: 'BWSYN000002' } };
  expect(after(sealed, presented, reassigned)).toEqual({ ...closed, certificate: 'BWSYN000002' });
});

it('keeps what goods were worth that came in and are as they were, and under what they came', () => {
  const importedAt = { certificate: 'ZASYN000007', milliCarats: 10, usdCents: 20 };
  const lots = [{ ...sealed.data.lots[0]!, importedAt }, { ...sealed.data.lots[0]!, lot: 'SYN-M' }] as typeof sealed.data.lots;
  expect(after({ ...sealed, data: { ...sealed.data, lots, imports: ['ZASYN000007'] } })).toEqual({ ...closed, imports: ['ZASYN000007'], kept: [{ importedAt, milliCarats: 5, usdCents: 7 }] });
});

it('knows by which case it is stopped, until it is let go, and in which cases goods of it were confiscated', () => {
  const stopped: ParcelEvent = { type: 'ParcelDetained', data: { case: 'SYN-CASE-1', authority: 'SYN-BW-GDV', participant: 'BW', holder: 'SYN-BW-EXP', milliCarats: 5, grounds: 'No receipt' } };
  const letGo: ParcelEvent = { type: 'ParcelDetentionLifted', data: { case: 'SYN-CASE-1', authority: 'SYN-BW-GDV', holder: 'SYN-BW-EXP', milliCarats: 5, reason: 'Receipt found' } };
  expect(after(sealed, stopped)).toEqual({ ...closed, detained: 'SYN-CASE-1' });
  expect(after(sealed, stopped, letGo)).toEqual(closed);
  expect(after({ ...sealed, data: { ...sealed.data, confiscations: ['SYN-CASE-2'] } })).toEqual({ ...closed, confiscations: ['SYN-CASE-2'] });
});
