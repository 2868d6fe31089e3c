import { describe, expect, it } from '@jest/globals';
import type { OriginShare } from '#contexts/custody/events';
import type { Actor, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import type { Decided, Embargo, Participant } from '../participant/participant.recollection.ts';
import type { Package } from '../package/package.recollection.ts';
import { certificate } from './certificate.decider.ts';
import type { certificateEvents } from './certificate.events.ts';
import type { Facts } from './certificate.rules.ts';
import { approvalOn, crossing, watchedEnds } from './corridor.rules.ts';

type Event = EventOf<typeof certificateEvents>;

const subject = 'CFSYN000001';
const given = scenarios(certificate, { subject, occurredAt: '2016-06-20T08:00:00Z' }, crossing);
const day = '2016-06-20';

const exporter: Actor = { party: 'SYN-CF-EXP', participant: 'CF', roles: ['trader'], person: 'SYN-P-DECLARES' };
const officer: Actor = { party: 'SYN-CF-BECDOR', participant: 'CF', roles: ['authority'], person: 'SYN-P-ISSUES' };
const unknown = Object.fromEntries(Object.entries(certificate.facts!).map(([name, { of, many }]) => [name, many ? new Map() : of.initial])) as unknown as Facts;

const admitted: Decided = { from: '2003-01-01', standing: 'participant', flow: 'both' };
const suspended: Decided = { from: '2013-05-23', standing: 'suspended', flow: 'both', document: 'KP-2013-CF' };
const zone = (name: string, standing: Decided['standing'], more: Partial<Decided> = {}): Decided => ({ from: '2016-06-01', standing, flow: 'both', zone: `CF-${name}`, ...more });
const examined = { approval: 'ex-ante', monitor: 'SYN-KPMT' } as const;

const weight = (origins: readonly OriginShare[]) => origins.reduce((sum, { milliCarats }) => sum + milliCarats, 0);
const inParcel = (...origins: OriginShare[]) => ({
  holder: exporter.party, seal: 'CF-1', milliCarats: weight(origins), usdCents: 900, certificate: subject, lines: [{ hsCode: '7102.31' as const, milliCarats: weight(origins), usdCents: 900 }], origins,
});
const from = (name: string | undefined, milliCarats: number, taint = false): OriginShare =>
  ({ participant: 'CF', milliCarats, ...(name !== undefined && { zone: `CF-${name}` }), ...(taint && { taint: 'zone' as const }) });

const world = (cf: Participant, ...origins: OriginShare[]): Facts => ({
  ...unknown, parcels: new Map([['SYN-P', inParcel(...origins)]]), participants: new Map([['CF', cf], ['EU', [admitted]]]),
  parties: new Map([['SYN-CF-EXP', { participant: 'CF' }], ['SYN-EU-IMP', { participant: 'EU' }]]), officer: [{ authority: officer.party, powers: ['issue'], from: '2016-01-01' }],
  numbering: { patterns: [{ prefix: 'CFSYN', digits: 6, series: 'trade', from: '2003-01-01' }, { prefix: 'CFTEC', digits: 4, series: 'technical', from: '2003-01-01' }],
    blocks: [{ prefix: 'CFSYN', first: 1, last: 99, year: 2016 }, { prefix: 'CFTEC', first: 1, last: 9, year: 2016 }] },
});
const wanted = { to: 'EU', importer: 'SYN-EU-IMP', parcels: ['SYN-P'], documents: [{ kind: 'purchase' as const, reference: 'Slips 1-40', milliCarats: 100_000 }] };
const asking = (facts: Facts, more: object = {}) => given().when('RequestCertificate', { ...wanted, ...more }, exporter, facts);

const requested = (facts: Facts, more: object = {}): Event => {
  const { seal, milliCarats, usdCents, lines, origins } = facts.parcels.get('SYN-P')!;
  const zones = origins.filter((share) => share.zone !== undefined).map((share) => ({ zone: share.zone!, milliCarats: share.milliCarats }));
  return { type: 'CertificateRequested', data: {
    exporter: exporter.party, importer: 'SYN-EU-IMP', from: 'CF', to: 'EU', parcels: [{ parcel: 'SYN-P', seal, milliCarats, usdCents }], milliCarats, usdCents, lines,
    origins: [{ participant: 'CF', milliCarats }], ...(zones.length > 0 && { zones }), documents: wanted.documents, declaredBy: 'SYN-P-DECLARES', queue: 'normal', ...more,
  } } as Event;
};
const passes = (facts: Facts, more: object = {}) => asking(facts, more).then(requested(facts, more));
const filed = (milliCarats: number, more: Partial<Package> = {}): Package =>
  ({ status: 'approved', exporter: exporter.party, participant: 'CF', parcels: [{ parcel: 'SYN-P', seal: 'CF-1', milliCarats, usdCents: 900 }], milliCarats, origins: [], filedOn: '2016-06-10', ...more });

describe('an embargo', () => {
  const embargo = (is: Embargo['embargo'], on: string, flow: Embargo['flow'] = 'export'): Embargo => ({ from: on, flow, embargo: is, document: 'SC-1643', decision: 'S/RES/1643 (2005)' });

  it('stops exports whatever the standing is, from its day until it is lifted', () => {
    const told = { detail: 'From 2005-12-15 on exports of CF are forbidden: S/RES/1643 (2005).', figures: { participant: 'CF', flow: 'export', from: '2005-12-15', document: 'SC-1643', day }, pointer: '#/to' };
    asking(world([admitted, embargo('imposed', '2005-12-15')], from(undefined, 5))).refused('Embargoed', told);
    for (const fine of [[embargo('imposed', '2016-06-21')], [embargo('imposed', '2005-12-15', 'import')], [embargo('imposed', '2005-12-15', 'both'), embargo('lifted', '2014-04-29')]]) passes(world([admitted, ...fine], from(undefined, 5)));
  });

  it('stops imports at the other end', () => {
    const facts = world([admitted], from(undefined, 5));
    asking({ ...facts, participants: new Map([...facts.participants, ['EU', [admitted, embargo('imposed', '2010-01-01', 'import')]]]) }).refused('Embargoed', { figures: { participant: 'EU', flow: 'import' } });
  });
});

describe('a Participant that is suspended but for some zones', () => {
  const partly: Participant = [admitted, suspended, zone('BERBERATI', 'participant'), zone('NOLA', 'suspended')];

  it('sends goods of its open zones, and no others', () => {
    passes(world(partly, from('BERBERATI', 3_000)));
    asking(world(partly, from('BERBERATI', 3_000), from('NOLA', 1_500))).refused('ZoneClosed', {
      detail: 'On 2016-06-20 only these zones of CF are open: CF-BERBERATI. In the parcels: CF-NOLA 1.500 ct.', figures: { participant: 'CF', day, open: 'CF-BERBERATI', milliCarats: 1_500 }, pointer: '#/parcels' });
    asking(world(partly, from(undefined, 2_000))).refused('ZoneClosed', { figures: { milliCarats: 2_000 } });
    asking(world(partly, { participant: 'CD', milliCarats: 5 })).refused('ZoneClosed');
  });

  it('sends none before a zone is open, nor when none is; dated later the same request passes', () => {
    const early = { occurredAt: '2016-05-31T08:00:00Z' };
    given().when('RequestCertificate', wanted, exporter, world(partly, from('BERBERATI', 3_000)), early).refused('NotAParticipant', { figures: { standing: 'suspended', participant: 'CF' } });
    asking(world([admitted, suspended, zone('BERBERATI', 'suspended')], from('BERBERATI', 3_000))).refused('NotAParticipant');
    // Suspended as a whole once more: what was opened before is not open any more.
    asking(world([...partly, { ...suspended, from: '2016-06-15' }], from('BERBERATI', 3_000))).refused('NotAParticipant');
    const readmitted: Participant = [...partly, { from: '2024-11-15', standing: 'participant', flow: 'both' }];
    given().when('RequestCertificate', wanted, exporter, { ...world(readmitted, from('NOLA', 1_500)), numbering: { ...world(partly).numbering, blocks: [{ prefix: 'CFSYN', first: 1, last: 99, year: 2024 }] } },
      { subject, occurredAt: '2024-11-15T08:00:00Z' }).then(requested(world(readmitted, from('NOLA', 1_500))));
  });

  it('sends stock of other zones of its own, if a forensic audit released it to the monitor', () => {
    const facts = world(partly, from('NOLA', 1_500));
    passes({ ...facts, filed: filed(1_500, { audit: 'Stock audit 2016' }) }, { package: 'SYN-PKG' });
    asking({ ...facts, filed: filed(1_500) }, { package: 'SYN-PKG' }).refused('ZoneClosed');
    const foreign = world(partly, { participant: 'CD', milliCarats: 5 });
    asking({ ...foreign, filed: filed(5, { audit: 'Stock audit 2016' }) }, { package: 'SYN-PKG' }).refused('ZoneClosed');
  });
});

describe('a zone that is suspended while the rest is open', () => {
  const partly: Participant = [admitted, zone('NOLA', 'suspended')];

  it('lets none of its goods leave, also those that were dug before; goods of other zones do, and those that an audit released', () => {
    asking(world(partly, from('BERBERATI', 3_000), from('NOLA', 1_500), from(undefined, 20))).refused('ZoneClosed', {
      detail: 'On 2016-06-20 zones of CF are closed. In the parcels: CF-NOLA 1.500 ct.', figures: { participant: 'CF', day, milliCarats: 1_500 }, pointer: '#/parcels' });
    passes(world(partly, from('BERBERATI', 3_000), from(undefined, 20)));
    passes({ ...world(partly, from('NOLA', 1_500)), filed: filed(1_500, { audit: 'Stock audit 2016' }) }, { package: 'SYN-PKG' });
  });

  it('is open again by a later decision about it, or about the whole; and is not closed for imports only', () => {
    for (const later of [zone('NOLA', 'participant', { from: '2016-06-10' }), { from: '2016-06-10', standing: 'participant', flow: 'both' } as Decided]) passes(world([...partly, later], from('NOLA', 1_500)));
    passes(world([admitted, zone('NOLA', 'suspended', { flow: 'import' })], from('NOLA', 1_500)));
    passes(world([admitted, zone('NOLA', 'suspended', { from: '2016-06-21' })], from('NOLA', 1_500)));
  });
});

describe('tainted carats', () => {
  it('are refused by zone, whoever sends them, and whatever he stands', () => {
    asking(world([admitted], from('BERBERATI', 3_000), from('NOLA', 1_500, true), from(undefined, 20, true))).refused('TaintedGoods', {
      detail: 'In the parcels: CF, no zone told 0.020 ct; CF-NOLA 1.500 ct, not released.', figures: { milliCarats: 1_520 }, pointer: '#/parcels' });
    asking(world([admitted], { participant: 'CD', milliCarats: 5, zone: 'CD-KASAI', taint: 'zone' })).refused('TaintedGoods', { figures: { zones: 'CD-KASAI' } });
  });

  it('leave as evidence, under a technical certificate', () => {
    const facts = world([admitted], from('NOLA', 1_500, true));
    const number = 'CFTEC0001';
    const there: Facts = { ...facts, parcels: new Map([['SYN-P', { ...inParcel(from('NOLA', 1_500, true)), regime: 'seized', certificate: number }]]) };
    given().when('RequestCertificate', { ...wanted, purpose: 'technical' }, exporter, there, { subject: number }).then(requested(there, { purpose: 'technical' }));
  });
});

describe('an export that is examined beforehand', () => {
  const supervised: Participant = [admitted, { from: '2006-11-09', standing: 'supervised', flow: 'export' }];
  const conditional: Participant = [admitted, suspended, zone('BERBERATI', 'participant', { conditions: examined })];

  it('needs a package that was approved', () => {
    const facts = world(supervised, from(undefined, 3_000));
    asking(facts).refused('PackageMissing', { detail: 'Exports of CF are examined beforehand on 2016-06-20, and no package is named.', pointer: '#/package' });
    asking(world(conditional, from('BERBERATI', 3_000))).refused('PackageMissing');
    asking({ ...facts, filed: filed(3_000, { status: 'filed' }) }, { package: 'SYN-PKG' }).refused('PackageMissing', { detail: 'Package SYN-PKG is: filed.' });
    passes({ ...facts, filed: filed(3_000) }, { package: 'SYN-PKG' });
  });

  it('is the shipment that was examined, carat by carat', () => {
    const facts = world(supervised, from(undefined, 3_000));
    asking({ ...facts, filed: filed(2_999) }, { package: 'SYN-PKG' })
      .refused('PackageDiffers', { detail: 'Package SYN-PKG is approved, with 1 parcels of 2.999 ct; the shipment has 1 of 3.000 ct.', figures: { package: 'SYN-PKG', status: 'approved', packageMilliCarats: 2_999, milliCarats: 3_000 } });
    asking({ ...facts, filed: filed(3_000, { exporter: 'SYN-CF-OTHER' }) }, { package: 'SYN-PKG' }).refused('PackageDiffers');
    asking({ ...facts, filed: filed(3_000, { parcels: [...filed(3_000).parcels, { parcel: 'SYN-P-2', seal: 'CF-2', milliCarats: 1, usdCents: 1 }] }) }, { package: 'SYN-PKG' }).refused('PackageDiffers');
    asking(world([admitted], from(undefined, 3_000)), { package: 'SYN-PKG' }).refused('PackageDiffers', { figures: { status: 'none' } });
  });

  it('is examined again on the day of issue and of departure', () => {
    const facts = world(supervised, from(undefined, 3_000));
    const reviewed: Event = { type: 'CertificateReviewed', data: { authority: officer.party, reviewedBy: 'SYN-P-REVIEWS', finding: 'In order.' } };
    given(requested(facts), reviewed).when('IssueCertificate', { expiresOn: '2016-08-01' }, officer, facts).refused('PackageMissing');
    const { documents: _, declaredBy: __, queue: ___, ...shipment } = (requested(facts) as Extract<Event, { type: 'CertificateRequested' }>).data;
    const issued: Event = { type: 'CertificateIssued', data: { ...shipment, authority: officer.party, issuedOn: day, expiresOn: '2016-08-01' } };
    given(issued, { type: 'CertificateValidated', data: { authority: officer.party, validatedBy: 'SYN-P-ISSUES', checked: 'every-container' } }).when('DispatchExport', {}, exporter, facts).refused('PackageMissing');
  });

  it('is told apart from one that is looked at afterwards, by the strictest condition that holds', () => {
    const facts = (cf: Participant) => ({ participants: new Map([['CF', cf]]) });
    const of = (...names: string[]) => ({ from: 'CF', zones: names.map((name) => ({ zone: `CF-${name}`, milliCarats: 1 })) });
    const both: Participant = [admitted, zone('BERBERATI', 'participant', { conditions: { ...examined, approval: 'ex-post' } }), zone('NOLA', 'participant', { conditions: examined })];
    expect([approvalOn(day, of('BERBERATI'), facts(both)), approvalOn(day, of('BERBERATI', 'NOLA'), facts(both)), approvalOn(day, of(), facts(both))]).toEqual(['ex-post', 'ex-ante', undefined]);
    expect(approvalOn(day, { ...of('NOLA'), purpose: 'technical' }, facts(both))).toBeUndefined();
    const afterwards: Participant = [admitted, { ...admitted, from: '2016-01-01', standing: 'supervised', conditions: { ...examined, approval: 'ex-post' } }];
    expect(approvalOn(day, of(), facts(afterwards))).toBe('ex-post');
  });
});

it('an end at which others look twice is open, and stands on the certificate', () => {
  const participants = new Map<string, Participant>([['CF', [admitted, { ...admitted, from: '2016-01-01', standing: 'vigilance' }]], ['EU', [admitted]]]);
  expect(watchedEnds(day, { from: 'CF', to: 'EU' }, { participants })).toEqual([{ participant: 'CF', standing: 'vigilance' }]);
  expect(watchedEnds('2015-12-31', { from: 'CF', to: 'EU' }, { participants })).toBeUndefined();
  const facts = { ...world(participants.get('CF')!, from(undefined, 3_000)) };
  passes(facts);
  const reviewed: Event = { type: 'CertificateReviewed', data: { authority: officer.party, reviewedBy: 'SYN-P-REVIEWS', finding: 'In order.' } };
  const { documents: _, declaredBy: __, queue: ___, ...shipment } = (requested(facts) as Extract<Event, { type: 'CertificateRequested' }>).data;
  given(requested(facts), reviewed).when('IssueCertificate', { expiresOn: '2016-08-01' }, officer, facts).then({ type: 'CertificateIssued', data: {
    ...shipment, authority: officer.party, issuedOn: day, expiresOn: '2016-08-01', issuedBy: 'SYN-P-ISSUES', edition: 'HS2012', vigilance: [{ participant: 'CF', standing: 'vigilance' }],
    exporterKeepsTo: '2021-06-20', authorityKeepsTo: '2019-06-20',
  } });
});
