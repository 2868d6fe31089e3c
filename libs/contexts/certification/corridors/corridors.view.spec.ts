import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import { corridors } from './corridors.view.ts';

const shipmentOf = (milliCarats: number, usdCents: number) => ({
  exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', from: 'BW', to: 'EU', milliCarats, usdCents,
  parcels: [{ parcel: 'SYN-P-1', seal: 'BW-77', milliCarats, usdCents }], lines: [{ hsCode: '7102.31' as const, milliCarats, usdCents }], origins: [{ participant: 'BW', milliCarats }],
});
const trade = (number: string, milliCarats: number, usdCents: number): ReturnType<typeof recorded<CertificateEvent>> => {
  const shipment = shipmentOf(milliCarats, usdCents);
  return recorded<CertificateEvent>('certificate', number,
    { type: 'CertificateIssued', data: { ...shipment, authority: 'SYN-BW-GDV', issuedOn: '2005-03-30', expiresOn: '2005-05-30' } },
    { type: 'ExportDispatched', data: { ...shipment, dispatchedOn: '2005-03-31' } },
    { type: 'ImportConfirmed', data: { ...shipment, authority: 'SYN-EU-FPS', receivedOn: '2005-04-01', foundMilliCarats: milliCarats - 5, seals: 'intact' } });
};
const none = {
  from: 'BW', to: 'EU', year: 2005, certificatesIssued: 0,
  exportedCertificates: 0, exportedMilliCarats: 0, exportedUsdCents: 0, importedCertificates: 0, importedMilliCarats: 0, importedUsdCents: 0,
};

it('KPCS Annex III(a): counts trade in the quarter of its day, at each end', () => {
  const rows = rowsOf(corridors, trade('BWSYN000001', 30_000, 900_000), trade('BWSYN000002', 1_000, 50));
  expect(Object.fromEntries(rows)).toEqual({
    'BW-EU-2005-Q1': { ...none, quarter: 1, certificatesIssued: 2, exportedCertificates: 2, exportedMilliCarats: 31_000, exportedUsdCents: 900_050 },
    'BW-EU-2005-Q2': { ...none, quarter: 2, importedCertificates: 2, importedMilliCarats: 31_000, importedUsdCents: 900_050 },
  });
});
