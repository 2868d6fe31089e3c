import { expect, it } from '@jest/globals';
import type { Together } from '#kernel';
import { recorded } from '#kernel/testing';
import { lot } from '../lot/lot.decider.ts';
import { seal } from '../seal/seal.decider.ts';
import { begunParcelPacksLots } from './begun-parcel-packs-lots.reaction.ts';
import { parcel } from './parcel.decider.ts';

const [begun] = recorded('parcel', 'SYN-P', { type: 'ParcelBegun' as const, data: { holder: 'SYN-BW-EXP', seal: 'BW-7', lots: ['SYN-B', 'SYN-A'] } });
const [together] = begunParcelPacksLots.on.ParcelBegun!(begun!) as Together[];

it('uses the seal, packs every lot, always in the same order, and then decides', () => {
  expect(together!.all).toEqual([
    { decider: seal, subject: 'BW-7', type: 'UseSeal', data: { parcel: 'SYN-P' } },
    ...['SYN-A', 'SYN-B'].map((subject) => ({ decider: lot, subject, type: 'PackLot', data: { parcel: 'SYN-P' } })),
  ]);
  expect(together!.then).toEqual({ decider: parcel, subject: 'SYN-P', type: 'DecideParcel', data: {} });
});

it('decides against it when the seal or a lot refuses, and says which and why', () => {
  const refusal = { refused: 'SealSpent', cites: 'custody/90', says: 'General.' };
  const obstacle = (n: number, detail?: string) => together!.unless!({ ...refusal, ...(detail && { detail }) }, together!.all[n]!).data;
  expect(obstacle(0, 'Seal BW-7 is void.')).toEqual({ obstacle: { seal: 'BW-7', code: 'SealSpent', says: 'Seal BW-7 is void.' } });
  expect(obstacle(2)).toEqual({ obstacle: { lot: 'SYN-B', code: 'SealSpent', says: 'General.' } });
});
