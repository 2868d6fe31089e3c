import { describe, it } from '@jest/globals';
import type { Actor, EventOf } from '#kernel';
import { scenarios } from '#kernel/testing';
import type { Decided, Embargo, Participant } from '../participant/participant.recollection.ts';
import { certificate } from './certificate.decider.ts';
import type { certificateEvents } from './certificate.events.ts';
import type { Facts } from './certificate.rules.ts';
import { overtaking } from './overtaken.rules.ts';

type Event = EventOf<typeof certificateEvents>;

const given = scenarios(certificate, { subject: 'CFSYN000001', occurredAt: '2013-06-10T08:00:00Z' }, overtaking);
const day = '2013-06-10';
const customs: Actor = { party: 'SYN-AE-KP', participant: 'AE', roles: ['authority'], person: 'SYN-P-COUNTER' };
const unknown = Object.fromEntries(Object.entries(certificate.facts!).map(([name, { of, many }]) => [name, many ? new Map() : of.initial])) as unknown as Facts;

const admitted: Decided = { from: '2003-01-01', standing: 'participant', flow: 'both' };
const closed = (more: Partial<Decided> = {}): Decided => ({ from: '2013-05-23', standing: 'suspended', flow: 'both', document: 'KP-2013-CF', ...more });
const world = (...cf: Participant): Facts => ({
  ...unknown, participants: new Map([['CF', [admitted, ...cf]], ['AE', [admitted]]]), officer: [{ authority: customs.party, powers: ['confirm'], from: '2010-01-01' }],
});

const shipment = {
  exporter: 'SYN-CF-EXP', importer: 'SYN-AE-IMP', from: 'CF', to: 'AE', parcels: [{ parcel: 'SYN-P', seal: 'CF-1', milliCarats: 3_000, usdCents: 900 }], milliCarats: 3_000, usdCents: 900,
  lines: [{ hsCode: '7102.31' as const, milliCarats: 3_000, usdCents: 900 }], origins: [{ participant: 'CF', milliCarats: 3_000 }], zones: [{ zone: 'CF-NOLA', milliCarats: 3_000 }],
};
const left = (dispatchedOn: string): Event[] => [
  { type: 'CertificateIssued', data: { ...shipment, authority: 'SYN-CF-BECDOR', issuedOn: '2013-05-01', expiresOn: '2013-07-01' } },
  { type: 'ExportDispatched', data: { ...shipment, dispatchedOn } },
  { type: 'PreAdviceSent', data: { from: 'CF', to: 'AE', exporter: 'SYN-CF-EXP', importer: 'SYN-AE-IMP', milliCarats: 3_000, usdCents: 900, origins: shipment.origins, sentOn: dispatchedOn } },
];
const seals = [{ parcel: 'SYN-P', state: 'intact' as const }];
const presented: Event = { type: 'ShipmentPresented', data: { authority: customs.party, to: 'AE', presentedOn: day, seals, presentedBy: 'SYN-P-COUNTER' } };
const overtaken = (more: object = {}): Event => ({ type: 'ShipmentOvertaken', data: {
  participant: 'CF', flow: 'export', dispatchedOn: '2013-05-20', standing: 'suspended', from: '2013-05-23', rule: 'let-through', document: 'KP-2013-CF', ...more } } as Event);
const confirmed: Event = { type: 'ImportConfirmed', data: { ...shipment, authority: customs.party, receivedOn: day, foundMilliCarats: 3_000, seals: 'intact', confirmedBy: 'SYN-P-COUNTER', authorityKeepsTo: '2016-06-10' } };
const told = { foundMilliCarats: 3_000, seals: 'intact' as const };

