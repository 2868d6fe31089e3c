import { describe, it } from '@jest/globals';
import type { Actor, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import type { Parcel } from '../parcel/parcel.recollection.ts';
import { certificate } from './certificate.decider.ts';
import type { certificateEvents } from './certificate.events.ts';
import type { Facts } from './certificate.rules.ts';
import { issuing } from './issue.rules.ts';

type Event = EventOf<typeof certificateEvents>;

const subject = 'BWSYN000001';
const given = scenarios(certificate, { subject }, issuing);

const officer = (person: string, party = 'SYN-BW-GDV', participant = 'BW'): Actor => ({ party, participant, roles: ['authority'], person });
const [one, two] = [officer('SYN-P-1'), officer('SYN-P-2')];
const { person: _, ...nobody } = one;

const parcel: Parcel = {
  holder: 'SYN-BW-EXP', seal: 'BW-77', milliCarats: 30_000, usdCents: 900_000, certificate: subject,
  lines: [{ hsCode: '7102.31', milliCarats: 30_000, usdCents: 900_000 }], origins: [{ participant: 'BW', milliCarats: 30_000 }],
};
const unknown = Object.fromEntries(Object.entries(certificate.facts!).map(([name, { of, many }]) => [name, many ? new Map() : of.initial])) as unknown as Facts;
const open = [{ from: '2003-01-01', standing: 'participant' as const, flow: 'both' as const }];
const facts: Facts = {
  ...unknown, parcels: new Map([['SYN-P', parcel]]), seals: new Map([['BW-77', { status: 'used', parcel: 'SYN-P' }]]), participants: new Map([['BW', open], ['EU', open]]),
  officer: [{ authority: 'SYN-BW-GDV', powers: ['prepare', 'issue', 'validate'], from: '2005-01-01', to: '2005-12-31' }],
  numbering: { patterns: [{ prefix: 'BWSYN', digits: 6, series: 'trade', from: '2003-01-01' }], blocks: [{ prefix: 'BWSYN', first: 1, last: 99, year: 2005 }] },
};
const may = (...powers: Facts['officer'][number]['powers']): Facts => ({ ...facts, officer: [{ ...facts.officer[0]!, powers }] });

const shipment = {
  exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', from: 'BW', to: 'EU', parcels: [{ parcel: 'SYN-P', seal: 'BW-77', milliCarats: 30_000, usdCents: 900_000 }], milliCarats: 30_000, usdCents: 900_000,
  lines: [{ hsCode: '7102.31' as const, milliCarats: 30_000, usdCents: 900_000 }], origins: [{ participant: 'BW', milliCarats: 30_000 }],
};
const requested: Event = { type: 'CertificateRequested', data: { ...shipment, documents: [{ kind: 'production', reference: 'Book 1', milliCarats: 30_000 }], declaredBy: 'SYN-P-9', queue: 'normal' } };
const reviewed: Event = { type: 'CertificateReviewed', data: { authority: 'SYN-BW-GDV', reviewedBy: 'SYN-P-1', finding: 'In order.' } };
const issued = (more: object = {}): Event => ({ type: 'CertificateIssued', data: {
  ...shipment, authority: 'SYN-BW-GDV', issuedOn: '2005-07-01', expiresOn: '2005-08-30', issuedBy: 'SYN-P-2', edition: 'HS2002', exporterKeepsTo: '2010-07-01', authorityKeepsTo: '2008-07-01', ...more } });
const finding = { finding: 'In order.' };
const wanted = { expiresOn: '2005-08-30' };

describe('a review', () => {
  it('is done by an officer of the Exporting Authority who may prepare, and did not declare', () => {
    given(requested).when('ReviewCertificate', finding, one, facts).then(reviewed);
    given(requested).when('ReviewCertificate', finding, officer('SYN-P-1', 'SYN-EU-FPS', 'EU'), facts).refused('NotExportingAuthority');
    given(requested).when('ReviewCertificate', finding, nobody, facts).refused('NoMandate', { detail: 'Nobody is named who acts for SYN-BW-GDV.' });
    given(requested).when('ReviewCertificate', finding, one, may('issue')).refused('NoMandate', { detail: 'SYN-P-1 had no mandate of SYN-BW-GDV to prepare on 2005-07-01.' });
    given(requested).when('ReviewCertificate', finding, officer('SYN-P-9'), facts).refused('FourEyes', { detail: 'SYN-P-9 declared it.' });
  });

  it('may end in a refusal, by whoever may prepare or issue', () => {
    const refused = (refusedBy: string): Event => ({ type: 'CertificateRefused', data: { authority: 'SYN-BW-GDV', refusedBy, reason: 'No licence.' } });
    given(requested).when('RefuseCertificate', { reason: 'No licence.' }, one, may('prepare')).then(refused('SYN-P-1'));
    given(requested, reviewed).when('RefuseCertificate', { reason: 'No licence.' }, two, may('issue')).then(refused('SYN-P-2'));
    given(requested).when('RefuseCertificate', { reason: 'No licence.' }, two, may('validate')).refused('NoMandate');
  });
});

describe('issuing', () => {
  it('KPCS Annex I.A: says what the parcels are on this day, with how long it is kept', () => {
    given(requested, reviewed).when('IssueCertificate', wanted, two, facts).then(issued());
    const resealed = { ...facts, parcels: new Map([['SYN-P', { ...parcel, seal: 'GDV-1' }]]) };
    given(requested, reviewed).when('IssueCertificate', wanted, two, resealed).then(issued({ parcels: [{ ...shipment.parcels[0]!, seal: 'GDV-1' }] }));
    given(requested, reviewed).when('IssueCertificate', wanted, two, { ...facts, parcels: new Map() }).refused('ParcelNotPresented');
    const grown = { ...facts, parcels: new Map([['SYN-P', { ...parcel, milliCarats: Number.MAX_SAFE_INTEGER + 1 }]]) };
    given(requested, reviewed).when('IssueCertificate', wanted, two, grown).refused('BeyondCount');
  });

  it('takes another person than the one who reviewed, and than the one who declared', () => {
    given(requested, reviewed).when('IssueCertificate', wanted, one, facts).refused('FourEyes', { detail: 'SYN-P-1 reviewed it.', figures: { person: 'SYN-P-1' } });
    given(requested, reviewed).when('IssueCertificate', wanted, officer('SYN-P-9'), facts).refused('FourEyes');
    given(requested, reviewed).when('IssueCertificate', wanted, two, may('prepare')).refused('NoMandate');
  });

  it('is done while the officer’s mandate holds, from its first to its last day', () => {
    const on = (day: string) => ({ subject, occurredAt: `${day}T12:00:00Z` });
    const until = { ...facts, officer: [{ ...facts.officer[0]!, until: '2005-07-02' }] };
    given(requested, reviewed).when('IssueCertificate', { expiresOn: '2006-01-30' }, two, facts, on('2006-01-01')).refused('NoMandate');
    given(requested, reviewed).when('IssueCertificate', wanted, two, until, on('2005-07-02')).refused('NoMandate');
    given(requested, reviewed).when('IssueCertificate', wanted, two, until, on('2005-07-01')).then(issued());
  });

  it('KPCS Annex I.A 7: sets the day of expiry after that of issue, at most a year later', () => {
    for (const expiresOn of ['2005-06-30', '2005-07-01', '2006-07-02']) {
      given(requested, reviewed).when('IssueCertificate', { expiresOn }, two, facts).refused('ExpiryOutOfRange', { figures: { issuedOn: '2005-07-01', expiresOn }, pointer: '#/expiresOn' });
    }
    for (const expiresOn of ['2005-07-02', '2006-07-01']) given(requested, reviewed).when('IssueCertificate', { expiresOn }, two, facts).then(issued({ expiresOn }));
  });

  it('keeps and expires by the calendar, and names the edition of the Harmonized System', () => {
    const here = { subject, occurredAt: '2012-02-29T00:00:00Z' };
    const later = { ...facts, officer: [{ authority: 'SYN-BW-GDV', powers: ['issue' as const], from: '2005-01-01' }] };
    given(requested, reviewed).when('IssueCertificate', { expiresOn: '2013-03-01' }, two, later, here).refused('ExpiryOutOfRange');
    given(requested, reviewed).when('IssueCertificate', { expiresOn: '2013-02-28' }, two, later, here)
      .then(issued({ issuedOn: '2012-02-29', expiresOn: '2013-02-28', edition: 'HS2012', exporterKeepsTo: '2017-02-28', authorityKeepsTo: '2015-02-28' }));
  });

  it('keeps the number as it is printed, if that is the number', () => {
    const more = { printedNumber: 'BWSYN 000-001', secondaryNumber: 'Batch 7' };
    given(requested, reviewed).when('IssueCertificate', { ...wanted, ...more }, two, facts).then(issued(more));
    given(requested, reviewed).when('IssueCertificate', { ...wanted, printedNumber: 'BWSYN 000-002' }, two, facts).refused('PrintedOtherwise', { figures: { reads: 'BWSYN000002' } });
    given(requested, reviewed).when('IssueCertificate', { ...wanted, printedNumber: 'ВWSYN000001' }, two, facts)
      .refused('PrintedOtherwise', { detail: 'What is printed reads as BWSYN000001 (look-alike), and the number is BWSYN000001.', pointer: '#/printedNumber' });
    given(requested, reviewed).when('IssueCertificate', { ...wanted, printedNumber: '?' }, two, facts).refused('PrintedOtherwise', { figures: { reads: '' } });
  });

  it('KPCS III(c): asks again how both ends stand', () => {
    given(requested, reviewed).when('IssueCertificate', wanted, two, { ...facts, participants: new Map([['BW', open]]) }).refused('NotAParticipant', { figures: { participant: 'EU', standing: 'none' } });
  });
});

describe('validating', () => {
  const checked = { checked: 'every-container' as const };
  const validated = (more: object = {}): Event => ({ type: 'CertificateValidated', data: { authority: 'SYN-BW-GDV', validatedBy: 'SYN-P-2', ...checked, ...more } });

  it('KPCS Annex I.A 14: is done by an officer who may, within the validity', () => {
    given(issued()).when('ValidateCertificate', checked, two, facts).then(validated());
    given(issued()).when('ValidateCertificate', checked, two, may('issue')).refused('NoMandate');
    given(issued()).when('ValidateCertificate', checked, two, facts, { subject, occurredAt: '2005-08-31T00:00:00Z' }).refused('OutsideValidity');
  });

  it('sees every parcel before it, under a seal that is in its place', () => {
    for (const status of ['broken', 'void', 'missing'] as const) {
      given(issued()).when('ValidateCertificate', checked, two, { ...facts, seals: new Map([['BW-77', { status }]]) }).refused('NotAsSealed', { detail: `Seal BW-77 of parcel SYN-P is: ${status}.` });
    }
    given(issued()).when('ValidateCertificate', checked, two, { ...facts, seals: new Map() }).refused('NotAsSealed', { figures: { status: 'none' } });
    for (const off of [{ certificate: 'BWSYN000002' }, { holder: 'SYN-BW-2' }]) {
      given(issued()).when('ValidateCertificate', checked, two, { ...facts, parcels: new Map([['SYN-P', { ...parcel, ...off }]]) }).refused('NotAsSealed', { detail: 'Parcel SYN-P is not presented for BWSYN000001 any more.' });
    }
  });

  it('takes the seal with which an inspection closed the parcel again', () => {
    const inspected = { ...facts, parcels: new Map([['SYN-P', { ...parcel, seal: 'GDV-1' }]]), seals: new Map([['BW-77', { status: 'broken' as const }]]) };
    given(issued()).when('ValidateCertificate', checked, two, inspected).then(validated());
  });

  it('compares what was weighed with what the certificate says', () => {
    for (const foundMilliCarats of [29_985, 30_015]) given(issued()).when('ValidateCertificate', { ...checked, foundMilliCarats }, two, facts).then(validated({ foundMilliCarats }));
    given(issued()).when('ValidateCertificate', { ...checked, foundMilliCarats: 30_016 }, two, facts)
      .refused('NotAsCertified', { detail: 'The certificate says 30.000 ct, the balance 30.016 ct.', pointer: '#/foundMilliCarats' });
  });
});
