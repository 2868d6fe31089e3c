import { expect, it } from '@jest/globals';
import { recorded } from '#kernel/testing';
import { seal } from '../seal/seal.decider.ts';
import { openedParcelBreaksSeal } from './opened-parcel-breaks-seal.reaction.ts';

const breaks = (subject: string, by: string) => [{ decider: seal, subject, type: 'BreakSeal', data: { by } }];

it('breaks the seal of a parcel for whoever opened it', () => {
  const [opened] = recorded('parcel', 'SYN-P', { type: 'ParcelOpened' as const, data: { holder: 'SYN-EU-IMP', seal: 'BW-7', milliCarats: 1, lots: [{ lot: 'SYN-A', milliCarats: 1, usdCents: 1 }] } });
  expect(openedParcelBreaksSeal.on.ParcelOpened!(opened!)).toEqual(breaks('BW-7', 'SYN-EU-IMP'));
  const detention = { case: 'SYN-C', authority: 'SYN-EU-FPS', stage: 'detained' as const };
  expect(openedParcelBreaksSeal.on.ParcelOpened!({ ...opened!, data: { ...opened!.data, detention } })).toEqual(breaks('BW-7', 'SYN-EU-FPS'));
});

it('breaks the old seal of an inspected parcel, not the new one', () => {
  const [inspected] = recorded('parcel', 'SYN-P', { type: 'ParcelInspected' as const, data: { authority: 'SYN-BW-GDV', officers: ['SYN-P1', 'SYN-P2'], reason: 'Random.', seal: 'BW-7', newSeal: 'GDV-1' } });
  expect(openedParcelBreaksSeal.on.ParcelInspected!(inspected!)).toEqual(breaks('BW-7', 'SYN-BW-GDV'));
});
