import { expect, it } from '@jest/globals';
import { hangingParcel } from './hanging.rules.ts';
import { parcel } from './parcel.decider.ts';

it('gives a parcel up that is not decided after a quarter of an hour, and not before', () => {
  const row = { parcel: 'SYN-P', begunAt: '2026-01-01T00:00:00.000Z' };
  expect(hangingParcel.overdue(row, '2026-01-01T00:14:59.999Z')).toBeUndefined();
  expect(hangingParcel.overdue(row, '2026-01-01T00:15:00.000Z')).toEqual({ decider: parcel, subject: 'SYN-P', type: 'AbandonParcel', data: { reason: 'It was not decided within 15 minutes.' } });
});
