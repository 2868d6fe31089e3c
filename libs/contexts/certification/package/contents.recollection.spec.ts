import { expect, it } from '@jest/globals';
import { recall } from '#kernel';
import { recorded } from '#kernel/testing';
import { contents } from './contents.recollection.ts';

const origins = [{ participant: 'CF', zone: 'CF-NOLA', milliCarats: 500 }];
const sealed = { type: 'ParcelSealed', data: { holder: 'SYN-CF-EXP', seal: 'CF-1', lots: [{ lot: 'SYN-L-1', milliCarats: 500, usdCents: 9, hsCode: '7102.31', origins }], milliCarats: 500, usdCents: 9, lines: [], origins } };
const after = (...events: { type: string; data: unknown }[]) => recall(contents, contents.initial, recorded('parcel', 'SYN-P', ...events));

it('a parcel is remembered as it was sealed, under the seal that closes it, also when it was opened abroad', () => {
  const seen = { holder: 'SYN-CF-EXP', seal: 'CF-1', milliCarats: 500, usdCents: 9, origins, lots: [{ lot: 'SYN-L-1', milliCarats: 500 }] };
  expect(after(sealed)).toEqual(seen);
  expect(after(sealed, { type: 'ParcelInspected', data: { newSeal: 'CF-2' } })).toEqual({ ...seen, seal: 'CF-2' });
  expect(after(sealed, { type: 'ParcelOpened', data: { holder: 'SYN-EU-IMP' } })).toEqual(seen);
  expect(after()).toMatchObject({ holder: '', lots: [] });
});
