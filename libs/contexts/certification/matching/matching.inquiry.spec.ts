import { afterAll, expect, it } from '@jest/globals';
import { complaints, type DataOf } from '#kernel';
import { recorded, rowsOf, type Setting } from '#kernel/testing';
import { sightsOf } from '#platform/cqrs';
import { SqliteRowStore } from '#platform/read-models';
import type { CertificateEvent, Child } from '../certificate/certificate.events.ts';
import { certificates } from '../certificates/certificates.view.ts';
import { matching } from './matching.inquiry.ts';

const store = new SqliteRowStore(':memory:');
afterAll(() => store.close());

const parcels = (...ids: string[]) => ids.map((parcel) => ({ parcel, seal: `S-${parcel}`, milliCarats: 500, usdCents: 50 }));
const shipment = (from: string, to: string, ...ids: string[]) => {
  const [milliCarats, usdCents] = [ids.length * 500, ids.length * 50];
  return { exporter: 'SYN-EXP', importer: 'SYN-IMP', from, to, parcels: parcels(...ids), milliCarats, usdCents, lines: [{ hsCode: '7102.31' as const, milliCarats, usdCents }], origins: [{ participant: from, milliCarats }] };
};
type Shipment = ReturnType<typeof shipment>;
const days = { issuedOn: '2005-06-01', expiresOn: '2005-08-01' };
const issued = (goods: Shipment): CertificateEvent => ({ type: 'CertificateIssued', data: { ...goods, authority: 'SYN-A', ...days } });
const left = (goods: Shipment, dispatchedOn = '2005-06-02'): CertificateEvent => ({ type: 'ExportDispatched', data: { ...goods, dispatchedOn } });
const confirmed = (goods: Shipment, foundMilliCarats = goods.milliCarats, receivedOn = '2005-06-09'): CertificateEvent =>
  ({ type: 'ImportConfirmed', data: { ...goods, authority: 'SYN-A', receivedOn, foundMilliCarats, foundUsdCents: goods.usdCents + 1, seals: 'intact' } });
const differs = (goods: Shipment, foundMilliCarats: number): CertificateEvent => ({ type: 'DiscrepancyReported', data: {
  kind: 'weight', from: goods.from, to: goods.to, importer: goods.importer, reportedOn: '2005-06-09', statedMilliCarats: goods.milliCarats, foundMilliCarats, differenceMilliCarats: foundMilliCarats - goods.milliCarats } });
const reissued = (goods: Shipment, replaces: string, why: 'replacement' | 'subdivision'): CertificateEvent =>
  ({ type: 'CertificateReissued', data: { ...goods, replaces, why, authority: 'SYN-A', ...days, standing: 'dispatched', dispatchedOn: '2005-06-02' } });
const lost: CertificateEvent = { type: 'CertificateLost', data: { reportedBy: 'SYN-EXP', reason: 'Mailed.' } };
const replacedBy = (replacement: string): CertificateEvent => ({ type: 'CertificateReplaced', data: { replacement, authority: 'SYN-A', parcels: parcels('P') } });
const divided = (...children: Child[]): CertificateEvent => ({ type: 'ShipmentSubdivided', data: { participant: 'AE', authority: 'SYN-A', zone: 'DMCC', children, parcels: parcels('P', 'Q') } });
const sentBack = (goods: Shipment): CertificateEvent => ({ type: 'ShipmentReturned', data: { ...goods, authority: 'SYN-A', reason: 'x', returnedOn: '2005-06-10' } });

const of = (number: string, ...events: (CertificateEvent & Setting)[]) => recorded('certificate', number, ...events);
type Question = DataOf<typeof matching.asks>;
const answer = async (asked: Omit<Question, 'participant' | 'year'> & Partial<Question>, ...streams: ReturnType<typeof of>[]) => {
  const generation = await store.begin([certificates]);
  await generation.commit('', '1', [...rowsOf(certificates, ...streams)].map(([key, row]) => ({ view: certificates, key, row })));
  const given = await matching.answer({ participant: 'BW', year: 2005, ...asked }, sightsOf(generation));
  expect(complaints(matching.answers, given)).toEqual([]);
  return given;
};

