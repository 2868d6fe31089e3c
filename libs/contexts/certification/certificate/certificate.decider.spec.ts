import { describe, expect, it } from '@jest/globals';
import { LEDGER, type Actor, type EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { certificate, chapters } from './certificate.decider.ts';
import type { certificateEvents } from './certificate.events.ts';
import { no, type Facts } from './certificate.rules.ts';
import type { Shipment } from './state.rules.ts';

type Event = EventOf<typeof certificateEvents>;

const given = scenarios(certificate, { subject: 'BWSYN000001' }, { commands: {}, refusals: {}, makes: [] });

const exporter: Actor = { party: 'SYN-BW-EXP', participant: 'BW', roles: ['trader'] };
const bw: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'], person: 'SYN-P-1' };
const facts = Object.fromEntries(Object.entries(certificate.facts!).map(([name, { of, many }]) => [name, many ? new Map() : of.initial])) as unknown as Facts;

const shipment: Shipment = {
  exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', from: 'BW', to: 'EU', parcels: [{ parcel: 'SYN-P', seal: 'BW-77', milliCarats: 5, usdCents: 7 }], milliCarats: 5, usdCents: 7,
  lines: [{ hsCode: '7102.31', milliCarats: 5, usdCents: 7 }], origins: [{ participant: 'BW', milliCarats: 5 }],
};
const issued: Event = { type: 'CertificateIssued', data: { ...shipment, authority: 'SYN-BW-GDV', issuedOn: '2005-07-01', expiresOn: '2005-08-30' } };
const seals = [{ parcel: 'SYN-P', state: 'intact' as const }];

describe('every step', () => {
  it('follows on where the certificate stands, before anything else is looked at', () => {
    given().when('DispatchExport', {}, exporter, facts).refused('NotInThisState', {
      detail: 'BWSYN000001 was never asked for. DispatchExport (KPCS III(a)) follows on validated. Possible now: RequestCertificate, VoidCertificate.',
      figures: { status: 'none', step: 'DispatchExport', clause: 'KPCS III(a)', possible: 'RequestCertificate, VoidCertificate' },
    });
  });

  it('is not before what the ledger already knows, unless it follows from that, or a false paper is shown', () => {
    const before = { subject: 'BWSYN000001', occurredAt: '2005-06-30T23:59:59Z' };
    const known = { ...issued, occurredAt: '2005-07-01T00:00:00Z' } as Event;
    given(known).when('VoidCertificate', { reason: 'Torn' }, bw, facts, before)
      .refused('BeforeTheLast', { detail: 'The ledger knows of BWSYN000001 up to 2005-07-01; this is of 2005-06-30.', pointer: '#/occurredAt' });
    given(known).when('ExpireCertificate', {}, LEDGER, facts, before).refused('StillValid');
    given(known).when('PresentShipment', { seals }, { ...bw, participant: 'EU' }, facts, before)
      .then({ type: 'FalsePresentation', data: { to: 'EU', authority: 'SYN-BW-GDV', why: 'not-left', presentedOn: '2005-06-30' } });
  });
});

describe('its chapters', () => {
  it('share no command, and no refusal but by the same words', () => {
    const commands = chapters.flatMap((chapter) => Object.keys(chapter.commands));
    expect(commands.filter((name, i) => commands.indexOf(name) !== i)).toEqual([]);
    for (const chapter of chapters) {
      expect(chapter.refusals).toEqual(Object.fromEntries(Object.keys(chapter.refusals).map((code) => [code, certificate.refusals[code]])));
      expect(Object.keys(chapter.refusals).filter((code) => code in no)).toEqual([]);
    }
    expect([...new Set(chapters.flatMap(({ makes }) => makes as readonly string[]))].sort()).toEqual(Object.keys(certificate.events).sort());
  });
});

describe('its facts', () => {
  const subjectsOf = (fact: keyof Facts, command: string, data: object, past: object = {}, by: Actor = bw) =>
    certificate.facts![fact].subjects(data, { ...certificate.initial, ...past }, { by, subject: 'BWSYN000001', command } as never);
  const wanted = { to: 'EU', importer: 'SYN-EU-IMP', parcels: ['SYN-P'], valuation: { valuer: 'SYN-BW-VAL' } };
  const children = [{ certificate: 'AESYN000001', to: 'IN', importer: 'SYN-IN-IMP' }, { certificate: 'AESYN000002', to: 'AE', importer: 'SYN-AE-IMP' }];

  it('are the parcels and parties that are named, or that it carries', () => {
    expect(subjectsOf('parcels', 'RequestCertificate', wanted)).toEqual(['SYN-P']);
    for (const command of ['IssueCertificate', 'ValidateCertificate', 'DispatchExport', 'PresentShipment']) expect(subjectsOf('parcels', command, {}, { shipment })).toEqual(['SYN-P']);
    expect(subjectsOf('parcels', 'ReissueCertificate', { replaces: 'BWSYN000009' })).toEqual([]);
    expect(subjectsOf('parcels', 'CloseCertificate', {}, { shipment })).toEqual([]);
    expect([subjectsOf('seals', 'ValidateCertificate', {}, { shipment }), subjectsOf('seals', 'IssueCertificate', {}, { shipment })]).toEqual([['BW-77'], []]);
    expect(subjectsOf('parties', 'RequestCertificate', wanted, {}, exporter)).toEqual(['SYN-BW-EXP', 'SYN-EU-IMP', 'SYN-BW-VAL']);
    expect(subjectsOf('parties', 'IssueCertificate', {}, { shipment })).toEqual(['SYN-BW-EXP', 'SYN-EU-IMP']);
    expect(subjectsOf('parties', 'DispatchExport', { carrier: 'SYN-BW-VAN' }, { shipment })).toEqual(['SYN-BW-EXP', 'SYN-EU-IMP', 'SYN-BW-VAN']);
    expect(subjectsOf('parties', 'SubdivideShipment', { children })).toEqual(['SYN-IN-IMP', 'SYN-AE-IMP']);
  });

  it('are the ends of the corridor where the rule asks how they stand', () => {
    expect(subjectsOf('participants', 'RequestCertificate', wanted, {}, exporter)).toEqual(['BW', 'EU']);
    expect(subjectsOf('participants', 'RequestCertificate', wanted, {}, { ...exporter, participant: '' })).toEqual(['EU']);
    for (const command of ['IssueCertificate', 'DispatchExport']) expect(subjectsOf('participants', command, {}, { shipment })).toEqual(['BW', 'EU']);
    expect(subjectsOf('participants', 'PresentShipment', { seals }, {}, { ...bw, participant: 'EU' })).toEqual(['EU', 'BW']);
    expect(subjectsOf('participants', 'SubdivideShipment', { children }, { shipment }, { ...bw, participant: 'AE' })).toEqual(['AE', 'BW', 'IN']);
    expect(subjectsOf('participants', 'ConfirmImport', {}, { shipment })).toEqual(['BW', 'EU']);
  });

  it('are the officer who acts, the numbering of the number in question, and the certificates before and after', () => {
    expect([subjectsOf('officer', 'IssueCertificate', {}), subjectsOf('officer', 'IssueCertificate', {}, {}, exporter), subjectsOf('officer', 'CloseCertificate', {})]).toEqual([['SYN-P-1'], [], []]);
    expect([subjectsOf('numbering', 'RequestCertificate', wanted), subjectsOf('numbering', 'CloseCertificate', {})]).toEqual([['BW'], []]);
    expect([subjectsOf('numbering', 'SubdivideShipment', { children }), subjectsOf('others', 'SubdivideShipment', { children })]).toEqual([['AE'], ['AESYN000001', 'AESYN000002']]);
    const renumber = { part: 'AESYN000001', replacement: 'AESYN000003' };
    expect([subjectsOf('numbering', 'RenumberPart', renumber), subjectsOf('others', 'RenumberPart', renumber)]).toEqual([['AE'], ['AESYN000001', 'AESYN000003']]);
    const filed = { shipment: { ...shipment, package: 'SYN-PKG' } };
    expect([subjectsOf('filed', 'RequestCertificate', { package: 'SYN-PKG' }), subjectsOf('filed', 'IssueCertificate', {}, filed), subjectsOf('filed', 'ConfirmImport', {}, filed)]).toEqual([['SYN-PKG'], ['SYN-PKG'], []]);
    expect([subjectsOf('member', 'RequestCertificate', wanted, {}, exporter), subjectsOf('member', 'IssueCertificate', {})]).toEqual([['SYN-BW-EXP'], []]);
    expect([subjectsOf('others', 'ReplaceCertificate', { replacement: 'BWSYN000002' }), subjectsOf('others', 'ReissueCertificate', { replaces: 'BWSYN000009' })]).toEqual([['BWSYN000002'], ['BWSYN000009']]);
  });
});

it('leaves what follows from another fact to the ledger', () => expect(certificate.internal).toEqual(['ReissueCertificate', 'FlagCertificate', 'UnflagCertificate']));

it('says who is not let trade, and which parcel is stopped, on the day of the request and on the day of issue', () => {
  const wanted = { to: 'EU', importer: 'SYN-EU-IMP', parcels: ['SYN-P'], documents: [{ kind: 'production' as const, reference: 'Book', milliCarats: 5 }] };
  const open = [{ from: '2003-01-01', standing: 'participant' as const, flow: 'both' as const }];
  const parcel = { holder: 'SYN-BW-EXP', seal: 'BW-77', milliCarats: 5, usdCents: 7, lines: shipment.lines, origins: shipment.origins, certificate: 'BWSYN000001' };
  const known: Facts = {
    ...facts, participants: new Map([['BW', open], ['EU', open]]), parcels: new Map([['SYN-P', parcel]]), parties: new Map([['SYN-BW-EXP', { participant: 'BW' }], ['SYN-EU-IMP', { participant: 'EU' }]]),
    officer: [{ authority: 'SYN-BW-GDV', powers: ['issue', 'validate'], from: '2005-01-01' }],
    numbering: { patterns: [{ prefix: 'BWSYN', digits: 6, series: 'trade', from: '2003-01-01' }], blocks: [{ prefix: 'BWSYN', first: 1, last: 99, year: 2005 }] },
  };
  const barred = (party: string, standing: 'suspended' | 'struck-off' | 'licensed', from = '2005-06-01'): Facts => {
    const { parties } = known;
    return { ...known, parties: new Map([...parties, [party, { ...parties.get(party), standings: [{ standing, from, reason: 'Stocks not declared.' }] }]]) };
  };
  given().when('RequestCertificate', wanted, exporter, barred('SYN-BW-EXP', 'suspended'))
    .refused('Barred', { detail: 'SYN-BW-EXP is suspended from 2005-06-01: Stocks not declared.', figures: { party: 'SYN-BW-EXP', standing: 'suspended', from: '2005-06-01', day: '2005-07-01' } });
  given().when('RequestCertificate', wanted, exporter, barred('SYN-EU-IMP', 'struck-off')).refused('Barred', { pointer: '#/importer' });
  const requested: Event = { type: 'CertificateRequested', data: { ...shipment, documents: wanted.documents, declaredBy: 'SYN-BW-EXP', queue: 'normal' } };
  for (const fine of [known, barred('SYN-BW-EXP', 'suspended', '2005-07-02'), barred('SYN-BW-EXP', 'licensed')]) given().when('RequestCertificate', wanted, exporter, fine).then(requested);
  const reviewed: Event = { type: 'CertificateReviewed', data: { authority: 'SYN-BW-GDV', reviewedBy: 'SYN-P-2', finding: 'In order.' } };
  given(requested, reviewed).when('IssueCertificate', { expiresOn: '2005-08-30' }, bw, barred('SYN-BW-EXP', 'struck-off')).refused('Barred');
  const stopped: Facts = { ...known, parcels: new Map([['SYN-P', { ...parcel, detained: 'SYN-CASE-1' }]]) };
  const told = { detail: 'Parcel SYN-P is detained: case SYN-CASE-1.', figures: { parcel: 'SYN-P', case: 'SYN-CASE-1' } };
  given().when('RequestCertificate', wanted, exporter, stopped).refused('Detained', told);
  given(requested, reviewed).when('IssueCertificate', { expiresOn: '2005-08-30' }, bw, stopped).refused('Detained', told);
  given(issued).when('ValidateCertificate', { checked: 'every-container' }, bw, stopped).refused('Detained', told);
  given(issued, { type: 'CertificateValidated', data: { authority: 'SYN-BW-GDV', validatedBy: 'SYN-P-1', checked: 'every-container' } }).when('DispatchExport', {}, exporter, stopped).refused('Detained', told);
  for (const party of ['SYN-BW-EXP', 'SYN-EU-IMP']) given(issued, { type: 'CertificateValidated', data: { authority: 'SYN-BW-GDV', validatedBy: 'SYN-P-1', checked: 'every-container' } }).when('DispatchExport', {}, exporter, barred(party, 'suspended')).refused('Barred', { figures: { party } });
});
