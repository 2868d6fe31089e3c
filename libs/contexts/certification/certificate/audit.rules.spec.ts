import { describe, it } from '@jest/globals';
import type { Actor, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { auditing } from './audit.rules.ts';
import { certificate } from './certificate.decider.ts';
import type { certificateEvents } from './certificate.events.ts';
import type { Facts } from './certificate.rules.ts';

type Event = EventOf<typeof certificateEvents>;

const given = scenarios(certificate, { subject: 'BWSYN000001', occurredAt: '2005-10-03T08:00:00Z' }, auditing);
const officer: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'], person: 'SYN-P-AUDITS' };
const unknown = Object.fromEntries(Object.entries(certificate.facts!).map(([name, { of, many }]) => [name, many ? new Map() : of.initial])) as unknown as Facts;
const facts: Facts = { ...unknown, officer: [{ authority: officer.party, powers: ['prepare'], from: '2005-01-01' }] };

const shipment = {
  exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', from: 'BW', to: 'EU', parcels: [{ parcel: 'SYN-P', seal: 'BW-77', milliCarats: 5, usdCents: 7 }], milliCarats: 5, usdCents: 7,
  lines: [{ hsCode: '7102.31' as const, milliCarats: 5, usdCents: 7 }], origins: [{ participant: 'BW', milliCarats: 5 }],
};
const requested = (queue: 'normal' | 'fast'): Event => ({ type: 'CertificateRequested', data: { ...shipment, documents: [{ kind: 'production', reference: 'Book', milliCarats: 5 }], declaredBy: 'SYN-P-1', queue } });
const issued: Event = { type: 'CertificateIssued', data: { ...shipment, authority: officer.party, issuedOn: '2005-07-01', expiresOn: '2005-08-30' } };
const found = { finding: 'irregular' as const, note: 'The purchase slips are copies.' };
const audited: Event = { type: 'CertificateAudited', data: { authority: officer.party, auditedBy: 'SYN-P-AUDITS', ...found } };

describe('an audit afterwards', () => {
  it('is of what went fast, once, by an officer of its authority', () => {
    given(requested('fast'), issued).when('AuditCertificate', found, officer, facts).then(audited);
    given(requested('fast'), issued, audited).when('AuditCertificate', found, officer, facts).refused('AuditedAlready');
    given(requested('normal'), issued).when('AuditCertificate', found, officer, facts).refused('NotFastTrack', { figures: { queue: 'normal' } });
    given(requested('fast')).when('AuditCertificate', found, officer, facts).refused('NotFastTrack', { detail: 'BWSYN000001 was not issued.' });
    given(requested('fast'), issued).when('AuditCertificate', found, { ...officer, participant: 'EU' }, facts).refused('NotExportingAuthority');
    given(requested('fast'), issued).when('AuditCertificate', found, officer, unknown).refused('NoMandate');
  });

  it('comes after the issue, and stands in the way of nothing that is told later', () => {
    given(requested('fast'), issued).when('AuditCertificate', found, officer, facts, { occurredAt: '2005-06-30T08:00:00Z' }).refused('BeforeTheLast');
    given(requested('fast'), { ...issued, occurredAt: '2005-07-01T08:00:00Z' } as Event, { ...audited, occurredAt: '2005-10-03T08:00:00Z' } as Event)
      .when('LoseCertificate', { reason: 'Stolen' }, officer, facts, { occurredAt: '2005-10-03T08:00:00Z' }).then({ type: 'CertificateLost', data: { reportedBy: officer.party, reason: 'Stolen' } });
  });
});
