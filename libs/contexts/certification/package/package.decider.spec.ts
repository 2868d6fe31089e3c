import { describe, expect, it } from '@jest/globals';
import type { Actor, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { noCertificate } from '../certificate/state.rules.ts';
import type { Decided } from '../participant/participant.recollection.ts';
import { exportPackage } from './package.decider.ts';
import type { packageEvents } from './package.events.ts';

type Event = EventOf<typeof packageEvents>;
type Facts = Parameters<typeof exportPackage.decide.FilePackage>[2]['facts'];

const given = scenarios(exportPackage, { subject: 'SYN-PKG', occurredAt: '2016-06-10T08:00:00Z' });
const exporter: Actor = { party: 'SYN-CF-EXP', participant: 'CF', roles: ['trader'] };
const monitor: Actor = { party: 'SYN-KPMT', participant: 'ZZ', roles: ['monitor'] };

const zoned = (name: string, milliCarats: number, taint = false) => ({ participant: 'CF', zone: `CF-${name}`, milliCarats, ...(taint && { taint: 'zone' as const }) });
const parcel = (seal: string, lot: string, ...origins: ReturnType<typeof zoned>[]) => {
  const milliCarats = origins.reduce((sum, share) => sum + share.milliCarats, 0);
  return { holder: exporter.party, seal, milliCarats, usdCents: 500, lots: [{ lot, milliCarats }], origins };
};
const admitted: Decided = { from: '2003-01-01', standing: 'participant', flow: 'both' };
const conditions = (name: string, party: string): Decided => ({ ...admitted, from: '2016-06-01', zone: `CF-${name}`, conditions: { approval: 'ex-ante', monitor: party } });
const facts: Facts = {
  parcels: new Map([['SYN-P-1', parcel('CF-1', 'SYN-L-1', zoned('BERBERATI', 2_000), zoned('NOLA', 500))], ['SYN-P-2', parcel('CF-2', 'SYN-L-2', zoned('BERBERATI', 1_000), zoned('NOLA', 7, true))]]),
  certificate: noCertificate, participant: [admitted, conditions('BERBERATI', monitor.party)],
};
const photographs = ['a'.repeat(64)];
const wanted = { parcels: ['SYN-P-1', 'SYN-P-2'], photographs, sieveSet: 'KP', sieves: [{ sieve: '+7', milliCarats: 3_000, stones: 12 }, { sieve: '-7', milliCarats: 507 }] };
const filed = (more: object = {}): Event => ({ type: 'PackageFiled', data: {
  exporter: exporter.party, participant: 'CF', milliCarats: 3_507, usdCents: 1_000,
  parcels: [{ parcel: 'SYN-P-1', seal: 'CF-1', milliCarats: 2_500, usdCents: 500 }, { parcel: 'SYN-P-2', seal: 'CF-2', milliCarats: 1_007, usdCents: 500 }],
  lots: [{ lot: 'SYN-L-1', milliCarats: 2_500 }, { lot: 'SYN-L-2', milliCarats: 1_007 }], origins: [zoned('BERBERATI', 3_000), zoned('NOLA', 500), zoned('NOLA', 7, true)],
  photographs, sieveSet: 'KP', sieves: wanted.sieves, ...more,
} });

describe('an export package', () => {
  it('shows trail, weights and origins as they were sealed; the exporter adds photographs and sieves', () => {
    given().when('FilePackage', wanted, exporter, facts).then(filed());
  });

  it('is of parcels that its exporter sealed', () => {
    given().when('FilePackage', wanted, { ...exporter, party: 'SYN-CF-OTHER' }, facts).refused('NotHisParcels', { detail: 'Parcel SYN-P-1 was sealed by SYN-CF-EXP.', pointer: '#/parcels/0' });
    const open = { ...facts, parcels: new Map([...facts.parcels, ['SYN-P-2', { ...facts.parcels.get('SYN-P-2')!, holder: '' }]]) };
    given().when('FilePackage', wanted, exporter, open).refused('NotHisParcels', { detail: 'Parcel SYN-P-2 was never sealed.', pointer: '#/parcels/1' });
  });

  it('has sieves that add up to its parcels', () => {
    given().when('FilePackage', { ...wanted, sieves: wanted.sieves.slice(0, 1) }, exporter, facts)
      .refused('SievesDiffer', { detail: 'The sieves hold 3.000 ct, the parcels 3.507 ct.', figures: { sievedMilliCarats: 3_000, milliCarats: 3_507 } });
  });

  it('has a trail that can be looked through', () => {
    const many = { ...facts.parcels.get('SYN-P-1')!, lots: Array.from({ length: 10_001 }, (_, i) => ({ lot: `SYN-L-${i}`, milliCarats: 1 })) };
    given().when('FilePackage', { ...wanted, parcels: ['SYN-P-1'] }, exporter, { ...facts, parcels: new Map([['SYN-P-1', many]]) }).refused('TrailTooLong', { figures: { lots: 10_001 } });
  });

  it('comes afterwards with the certificate under which the same parcels left', () => {
    const certified = (...parcels: string[]): Facts => ({ ...facts, certificate: { ...noCertificate, status: 'dispatched', shipment: {
      exporter: exporter.party, importer: 'SYN-EU-IMP', from: 'CF', to: 'EU', milliCarats: 3_507, usdCents: 1_000, lines: [], origins: [], parcels: parcels.map((one) => ({ parcel: one, seal: 'CF-1', milliCarats: 1, usdCents: 1 })),
    } } });
    const certificate = 'CFSYN000001';
    given().when('FilePackage', { ...wanted, certificate }, exporter, certified('SYN-P-2', 'SYN-P-1')).then(filed({ certificate }));
    given().when('FilePackage', { ...wanted, certificate }, exporter, certified('SYN-P-1')).refused('OtherShipment', { detail: 'CFSYN000001 has 1 parcels of SYN-CF-EXP, the package 2 of SYN-CF-EXP.' });
    given().when('FilePackage', { ...wanted, certificate }, exporter, facts).refused('OtherShipment', { pointer: '#/certificate' });
  });

  it('is filed once, and again only after it was rejected', () => {
    const rejected: Event = { type: 'PackageRejected', data: { participant: 'CF', monitor: monitor.party, reason: 'No photograph of the large stone.' } };
    given(filed()).when('FilePackage', wanted, exporter, facts).refused('PackageFiledAlready', { figures: { status: 'filed' } });
    given(filed(), rejected).when('FilePackage', wanted, exporter, facts).then(filed());
  });
});

describe('its examination', () => {
  const fine = { finding: 'As photographed.' };

  it('is by the monitor that the decisions on the whole and on its zones name', () => {
    given(filed()).when('ApprovePackage', { ...fine, audit: 'Stock audit 2016' }, monitor, facts)
      .then({ type: 'PackageApproved', data: { participant: 'CF', monitor: monitor.party, ...fine, audit: 'Stock audit 2016' } });
    given(filed()).when('RejectPackage', { reason: 'Sizes of another field.' }, monitor, facts).then({ type: 'PackageRejected', data: { participant: 'CF', monitor: monitor.party, reason: 'Sizes of another field.' } });
    const body: Actor = { party: 'SYN-BODY', participant: 'ZZ', roles: ['industry-body'] };
    given(filed()).when('ApprovePackage', fine, body, facts).refused('NotTheMonitor');
    const byBody = { ...facts, participant: [admitted, conditions('BERBERATI', body.party)] };
    given(filed()).when('ApprovePackage', fine, body, byBody).then({ type: 'PackageApproved', data: { participant: 'CF', monitor: body.party, ...fine } });
    given(filed()).when('ApprovePackage', fine, { ...monitor, party: 'SYN-OTHER' }, facts)
      .refused('NotTheMonitor', { detail: 'On 2016-06-10 exports of CF are examined by SYN-KPMT; this is SYN-OTHER.', figures: { participant: 'CF', monitor: 'SYN-KPMT', day: '2016-06-10' } });
    given(filed()).when('RejectPackage', { reason: 'No.' }, { ...exporter, roles: ['authority'] }, facts).refused('NotTheMonitor');
  });

  it('is by any monitor, where none is named', () => {
    given(filed()).when('ApprovePackage', fine, { ...monitor, party: 'SYN-OTHER' }, { ...facts, participant: [admitted] }).then({ type: 'PackageApproved', data: { participant: 'CF', monitor: 'SYN-OTHER', ...fine } });
    given(filed()).when('ApprovePackage', fine, exporter, { ...facts, participant: [admitted] }).refused('NotTheMonitor');
  });

  it('is once, of what was filed', () => {
    given().when('ApprovePackage', fine, monitor, facts).refused('NoSuchPackage');
    given(filed(), { type: 'PackageApproved', data: { participant: 'CF', monitor: monitor.party, ...fine } }).when('RejectPackage', { reason: 'No.' }, monitor, facts).refused('ExaminedAlready', { figures: { status: 'approved' } });
  });
});

it('looks at the parcels and the certificate that are named, and at its Participant when it is examined', () => {
  const subjectsOf = (fact: keyof Facts, data: object, past: object = {}) => exportPackage.facts![fact].subjects(data, { ...exportPackage.initial, ...past }, {} as never);
  expect([subjectsOf('parcels', wanted), subjectsOf('parcels', {}), subjectsOf('certificate', { certificate: 'CFSYN000001' })]).toEqual([['SYN-P-1', 'SYN-P-2'], [], ['CFSYN000001']]);
  expect([subjectsOf('participant', {}, { status: 'filed', participant: 'CF' }), subjectsOf('participant', {})]).toEqual([['CF'], []]);
});
