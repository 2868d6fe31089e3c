import { afterAll, expect, it } from '@jest/globals';
import type { CertificateEvent } from '#contexts/certification/events';
import type { ProductionEvent, SiteEvent } from '#contexts/extraction/events';
import { complaints } from '#kernel';
import { recorded, rowsOf } from '#kernel/testing';
import { sightsOf, TooMuch } from '#platform/cqrs';
import { SqliteRowStore } from '#platform/read-models';
import type { BlendEvent } from '../blend/blend.events.ts';
import { leads } from '../leads/leads.view.ts';
import { lineage } from '../lineage/lineage.view.ts';
import type { LotEvent } from '../lot/lot.events.ts';
import { lots } from '../lots/lots.view.ts';
import type { ParcelEvent } from '../parcel/parcel.events.ts';
import { parcels } from '../parcels/parcels.view.ts';
import type { SealEvent } from '../seal/seal.events.ts';
import { recall } from './recall.inquiry.ts';

const store = new SqliteRowStore(':memory:');
afterAll(() => store.close());
const views = [leads, lineage, lots, parcels];

/** What can be seen after these events, in the order given. */
const after = async (most: number, ...streams: Parameters<typeof rowsOf>[1][]) => {
  const generation = await store.begin(views);
  await generation.commit('', '1', views.flatMap((view) => [...rowsOf(view, ...streams)].map(([key, row]) => ({ view, key, row }))));
  return sightsOf(generation, most);
};

const weighing = (milliCarats: number) => ({ milliCarats, usdCents: milliCarats, hsCode: '7102.10' as const, origins: [{ participant: 'BW', milliCarats }] });
const site = (id: string, licence: string) => recorded<SiteEvent>('site', id, { type: 'SiteRegistered', data: {
  name: id, participant: 'BW', operator: 'SYN-A', deposit: 'kimberlite', scale: 'LSM', licence, licensedFrom: '2005-01-01', licensedTo: '2009-12-31' } });
const dug = (lot: string, at: string, milliCarats: number, month: string) => recorded<ProductionEvent>('production', lot, { type: 'ProductionRecorded', data: {
  site: at, participant: 'BW', operator: 'SYN-A', scale: 'LSM', from: `2005-${month}-01`, to: `2005-${month}-20`, milliCarats, usdCents: milliCarats } });
const lotEvent = (lot: string, ...events: LotEvent[]) => recorded<LotEvent>('lot', lot, ...events);
const split = (lot: string, ...weights: number[]) => lotEvent(lot, { type: 'LotSplit', data: {
  holder: 'SYN-A', milliCarats: weights.reduce((a, b) => a + b), lossMilliCarats: 0, parts: weights.map((milliCarats, i) => ({ lot: `${lot}.${i + 1}`, ...weighing(milliCarats) })) } });
const blend = (id: string, ...inputs: [lot: string, milliCarats: number][]) => {
  const milliCarats = inputs.reduce((sum, [, weight]) => sum + weight, 0);
  return recorded<BlendEvent>('blend', id, { type: 'BlendCommitted', data: {
    holder: 'SYN-A', lot: `${id}.0`, inputs: inputs.map(([lot, weight]) => ({ lot, milliCarats: weight, usdCents: weight })), made: { holder: 'SYN-A', ...weighing(milliCarats) } } });
};
const received = (lot: string, holder: string, milliCarats: number) => lotEvent(lot, { type: 'LotReceived', data: { from: 'SYN-A', holder, milliCarats, usdCents: 1 } });
const figures = (milliCarats: number) => ({ milliCarats, usdCents: milliCarats, lines: [{ hsCode: '7102.10' as const, milliCarats, usdCents: milliCarats }], origins: [{ participant: 'BW', milliCarats }] });
const packed = (parcel: string, seal: string, ...inside: [lot: string, milliCarats: number][]) => [
  ...inside.map(([lot, milliCarats]) => lotEvent(lot, { type: 'LotPacked', data: { holder: 'SYN-A', parcel, milliCarats } })),
  recorded<ParcelEvent>('parcel', parcel, { type: 'ParcelSealed', data: {
    holder: 'SYN-A', seal, lots: inside.map(([lot, milliCarats]) => ({ lot, ...weighing(milliCarats) })), ...figures(inside.reduce((sum, [, weight]) => sum + weight, 0)) } }),
];
const shipped = (number: string, parcel: string, milliCarats: number) => {
  const shipment = { exporter: 'SYN-A', importer: 'SYN-E', from: 'BW', to: 'EU', parcels: [{ parcel, seal: 'X', milliCarats, usdCents: 1 }], ...figures(milliCarats) };
  return [
    recorded<ParcelEvent>('parcel', parcel, { type: 'ParcelPresented', data: { holder: 'SYN-A', certificate: number } }),
    recorded<CertificateEvent>('certificate', number, { type: 'CertificateIssued', data: { ...shipment, authority: 'SYN-GDV', issuedOn: '2005-07-01', expiresOn: '2005-09-01' } },
      { type: 'ExportDispatched', data: { ...shipment, dispatchedOn: '2005-07-02' } }),
  ];
};
const used = (seal: string, parcel: string) => recorded<SealEvent>('seal', seal, { type: 'SealUsed', data: { holder: 'SYN-A', range: 'SYN-R', kind: 'seal', parcel } });

