import { describe, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import type { Numbering } from '../numbering/numbering.recollection.ts';
import type { Participant } from '../participant/participant.recollection.ts';
import { certificate } from './certificate.decider.ts';
import type { CertificateEvent } from './certificate.events.ts';
import type { Facts } from './certificate.rules.ts';
import { noCertificate } from './state.rules.ts';
import { subdividing } from './subdivision.rules.ts';

const given = scenarios(certificate, { subject: 'BWSYN000001', occurredAt: '2005-07-08T08:00:00Z' }, subdividing);

const customs: Actor = { party: 'SYN-AE-DMCC', participant: 'AE', roles: ['authority'] };
const home: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'] };
const none = Object.fromEntries(Object.entries(certificate.facts!).map(([name, { of, many }]) => [name, many ? new Map() : of.initial])) as unknown as Facts;
const open: Participant = [{ from: '2003-01-01', standing: 'participant', flow: 'both' }];
const numbering: Numbering = { patterns: [{ prefix: 'AESYN', digits: 6, series: 'trade', from: '2003-01-01' }], blocks: [{ prefix: 'AESYN', first: 1, last: 500, year: 2005 }] };
const facts: Facts = {
  ...none, numbering, participants: new Map(['BW', 'AE', 'IN'].map((code) => [code, open])), others: new Map(),
  parties: new Map([['SYN-AE-IMP', { participant: 'AE' }], ['SYN-IN-IMP', { participant: 'IN' }]]),
};

const shipment = {
  exporter: 'SYN-BW-EXP', importer: 'SYN-AE-IMP', from: 'BW', to: 'AE', milliCarats: 30_000, usdCents: 900_000,
  parcels: [{ parcel: 'SYN-P1', seal: 'BW-77', milliCarats: 20_000, usdCents: 600_000 }, { parcel: 'SYN-P2', seal: 'BW-78', milliCarats: 10_000, usdCents: 300_000 }],
  lines: [{ hsCode: '7102.31' as const, milliCarats: 30_000, usdCents: 900_000 }], origins: [{ participant: 'BW', milliCarats: 30_000 }],
};
const past: CertificateEvent[] = [
  { type: 'CertificateIssued', data: { ...shipment, authority: 'SYN-BW-GDV', issuedOn: '2005-07-01', expiresOn: '2005-08-30' } },
  { type: 'ExportDispatched', data: { ...shipment, dispatchedOn: '2005-07-02' } },
  { type: 'ShipmentPresented', data: { authority: 'SYN-AE-DMCC', to: 'AE', presentedOn: '2005-07-08', seals: [{ parcel: 'SYN-P1', state: 'intact' }, { parcel: 'SYN-P2', state: 'intact' }] } },
];
const stays = { certificate: 'AESYN000001', to: 'AE', importer: 'SYN-AE-IMP', parcels: ['SYN-P1'] };
const goes = { certificate: 'AESYN000002', to: 'IN', importer: 'SYN-IN-IMP', parcels: ['SYN-P2'] };
const zone = 'Free zone (synthetic)';
const divided: CertificateEvent = { type: 'ShipmentSubdivided', data: { participant: 'AE', authority: 'SYN-AE-DMCC', zone, children: [stays, goes], parcels: shipment.parcels, shipment, dispatchedOn: '2005-07-02' } };

const asked = (children: (typeof stays)[], by = customs, known = facts) => given(...past).when('SubdivideShipment', { zone, children }, by, known);

describe('a shipment in a free zone', () => {
  it('KPCS Annex II ¶26: goes on in parts, each under a number of the territory of the zone', () => {
    asked([stays, goes]).then(divided);
    asked([stays, goes], home).refused('NotImportingAuthority');
    given(...past.slice(0, 2)).when('SubdivideShipment', { zone, children: [stays, goes] }, customs, facts).refused('NotInThisState');
  });

  it('goes on whole: every parcel is in one part, and nothing else is', () => {
    asked([stays, { ...goes, parcels: ['SYN-P1'] }]).refused('NotEveryParcel', { figures: { parcel: 'SYN-P1', times: 2 } });
    asked([stays, { ...goes, parcels: ['SYN-P3'] }]).refused('NotEveryParcel', { detail: 'Parcel SYN-P3 is not of this shipment.' });
    asked([{ ...stays, parcels: ['SYN-P1', 'SYN-P2'] }, { ...goes, parcels: ['SYN-P2'] }]).refused('NotEveryParcel');
  });
});

describe('a part whose number somebody took first', () => {
  const wanted = { part: 'AESYN000002', replacement: 'AESYN000003' };
  const taken: Facts = { ...facts, others: new Map([['AESYN000002', { ...noCertificate, status: 'requested' }]]) };
  const renumbered: CertificateEvent = { type: 'PartRenumbered', data: { ...wanted, authority: 'SYN-AE-DMCC', parcels: ['SYN-P2'] } };
  const asks = (data: typeof wanted, known = taken, by = customs, ...then: CertificateEvent[]) => given(...past, divided, ...then).when('RenumberPart', data, by, known);

  it('goes under another one: a second try, as often as it takes', () => {
    asks(wanted).then(renumbered);
    const again = { part: 'AESYN000003', replacement: 'AESYN000004' };
    const lost: Facts = { ...facts, others: new Map([['AESYN000003', { ...noCertificate, status: 'void' }]]) };
    asks(again, lost, customs, renumbered).then({ type: 'PartRenumbered', data: { ...again, authority: 'SYN-AE-DMCC', parcels: ['SYN-P2'] } });
    asks(wanted, taken, customs, renumbered).refused('NoSuchPart', { figures: { part: 'AESYN000002' }, pointer: '#/part' });
    asks(wanted, taken, home).refused('NotImportingAuthority');
  });

  it('and never under two: where the first try succeeds, or is still to come, it stays', () => {
    for (const others of [new Map(), new Map([['AESYN000002', { ...noCertificate, status: 'dispatched' as const, replaces: 'BWSYN000001' }]])]) {
      asks(wanted, { ...facts, others }).refused('GoesOnAlready', { figures: { number: 'AESYN000002' } });
    }
  });

  it('nor under a number that is not of that territory, not printed, or not free', () => {
    asks({ ...wanted, replacement: 'BWSYN000002' }).refused('NumberOfOthers', { pointer: '#/replacement' });
    asks({ ...wanted, replacement: 'AESYN000501' }).refused('NeverPrinted', { pointer: '#/replacement' });
    asks({ ...wanted, replacement: 'AESYN000002' }).refused('NumberUsed', { pointer: '#/replacement' });
    asks({ ...wanted, replacement: 'AESYN000001' }).refused('NumberUsed', { detail: 'AESYN000001 is given to two parts.', pointer: '#/replacement' });
  });
});

describe('a part', () => {
  it('goes under a number on a blank of that territory which nothing else has', () => {
    asked([stays, { ...goes, certificate: 'BWSYN000002' }]).refused('NumberOfOthers', { pointer: '#/children/1/certificate' });
    asked([stays, { ...goes, certificate: 'AESYN000501' }]).refused('NeverPrinted');
    asked([stays, { ...goes, certificate: 'AESYN2' }]).refused('NotOurForm');
    asked([stays, { ...goes, certificate: 'AESYN000001' }]).refused('NumberUsed', { pointer: '#/children/1/certificate' });
    asked([stays, goes], customs, { ...facts, others: new Map([['AESYN000001', { ...noCertificate, status: 'void' }]]) }).refused('NumberUsed', { pointer: '#/children/0/certificate' });
  });

  it('goes where trade is open on that day, and not back to where it came from', () => {
    const closed: Participant = [...open, { from: '2005-07-01', standing: 'suspended', flow: 'import' }];
    asked([stays, goes], customs, { ...facts, participants: new Map([...facts.participants, ['IN', closed]]) }).refused('NotAParticipant', { figures: { participant: 'IN' }, pointer: '#/children/1/to' });
    asked([stays, { ...goes, to: 'BW' }]).refused('PartGoesHome', { pointer: '#/children/1/to' });
  });

  it('goes to somebody who is registered there', () => {
    asked([stays, { ...goes, importer: 'SYN-NOBODY' }]).refused('UnknownParty', { pointer: '#/children/1/importer' });
    const struckOff = { participant: 'IN', standings: [{ standing: 'struck-off' as const, from: '2005-07-01', reason: 'SYN smuggling' }] };
    asked([stays, goes], customs, { ...facts, parties: new Map([...facts.parties, ['SYN-IN-IMP', struckOff]]) }).refused('Barred', { figures: { party: 'SYN-IN-IMP' }, pointer: '#/children/1/importer' });
    asked([stays, { ...goes, importer: 'SYN-AE-IMP' }]).refused('PartTakerAbroad', { figures: { home: 'AE', to: 'IN' }, pointer: '#/children/1/importer' });
  });
});
