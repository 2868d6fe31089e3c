import { expect, it } from '@jest/globals';
import { recorded } from '#kernel/testing';
import { certificate } from './certificate.decider.ts';
import type { CertificateEvent } from './certificate.events.ts';
import { goesOnUnderOtherNumbers } from './goes-on-under-other-numbers.reaction.ts';

const parcels = [{ parcel: 'SYN-P-1', seal: 'BW-77', milliCarats: 5, usdCents: 7 }];
const asked = (event: CertificateEvent) => {
  const [happened] = recorded('certificate', 'BWSYN000001', event);
  return goesOnUnderOtherNumbers.on[event.type]?.(happened as never);
};

it('asks for the number that stands for a lost one', () => {
  expect(asked({ type: 'CertificateReplaced', data: { replacement: 'BWSYN000002', authority: 'SYN-BW-GDV', parcels } }))
    .toEqual([{ decider: certificate, subject: 'BWSYN000002', type: 'ReissueCertificate', data: { replaces: 'BWSYN000001', authority: 'SYN-BW-GDV' } }]);
});

it('asks for each number into which a shipment was divided, with its parcels', () => {
  const child = (serial: number, to: string) => ({ certificate: `AESYN00000${serial}`, to, importer: `SYN-${to}-IMP`, parcels: [`SYN-P-${serial}`] });
  expect(asked({ type: 'ShipmentSubdivided', data: { participant: 'AE', authority: 'SYN-AE-KP', zone: 'Zone 1', children: [child(1, 'IN'), child(2, 'EU')], parcels } })).toEqual([
    { decider: certificate, subject: 'AESYN000001', type: 'ReissueCertificate', data: { replaces: 'BWSYN000001', authority: 'SYN-AE-KP', parcels: ['SYN-P-1'] } },
    { decider: certificate, subject: 'AESYN000002', type: 'ReissueCertificate', data: { replaces: 'BWSYN000001', authority: 'SYN-AE-KP', parcels: ['SYN-P-2'] } },
  ]);
});

it('asks for the number that a part gets in the place of one that was taken', () => {
  expect(asked({ type: 'PartRenumbered', data: { part: 'AESYN000001', replacement: 'AESYN000003', authority: 'SYN-AE-KP', parcels: ['SYN-P-1'] } }))
    .toEqual([{ decider: certificate, subject: 'AESYN000003', type: 'ReissueCertificate', data: { replaces: 'BWSYN000001', authority: 'SYN-AE-KP', parcels: ['SYN-P-1'] } }]);
});

it('lets everything else be', () => expect(asked({ type: 'CertificateLost', data: { reportedBy: 'SYN-BW-EXP', reason: 'Stolen.' } })).toBeUndefined());
