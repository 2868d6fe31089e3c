import { it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { certificate } from './certificate.decider.ts';
import type { CertificateEvent } from './certificate.events.ts';
import type { Facts } from './certificate.rules.ts';
import { settling } from './settlement.rules.ts';

const given = scenarios(certificate, { subject: 'BWSYN000001', occurredAt: '2005-07-08T08:00:00Z' }, settling);

const [home, there, other] = ['BW', 'EU', 'AE'].map((participant): Actor => ({ party: `SYN-${participant}-A`, participant, roles: ['authority'] })) as [Actor, Actor, Actor];
const importer: Actor = { party: 'SYN-EU-IMP', participant: 'EU', roles: ['trader'] };
const facts = Object.fromEntries(Object.entries(certificate.facts!).map(([name, { of, many }]) => [name, many ? new Map() : of.initial])) as unknown as Facts;

const shipment = {
  exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', from: 'BW', to: 'EU', milliCarats: 30_000, usdCents: 900_000,
  parcels: [{ parcel: 'SYN-P1', seal: 'BW-77', milliCarats: 30_000, usdCents: 900_000 }],
  lines: [{ hsCode: '7102.31' as const, milliCarats: 30_000, usdCents: 900_000 }], origins: [{ participant: 'BW', milliCarats: 30_000 }],
};
const past: CertificateEvent[] = [
  { type: 'CertificateIssued', data: { ...shipment, authority: 'SYN-BW-GDV', issuedOn: '2005-07-01', expiresOn: '2005-08-30' } },
  { type: 'ExportDispatched', data: { ...shipment, dispatchedOn: '2005-07-02' } },
  { type: 'ShipmentPresented', data: { authority: 'SYN-EU-FPS', to: 'EU', presentedOn: '2005-07-08', seals: [{ parcel: 'SYN-P1', state: 'intact' }] } },
  { type: 'DiscrepancyReported', data: { kind: 'weight', from: 'BW', to: 'EU', importer: 'SYN-EU-IMP', reportedOn: '2005-07-08', statedMilliCarats: 30_000, foundMilliCarats: 29_000, differenceMilliCarats: -1_000 } },
];
const finding = 'The balance in Antwerp was off; it was checked on 2005-07-10.';
const proposed = (by: string, said = finding) => ({ type: 'SettlementProposed', data: { kind: 'weight', proposedBy: by, finding: said } }) as const;
const settled = { type: 'DiscrepancySettled', data: { kind: 'weight', proposedBy: 'EU', agreedBy: 'BW', finding } } as const;

it('KPCS V(f): one end proposes what it was, the other agrees to that', () => {
  given(...past).when('ProposeSettlement', { kind: 'weight', finding }, there, facts).then(proposed('EU'));
  given(...past, proposed('EU')).when('AgreeSettlement', { kind: 'weight' }, home, facts).then(settled);
  given(...past, proposed('EU')).when('AgreeSettlement', { kind: 'weight' }, there, facts).refused('OwnProposal', { figures: { proposedBy: 'EU' } });
  given(...past, proposed('EU')).when('ProposeSettlement', { kind: 'weight', finding: 'Theft on the way.' }, home, facts).then(proposed('BW', 'Theft on the way.'));
  given(...past).when('AgreeSettlement', { kind: 'weight' }, home, facts).refused('NothingProposed');
});

it('is between the two ends only', () => {
  for (const by of [other, importer]) given(...past).when('ProposeSettlement', { kind: 'weight', finding }, by, facts).refused('NotAnEnd', { figures: { from: 'BW', to: 'EU' } });
});

it('is of something that was reported, and once', () => {
  given(...past).when('ProposeSettlement', { kind: 'seal', finding }, there, facts).refused('NoDiscrepancy', { pointer: '#/kind' });
  given(...past, proposed('EU'), settled).when('ProposeSettlement', { kind: 'weight', finding }, home, facts).refused('Settled');
  given(...past.slice(0, 2)).when('ProposeSettlement', { kind: 'weight', finding }, home, facts).refused('NotInThisState');
});
