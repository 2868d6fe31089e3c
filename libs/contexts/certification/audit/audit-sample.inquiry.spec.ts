import { afterAll, expect, it } from '@jest/globals';
import { complaints } from '#kernel';
import { sightsOf } from '#platform/cqrs';
import { SqliteRowStore } from '#platform/read-models';
import { certificates } from '../certificates/certificates.view.ts';
import { auditSample } from './audit-sample.inquiry.ts';
import { drawnFrom } from './draw.rules.ts';

const store = new SqliteRowStore(':memory:');
afterAll(() => store.close());

const fast = (serial: number, more: object = {}) => {
  const certificate = `BWSYN${`${serial}`.padStart(6, '0')}`;
  return { view: certificates, key: certificate, row: {
    certificate, status: 'issued', from: 'BW', to: 'EU', exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', parcels: ['SYN-P'], parcelCount: 1, milliCarats: 3_000, usdCents: 900, lines: [], origins: [],
    transits: [], discrepancies: [], falsePresentations: [], issuedOn: '2005-02-01', queue: 'fast', fastBook: 'BW-2005-Q1', ...more } };
};
const answer = async (asked: object, ...changes: ReturnType<typeof fast>[]) => {
  const generation = await store.begin([certificates]);
  await generation.commit('', '1', changes as Parameters<typeof generation.commit>[2]);
  const given = await auditSample.answer({ participant: 'BW', quarter: '2005-Q1', ...asked }, sightsOf(generation));
  expect(complaints(auditSample.answers, given)).toEqual([]);
  return given;
};
const forty = Array.from({ length: 40 }, (_, i) => fast(i + 1));
const namesOf = ({ drawn }: Awaited<ReturnType<typeof answer>>) => drawn.map(({ certificate }) => certificate);

it('draws one in ten of a quarter, and the same again from the same seed', async () => {
  const first = await answer({}, ...forty);
  expect([first.fast, first.drawn.length, first.unaudited, first.permyriad, first.seed]).toEqual([40, 4, 4, 1_000, 'BW-2005-Q1']);
  expect(namesOf(await answer({}, ...forty.toReversed()))).toEqual(namesOf(first));
  expect(namesOf(await answer({ seed: 'Lottery of 2 April 2005' }, ...forty))).not.toEqual(namesOf(first));
});

it('draws at least one, and all where all are asked', async () => {
  expect(await answer({}, fast(1, { audit: 'in-order', auditedOn: '2005-04-20' }))).toMatchObject({
    fast: 1, unaudited: 0, drawn: [{ certificate: 'BWSYN000001', exporter: 'SYN-BW-EXP', milliCarats: 3_000, issuedOn: '2005-02-01', audit: 'in-order', auditedOn: '2005-04-20' }] });
  expect((await answer({ permyriad: 10_000 }, ...forty)).drawn.length).toBe(40);
  expect((await answer({ permyriad: 0 }, ...forty)).drawn).toEqual([]);
  expect((await answer({})).drawn).toEqual([]);
});

it('leaves out what was cancelled, and what is of another quarter', async () => {
  expect((await answer({ permyriad: 10_000 }, fast(1, { status: 'void' }), fast(2, { fastBook: 'BW-2005-Q2' }), fast(3))).drawn.map(({ certificate }) => certificate)).toEqual(['BWSYN000003']);
});

it('spreads: over many seeds every number comes up about as often as the rest', () => {
  const all = Array.from({ length: 20 }, (_, i) => ({ certificate: `BWSYN${`${i}`.padStart(6, '0')}` }));
  const times = new Map<string, number>();
  for (let seed = 0; seed < 2_000; seed += 1) for (const { certificate } of drawnFrom(all, { permyriad: 1_000, seed: `seed ${seed}` })) times.set(certificate, (times.get(certificate) ?? 0) + 1);
  expect([...times.values()].every((count) => count > 130 && count < 270)).toBe(true);
});