describe('goods that were on their way when a corridor closed', () => {
  it('are let through, if the decision says nothing, and the certificate tells it', () => {
    given(...left('2013-05-20')).when('PresentShipment', { seals }, customs, world(closed())).then(presented, overtaken());
    given(...left('2013-05-20'), presented, overtaken()).when('ConfirmImport', told, customs, world(closed())).then(confirmed);
    given(...left('2013-05-20'), presented).when('ConfirmImport', told, customs, world(closed())).then(overtaken(), confirmed);
  });

  it('wait where the decision says so, until it opens again', () => {
    const hold = overtaken({ rule: 'hold' });
    given(...left('2013-05-20')).when('PresentShipment', { seals }, customs, world(closed({ inTransit: 'hold' }))).then(presented, hold);
    given(...left('2013-05-20'), presented, hold).when('ConfirmImport', told, customs, world(closed({ inTransit: 'hold' })))
      .refused('HeldInTransit', { detail: 'The goods left on 2013-05-20; from 2013-05-23 on the standing of CF for exports is: suspended.', figures: { participant: 'CF', from: '2013-05-23', dispatchedOn: '2013-05-20', document: 'KP-2013-CF' } });
    given(...left('2013-05-20'), presented, hold).when('ConfirmImport', told, customs, world(closed({ inTransit: 'hold' }), { ...admitted, from: '2013-06-10' })).then(confirmed);
    const child = (serial: number) => ({ certificate: `AESYN00000${serial}`, to: 'IN', importer: 'SYN-IN-IMP', parcels: [`SYN-P-${serial}`] });
    given(...left('2013-05-20'), presented, hold).when('SubdivideShipment', { zone: 'Zone 1', children: [child(1), child(2)] }, customs, world(closed({ inTransit: 'hold' }))).refused('HeldInTransit');
  });

  it('go back where the decision says so, also when it opens again', () => {
    const back = overtaken({ rule: 'return' });
    given(...left('2013-05-20'), presented, back).when('ConfirmImport', told, customs, world(closed({ inTransit: 'return' }))).refused('OnlyReturn');
    given(...left('2013-05-20'), presented, back).when('ConfirmImport', told, customs, world(closed({ inTransit: 'return' }), { ...admitted, from: '2013-06-01' })).refused('OnlyReturn');
    given(...left('2013-05-20'), presented).when('ConfirmImport', told, customs, world(closed({ inTransit: 'return' }))).refused('OnlyReturn');
    given(...left('2013-05-20'), presented, back).when('ReturnShipment', { reason: 'Suspended meanwhile.' }, customs, world(closed({ inTransit: 'return' })))
      .then({ type: 'ShipmentReturned', data: { ...shipment, authority: customs.party, reason: 'Suspended meanwhile.', returnedOn: day } });
  });

  it('wait under an embargo', () => {
    const embargo: Embargo = { from: '2013-06-01', flow: 'both', embargo: 'imposed', document: 'SC-1', decision: 'S/RES/1' };
    given(...left('2013-05-20')).when('PresentShipment', { seals }, customs, world(embargo)).then(presented, overtaken({ standing: 'embargoed', from: '2013-06-01', document: 'SC-1', rule: 'hold' }));
    given(...left('2013-05-20'), presented).when('ConfirmImport', told, customs, world(embargo)).refused('HeldInTransit', { figures: { standing: 'embargoed' } });
  });

  it('are told of a zone that closed, and of the other end', () => {
    given(...left('2013-05-20')).when('PresentShipment', { seals }, customs, world(closed({ zone: 'CF-NOLA' }))).then(presented, overtaken({ zone: 'CF-NOLA' }));
    given(...left('2013-05-20')).when('PresentShipment', { seals }, customs, world(closed({ zone: 'CF-BODA' }))).then(presented);
    const facts = { ...world(), participants: new Map([['CF', [admitted]], ['AE', [admitted, closed({ flow: 'import' })]]]) };
    given(...left('2013-05-20')).when('PresentShipment', { seals }, customs, facts).then(presented, overtaken({ participant: 'AE', flow: 'import' }));
  });

  it('count as overtaken, too, if they left when it was closed already, and nobody had told the ledger', () => {
    const late = overtaken({ dispatchedOn: '2013-05-24' });
    given(...left('2013-05-24')).when('PresentShipment', { seals }, customs, world(closed())).then(presented, late);
    given(...left('2013-05-24'), presented).when('ConfirmImport', told, customs, world(closed({ inTransit: 'hold' }))).refused('HeldInTransit', { figures: { from: '2013-05-23', dispatchedOn: '2013-05-24' } });
    const embargo: Embargo = { from: '2013-05-20', flow: 'export', embargo: 'imposed', document: 'SC-1', decision: 'S/RES/1' };
    given(...left('2013-05-24'), presented).when('ConfirmImport', told, customs, world(embargo)).refused('HeldInTransit', { figures: { standing: 'embargoed', from: '2013-05-20' } });
    given(...left('2013-05-24')).when('PresentShipment', { seals }, customs, world(closed({ zone: 'CF-NOLA' }))).then(presented);
  });

  it('are none, if it was closed before they left under what stayed open, or opened again before they came', () => {
    const openZone: Decided = { from: '2013-05-23', standing: 'participant', flow: 'both', zone: 'CF-NOLA' };
    given(...left('2013-05-23')).when('PresentShipment', { seals }, customs, world(closed(), openZone)).then(presented);
    given(...left('2013-05-20')).when('PresentShipment', { seals }, customs, world(closed(), { ...admitted, from: '2013-06-10' })).then(presented);
    given(...left('2013-05-20')).when('PresentShipment', { seals }, customs, world(closed({ standing: 'vigilance' }))).then(presented);
  });
});
