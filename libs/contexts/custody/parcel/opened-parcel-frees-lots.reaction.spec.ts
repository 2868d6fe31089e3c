import { expect, it } from '@jest/globals';
import { recorded } from '#kernel/testing';
import { lot } from '../lot/lot.decider.ts';
import { openedParcelFreesLots } from './opened-parcel-frees-lots.reaction.ts';

it('frees each lot for whoever opened the parcel', () => {
  const [opened] = recorded('parcel', 'SYN-P', { type: 'ParcelOpened' as const, data: {
    holder: 'SYN-EU-IMP', seal: 'BW-77', milliCarats: 150, certificate: 'BWSYN000001',
    lots: [{ lot: 'SYN-A', milliCarats: 100, usdCents: 10 }, { lot: 'SYN-B.1', milliCarats: 50, usdCents: 3 }],
  } });
  expect(openedParcelFreesLots.on.ParcelOpened!(opened!)).toEqual(['SYN-A', 'SYN-B.1'].map((subject) =>
    ({ decider: lot, subject, type: 'FreeLot', data: { parcel: 'SYN-P', holder: 'SYN-EU-IMP', certificate: 'BWSYN000001' } })));
  const { certificate: _, ...atHome } = opened!.data;
  const detention = { case: 'SYN-C', authority: 'SYN-EU-FPS', stage: 'detained' as const };
  expect(openedParcelFreesLots.on.ParcelOpened!({ ...opened!, data: { ...atHome, detention } })[0]).toMatchObject({ data: { parcel: 'SYN-P', holder: 'SYN-EU-IMP', detention } });
  expect(openedParcelFreesLots.on.ParcelOpened!({ ...opened!, data: atHome })[0]).toMatchObject({ data: { parcel: 'SYN-P', holder: 'SYN-EU-IMP' } });
});
