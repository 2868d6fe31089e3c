import { describe, expect, it } from '@jest/globals';
import type { Actor, DataOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import type { Parcel } from '../parcel/parcel.recollection.ts';
import type { Participant } from '../participant/participant.recollection.ts';
import { certificate } from './certificate.decider.ts';
import { certificateEvents } from './certificate.events.ts';
import type { Facts } from './certificate.rules.ts';
import { toleranceOf } from './import.rules.ts';

const given = scenarios(certificate, { subject: 'BWSYN000001', occurredAt: '2005-07-01T08:00:00Z' });

const bw: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'] };
const be: Actor = { party: 'SYN-EU-FPS', participant: 'EU', roles: ['authority'] };
const exporter: Actor = { party: 'SYN-BW-EXP', participant: 'BW', roles: ['trader'] };

const open: Participant = [{ from: '2003-01-01', standing: 'participant' }];
const suspended: Participant = [...open, { from: '2005-06-01', standing: 'suspended' }];
const sealed: Parcel = {
  holder: 'SYN-BW-EXP', seal: 'BW-77', milliCarats: 30_000, usdCents: 900_000, certificate: 'BWSYN000001',
  lines: [{ hsCode: '7102.31', milliCarats: 30_000, usdCents: 900_000 }], origins: [{ participant: 'BW', milliCarats: 20_000 }, { participant: 'NA', milliCarats: 10_000 }],
};
const second: Parcel = {
  ...sealed, seal: 'BW-78', milliCarats: 5_000, usdCents: 100,
  lines: [{ hsCode: '7102.21', milliCarats: 1_000, usdCents: 20 }, { hsCode: '7102.31', milliCarats: 4_000, usdCents: 80 }], origins: [{ participant: 'AO', milliCarats: 3_000 }, { participant: 'BW', milliCarats: 2_000 }],
};
const facts: Facts = {
  parcels: new Map([['SYN-P-1', sealed], ['SYN-P-2', second]]), exporter: { participant: 'BW' }, importer: { participant: 'EU' },
  participants: new Map([['BW', open], ['EU', open]]),
};

const wanted = { exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', to: 'EU', parcels: ['SYN-P-1'], expiresOn: '2005-08-30' };
const shipment = {
  exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', from: 'BW', to: 'EU',
  parcels: [{ parcel: 'SYN-P-1', seal: 'BW-77', milliCarats: 30_000, usdCents: 900_000 }], milliCarats: 30_000, usdCents: 900_000,
  lines: [{ hsCode: '7102.31' as const, milliCarats: 30_000, usdCents: 900_000 }], origins: [{ participant: 'BW', milliCarats: 20_000 }, { participant: 'NA', milliCarats: 10_000 }],
};
const issued = { type: 'CertificateIssued', data: { ...shipment, authority: 'SYN-BW-GDV', issuedOn: '2005-07-01', expiresOn: '2005-08-30' } } as const;
const dispatched = { type: 'ExportDispatched', data: { ...shipment, dispatchedOn: '2005-07-01' } } as const;
const arrived = (found: Partial<DataOf<typeof certificateEvents.ImportConfirmed>> = {}) => ({
  type: 'ImportConfirmed' as const,
  data: { ...shipment, authority: 'SYN-EU-FPS', receivedOn: '2005-07-01', foundMilliCarats: 30_000, seals: 'intact' as const, ...found },
});
const voided = { type: 'CertificateVoided' as const, data: { reason: 'spoiled in print', parcels: [] } };

describe('issuing', () => {
  it('states the sums of the sealed parcels, never what somebody typed', () => {
    given().when('IssueCertificate', wanted, bw, facts).then(issued);
    given().when('IssueCertificate', { ...wanted, parcels: ['SYN-P-1', 'SYN-P-2'] }, bw, facts).then({ type: 'CertificateIssued', data: {
      ...issued.data, milliCarats: 35_000, usdCents: 900_100,
      parcels: [...shipment.parcels, { parcel: 'SYN-P-2', seal: 'BW-78', milliCarats: 5_000, usdCents: 100 }],
      lines: [{ hsCode: '7102.21', milliCarats: 1_000, usdCents: 20 }, { hsCode: '7102.31', milliCarats: 34_000, usdCents: 900_080 }],
      origins: [{ participant: 'AO', milliCarats: 3_000 }, { participant: 'BW', milliCarats: 22_000 }, { participant: 'NA', milliCarats: 10_000 }],
    } });
  });

  it('KPCS Annex I.A 4: a number is used once, also a void one', () => {
    given(issued).when('IssueCertificate', wanted, bw, facts).refused('NumberUsed', { figures: { status: 'issued' } });
    given(voided).when('IssueCertificate', wanted, bw, facts).refused('NumberUsed', { figures: { status: 'void' } });
  });

  it('KPCS Annex I.A 4: a number carries the code of the Participant that issues it', () => {
    given().when('IssueCertificate', wanted, bw, facts, { subject: 'ZASYN000001' }).refused('NumberOfOthers', { detail: 'ZASYN000001 does not start with BW.' });
  });

  it('KPCS IV(b): is for the authority of the exporter’s territory', () => {
    given().when('IssueCertificate', wanted, be, facts).refused('NotExportingAuthority');
    given().when('IssueCertificate', wanted, exporter, facts).refused('NotExportingAuthority');
  });

  it('KPCS Annex I.A 9: names a registered exporter, and an importer registered where the goods go', () => {
    given().when('IssueCertificate', wanted, bw, { ...facts, exporter: {} }).refused('UnknownParty', { pointer: '#/exporter' });
    given().when('IssueCertificate', wanted, bw, { ...facts, importer: {} }).refused('UnknownParty', { pointer: '#/importer' });
    given().when('IssueCertificate', wanted, bw, { ...facts, importer: { participant: 'IL' } }).refused('ImporterElsewhere', { pointer: '#/importer' });
  });

  it('KPCS section I: an export crosses a border', () => {
    given().when('IssueCertificate', { ...wanted, to: 'BW' }, bw, { ...facts, importer: { participant: 'BW' } }).refused('NoBorder', { pointer: '#/to' });
  });

  it('KPCS III(c): both ends stand as Participants on the day, by the decisions in force on it', () => {
    const between = (from: Participant | undefined, to: Participant | undefined): Facts =>
      ({ ...facts, participants: new Map([...(from ? [['BW', from] as const] : []), ...(to ? [['EU', to] as const] : [])]) });
    given().when('IssueCertificate', wanted, bw, between(open, undefined)).refused('NotAParticipant', { figures: { participant: 'EU', standing: 'none', day: '2005-07-01' } });
    given().when('IssueCertificate', wanted, bw, between(open, suspended)).refused('NotAParticipant', { detail: 'On 2005-07-01 the standing of EU is: suspended.' });
    given().when('IssueCertificate', wanted, bw, between(suspended, open)).refused('NotAParticipant', { figures: { participant: 'BW', standing: 'suspended', day: '2005-07-01' } });
    given().when('IssueCertificate', wanted, bw, between([...open, { from: '2005-07-02', standing: 'removed' }], open)).then(issued);
    given().when('IssueCertificate', wanted, bw, between([...suspended, { from: '2005-07-01', standing: 'participant' }], open)).then(issued);
  });

  it('KPCS Annex I.A 7: it expires after its day of issue, at most a year later', () => {
    for (const expiresOn of ['2005-06-30', '2005-07-01', '2006-07-02']) {
      given().when('IssueCertificate', { ...wanted, expiresOn }, bw, facts).refused('ExpiryOutOfRange', { figures: { issuedOn: '2005-07-01', expiresOn }, pointer: '#/expiresOn' });
    }
    for (const expiresOn of ['2005-07-02', '2006-07-01']) {
      given().when('IssueCertificate', { ...wanted, expiresOn }, bw, facts).then({ ...issued, data: { ...issued.data, expiresOn } });
    }
    const leapDay = { subject: 'BWSYN000001', occurredAt: '2004-02-29T00:00:00Z' };
    given().when('IssueCertificate', { ...wanted, expiresOn: '2005-03-01' }, bw, facts, leapDay).refused('ExpiryOutOfRange');
    given().when('IssueCertificate', { ...wanted, expiresOn: '2005-02-28' }, bw, facts, leapDay)
      .then({ ...issued, data: { ...issued.data, issuedOn: '2004-02-29', expiresOn: '2005-02-28' } });
  });

  it('KPCS Annex II ¶17: takes only parcels that the exporter presented for it', () => {
    const { certificate: _, ...loose } = sealed;
    const others: [string, Facts['parcels']][] = [
      ['Parcel SYN-P-1 is not presented for BWSYN000001.', new Map()],
      ['Parcel SYN-P-1 is not presented for BWSYN000001.', new Map([['SYN-P-1', loose]])],
      ['Parcel SYN-P-1 is not presented for BWSYN000001.', new Map([['SYN-P-1', { ...sealed, certificate: 'BWSYN000002' }]])],
      ['Parcel SYN-P-1 was presented by SYN-BW-2, not by SYN-BW-EXP.', new Map([['SYN-P-1', { ...sealed, holder: 'SYN-BW-2' }]])],
    ];
    for (const [detail, parcels] of others) {
      given().when('IssueCertificate', wanted, bw, { ...facts, parcels }).refused('ParcelNotPresented', { detail, figures: { parcel: 'SYN-P-1' }, pointer: '#/parcels/0' });
    }
  });

  it('does not count past 2^53', () => {
    const heavy = { ...sealed, milliCarats: Number.MAX_SAFE_INTEGER };
    const dear = { ...sealed, usdCents: Number.MAX_SAFE_INTEGER };
    for (const parcel of [heavy, dear]) {
      given().when('IssueCertificate', { ...wanted, parcels: ['SYN-P-1', 'SYN-P-2'] }, bw, { ...facts, parcels: new Map([['SYN-P-1', parcel], ['SYN-P-2', second]]) })
        .refused('BeyondCount', { figures: { parcels: 2 }, pointer: '#/parcels' });
    }
  });
});

describe('voiding', () => {
  it('names the parcels that are free again, or none if the number was never issued', () => {
    given().when('VoidCertificate', { reason: 'spoiled in print' }, bw, facts).then(voided);
    given(issued).when('VoidCertificate', { reason: 'refused' }, bw, facts).then({ type: 'CertificateVoided', data: { reason: 'refused', parcels: shipment.parcels } });
  });

  it('is for the authority whose series it is', () => {
    given(issued).when('VoidCertificate', { reason: 'x' }, be, facts).refused('NotExportingAuthority');
    given(issued).when('VoidCertificate', { reason: 'x' }, exporter, facts).refused('NotExportingAuthority');
  });

  it('happens once, and not after the goods left', () => {
    given(issued, voided).when('VoidCertificate', { reason: 'x' }, bw, facts).refused('NotVoidable', { figures: { status: 'void' } });
    given(issued, dispatched).when('VoidCertificate', { reason: 'x' }, bw, facts).refused('NotVoidable', { figures: { status: 'dispatched' } });
    given(issued, dispatched, arrived()).when('VoidCertificate', { reason: 'x' }, bw, facts).refused('NotVoidable', { figures: { status: 'confirmed' } });
  });
});

describe('dispatching', () => {
  const on = (day: string) => ({ subject: 'BWSYN000001', occurredAt: `${day}T23:59:59Z` });

  it('is done by the exporter or the Exporting Authority, from the day of issue to the day of expiry', () => {
    given(issued).when('DispatchExport', {}, exporter, facts).then(dispatched);
    given(issued).when('DispatchExport', {}, bw, facts).then(dispatched);
    given(issued).when('DispatchExport', {}, be, facts).refused('NotExporter');
    given({ ...issued, data: { ...issued.data, issuedOn: '2005-07-02' } }).when('DispatchExport', {}, exporter, facts)
      .refused('OutsideValidity', { detail: 'It is valid from 2005-07-02 to 2005-08-30; the day is 2005-07-01.' });
    given({ ...issued, data: { ...issued.data, expiresOn: '2005-06-30' } }).when('DispatchExport', {}, exporter, facts).refused('OutsideValidity');
    given({ ...issued, data: { ...issued.data, expiresOn: '2005-07-01' } }).when('DispatchExport', {}, exporter, facts, on('2005-07-01')).then(dispatched);
  });

  it('KPCS III(c): stops on the day on which one end no longer is a Participant', () => {
    const closing = { ...facts, participants: new Map([['BW', open], ['EU', suspended]]) };
    given(issued).when('DispatchExport', {}, exporter, closing).refused('NotAParticipant', { figures: { participant: 'EU', standing: 'suspended', day: '2005-07-01' } });
  });

  it('needs an issued certificate that did not leave yet', () => {
    given().when('DispatchExport', {}, exporter, facts).refused('NotIssued', { figures: { status: 'none' } });
    given(issued, voided).when('DispatchExport', {}, exporter, facts).refused('NotIssued', { figures: { status: 'void' } });
    given(issued, dispatched).when('DispatchExport', {}, exporter, facts).refused('NotIssued', { figures: { status: 'dispatched' } });
  });
});

describe('confirming an import', () => {
  const confirm = { foundMilliCarats: 30_000, seals: 'intact' as const };

  it('KPCS III(b): is for the Importing Authority, once, and asks nothing of today’s standing', () => {
    given(issued, dispatched).when('ConfirmImport', confirm, be, { ...facts, participants: new Map() }).then(arrived());
    given(issued, dispatched).when('ConfirmImport', confirm, bw, facts).refused('NotImportingAuthority');
    given(issued, dispatched).when('ConfirmImport', confirm, exporter, facts).refused('NotImportingAuthority');
    given(issued).when('ConfirmImport', confirm, be, facts).refused('NotDispatched', { figures: { status: 'issued' } });
    given().when('ConfirmImport', confirm, be, facts).refused('NotDispatched', { figures: { status: 'none' } });
    given(issued, dispatched, arrived()).when('ConfirmImport', confirm, be, facts).refused('NotDispatched', { figures: { status: 'confirmed' } });
  });

  it('nothing arrives before it left', () => {
    given(issued, { ...dispatched, data: { ...dispatched.data, dispatchedOn: '2005-07-02' } }).when('ConfirmImport', confirm, be, facts)
      .refused('BeforeDispatch', { figures: { dispatchedOn: '2005-07-02', receivedOn: '2005-07-01' } });
  });

  const report = (kind: 'weight' | 'seal' | 'expired', foundMilliCarats: number, reportedOn = '2005-07-01') => ({ type: 'DiscrepancyReported' as const, data: {
    kind, from: 'BW', to: 'EU', importer: 'SYN-EU-IMP', reportedOn, statedMilliCarats: 30_000, foundMilliCarats, differenceMilliCarats: foundMilliCarats - 30_000,
  } });

  it('reports a weight beyond what two balances may differ', () => {
    for (const foundMilliCarats of [29_985, 30_015]) {
      given(issued, dispatched).when('ConfirmImport', { ...confirm, foundMilliCarats }, be, facts).then(arrived({ foundMilliCarats }));
    }
    for (const foundMilliCarats of [29_984, 30_016]) {
      given(issued, dispatched).when('ConfirmImport', { ...confirm, foundMilliCarats }, be, facts).then(arrived({ foundMilliCarats }), report('weight', foundMilliCarats));
    }
    expect([toleranceOf(1, 19_999), toleranceOf(3, 1), toleranceOf(1, 22_000), toleranceOf(1, Number.MAX_SAFE_INTEGER)]).toEqual([10, 30, 11, 4503599627370]);
  });

  it('reports seals, and a certificate that expired on the way, each by itself', () => {
    given(issued, dispatched).when('ConfirmImport', { ...confirm, seals: 'other-number' }, be, facts).then(arrived({ seals: 'other-number' }), report('seal', 30_000));
    given(issued, dispatched).when('ConfirmImport', { foundMilliCarats: 1, seals: 'broken' }, be, facts, { subject: 'BWSYN000001', occurredAt: '2005-08-31T00:00:00Z' })
      .then(arrived({ seals: 'broken', foundMilliCarats: 1, receivedOn: '2005-08-31' }), report('weight', 1, '2005-08-31'), report('seal', 1, '2005-08-31'), report('expired', 1, '2005-08-31'));
    given(issued, dispatched).when('ConfirmImport', confirm, be, facts, { subject: 'BWSYN000001', occurredAt: '2005-08-30T23:59:59Z' }).then(arrived({ receivedOn: '2005-08-30' }));
    given(issued, dispatched, arrived(), report('seal', 30_000)).when('ConfirmImport', confirm, be, facts).refused('NotDispatched');
  });
});

describe('its facts', () => {
  const subjectsOf = (fact: keyof Facts, data: object, past: object, by = bw) => certificate.facts![fact].subjects(data, { ...certificate.initial, ...past }, { by, subject: 'BWSYN000001' } as never);

  it('are asked for only where a rule needs them', () => {
    expect(subjectsOf('participants', wanted, {})).toEqual(['BW', 'EU']);
    expect(subjectsOf('participants', wanted, {}, { ...bw, participant: '' })).toEqual(['EU']);
    expect(subjectsOf('participants', {}, { status: 'issued', shipment })).toEqual(['BW', 'EU']);
    expect(subjectsOf('participants', { reason: 'x' }, { status: 'issued', shipment })).toEqual([]);
    expect(subjectsOf('participants', {}, { status: 'dispatched', shipment })).toEqual([]);
    expect([subjectsOf('parcels', wanted, {}), subjectsOf('parcels', {}, {})]).toEqual([['SYN-P-1'], []]);
    expect([subjectsOf('exporter', wanted, {}), subjectsOf('importer', wanted, {}), subjectsOf('importer', {}, {})]).toEqual([['SYN-BW-EXP'], ['SYN-EU-IMP'], []]);
  });
});
