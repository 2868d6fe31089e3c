import { describe, expect, it } from '@jest/globals';
import type { Actor, DataOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import type { Numbering } from '../numbering/numbering.recollection.ts';
import type { Officer } from '../officer/officer.recollection.ts';
import type { Participant } from '../participant/participant.recollection.ts';
import { certificate } from './certificate.decider.ts';
import type { certificateEvents, CertificateEvent } from './certificate.events.ts';
import type { Facts } from './certificate.rules.ts';
import { toleranceOf, valueToleranceOf } from './deviation.rules.ts';
import { importing } from './import.rules.ts';
import type { Deviation } from './vocabulary.events.ts';

const given = scenarios(certificate, { subject: 'BWSYN000001', occurredAt: '2005-07-08T08:00:00Z' }, importing);

const customs: Actor = { party: 'SYN-EU-FPS', participant: 'EU', roles: ['authority'], person: 'SYN-EU-P1' };
const unnamed: Actor = { party: 'SYN-EU-FPS', participant: 'EU', roles: ['authority'] };
const foreign: Actor = { party: 'SYN-AE-DMCC', participant: 'AE', roles: ['authority'], person: 'SYN-AE-P1' };
const trader: Actor = { party: 'SYN-EU-IMP', participant: 'EU', roles: ['trader'] };

const none = Object.fromEntries(Object.entries(certificate.facts!).map(([name, { of, many }]) => [name, many ? new Map() : of.initial])) as unknown as Facts;
const open: Participant = [{ from: '2003-01-01', standing: 'participant', flow: 'both' }];
const numbering: Numbering = { patterns: [{ prefix: 'BWSYN', digits: 6, series: 'trade', from: '2003-01-01' }], blocks: [{ prefix: 'BWSYN', first: 1, last: 500, year: 2005 }] };
const officer: Officer = [{ authority: 'SYN-EU-FPS', powers: ['confirm'], from: '2005-01-01' }];
const facts: Facts = { ...none, participants: new Map([['BW', open], ['EU', open]]), numbering, officer };

const shipment = {
  exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', from: 'BW', to: 'EU', milliCarats: 30_000, usdCents: 900_000,
  parcels: [{ parcel: 'SYN-P1', seal: 'BW-77', milliCarats: 20_000, usdCents: 600_000 }, { parcel: 'SYN-P2', seal: 'BW-78', milliCarats: 10_000, usdCents: 300_000 }],
  lines: [{ hsCode: '7102.31' as const, milliCarats: 30_000, usdCents: 900_000 }], origins: [{ participant: 'BW', milliCarats: 30_000 }],
};
const dated = <E extends CertificateEvent>(event: E, day: string) => ({ ...event, occurredAt: `${day}T08:00:00Z` });
const requested = dated({ type: 'CertificateRequested', data: { ...shipment, documents: [{ kind: 'production', reference: 'SYN-D', milliCarats: 30_000 }], declaredBy: 'SYN-BW-P9', queue: 'normal' } }, '2005-07-01');
const issued = dated({ type: 'CertificateIssued', data: { ...shipment, authority: 'SYN-BW-GDV', issuedOn: '2005-07-01', expiresOn: '2005-08-30' } }, '2005-07-01');
const dispatched = dated({ type: 'ExportDispatched', data: { ...shipment, dispatchedOn: '2005-07-02' } }, '2005-07-02');
const { exporter, importer, from, to, milliCarats, usdCents, origins } = shipment;
const advised = dated({ type: 'PreAdviceSent', data: { exporter, importer, from, to, milliCarats, usdCents, origins, sentOn: '2005-07-02' } }, '2005-07-02');
const onTheWay = [issued, dispatched, advised] as const;

const seals = [{ parcel: 'SYN-P1', state: 'intact' as const, seal: 'BW-77' }, { parcel: 'SYN-P2', state: 'intact' as const }];
const presented = { type: 'ShipmentPresented' as const, data: { authority: 'SYN-EU-FPS', to: 'EU', presentedOn: '2005-07-08', seals, presentedBy: 'SYN-EU-P1' } };
const report = (kind: Deviation, foundMilliCarats = 30_000) => ({ type: 'DiscrepancyReported' as const, data: {
  kind, from: 'BW', to: 'EU', importer: 'SYN-EU-IMP', reportedOn: '2005-07-08', statedMilliCarats: 30_000, foundMilliCarats, differenceMilliCarats: foundMilliCarats - 30_000,
} });
type Seen = DataOf<typeof certificateEvents.ShipmentPresented>['seals'];
const shown = (...seen: Seen) => ({ ...presented, data: { ...presented.data, seals: seen } });

describe('goods and paper are presented', () => {
  it('KPCS Annex II ¶22: to the Importing Authority, who looks at every seal', () => {
    given(...onTheWay).when('PresentShipment', { seals }, customs, facts).then(presented);
    given(...onTheWay).when('PresentShipment', { seals }, foreign, facts).refused('NotImportingAuthority');
    given(...onTheWay).when('PresentShipment', { seals }, trader, facts).refused('NotImportingAuthority');
    given(...onTheWay).when('PresentShipment', { seals: [seals[0]!, seals[0]!] }, customs, facts).refused('SealSeenTwice', { pointer: '#/seals/1/parcel' });
  });

  it('with a broken seal, another one, or another parcel: each is reported, none hinders it', () => {
    const [first, second] = [seals[0]!, seals[1]!];
    const broken = [first, { ...second, state: 'broken' as const }];
    given(...onTheWay).when('PresentShipment', { seals: broken }, customs, facts).then(shown(...broken), report('seal'));
    const other = [{ ...first, seal: 'XX-1' }, second];
    given(...onTheWay).when('PresentShipment', { seals: other }, customs, facts).then(shown(...other), report('seal'));
    given(...onTheWay).when('PresentShipment', { seals: [first] }, customs, facts).then(shown(first), report('parcels'));
    const stray = [first, { parcel: 'SYN-P9', state: 'broken' as const }];
    given(...onTheWay).when('PresentShipment', { seals: stray }, customs, facts).then(shown(...stray), report('parcels'));
  });

  it('under a seal that an inspection on the way put on', () => {
    const resealed: Facts = { ...facts, parcels: new Map([['SYN-P1', { ...certificate.facts!.parcels.of.initial, seal: 'GDV-9' }]]) };
    const other = [{ ...seals[0]!, seal: 'GDV-9' }, seals[1]!];
    given(...onTheWay).when('PresentShipment', { seals: other }, customs, resealed).then(shown(...other));
  });

  it('after its expiry, or unannounced: it is reported', () => {
    given(dated({ ...issued, data: { ...issued.data, expiresOn: '2005-07-07' } }, '2005-07-01'), dispatched, advised).when('PresentShipment', { seals }, customs, facts).then(presented, report('expired'));
    given(dated({ ...issued, data: { ...issued.data, expiresOn: '2005-07-08' } }, '2005-07-01'), dispatched, advised).when('PresentShipment', { seals }, customs, facts).then(presented);
    given(issued, dispatched).when('PresentShipment', { seals }, customs, facts).then(presented, report('no-pre-advice'));
  });

  it('under the number that stands on the paper, however that is written', () => {
    given(...onTheWay).when('PresentShipment', { seals, seenAs: 'bw syn-1' }, customs, facts).then(presented);
    given(...onTheWay).when('PresentShipment', { seals, seenAs: 'BWSYN000002' }, customs, facts).refused('AnotherNumber', { figures: { number: 'BWSYN000002' }, pointer: '#/seenAs' });
  });
});

describe('a paper that cannot be what it says', () => {
  const vain = (why: DataOf<typeof certificateEvents.FalsePresentation>['why'], by = customs, more: object = {}) =>
    ({ type: 'FalsePresentation' as const, data: { to: by.participant, authority: by.party, why, presentedOn: '2005-07-08', ...more } });

  it('is recorded by any authority: never issued, or of no Participant on that day', () => {
    given().when('PresentShipment', { seals, seenAs: 'ВWSYN000001' }, foreign, facts).then(vain('never-issued', foreign, { seenAs: 'ВWSYN000001' }));
    given(requested).when('PresentShipment', { seals }, customs, facts).then(vain('never-issued'));
    given().when('PresentShipment', { seals }, customs, { ...facts, participants: new Map([['BW', [...open, { from: '2005-07-01', standing: 'suspended', flow: 'export' }]]]) }).then(vain('not-a-participant'));
    given().when('PresentShipment', { seals }, customs, none).then(vain('not-a-participant'));
    given().when('PresentShipment', { seals }, trader, facts).refused('NotImportingAuthority');
  });

  it('is one that has not left, is void, expired or replaced', () => {
    given(issued).when('PresentShipment', { seals }, customs, facts).then(vain('not-left'));
    given(dated({ type: 'CertificateVoided', data: { reason: 'Spoiled.', parcels: [] } }, '2005-07-01')).when('PresentShipment', { seals }, customs, facts).then(vain('void'));
    given(issued, dated({ type: 'CertificateExpired', data: { expiredOn: '2005-07-07', parcels: shipment.parcels } }, '2005-07-08')).when('PresentShipment', { seals }, customs, facts).then(vain('expired'));
    given(...onTheWay, dated({ type: 'CertificateLost', data: { reportedBy: 'SYN-BW-EXP', reason: 'Stolen.' } }, '2005-07-03')).when('PresentShipment', { seals }, customs, facts).then(vain('void'));
  });

  it('is a second one of the same number, elsewhere or on another day: what came of the first stays', () => {
    given(...onTheWay, presented).when('PresentShipment', { seals }, customs, facts, { subject: 'BWSYN000001', occurredAt: '2005-07-09T08:00:00Z' })
      .then(vain('second-presentation', customs, { presentedOn: '2005-07-09' }));
    given(...onTheWay, presented, vain('second-presentation')).when('InspectShipment', { samplePermyriad: 10_000, foundMilliCarats: 30_000, contents: 'agrees' }, customs, facts)
      .then({ type: 'ShipmentInspected', data: { authority: 'SYN-EU-FPS', inspectedBy: 'SYN-EU-P1', samplePermyriad: 10_000, foundMilliCarats: 30_000, contents: 'agrees' } });
    given(...onTheWay, presented).when('PresentShipment', { seals }, foreign, facts).then(vain('second-presentation', foreign));
  });

  it('is no second one, if two officers record one arrival: the second is told of the first', () => {
    const second: Actor = { ...customs, person: 'SYN-EU-P2' };
    const told = { figures: { authority: 'SYN-EU-FPS', who: 'SYN-EU-P1', presentedOn: '2005-07-08' } };
    const [first, other] = [seals[0]!, seals[1]!];
    given(...onTheWay, presented).when('PresentShipment', { seals }, second, facts)
      .refused('PresentedAlready', { detail: 'BWSYN000001 was presented to SYN-EU-FPS on 2005-07-08 (SYN-EU-P1), and what is seen now was seen then.', ...told });
    given(...onTheWay, presented).when('PresentShipment', { seals: [{ ...other, seal: 'BW-78' }, { parcel: first.parcel, state: 'intact' }], seenAs: 'bw syn-1' }, second, facts).refused('PresentedAlready', told);
    given(...onTheWay, shown(first)).when('PresentShipment', { seals: [first] }, unnamed, facts).refused('PresentedAlready');
  });

  it('is one, if what is seen is another thing: a state, a seal, a parcel, or how the number is written', () => {
    const [first, other] = [seals[0]!, seals[1]!];
    for (const seen of [[first, { ...other, state: 'broken' as const }], [{ ...first, seal: 'XX-1' }, other], [first], [first, { ...other, parcel: 'SYN-P9' }]]) {
      given(...onTheWay, presented).when('PresentShipment', { seals: seen }, customs, facts).then(vain('second-presentation'));
    }
    given(...onTheWay, presented).when('PresentShipment', { seals, seenAs: 'ВWSYN000001' }, customs, facts).then(vain('second-presentation', customs, { seenAs: 'ВWSYN000001' }));
  });
});

describe('the contents are inspected', () => {
  const seen = { samplePermyriad: 2_500, foundMilliCarats: 30_000, contents: 'agrees' as const };
  const inspected = (found: object = {}) => ({ type: 'ShipmentInspected' as const, data: { authority: 'SYN-EU-FPS', inspectedBy: 'SYN-EU-P1', ...seen, ...found } });

  it('KPCS Annex II ¶23: by an officer who may confirm, a share of them or all', () => {
    given(...onTheWay, presented).when('InspectShipment', seen, customs, facts).then(inspected());
    given(...onTheWay, presented).when('InspectShipment', seen, unnamed, facts).refused('NoMandate');
    given(...onTheWay, presented).when('InspectShipment', seen, customs, { ...facts, officer: [{ ...officer[0]!, to: '2005-07-07' }] }).refused('NoMandate', { figures: { power: 'confirm' } });
    given(...onTheWay, presented).when('InspectShipment', { ...seen, samplePermyriad: 0 }, customs, facts).refused('NothingLookedAt', { pointer: '#/samplePermyriad' });
    given(...onTheWay).when('InspectShipment', seen, customs, facts).refused('NotInThisState');
  });

  it('and what differs is reported: weight, value, and what it is, which is described', () => {
    const found = { foundMilliCarats: 29_000, foundUsdCents: 500_000, contents: 'differs' as const, finding: 'Two stones are synthetic.' };
    given(...onTheWay, presented).when('InspectShipment', { ...seen, ...found }, customs, facts)
      .then(inspected(found), report('weight', 29_000), report('value', 29_000), report('contents', 29_000));
    given(...onTheWay, presented).when('InspectShipment', { ...seen, contents: 'differs' }, customs, facts).refused('FindingMissing', { pointer: '#/finding' });
  });
});

describe('an import is confirmed', () => {
  const seen = { foundMilliCarats: 30_000, seals: 'intact' as const };
  const confirmed = (found: object = {}) => ({ type: 'ImportConfirmed' as const, data: {
    ...shipment, authority: 'SYN-EU-FPS', receivedOn: '2005-07-08', ...seen, confirmedBy: 'SYN-EU-P1', authorityKeepsTo: '2008-07-08', ...found } });

  it('KPCS III(b): by an officer of the Importing Authority, inspected or not, after it was presented', () => {
    given(...onTheWay, presented).when('ConfirmImport', seen, customs, facts).then(confirmed());
    given(...onTheWay).when('ConfirmImport', seen, customs, facts).refused('NotInThisState');
    given(...onTheWay, presented).when('ConfirmImport', seen, foreign, facts).refused('NotImportingAuthority');
    given(...onTheWay, presented).when('ConfirmImport', seen, customs, none).refused('NoMandate');
  });

  it('with what was found beside what is stated; what was reported before is not reported again', () => {
    const found = { foundMilliCarats: 30_021, foundUsdCents: 990_001, seals: 'broken' as const };
    given(...onTheWay, presented).when('ConfirmImport', found, customs, facts).then(confirmed(found), report('weight', 30_021), report('value', 30_021), report('seal', 30_021));
    given(...onTheWay, presented, report('weight', 29_000), report('seal')).when('ConfirmImport', found, customs, facts).then(confirmed(found), report('value', 30_021));
    const within = { ...seen, foundMilliCarats: 29_980, foundUsdCents: 810_000 };
    given(...onTheWay, presented).when('ConfirmImport', within, customs, facts).then(confirmed(within));
  });

  it('within the tolerance of balances, also of the heaviest shipment, and of valuers', () => {
    expect([toleranceOf(1, 19_999), toleranceOf(3, 1), toleranceOf(1, 22_000), toleranceOf(1, Number.MAX_SAFE_INTEGER)]).toEqual([10, 30, 11, 4503599627370]);
    expect([valueToleranceOf(0), valueToleranceOf(19), valueToleranceOf(900_000)]).toEqual([0, 1, 90_000]);
  });
});
