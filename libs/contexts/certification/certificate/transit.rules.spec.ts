import { it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { certificate } from './certificate.decider.ts';
import type { Facts } from './certificate.rules.ts';
import { transiting } from './transit.rules.ts';

const given = scenarios(certificate, { subject: 'BWSYN000001', occurredAt: '2005-07-03T08:00:00Z' }, transiting);

const [gulf, home, there] = ['AE', 'BW', 'EU'].map((participant): Actor => ({ party: `SYN-${participant}-A`, participant, roles: ['authority'] })) as [Actor, Actor, Actor];
const carrier: Actor = { party: 'SYN-AE-C', participant: 'AE', roles: ['trader'] };
const facts = Object.fromEntries(Object.entries(certificate.facts!).map(([name, { of, many }]) => [name, many ? new Map() : of.initial])) as unknown as Facts;

const shipment = {
  exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', from: 'BW', to: 'EU', milliCarats: 30_000, usdCents: 900_000,
  parcels: [{ parcel: 'SYN-P1', seal: 'BW-77', milliCarats: 30_000, usdCents: 900_000 }],
  lines: [{ hsCode: '7102.31' as const, milliCarats: 30_000, usdCents: 900_000 }], origins: [{ participant: 'BW', milliCarats: 30_000 }],
};
const issued = { type: 'CertificateIssued', data: { ...shipment, authority: 'SYN-BW-GDV', issuedOn: '2005-07-01', expiresOn: '2005-08-30' } } as const;
const dispatched = { type: 'ExportDispatched', data: { ...shipment, dispatchedOn: '2005-07-02' } } as const;
const seen = (seals: 'intact' | 'broken') => ({ type: 'TransitRecorded', data: { participant: 'AE', authority: 'SYN-AE-A', place: 'Dubai, airside', seals, on: '2005-07-03' } }) as const;
const broken = { type: 'DiscrepancyReported', data: {
  kind: 'seal', from: 'BW', to: 'EU', importer: 'SYN-EU-IMP', reportedOn: '2005-07-03', statedMilliCarats: 30_000, foundMilliCarats: 30_000, differenceMilliCarats: 0 } } as const;

it('KPCS III(d): is seen on its way by the authority of a territory between the two ends, as often as it passes one', () => {
  const data = { place: 'Dubai, airside', seals: 'intact' as const };
  given(issued, dispatched).when('RecordTransit', data, gulf, facts).then(seen('intact'));
  given(issued, dispatched, seen('intact')).when('RecordTransit', data, gulf, facts).then(seen('intact'));
  for (const by of [home, there, carrier]) given(issued, dispatched).when('RecordTransit', data, by, facts).refused('NotOnTheWay', { figures: { from: 'BW', to: 'EU' } });
  given(issued).when('RecordTransit', data, gulf, facts).refused('NotInThisState');
});

it('is reported at once if a seal is broken, and once only', () => {
  const data = { place: 'Dubai, airside', seals: 'broken' as const };
  given(issued, dispatched).when('RecordTransit', data, gulf, facts).then(seen('broken'), broken);
  given(issued, dispatched, seen('broken'), broken).when('RecordTransit', data, gulf, facts).then(seen('broken'));
});
