import { describe, it } from '@jest/globals';
import { LEDGER, type Actor, type EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { certificate } from './certificate.decider.ts';
import type { certificateEvents } from './certificate.events.ts';
import type { Facts } from './certificate.rules.ts';
import { ending } from './ending.rules.ts';

type Event = EventOf<typeof certificateEvents>;

const subject = 'BWSYN000001';
const given = scenarios(certificate, { subject }, ending);

const bw: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'] };
const be: Actor = { party: 'SYN-EU-FPS', participant: 'EU', roles: ['authority'] };
const exporter: Actor = { party: 'SYN-BW-EXP', participant: 'BW', roles: ['trader'] };

const unknown = Object.fromEntries(Object.entries(certificate.facts!).map(([name, { of, many }]) => [name, many ? new Map() : of.initial])) as unknown as Facts;
const facts: Facts = { ...unknown, numbering: { patterns: [{ prefix: 'BWSYN', digits: 6, series: 'trade', from: '2003-01-01' }], blocks: [{ prefix: 'BWSYN', first: 1, last: 99, year: 2005 }] } };

const parcels = [{ parcel: 'SYN-P', seal: 'BW-77', milliCarats: 30_000, usdCents: 900_000 }];
const shipment = {
  exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', from: 'BW', to: 'EU', parcels, milliCarats: 30_000, usdCents: 900_000,
  lines: [{ hsCode: '7102.31' as const, milliCarats: 30_000, usdCents: 900_000 }], origins: [{ participant: 'BW', milliCarats: 30_000 }],
};
const issued: Event = { type: 'CertificateIssued', data: { ...shipment, authority: 'SYN-BW-GDV', issuedOn: '2005-07-01', expiresOn: '2005-08-30' } };
const confirmed: Event[] = [
  issued, { type: 'CertificateValidated', data: { authority: 'SYN-BW-GDV', validatedBy: 'SYN-P-2', checked: 'risk-analysis' } },
  { type: 'ExportDispatched', data: { ...shipment, dispatchedOn: '2005-07-01' } },
  { type: 'ShipmentPresented', data: { authority: 'SYN-EU-FPS', to: 'EU', presentedOn: '2005-07-01', seals: [{ parcel: 'SYN-P', state: 'intact' }] } },
  { type: 'ImportConfirmed', data: { ...shipment, authority: 'SYN-EU-FPS', receivedOn: '2005-07-01', foundMilliCarats: 20_000, seals: 'intact' } },
];

describe('voiding', () => {
  const voided = (kind: 'blank-spoiled' | 'blank-lost' | 'cancelled', of: typeof parcels = []): Event => ({ type: 'CertificateVoided', data: { reason: 'Torn', parcels: of, kind, participant: 'BW' } });

  it('says what became of a blank, or cancels what was asked for and frees its parcels', () => {
    given().when('VoidCertificate', { reason: 'Torn' }, bw, facts).then(voided('blank-spoiled'));
    given().when('VoidCertificate', { reason: 'Torn', kind: 'blank-lost' }, bw, facts).then(voided('blank-lost'));
    given(issued).when('VoidCertificate', { reason: 'Torn' }, bw, facts).then(voided('cancelled', parcels));
    given(issued).when('VoidCertificate', { reason: 'Torn', kind: 'cancelled' }, bw, facts).then(voided('cancelled', parcels));
  });

  it('does not take the one for the other', () => {
    given().when('VoidCertificate', { reason: 'Torn', kind: 'cancelled' }, bw, facts).refused('KindOfVoid', { figures: { kind: 'cancelled', status: 'none' }, pointer: '#/kind' });
    given(issued).when('VoidCertificate', { reason: 'Torn', kind: 'blank-lost' }, bw, facts).refused('KindOfVoid', { detail: 'Nobody can say blank-lost here: the number is issued.' });
  });

  it('is for the authority whose number it is, and of blanks that were printed', () => {
    for (const by of [be, exporter]) given().when('VoidCertificate', { reason: 'Torn' }, by, facts).refused('NotExportingAuthority');
    given().when('VoidCertificate', { reason: 'Torn' }, bw, facts, { subject: 'BWSYN000100' }).refused('NeverPrinted');
    const numbering = { ...facts.numbering, patterns: [{ ...facts.numbering.patterns[0]!, from: '2005-12-01' }] };
    given().when('VoidCertificate', { reason: 'Torn' }, bw, { ...facts, numbering }).then({ type: 'CertificateVoided', data: { reason: 'Torn', parcels: [], kind: 'blank-spoiled', participant: 'BW' } });
    given(issued).when('VoidCertificate', { reason: 'Torn' }, bw, unknown).then(voided('cancelled', parcels));
  });
});

describe('expiring', () => {
  const on = (day: string) => ({ subject, occurredAt: `${day}T00:00:00Z` });
  const expired: Event = { type: 'CertificateExpired', data: { expiredOn: '2005-08-30', parcels } };

  it('KPCS Annex I.A 7: comes when the last day is over, seen by the ledger or told by the authority', () => {
    given(issued).when('ExpireCertificate', {}, LEDGER, facts, on('2005-08-31')).then(expired);
    given(issued).when('ExpireCertificate', {}, bw, facts, on('2005-08-31')).then(expired);
    given(issued).when('ExpireCertificate', {}, be, facts, on('2005-08-31')).refused('NotExportingAuthority');
    given(issued).when('ExpireCertificate', {}, LEDGER, facts, on('2005-08-30')).refused('StillValid', { detail: 'It is valid to 2005-08-30; the day is 2005-08-30.' });
  });
});

describe('closing', () => {
  const closed: Event = { type: 'CertificateClosed', data: { authority: 'SYN-BW-GDV', closedOn: '2005-07-01', authorityKeepsTo: '2008-07-01' } };
  const report = (kind: 'weight' | 'seal'): Event => ({ type: 'DiscrepancyReported', data: {
    kind, from: 'BW', to: 'EU', importer: 'SYN-EU-IMP', reportedOn: '2005-07-01', statedMilliCarats: 30_000, foundMilliCarats: 20_000, differenceMilliCarats: -10_000 } });
  const proposed: Event = { type: 'SettlementProposed', data: { kind: 'weight', proposedBy: 'EU', finding: 'Misread.' } };
  const settled: Event = { type: 'DiscrepancySettled', data: { kind: 'weight', proposedBy: 'EU', agreedBy: 'BW', finding: 'Misread.' } };

  it('KPCS Annex II ¶20: is for the Exporting Authority, which keeps the file three years', () => {
    given(...confirmed).when('CloseCertificate', {}, bw, facts).then(closed);
    given(...confirmed).when('CloseCertificate', {}, be, facts).refused('NotExportingAuthority');
    given(...confirmed).when('CloseCertificate', {}, exporter, facts).refused('NotExportingAuthority');
  });

  it('waits until the two authorities agree on what was not as certified', () => {
    given(...confirmed, report('weight'), report('seal'), proposed).when('CloseCertificate', {}, bw, facts).refused('DiscrepancyOpen', { detail: 'Not settled: weight, seal.' });
    given(...confirmed, report('weight'), proposed, settled).when('CloseCertificate', {}, bw, facts).then(closed);
  });
});