const one = shipment('BW', 'EU', 'P');
const two = shipment('BW', 'EU', 'P', 'Q');
const good = of('BW001', issued(one), left(one), confirmed(one, 499));
const short = of('BW002', issued(one), left(one), confirmed(one, 400), differs(one, 400));
const open = of('BW003', issued(one), left(one));

it('holds both books against each other, and shows where they do not agree', async () => {
  const { exports, imports, lines } = await answer({}, good, short, open);
  expect(lines).toEqual([
    { certificate: 'BW002', flow: 'export', counterparty: 'EU', outcome: 'differs', dispatchedOn: '2005-06-02', milliCarats: 500, usdCents: 50, receivedOn: '2005-06-09', foundMilliCarats: 400, foundUsdCents: 51,
      differenceMilliCarats: -100, differenceUsdCents: 1 },
    { certificate: 'BW003', flow: 'export', counterparty: 'EU', outcome: 'unconfirmed', dispatchedOn: '2005-06-02', milliCarats: 500, usdCents: 50 },
  ]);
  expect(exports).toEqual({ certificates: 3, milliCarats: 1_500, usdCents: 150, confirmed: 2, foundMilliCarats: 899, agreeing: 1 });
  expect(imports).toEqual({ certificates: 0, milliCarats: 0, usdCents: 0, confirmed: 0, foundMilliCarats: 0, agreeing: 0 });
});

it('shows every certificate when asked to, what came in too, and one counterparty alone', async () => {
  const fromAngola = shipment('AO', 'BW', 'R');
  const streams = [good, open, of('AO001', issued(fromAngola), left(fromAngola), confirmed(fromAngola))];
  expect((await answer({ show: 'all' }, ...streams)).lines.map(({ certificate, flow, outcome }) => `${certificate} ${flow} ${outcome}`)).toEqual(['BW001 export agrees', 'BW003 export unconfirmed', 'AO001 import agrees']);
  expect((await answer({ show: 'all', counterparty: 'AO' }, ...streams)).lines.map(({ certificate }) => certificate)).toEqual(['AO001']);
});

it('belongs to the year in which it left, or was received', async () => {
  const late = of('BW009', issued(one), left(one, '2005-12-30'), confirmed(one, 500, '2006-01-04'));
  expect((await answer({}, late)).exports.certificates).toBe(1);
  expect((await answer({ year: 2006 }, late)).exports.certificates).toBe(0);
  expect((await answer({ participant: 'EU', year: 2006 }, late)).imports).toMatchObject({ certificates: 1, agreeing: 1 });
});

it('names the number under which the goods go, of one that was replaced, or divided: nothing stands in a book twice', async () => {
  const all = async (...streams: ReturnType<typeof of>[]) => (await answer({ show: 'all' }, ...streams)).lines.map(({ certificate, outcome, milliCarats }) => `${certificate} ${outcome} ${milliCarats}`);
  expect(await all(of('BW004', issued(one), left(one), lost, replacedBy('BW005')), of('BW005', reissued(one, 'BW004', 'replacement'), confirmed(one)))).toEqual(['BW005 agrees 500']);
  const [p, q] = ['P', 'Q'].map((id) => shipment('BW', 'EU', id)) as [Shipment, Shipment];
  const child = (certificate: string, id: string): Child => ({ certificate, to: 'EU', importer: 'SYN-IMP', parcels: [id] });
  const whole = of('BW006', issued(two), left(two), divided(child('BW007', 'P'), child('BW008', 'Q')));
  expect(await all(whole, of('BW007', reissued(p, 'BW006', 'subdivision'), confirmed(p)), of('BW008', reissued(q, 'BW006', 'subdivision')))).toEqual(['BW007 agrees 500', 'BW008 unconfirmed 500']);
});

it('names what is on its way back, and what was lost and not replaced', async () => {
  const { lines } = await answer({}, of('BW010', issued(one), left(one), sentBack(one)), of('BW011', issued(one), left(one), lost));
  expect(lines.map(({ outcome }) => outcome)).toEqual(['returning', 'lost']);
});
