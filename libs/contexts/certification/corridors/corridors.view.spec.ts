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

it('takes out what came back, counts no technical certificate, and no number twice', () => {
  const shipment = shipmentOf(30_000, 900_000);
  const back: CertificateEvent = { type: 'ReturnReceived', data: { ...shipment, authority: 'SYN-BW-GDV', receivedOn: '2005-04-20', dispatchedOn: '2005-03-31', foundMilliCarats: 30_000 } };
  const [issued, left] = trade('BWSYN000001', 30_000, 900_000);
  expect(Object.fromEntries(rowsOf(corridors, [issued!, left!], recorded('certificate', 'BWSYN000001', back)))).toEqual({ 'BW-EU-2005-Q1': { ...none, quarter: 1, certificatesIssued: 1 } });
  const technical = trade('BWSYN000002', 1_000, 50).map((event) => ({ ...event, data: { ...event.data, purpose: 'technical' } }));
  expect(rowsOf(corridors, technical).size).toBe(0);
  const reissued: CertificateEvent = { type: 'CertificateReissued', data: {
    ...shipment, replaces: 'BWSYN000001', why: 'replacement', authority: 'SYN-BW-GDV', issuedOn: '2005-04-02', expiresOn: '2005-05-30', standing: 'dispatched', dispatchedOn: '2005-03-31' } };
  expect(rowsOf(corridors, [issued!, left!], recorded('certificate', 'BWSYN000003', reissued)).get('BW-EU-2005-Q1')).toMatchObject({ certificatesIssued: 1, exportedCertificates: 1 });
});

it('counts the parts of a divided shipment where they go, and the whole no more', () => {
  const shipment = shipmentOf(30_000, 900_000);
  const [, left] = trade('BWSYN000001', 30_000, 900_000);
  const divided: CertificateEvent = { type: 'ShipmentSubdivided', data: {
    participant: 'EU', authority: 'SYN-EU-FPS', zone: 'Free port (synthetic)', parcels: shipment.parcels, children: [], shipment, dispatchedOn: '2005-03-31' } };
  const part = (to: string, milliCarats: number): CertificateEvent => ({ type: 'CertificateReissued', data: {
    ...shipmentOf(milliCarats, 450_000), to, replaces: 'BWSYN000001', why: 'subdivision', authority: 'SYN-EU-FPS', issuedOn: '2005-04-02', expiresOn: '2005-05-30', standing: 'dispatched', dispatchedOn: '2005-04-02' } });
  const rows = rowsOf(corridors, [left!], recorded('certificate', 'BWSYN000001', divided), recorded('certificate', 'EUSYN000001', part('IL', 10_000)), recorded('certificate', 'EUSYN000002', part('EU', 20_000)));
  expect(Object.fromEntries(rows)).toEqual({
    'BW-EU-2005-Q1': { ...none, quarter: 1 },
    'BW-IL-2005-Q2': { ...none, to: 'IL', quarter: 2, exportedCertificates: 1, exportedMilliCarats: 10_000, exportedUsdCents: 450_000 },
    'BW-EU-2005-Q2': { ...none, quarter: 2, exportedCertificates: 1, exportedMilliCarats: 20_000, exportedUsdCents: 450_000 },
  });
});
