import { describe, expect, it } from '@jest/globals';
import type { Actor, DataOf, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import type { Parcel } from '../parcel/parcel.recollection.ts';
import { certificate } from './certificate.decider.ts';
import type { certificateEvents } from './certificate.events.ts';
import type { Facts } from './certificate.rules.ts';
import { requesting, type RequestCertificate } from './request.rules.ts';

type Event = EventOf<typeof certificateEvents>;

const given = scenarios(certificate, { subject: 'BWSYN000001' }, requesting);

const exporter: Actor = { party: 'SYN-BW-EXP', participant: 'BW', roles: ['trader'], person: 'SYN-P-DECLARES' };
const unknown = Object.fromEntries(Object.entries(certificate.facts!).map(([name, { of, many }]) => [name, many ? new Map() : of.initial])) as unknown as Facts;
const stands = (standing: 'participant' | 'suspended', flow: 'both' | 'export' | 'import' = 'both') =>
  [{ from: '2003-01-01', standing: 'participant' as const, flow: 'both' as const }, { from: '2005-01-01', standing, flow }];

const first: Parcel = {
  holder: exporter.party, seal: 'BW-77', milliCarats: 30_000, usdCents: 900_000, certificate: 'BWSYN000001',
  lines: [{ hsCode: '7102.31', milliCarats: 30_000, usdCents: 900_000 }], origins: [{ participant: 'BW', milliCarats: 20_000 }, { participant: 'NA', milliCarats: 10_000 }],
};
const second: Parcel = {
  ...first, seal: 'BW-78', milliCarats: 5_000, usdCents: 100,
  lines: [{ hsCode: '7102.21', milliCarats: 1_000, usdCents: 20 }, { hsCode: '7102.31', milliCarats: 4_000, usdCents: 80 }], origins: [{ participant: 'AO', milliCarats: 3_000 }, { participant: 'BW', milliCarats: 2_000 }],
};
const parcelsAre = (one: Parcel | undefined, two: Parcel = second) => ({ parcels: new Map([...(one ? [['SYN-P-1', one] as const] : []), ['SYN-P-2', two] as const]) });
const facts: Facts = {
  ...unknown, ...parcelsAre(first),
  parties: new Map([['SYN-BW-EXP', 'BW'], ['SYN-EU-IMP', 'EU'], ['SYN-BW-IMP', 'BW'], ['SYN-BW-VAL', 'BW']].map(([id, participant]) => [id!, { participant: participant! }])),
  participants: new Map([['BW', stands('participant')], ['EU', stands('participant')]]),
  numbering: {
    patterns: [{ prefix: 'BWSYN', digits: 6, series: 'trade', from: '2003-01-01' }, { prefix: 'BWTEC', digits: 4, series: 'technical', from: '2003-01-01' }],
    blocks: [{ prefix: 'BWSYN', first: 1, last: 99, year: 2005 }, { prefix: 'BWSYN', first: 100, last: 199, year: 2006 }, { prefix: 'BWTEC', first: 1, last: 9, year: 2005 }],
  },
};

const produced = (milliCarats: number) => ({ kind: 'production' as const, reference: 'Book 5/2005', milliCarats });
const wanted: DataOf<typeof RequestCertificate> = { to: 'EU', importer: 'SYN-EU-IMP', parcels: ['SYN-P-1'], documents: [produced(30_000)] };
const requested = (more: object = {}): Event => ({ type: 'CertificateRequested', data: {
  exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', from: 'BW', to: 'EU', parcels: [{ parcel: 'SYN-P-1', seal: 'BW-77', milliCarats: 30_000, usdCents: 900_000 }],
  milliCarats: 30_000, usdCents: 900_000, lines: [{ hsCode: '7102.31', milliCarats: 30_000, usdCents: 900_000 }],
  origins: [{ participant: 'BW', milliCarats: 20_000 }, { participant: 'NA', milliCarats: 10_000 }], documents: wanted.documents, declaredBy: 'SYN-P-DECLARES', queue: 'normal', ...more,
} });

describe('a request', () => {
  it('states the sums of the sealed parcels, never what somebody typed', () => {
    given().when('RequestCertificate', wanted, exporter, facts).then(requested());
    const documents = [produced(35_000)];
    given().when('RequestCertificate', { ...wanted, parcels: ['SYN-P-1', 'SYN-P-2'], documents }, exporter, facts).then(requested({
      documents, milliCarats: 35_000, usdCents: 900_100,
      parcels: [{ parcel: 'SYN-P-1', seal: 'BW-77', milliCarats: 30_000, usdCents: 900_000 }, { parcel: 'SYN-P-2', seal: 'BW-78', milliCarats: 5_000, usdCents: 100 }],
      lines: [{ hsCode: '7102.21', milliCarats: 1_000, usdCents: 20 }, { hsCode: '7102.31', milliCarats: 34_000, usdCents: 900_080 }],
      origins: [{ participant: 'AO', milliCarats: 3_000 }, { participant: 'BW', milliCarats: 22_000 }, { participant: 'NA', milliCarats: 10_000 }],
    }));
  });

  it('KPCS Annex I.A 4: has a number of the exporter’s Participant, in its form, on a blank it received', () => {
    const asking = (subject: string, code: string, more = {}) => given().when('RequestCertificate', wanted, exporter, facts, { subject }).refused(code, more);
    asking('ZASYN000001', 'NumberOfOthers', { detail: 'ZASYN000001 does not start with BW.' });
    asking('BWSYN1', 'NotOurForm', { detail: 'BWSYN1 is not of the form: BWSYN and 6 digits, or BWTEC and 4 digits.' });
    asking('BWSYN000999', 'NeverPrinted', { detail: 'BWSYN000999 is in no block of blanks of BW: it was never printed.' });
    asking('BWSYN000100', 'NeverPrinted', { detail: 'BWSYN000100 is of the blanks for 2006.' });
    const later = { ...facts.numbering, patterns: [{ prefix: 'BWSYN', digits: 6, series: 'trade' as const, from: '2005-07-02' }] };
    given().when('RequestCertificate', wanted, exporter, { ...facts, numbering: later })
      .refused('NotYetInUse', { detail: 'BWSYN000001 is of a pattern in use from 2005-07-02; this is of 2005-07-01.', figures: { number: 'BWSYN000001', from: '2005-07-02', on: '2005-07-01' } });
    given().when('RequestCertificate', wanted, exporter, { ...facts, numbering: { ...later, patterns: [{ ...later.patterns[0]!, from: '2005-07-01' }] } }).then(requested());
    given().when('RequestCertificate', wanted, exporter, { ...facts, numbering: unknown.numbering }).refused('NotOurForm', { figures: { form: 'not set for BW' } });
  });

  it('goes under a technical number if it is no trade, and only then', () => {
    const technical = { ...wanted, purpose: 'technical' as const };
    given().when('RequestCertificate', technical, exporter, facts).refused('WrongSeries', { figures: { series: 'trade', purpose: 'technical' } });
    const subject = 'BWTEC0001';
    const there = { ...facts, ...parcelsAre({ ...first, certificate: subject }) };
    given().when('RequestCertificate', wanted, exporter, there, { subject }).refused('WrongSeries');
    const documents = [{ ...produced(30_000), kind: 'order' as const }];
    given().when('RequestCertificate', { ...technical, documents }, exporter, there, { subject }).refused('OtherPurpose', { figures: { regime: 'trade', purpose: 'technical', parcel: 'SYN-P-1' } });
    const seized = { ...there, parcels: new Map([...there.parcels].map(([id, one]) => [id, { ...one, regime: 'seized' as const }])) };
    given().when('RequestCertificate', { ...technical, documents }, exporter, seized, { subject }).then(requested({ documents, purpose: 'technical' }));
    given().when('RequestCertificate', wanted, exporter, { ...facts, ...parcelsAre({ ...first, regime: 'sample' }) }).refused('OtherPurpose', { pointer: '#/parcels/0' });
  });

  it('KPCS Annex I.A 9: is of a registered exporter at home, to an importer registered where the goods go', () => {
    const among = (parties: [string, string][]): Facts => ({ ...facts, parties: new Map(parties.map(([id, participant]) => [id, { participant }])) });
    given().when('RequestCertificate', wanted, exporter, among([['SYN-EU-IMP', 'EU']])).refused('UnknownParty', { figures: { party: 'SYN-BW-EXP' } });
    given().when('RequestCertificate', wanted, exporter, among([['SYN-BW-EXP', 'BW']])).refused('UnknownParty', { pointer: '#/importer' });
    given().when('RequestCertificate', wanted, exporter, among([['SYN-BW-EXP', 'ZA'], ['SYN-EU-IMP', 'EU']])).refused('NotExportersHome', { figures: { home: 'ZA' } });
    given().when('RequestCertificate', wanted, exporter, among([['SYN-BW-EXP', 'BW'], ['SYN-EU-IMP', 'IL']])).refused('ImporterElsewhere', { pointer: '#/importer' });
    given().when('RequestCertificate', { ...wanted, to: 'BW', importer: 'SYN-BW-IMP' }, exporter, facts).refused('NoBorder', { pointer: '#/to' });
  });

  it('KPCS III(c): needs a corridor that is open on the day, for the flow at each end', () => {
    const between = (from: Facts['participants'] extends ReadonlyMap<string, infer P> ? P : never, to: typeof from): Facts => ({ ...facts, participants: new Map([['BW', from], ['EU', to]]) });
    given().when('RequestCertificate', wanted, exporter, between(stands('participant'), stands('suspended')))
      .refused('NotAParticipant', { detail: 'On 2005-07-01 the standing of EU for imports is: suspended.', pointer: '#/to' });
    given().when('RequestCertificate', wanted, exporter, between(stands('suspended', 'export'), stands('participant'))).refused('NotAParticipant', { figures: { participant: 'BW', flow: 'export' } });
    given().when('RequestCertificate', wanted, exporter, between(stands('suspended', 'import'), stands('suspended', 'export'))).then(requested());
    given().when('RequestCertificate', wanted, exporter, { ...facts, participants: new Map() }).refused('NotAParticipant', { figures: { standing: 'none' } });
  });

  it('KPCS Annex II ¶17: takes only parcels that the exporter presented for it', () => {
    const { certificate: _, ...loose } = first;
    const others: [string, Parcel | undefined][] = [
      ['Parcel SYN-P-1 is not presented for BWSYN000001.', undefined], ['Parcel SYN-P-1 is not presented for BWSYN000001.', loose],
      ['Parcel SYN-P-1 is not presented for BWSYN000001.', { ...first, certificate: 'BWSYN000002' }], ['Parcel SYN-P-1 was presented by SYN-BW-2, not by SYN-BW-EXP.', { ...first, holder: 'SYN-BW-2' }],
    ];
    for (const [detail, one] of others) given().when('RequestCertificate', wanted, exporter, { ...facts, ...parcelsAre(one) }).refused('ParcelNotPresented', { detail, pointer: '#/parcels/0' });
  });

  it('does not count past 2^53', () => {
    for (const past of [{ milliCarats: Number.MAX_SAFE_INTEGER }, { usdCents: Number.MAX_SAFE_INTEGER }]) {
      given().when('RequestCertificate', { ...wanted, parcels: ['SYN-P-1', 'SYN-P-2'] }, exporter, { ...facts, ...parcelsAre({ ...first, ...past }) }).refused('BeyondCount', { figures: { parcels: 2 } });
    }
  });

  it('says how the goods were valued, by whom, and before it is made', () => {
    const valuation = { method: 'government' as const, basis: 'FOB' as const, valuer: 'SYN-BW-VAL', valuedOn: '2005-07-01' };
    given().when('RequestCertificate', { ...wanted, valuation }, exporter, facts).then(requested({ valuation }));
    given().when('RequestCertificate', { ...wanted, valuation: { ...valuation, valuer: 'SYN-NOBODY' } }, exporter, facts).refused('UnknownParty', { pointer: '#/valuation/valuer' });
    given().when('RequestCertificate', { ...wanted, valuation: { ...valuation, valuedOn: '2005-07-02' } }, exporter, facts).refused('ValuedLater', { pointer: '#/valuation/valuedOn' });
  });
});

describe('the documents', () => {
  const shown = (documents: typeof wanted.documents, of: Facts = facts) => given().when('RequestCertificate', { ...wanted, documents }, exporter, of);

  it('cover every carat by what says where it came from', () => {
    shown([produced(29_999)]).refused('NotCovered', { detail: 'The documents cover 29.999 ct of 30.000 ct.', figures: { coveredMilliCarats: 29_999, milliCarats: 30_000 } });
    shown([produced(10_000), { ...produced(30_000), kind: 'invoice' }]).refused('NotCovered', { figures: { coveredMilliCarats: 10_000, milliCarats: 30_000 } });
    shown([{ ...produced(30_000), kind: 'order' }]).refused('NotCovered');
    const both = [produced(29_999), { ...produced(1), kind: 'purchase' as const }];
    shown(both).then(requested({ documents: both }));
    const endless = [produced(Number.MAX_SAFE_INTEGER), produced(Number.MAX_SAFE_INTEGER)];
    shown(endless).then(requested({ documents: endless }));
  });

  it('of a re-export hold what it came in under, and nothing that it did not', () => {
    const imported = { ...facts, ...parcelsAre({ ...first, imports: ['ZASYN000007', 'AOSYN000003'] }) };
    const came = (reference: string) => [{ kind: 'import-certificate' as const, reference, milliCarats: 30_000 }];
    shown([produced(30_000)], imported).refused('ImportNotShown', { figures: { imports: 2 } });
    shown(came('NASYN000001'), imported).refused('ImportOfOthers', { figures: { certificate: 'NASYN000001' }, pointer: '#/documents/0/reference' });
    shown(came('NASYN000001')).refused('ImportOfOthers', { detail: 'None of the goods came in under NASYN000001. They came in under: none.' });
    shown(came('ZA SYN-000007'), imported).then(requested({ documents: came('ZA SYN-000007'), imports: ['AOSYN000003', 'ZASYN000007'] }));
    const many = Array.from({ length: 12 }, (_, i) => `ZASYN0000${i + 10}`);
    shown([produced(30_000)], { ...facts, ...parcelsAre({ ...first, imports: many }) }).refused('ImportNotShown', { detail: expect.stringContaining('ZASYN000019 and 2 more;') as never });
  });
});

describe('the value per carat', () => {
  const kept = (usdCents: number) => ({ importedAt: { certificate: 'ZASYN000007', milliCarats: 60_000, usdCents: 600_000 }, milliCarats: 30_000, usdCents });
  const documents = [{ kind: 'import-certificate' as const, reference: 'ZASYN000007', milliCarats: 30_000 }];
  const now = (usdCents: number): Facts => ({ ...facts, ...parcelsAre({ ...first, imports: ['ZASYN000007'], kept: [kept(usdCents)] }) });

  it('is questioned where it is more than half up or down since the import, and nobody worked on the goods', () => {
    const question = (usdCentsPerCarat: number): Event => ({ type: 'UnitValueQuestioned', data: {
      participant: 'BW', exporter: 'SYN-BW-EXP', importedUnder: 'ZASYN000007', importedUsdCentsPerCarat: 10_000, usdCentsPerCarat, milliCarats: 30_000 } });
    for (const usdCents of [150_000, 300_000, 450_000]) {
      given().when('RequestCertificate', { ...wanted, documents }, exporter, now(usdCents)).then(requested({ documents, imports: ['ZASYN000007'] }));
    }
    given().when('RequestCertificate', { ...wanted, documents }, exporter, now(450_030)).then(requested({ documents, imports: ['ZASYN000007'] }), question(15_001));
    given().when('RequestCertificate', { ...wanted, documents }, exporter, now(149_970)).then(requested({ documents, imports: ['ZASYN000007'] }), question(4_999));
  });
});

describe('a request of a member of an industry body', () => {
  it('UN A/61/589 ¶22.16: stands in the fast queue while it is granted to him; the checks are the same', () => {
    const fast: Facts['member'] = { memberships: [{ body: 'SYN-BODY', from: '2005-01-01' }], registrations: [], assessments: [], sanctions: [], fast: [{ body: 'SYN-BODY', from: '2005-01-01', to: '2005-12-31' }] };
    given().when('RequestCertificate', wanted, exporter, { ...facts, member: fast }).then(requested({ queue: 'fast' }));
    given().when('RequestCertificate', wanted, exporter, { ...facts, member: { ...fast, sanctions: [{ body: 'SYN-BODY', sanction: 'suspension', from: '2005-06-01' }] } }).then(requested());
    given().when('RequestCertificate', { ...wanted, documents: [produced(29_999)] }, exporter, { ...facts, member: fast }).refused('NotCovered');
  });
});

describe('a request for goods that a State confiscated and sold', () => {
  it('names the cases, and is covered by the order', () => {
    const documents = [{ kind: 'order' as const, reference: 'Accra High Court, 12/2006', milliCarats: 30_000 }];
    const confiscations = ['SYN-CASE-1', 'SYN-CASE-2'];
    const sold: Facts = { ...facts, ...parcelsAre({ ...first, confiscations: confiscations.toReversed(), imports: ['ZASYN000007'] }) };
    given().when('RequestCertificate', { ...wanted, documents }, exporter, sold).then(requested({ documents, confiscations, imports: ['ZASYN000007'] }));
    given().when('RequestCertificate', { ...wanted, documents }, exporter, facts).refused('NotCovered');
  });
});
