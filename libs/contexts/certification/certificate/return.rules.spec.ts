import { it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { certificate } from './certificate.decider.ts';
import type { CertificateEvent } from './certificate.events.ts';
import type { Facts } from './certificate.rules.ts';
import { returning } from './return.rules.ts';

const given = scenarios(certificate, { subject: 'BWSYN000001', occurredAt: '2005-07-08T08:00:00Z' }, returning);

const customs: Actor = { party: 'SYN-EU-FPS', participant: 'EU', roles: ['authority'] };
const home: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'] };
const exporter: Actor = { party: 'SYN-BW-EXP', participant: 'BW', roles: ['trader'] };
const facts = Object.fromEntries(Object.entries(certificate.facts!).map(([name, { of, many }]) => [name, many ? new Map() : of.initial])) as unknown as Facts;

const shipment = {
  exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', from: 'BW', to: 'EU', milliCarats: 30_000, usdCents: 900_000,
  parcels: [{ parcel: 'SYN-P1', seal: 'BW-77', milliCarats: 30_000, usdCents: 900_000 }],
  lines: [{ hsCode: '7102.31' as const, milliCarats: 30_000, usdCents: 900_000 }], origins: [{ participant: 'BW', milliCarats: 30_000 }],
};
const issued = { type: 'CertificateIssued', data: { ...shipment, authority: 'SYN-BW-GDV', issuedOn: '2005-07-01', expiresOn: '2005-08-30' } } as const;
const dispatched = { type: 'ExportDispatched', data: { ...shipment, dispatchedOn: '2005-07-02' } } as const;
const presented: CertificateEvent = { type: 'ShipmentPresented', data: { authority: 'SYN-EU-FPS', to: 'EU', presentedOn: '2005-07-08', seals: [{ parcel: 'SYN-P1', state: 'intact' }] } };
const returned = { type: 'ShipmentReturned', data: { ...shipment, authority: 'SYN-EU-FPS', reason: 'The importer has no licence.', returnedOn: '2005-07-08' } } as const;
const received = (foundMilliCarats: number) => ({ type: 'ReturnReceived', data: { ...shipment, authority: 'SYN-BW-GDV', dispatchedOn: '2005-07-02', receivedOn: '2005-07-08', foundMilliCarats } }) as const;

it('goes back under its own certificate, when the Importing Authority does not let it in', () => {
  given(issued, dispatched, presented).when('ReturnShipment', { reason: returned.data.reason }, customs, facts).then(returned);
  given(issued, dispatched, presented).when('ReturnShipment', { reason: 'Sold.' }, home, facts).refused('NotImportingAuthority');
  given(issued, dispatched).when('ReturnShipment', { reason: 'Not seen.' }, customs, facts).refused('NotInThisState', { figures: { status: 'dispatched' } });
});

it('does not go back, as long as a parcel of it is detained there', () => {
  const stopped: Facts = { ...facts, parcels: new Map([['SYN-P1', { ...certificate.facts!.parcels.of.initial, detained: 'SYN-C' }]]) };
  given(issued, dispatched, presented).when('ReturnShipment', { reason: 'No licence.' }, customs, stopped).refused('Detained', { detail: 'Parcel SYN-P1 is detained: case SYN-C.' });
});

it('is received by the Exporting Authority, and weighed', () => {
  given(issued, dispatched, presented, returned).when('ReceiveReturn', { foundMilliCarats: 30_010 }, home, facts).then(received(30_010));
  for (const by of [exporter, customs]) given(issued, dispatched, presented, returned).when('ReceiveReturn', { foundMilliCarats: 30_000 }, by, facts).refused('NotExportingAuthority');
  given(issued, dispatched, presented).when('ReceiveReturn', { foundMilliCarats: 30_000 }, home, facts).refused('NotInThisState');
});

it('and if less comes back than left, that is reported', () => {
  given(issued, dispatched, presented, returned).when('ReceiveReturn', { foundMilliCarats: 29_000 }, home, facts).then(received(29_000), { type: 'DiscrepancyReported', data: {
    kind: 'weight', from: 'BW', to: 'EU', importer: 'SYN-EU-IMP', reportedOn: '2005-07-08', statedMilliCarats: 30_000, foundMilliCarats: 29_000, differenceMilliCarats: -1_000 } });
});