/** Two sites under one licence, one under another; a blend of both sites; a parcel abroad, and one at home. */
const world = () => after(10_000,
  site('SYN-S1', 'ML 1'), site('SYN-S2', 'ML 1'), site('SYN-S3', 'ML 3'), dug('SYN-L1', 'SYN-S1', 300, '03'), dug('SYN-L2', 'SYN-S1', 500, '06'), dug('SYN-L3', 'SYN-S2', 100, '03'), dug('SYN-L4', 'SYN-S3', 70, '03'),
  split('SYN-L1', 200, 100), blend('SYN-B', ['SYN-L1.1', 200], ['SYN-L4', 70]), split('SYN-B.0', 135, 135), received('SYN-B.0.1', 'SYN-T', 135),
  used('SYN-R-1', 'SYN-P1'), ...packed('SYN-P1', 'SYN-R-1', ['SYN-L1.2', 100], ['SYN-L3', 100]), ...shipped('BWSYN1', 'SYN-P1', 200), used('SYN-R-2', 'SYN-P2'), ...packed('SYN-P2', 'SYN-R-2', ['SYN-L2', 500]));

const asked = async (of: string, more: object = {}) => {
  const found = await recall.answer({ of, ...more }, await world());
  expect(complaints(recall.answers, found)).toEqual([]);
  return found;
};

it('a site: every lot that stems from it and still exists, who has it, where, and how much of it', async () => {
  expect(await asked('site:SYN-S1')).toEqual({
    starts: ['SYN-L1', 'SYN-L2'],
    lots: [
      { lot: 'SYN-B.0.1', holder: 'SYN-T', owner: 'SYN-T', status: 'held', milliCarats: 135, stemMilliCarats: 100 },
      { lot: 'SYN-B.0.2', holder: 'SYN-A', owner: 'SYN-A', status: 'held', milliCarats: 135, stemMilliCarats: 100 },
      { lot: 'SYN-L1.2', holder: 'SYN-E', owner: 'SYN-A', status: 'packed', milliCarats: 100, stemMilliCarats: 100, parcel: 'SYN-P1', certificate: 'BWSYN1' },
      { lot: 'SYN-L2', holder: 'SYN-A', owner: 'SYN-A', status: 'packed', milliCarats: 500, stemMilliCarats: 500, parcel: 'SYN-P2' },
    ],
    parcels: expect.arrayContaining([
      { parcel: 'SYN-P1', holder: 'SYN-E', status: 'in-transit', seal: 'SYN-R-1', certificate: 'BWSYN1' }, { parcel: 'SYN-P2', holder: 'SYN-A', status: 'sealed', seal: 'SYN-R-2' }]),
    certificates: ['BWSYN1'],
    holders: [
      { holder: 'SYN-A', lots: 2, milliCarats: 635, stemMilliCarats: 600 }, { holder: 'SYN-E', lots: 1, milliCarats: 100, stemMilliCarats: 100 }, { holder: 'SYN-T', lots: 1, milliCarats: 135, stemMilliCarats: 100 }],
  });
});

it('some days of a site, and a licence with all its sites', async () => {
  expect((await asked('site:SYN-S1', { from: '2005-03-20', to: '2005-05-31' })).starts).toEqual(['SYN-L1']);
  expect((await asked('site:SYN-S1', { to: '2005-02-28' })).starts).toEqual([]);
  expect((await asked('licence:ML 1')).starts).toEqual(['SYN-L1', 'SYN-L2', 'SYN-L3']);
  expect((await asked('licence:ML 1', { from: '2005-06-20' })).starts).toEqual(['SYN-L2']);
});

it('a range of seals, a seal, a parcel or a certificate: what lay under it, and nothing that did not', async () => {
  expect((await asked('seals:SYN-R')).starts).toEqual(['SYN-L1.2', 'SYN-L2', 'SYN-L3']);
  for (const goods of ['seal:SYN-R-1', 'parcel:SYN-P1', 'certificate:BWSYN1']) {
    const { starts, certificates, holders } = await asked(goods);
    expect({ starts, certificates, holders }).toEqual({ starts: ['SYN-L1.2', 'SYN-L3'], certificates: ['BWSYN1'], holders: [{ holder: 'SYN-E', lots: 2, milliCarats: 200, stemMilliCarats: 200 }] });
  }
});

