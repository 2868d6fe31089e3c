import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import { certificates } from './certificates.view.ts';

const shipment = {
  exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', from: 'BW', to: 'EU', milliCarats: 30_000, usdCents: 900_000,
  lines: [{ hsCode: '7102.31' as const, milliCarats: 30_000, usdCents: 900_000 }], origins: [{ participant: 'BW', milliCarats: 30_000 }],
};
const parcels = [{ parcel: 'SYN-P-1', seal: 'BW-77', milliCarats: 30_000, usdCents: 900_000 }];
const issued: CertificateEvent = { type: 'CertificateIssued', data: { ...shipment, parcels, authority: 'SYN-BW-GDV', issuedOn: '2005-07-01', expiresOn: '2005-08-30' } };
const dispatched: CertificateEvent = { type: 'ExportDispatched', data: { ...shipment, parcels, dispatchedOn: '2005-07-02' } };
const confirmed: CertificateEvent = { type: 'ImportConfirmed', data: { ...shipment, parcels, authority: 'SYN-EU-FPS', receivedOn: '2005-09-01', foundMilliCarats: 29_000, seals: 'broken' } };
const reports = (['weight', 'seal', 'expired'] as const).map((kind): CertificateEvent => ({ type: 'DiscrepancyReported', data: {
  kind, from: 'BW', to: 'EU', importer: 'SYN-EU-IMP', reportedOn: '2005-09-01', statedMilliCarats: 30_000, foundMilliCarats: 29_000, differenceMilliCarats: -1_000,
} }));
const voided: CertificateEvent = { type: 'CertificateVoided', data: { reason: 'spoiled in print', parcels: [] } };

const page = (...events: CertificateEvent[]) => rowsOf(certificates, recorded('certificate', 'BWSYN000001', ...events)).get('BWSYN000001');
const said = {
  certificate: 'BWSYN000001', ...shipment, parcels: ['SYN-P-1'], parcelCount: 1, authority: 'SYN-BW-GDV', issuedOn: '2005-07-01', expiresOn: '2005-08-30', discrepancies: [],
};

it('shows what a certificate says, and how far it came', () => {
  expect(page(issued)).toEqual({ ...said, status: 'issued' });
  expect(page(issued, dispatched)).toEqual({ ...said, status: 'dispatched', dispatchedOn: '2005-07-02' });
  expect(page(issued, voided)).toEqual({ ...said, status: 'void', voidReason: 'spoiled in print' });
});

it('shows what was found on arrival beside what it says', () => {
  expect(page(issued, dispatched, confirmed, ...reports)).toEqual({
    ...said, status: 'confirmed', dispatchedOn: '2005-07-02', receivedOn: '2005-09-01', foundMilliCarats: 29_000, seals: 'broken',
    discrepancies: (['weight', 'seal', 'expired'] as const).map((kind) => ({ kind, reportedOn: '2005-09-01' })),
  });
});

it('shows a number that was voided before it was ever issued', () => {
  expect(page(voided)).toEqual({
    certificate: 'BWSYN000001', status: 'void', from: 'BW', parcels: [], parcelCount: 0, milliCarats: 0, usdCents: 0, lines: [], origins: [], discrepancies: [], voidReason: 'spoiled in print',
  });
});
