import { describe, it } from '@jest/globals';
import { LEDGER, type Actor, type EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { certificate } from './certificate.decider.ts';
import type { certificateEvents } from './certificate.events.ts';
import type { Facts } from './certificate.rules.ts';
import { warning } from './warning.rules.ts';

type Event = EventOf<typeof certificateEvents>;

const given = scenarios(certificate, { subject: 'SL004306', occurredAt: '2015-03-02T08:00:00Z' }, warning);
const customs: Actor = { party: 'SYN-EU-FPS', participant: 'EU', roles: ['authority'] };
const unknown = Object.fromEntries(Object.entries(certificate.facts!).map(([name, { of, many }]) => [name, many ? new Map() : of.initial])) as unknown as Facts;
const facts: Facts = { ...unknown, participants: new Map([['SL', [{ from: '2003-01-01', standing: 'participant', flow: 'both' }]]]) };

const said = { incident: 'SYN-INC-1', reason: 'Range of 2014, printing differs.', specimen: 'Paper without watermark' };
const flagged: Event = { type: 'CertificateFlagged', data: said };
const shown: Event = { type: 'FalsePresentation', data: { to: 'EU', authority: customs.party, why: 'never-issued', presentedOn: '2015-03-02' } };
const seals = [{ parcel: 'SYN-P', state: 'intact' as const }];

describe('a warning of a number', () => {
  it('comes from an incident by the ledger itself, also of a number that nobody ever asked for', () => {
    given().when('FlagCertificate', said, LEDGER, facts).then(flagged);
    given().when('FlagCertificate', said, customs, facts).refused('NotTheLedger');
    given(flagged).when('UnflagCertificate', { incident: 'SYN-INC-1', reason: 'Cleared.' }, customs, facts).refused('NotTheLedger');
  });

  it('is taken back by the incident that gave it', () => {
    const back = { incident: 'SYN-INC-1', reason: 'Cleared.' };
    given(flagged).when('UnflagCertificate', back, LEDGER, facts).then({ type: 'CertificateUnflagged', data: back });
    given(flagged).when('UnflagCertificate', { ...back, incident: 'SYN-INC-2' }, LEDGER, facts).refused('NotFlagged', { figures: { incident: 'SYN-INC-2' } });
    given(flagged, { type: 'CertificateUnflagged', data: back }).when('UnflagCertificate', back, LEDGER, facts).refused('NotFlagged');
  });

  it('is told when the number lies on a counter', () => {
    const warned: Event = { type: 'FlaggedPresentation', data: { to: 'EU', authority: customs.party, presentedOn: '2015-03-02', incidents: ['SYN-INC-1'] } };
    given(flagged).when('PresentShipment', { seals }, customs, facts).then(shown, warned);
    given(flagged, shown, warned, { type: 'CertificateUnflagged', data: { incident: 'SYN-INC-1', reason: 'Cleared.' } }).when('PresentShipment', { seals }, customs, facts).then(shown);
  });

  it('takes nothing from the life of the number: it may be spoiled on any day, and stays flagged', () => {
    const bw: Actor = { party: 'SYN-SL-NMA', participant: 'SL', roles: ['authority'] };
    const numbering: Facts['numbering'] = { patterns: [{ prefix: 'SL', digits: 6, series: 'trade', from: '2003-01-01' }], blocks: [{ prefix: 'SL', first: 1, last: 9_999, year: 2014 }] };
    given(flagged).when('VoidCertificate', { reason: 'Torn' }, bw, { ...facts, numbering }, { subject: 'SL004306', occurredAt: '2014-12-01T08:00:00Z' })
      .then({ type: 'CertificateVoided', data: { reason: 'Torn', parcels: [], kind: 'blank-spoiled', participant: 'SL' } });
  });
});
