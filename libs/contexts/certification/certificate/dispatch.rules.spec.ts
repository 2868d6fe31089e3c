import { it } from '@jest/globals';
import type { Actor, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import { certificate } from './certificate.decider.ts';
import type { certificateEvents } from './certificate.events.ts';
import type { Facts } from './certificate.rules.ts';
import { dispatching } from './dispatch.rules.ts';

type Event = EventOf<typeof certificateEvents>;

const given = scenarios(certificate, { subject: 'BWSYN000001' }, dispatching);

const exporter: Actor = { party: 'SYN-BW-EXP', participant: 'BW', roles: ['trader'] };
const bw: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'] };
const be: Actor = { party: 'SYN-EU-FPS', participant: 'EU', roles: ['authority'] };

const unknown = Object.fromEntries(Object.entries(certificate.facts!).map(([name, { of, many }]) => [name, many ? new Map() : of.initial])) as unknown as Facts;
const open = [{ from: '2003-01-01', standing: 'participant' as const, flow: 'both' as const }];
const facts: Facts = { ...unknown, participants: new Map([['BW', open], ['EU', open]]), parties: new Map([['SYN-BW-VAN', { participant: 'BW' }]]) };

const said = { exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', from: 'BW', to: 'EU', milliCarats: 30_000, usdCents: 900_000, origins: [{ participant: 'BW', milliCarats: 30_000 }] };
const shipment = {
  ...said, parcels: [{ parcel: 'SYN-P', seal: 'BW-77', milliCarats: 30_000, usdCents: 900_000 }], lines: [{ hsCode: '7102.31' as const, milliCarats: 30_000, usdCents: 900_000 }],
};
const validity = { issuedOn: '2005-07-01', expiresOn: '2005-08-30' };
const validatedAs = (more: object = {}): Event[] => [
  { type: 'CertificateIssued', data: { ...shipment, authority: 'SYN-BW-GDV', ...validity, ...more } },
  { type: 'CertificateValidated', data: { authority: 'SYN-BW-GDV', validatedBy: 'SYN-P-2', checked: 'risk-analysis' } },
];
const validated = validatedAs();
const left = (more: object = {}, on = '2005-07-01', expiresOn = '2005-08-30'): Event[] => [
  { type: 'ExportDispatched', data: { ...shipment, dispatchedOn: on, expiresOn, ...more } }, { type: 'PreAdviceSent', data: { ...said, sentOn: on } },
];

it('lets exporter or Exporting Authority send it, and tells the other end what is coming (KPCS Annex II ¶19)', () => {
  given(...validated).when('DispatchExport', {}, exporter, facts).then(...left());
  given(...validated).when('DispatchExport', {}, bw, facts).then(...left());
  given(...validated).when('DispatchExport', {}, be, facts).refused('NotExporter');
});

it('holds from the day of issue to the day of expiry', () => {
  given(...validatedAs({ issuedOn: '2005-07-02' })).when('DispatchExport', {}, exporter, facts).refused('OutsideValidity', { detail: 'It is valid from 2005-07-02 to 2005-08-30; the day is 2005-07-01.' });
  given(...validatedAs({ expiresOn: '2005-06-30' })).when('DispatchExport', {}, exporter, facts).refused('OutsideValidity');
  given(...validatedAs({ expiresOn: '2005-07-01' })).when('DispatchExport', {}, exporter, facts).then(...left({}, '2005-07-01', '2005-07-01'));
});

it('KPCS III(c): stops on the day on which one end no longer is a Participant, and goes on when it is again', () => {
  const suspended = [...open, { from: '2005-06-01', standing: 'suspended' as const, flow: 'both' as const }, { from: '2005-07-02', standing: 'participant' as const, flow: 'both' as const }];
  const closing = { ...facts, participants: new Map([['BW', open], ['EU', suspended]]) };
  given(...validated).when('DispatchExport', {}, exporter, closing).refused('NotAParticipant', { figures: { participant: 'EU', flow: 'import', standing: 'suspended', day: '2005-07-01' } });
  given(...validated).when('DispatchExport', {}, exporter, closing, { subject: 'BWSYN000001', occurredAt: '2005-07-02T00:00:00Z' }).then(...left({}, '2005-07-02'));
});

it('says how it goes: by a registered carrier, or in the hands of somebody who is named', () => {
  const way = { mode: 'air' as const, carrier: 'SYN-BW-VAN' };
  given(...validated).when('DispatchExport', way, exporter, facts).then(...left(way));
  given(...validated).when('DispatchExport', { ...way, carrier: 'SYN-NOBODY' }, exporter, facts).refused('UnknownParty', { pointer: '#/carrier' });
  const struckOff = { participant: 'BW', standings: [{ standing: 'struck-off' as const, from: '2005-07-01', reason: 'SYN smuggling' }] };
  given(...validated).when('DispatchExport', way, exporter, { ...facts, parties: new Map([['SYN-BW-VAN', struckOff]]) }).refused('Barred', { figures: { party: 'SYN-BW-VAN' }, pointer: '#/carrier' });
  const byHand = { mode: 'hand-carry' as const, handCarriedBy: 'SYN Courier' };
  given(...validated).when('DispatchExport', byHand, exporter, facts).then(...left(byHand));
  given(...validated).when('DispatchExport', { mode: 'hand-carry' }, exporter, facts).refused('WhoCarriesIt', { pointer: '#/handCarriedBy' });
  given(...validated).when('DispatchExport', { ...byHand, mode: 'air' }, exporter, facts).refused('WhoCarriesIt', { detail: 'It is not carried by hand, but: air.' });
  given(...validated).when('DispatchExport', { handCarriedBy: 'SYN Courier' }, exporter, facts).refused('WhoCarriesIt', { detail: 'It is not carried by hand, but: not said.' });
});
