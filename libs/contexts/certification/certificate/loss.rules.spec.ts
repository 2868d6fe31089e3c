import { describe, it } from '@jest/globals';
import { LEDGER, type Actor, type EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import type { Parcel } from '../parcel/parcel.recollection.ts';
import { certificate } from './certificate.decider.ts';
import type { certificateEvents } from './certificate.events.ts';
import type { Certificate } from './certificate.recollection.ts';
import type { Facts } from './certificate.rules.ts';
import { losing } from './loss.rules.ts';
import { noCertificate, type Status } from './state.rules.ts';

type Event = EventOf<typeof certificateEvents>;

const subject = 'BWSYN000001';
const given = scenarios(certificate, { subject }, losing);

const officer: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'], person: 'SYN-P-2' };
const { person: _, ...nobody } = officer;
const be: Actor = { party: 'SYN-EU-FPS', participant: 'EU', roles: ['authority'] };
const exporter: Actor = { party: 'SYN-BW-EXP', participant: 'BW', roles: ['trader'] };
const importer: Actor = { party: 'SYN-EU-IMP', participant: 'EU', roles: ['trader'] };

const figures = { milliCarats: 30_000, usdCents: 900_000 };
const inParcel = (parcel: string, milliCarats: number) => ({ parcel, seal: `SEAL-${parcel}`, milliCarats, usdCents: milliCarats * 30 });
const parcels = [inParcel('SYN-P-1', 10_000), inParcel('SYN-P-2', 20_000)];
const shipment = {
  exporter: exporter.party, importer: importer.party, from: 'BW', to: 'EU', parcels, ...figures, lines: [{ hsCode: '7102.31' as const, ...figures }], origins: [{ participant: 'BW', milliCarats: 30_000 }],
};
const sealed = ({ parcel, ...weighed }: ReturnType<typeof inParcel>) => [parcel, {
  ...weighed, holder: exporter.party, lines: [{ hsCode: '7102.31' as const, milliCarats: weighed.milliCarats, usdCents: weighed.usdCents }], origins: [{ participant: 'BW', milliCarats: weighed.milliCarats }], imports: ['ZASYN000007'],
}] as [string, Parcel];
const unknown = Object.fromEntries(Object.entries(certificate.facts!).map(([name, { of, many }]) => [name, many ? new Map() : of.initial])) as unknown as Facts;
const facts: Facts = {
  ...unknown, officer: [{ authority: 'SYN-BW-GDV', powers: ['issue'], from: '2005-01-01' }], parcels: new Map(parcels.map(sealed)),
  numbering: { patterns: [{ prefix: 'BWSYN', digits: 6, series: 'trade', from: '2003-01-01' }], blocks: [{ prefix: 'BWSYN', first: 1, last: 99, year: 2005 }] },
};
const issued: Event = { type: 'CertificateIssued', data: { ...shipment, authority: 'SYN-BW-GDV', issuedOn: '2005-07-01', expiresOn: '2005-08-30' } };
const lost: Event = { type: 'CertificateLost', data: { reportedBy: exporter.party, reason: 'Stolen' } };

describe('a loss', () => {
  it('is reported by whoever is concerned: exporter, importer, and their authorities', () => {
    for (const by of [exporter, importer, officer, be]) given(issued).when('LoseCertificate', { reason: 'Stolen' }, by, facts).then({ ...lost, data: { reportedBy: by.party, reason: 'Stolen' } } as Event);
    given(issued).when('LoseCertificate', { reason: 'Stolen' }, { ...importer, party: 'SYN-EU-2' }, facts).refused('NotConcerned');
  });
});

describe('a replacement', () => {
  const replaced: Event = { type: 'CertificateReplaced', data: { replacement: 'BWSYN000002', authority: 'SYN-BW-GDV', parcels } };
  const wanted = { replacement: 'BWSYN000002' };

  it('is issued like every certificate: by an officer of the Exporting Authority, on an unused blank of its own', () => {
    given(issued, lost).when('ReplaceCertificate', wanted, officer, facts).then(replaced);
    given(issued, lost).when('ReplaceCertificate', wanted, be, facts).refused('NotExportingAuthority');
    given(issued, lost).when('ReplaceCertificate', wanted, nobody, facts).refused('NoMandate');
    given(issued, lost).when('ReplaceCertificate', { replacement: 'ZASYN000002' }, officer, facts).refused('NumberOfOthers', { pointer: '#/replacement' });
    given(issued, lost).when('ReplaceCertificate', { replacement: 'BWSYN000100' }, officer, facts).refused('NeverPrinted', { pointer: '#/replacement' });
    given(issued, lost).when('ReplaceCertificate', wanted, officer, { ...facts, others: new Map([['BWSYN000002', { ...noCertificate, status: 'void' as const }]]) })
      .refused('NumberUsed', { detail: 'BWSYN000002 is void.', pointer: '#/replacement' });
  });
});

describe('a second replacement', () => {
  const replaced: Event = { type: 'CertificateReplaced', data: { replacement: 'BWSYN000002', authority: 'SYN-BW-GDV', parcels } };
  const again = { replacement: 'BWSYN000003' };
  const taken = (more: Partial<Certificate>): Facts => ({ ...facts, others: new Map([['BWSYN000002', { ...noCertificate, ...more }]]) });

  it('is made only where somebody else took the number of the first', () => {
    given(issued, lost, replaced).when('ReplaceCertificate', again, officer, taken({ status: 'requested' })).then({ ...replaced, data: { ...replaced.data, ...again } } as Event);
    for (const more of [{}, { status: 'issued' as const, replaces: subject }]) given(issued, lost, replaced).when('ReplaceCertificate', again, officer, taken(more)).refused('GoesOnAlready', { figures: { number: 'BWSYN000002' } });
  });
});

describe('a number that stands for another one', () => {
  const before = (status: Status, more: Partial<Certificate> = {}): Certificate =>
    ({ ...noCertificate, status: 'replaced', before: status, replacement: subject, shipment, issuedOn: '2005-06-01', expiresOn: '2005-08-30', ...more });
  const knowing = (other: Certificate | undefined): Facts => ({ ...facts, others: new Map(other ? [['BWSYN000009', other]] : []) });
  const wanted = { replaces: 'BWSYN000009', authority: 'SYN-BW-GDV' };
  const reissued = (more: object): Event => ({ type: 'CertificateReissued', data: {
    ...shipment, replaces: 'BWSYN000009', why: 'replacement', authority: 'SYN-BW-GDV', issuedOn: '2005-07-01', expiresOn: '2005-08-30', standing: 'validated', ...more } });

  it('carries on from where that one stood, with all that it said', () => {
    for (const standing of ['issued', 'validated'] as const) given().when('ReissueCertificate', wanted, LEDGER, knowing(before(standing))).then(reissued({ standing }));
    for (const standing of ['dispatched', 'in-transit'] as const) {
      given().when('ReissueCertificate', wanted, LEDGER, knowing(before(standing, { dispatchedOn: '2005-06-20' }))).then(reissued({ standing, dispatchedOn: '2005-06-20' }));
    }
  });

  const children = [{ certificate: subject, to: 'IN', importer: 'SYN-IN-IMP', parcels: ['SYN-P-2'] }, { certificate: 'BWSYN000002', to: 'EU', importer: importer.party, parcels: ['SYN-P-1'] }];
  const divided = before('presented', { status: 'subdivided', children });
  const part = { ...wanted, parcels: ['SYN-P-2'] };

  it('or is of a part, and says what its parcels are', () => {
    const of = { milliCarats: 20_000, usdCents: 600_000 };
    given().when('ReissueCertificate', part, LEDGER, knowing(divided)).then(reissued({
      to: 'IN', importer: 'SYN-IN-IMP', parcels: [parcels[1]], ...of, lines: [{ hsCode: '7102.31', ...of }], origins: [{ participant: 'BW', milliCarats: 20_000 }], imports: ['ZASYN000007'],
      why: 'subdivision', standing: 'dispatched', dispatchedOn: '2005-07-01',
    }));
    const endless = { ...facts.parcels.get('SYN-P-2')!, milliCarats: Number.MAX_SAFE_INTEGER + 1 };
    given().when('ReissueCertificate', part, LEDGER, { ...knowing(divided), parcels: new Map([['SYN-P-2', endless]]) }).refused('BeyondCount');
  });

  it('only if that one says so, and only by the ledger itself', () => {
    given().when('ReissueCertificate', wanted, officer, knowing(before('issued'))).refused('NotTheLedger');
    for (const other of [undefined, noCertificate, before('issued', { replacement: 'BWSYN000003' })]) given().when('ReissueCertificate', wanted, LEDGER, knowing(other)).refused('NothingReplaced');
    for (const other of [before('issued'), before('presented', { status: 'subdivided', children: [children[1]!] })]) given().when('ReissueCertificate', part, LEDGER, knowing(other)).refused('NothingReplaced');
  });
});
