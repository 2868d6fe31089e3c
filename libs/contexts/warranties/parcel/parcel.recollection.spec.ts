import { expect, it } from '@jest/globals';
import { recall } from '#kernel';
import { recorded } from '#kernel/testing';
import { stoppedParcel } from './parcel.recollection.ts';

it('knows whether a parcel is stopped', () => {
  const after = (...types: string[]) => recall(stoppedParcel, stoppedParcel.initial, recorded('parcel', 'P-1', ...types.map((type) => ({ type, data: {} }))));
  expect([after(), after('ParcelDetained'), after('ParcelDetained', 'ParcelDetentionLifted'), after('ParcelDetained', 'ParcelOpened')]).toEqual([false, true, false, false]);
});
