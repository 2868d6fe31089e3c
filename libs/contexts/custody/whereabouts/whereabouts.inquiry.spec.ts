import { afterAll, expect, it } from '@jest/globals';
import type { ProductionEvent } from '#contexts/extraction/events';
import { complaints } from '#kernel';
import { recorded, rowsOf } from '#kernel/testing';
import { sightsOf } from '#platform/cqrs';
import { SqliteRowStore } from '#platform/read-models';
import { lineage } from '../lineage/lineage.view.ts';
import type { LotEvent } from '../lot/lot.events.ts';
import { lots } from '../lots/lots.view.ts';
import { whereabouts } from './whereabouts.inquiry.ts';

const store = new SqliteRowStore(':memory:');
afterAll(() => store.close());

const origins = [{ participant: 'BW', milliCarats: 50 }];
const part = (n: number) => ({ lot: `SYN-L.${n}`, milliCarats: 50, usdCents: 5, hsCode: '7102.10' as const, origins });
const dug: ProductionEvent = { type: 'ProductionRecorded', data: {
  site: 'SYN-S', participant: 'BW', operator: 'SYN-A', scale: 'LSM', from: '2005-06-01', to: '2005-06-30', milliCarats: 150, usdCents: 15 } };
const split: LotEvent = { type: 'LotSplit', data: { holder: 'SYN-A', milliCarats: 150, lossMilliCarats: 0, parts: [part(1), part(2), part(3)] } };
const happened = (n: number, ...events: LotEvent[]) => recorded<LotEvent>('lot', `SYN-L.${n}`, ...events);

it('says of everything that came of it who has it, who owns it and where it lies; what was lost is nowhere', async () => {
  const streams = [
    recorded('production', 'SYN-L', dug), recorded('lot', 'SYN-L', split),
    happened(1, { type: 'LotReceived', data: { from: 'SYN-A', holder: 'SYN-T', owner: 'SYN-A', terms: 'memo', milliCarats: 50, usdCents: 5, place: 'Vault 3' } }),
    happened(3, { type: 'LotLost', data: { holder: 'SYN-A', milliCarats: 50, reason: 'theft', approvedBy: 'SYN-OTHER' } }),
  ];
  const generation = await store.begin([lineage, lots]);
  await generation.commit('', '1', [lineage, lots].flatMap((view) => [...rowsOf(view, ...streams)].map(([key, row]) => ({ view, key, row }))));
  const found = await whereabouts.answer({ of: 'production:SYN-L' }, sightsOf(generation));
  expect(complaints(whereabouts.answers, found)).toEqual([]);
  expect(found.lots).toEqual([
    { lot: 'SYN-L.1', holder: 'SYN-T', owner: 'SYN-A', status: 'held', place: 'Vault 3', milliCarats: 50, stemMilliCarats: 50 },
    { lot: 'SYN-L.2', holder: 'SYN-A', owner: 'SYN-A', status: 'held', milliCarats: 50, stemMilliCarats: 50 },
  ]);
});