it('a lot or a production record: in a blend it is its share by weight, rounded up', async () => {
  expect((await asked('production:SYN-L4')).lots.map(({ lot, stemMilliCarats }) => [lot, stemMilliCarats])).toEqual([['SYN-B.0.1', 35], ['SYN-B.0.2', 35]]);
  expect((await asked('lot:SYN-L1')).lots.map(({ lot, stemMilliCarats }) => [lot, stemMilliCarats])).toEqual([['SYN-B.0.1', 100], ['SYN-B.0.2', 100], ['SYN-L1.2', 100]]);
});

it('goods that nobody knows begin nowhere', async () => {
  for (const goods of ['lot:SYN-NO', 'site:SYN-NO', 'licence:NO', 'seal:NO', 'seals:NO', 'certificate:BWNO']) expect(await asked(goods)).toMatchObject({ starts: [], lots: [], holders: [] });
});

it('a lot blended again and again keeps an exact share', async () => {
  const sights = await after(10_000, dug('SYN-A1', 'SYN-S1', 1, '03'), dug('SYN-A2', 'SYN-S2', 2, '03'), dug('SYN-A3', 'SYN-S2', 4, '03'),
    blend('SYN-X', ['SYN-A1', 1], ['SYN-A2', 2]), split('SYN-X.0', 1, 2), blend('SYN-Y', ['SYN-X.0.2', 2], ['SYN-A3', 4]));
  const { lots: found } = await recall.answer({ of: 'lot:SYN-A1' }, sights);
  // A third of 1, and a third of 2 in 6: a ninth of 6.
  expect(found.map(({ lot, milliCarats, stemMilliCarats }) => [lot, milliCarats, stemMilliCarats])).toEqual([['SYN-X.0.1', 1, 1], ['SYN-Y.0', 6, 1]]);
});

it('days of digging are asked of a site or a licence, in their order', () => {
  const amiss = (asked: object) => recall.amiss!(asked as never).map(({ pointer }) => pointer);
  expect(amiss({ of: 'site:S', from: '2005-01-02', to: '2005-01-01' })).toEqual(['#/to']);
  expect(amiss({ of: 'lot:L', from: '2005-01-01' })).toEqual(['#/from']);
  expect(amiss({ of: 'licence:L', from: '2005-01-01', to: '2005-01-01' })).toEqual([]);
});

it('more than one answer may rest on is refused, not cut', async () => {
  const sights = await after(20, ...Array.from({ length: 30 }, (_, i) => dug(`SYN-M${i}`, 'SYN-S1', 5, '03')));
  await expect(recall.answer({ of: 'site:SYN-S1' }, sights)).rejects.toThrow(TooMuch);
});

it('a zone, and some days of it: what was dug there then, how much of it is tainted, wherever it went', async () => {
  const zoned = (lot: string, month: string, more: object) => recorded<ProductionEvent>('production', lot, { type: 'ProductionRecorded', data: {
    site: 'SYN-S1', participant: 'CF', operator: 'SYN-A', scale: 'LSM', from: `2016-${month}-01`, to: `2016-${month}-20`, milliCarats: 100, usdCents: 100, zone: 'CF-NOLA', ...more } });
  const made = { holder: 'SYN-A', milliCarats: 200, usdCents: 200, hsCode: '7102.10' as const, origins: [
    { participant: 'CF', milliCarats: 100 }, { participant: 'CF', milliCarats: 100, zone: 'CF-NOLA', taint: 'zone' as const }] };
  const sights = () => after(1_000, zoned('SYN-L1', '05', { taint: 'zone' }), zoned('SYN-L2', '11', {}), recorded<ProductionEvent>('production', 'SYN-L3', { type: 'ProductionRecorded', data: {
    site: 'SYN-S2', participant: 'CF', operator: 'SYN-A', scale: 'LSM', from: '2016-05-01', to: '2016-05-02', milliCarats: 100, usdCents: 100 } }),
  recorded<BlendEvent>('blend', 'SYN-B', { type: 'BlendCommitted', data: { holder: 'SYN-A', lot: 'SYN-B.0', made, inputs: ['SYN-L1', 'SYN-L3'].map((lot) => ({ lot, milliCarats: 100, usdCents: 100 })) } }));
  expect(await recall.answer({ of: 'zone:CF-NOLA' }, await sights())).toMatchObject({
    starts: ['SYN-L1', 'SYN-L2'], lots: [{ lot: 'SYN-B.0', stemMilliCarats: 100, taintedMilliCarats: 100 }, { lot: 'SYN-L2', stemMilliCarats: 100 }],
    holders: [{ holder: 'SYN-A', lots: 2, milliCarats: 300, stemMilliCarats: 200, taintedMilliCarats: 100 }],
  });
  expect((await recall.answer({ of: 'zone:CF-NOLA', from: '2016-10-31' }, await sights())).starts).toEqual(['SYN-L2']);
  expect(recall.amiss!({ of: 'zone:CF-NOLA', from: '2016-10-31' })).toEqual([]);
});
