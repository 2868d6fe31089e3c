import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import { corridorLines } from './corridor-lines.view.ts';

const shipment = {
  exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', from: 'BW', to: 'EU', milliCarats: 30_000, usdCents: 900,
  parcels: [{ parcel: 'SYN-P-1', seal: 'BW-77', milliCarats: 30_000, usdCents: 900 }], origins: [{ participant: 'BW', milliCarats: 30_000 }],
  lines: [{ hsCode: '7102.21' as const, milliCarats: 10_000, usdCents: 100 }, { hsCode: '7102.31' as const, milliCarats: 20_000, usdCents: 800 }],
};
const events: CertificateEvent[] = [
  { type: 'ExportDispatched', data: { ...shipment, dispatchedOn: '2005-12-31' } },
  { type: 'ImportConfirmed', data: { ...shipment, authority: 'SYN-EU-FPS', receivedOn: '2006-01-01', foundMilliCarats: 30_000, seals: 'intact' } },
];
const none = { from: 'BW', to: 'EU', exportedMilliCarats: 0, exportedUsdCents: 0, importedMilliCarats: 0, importedUsdCents: 0 };

it('KPCS Annex III(b): tells the trade of a corridor apart by heading', () => {
  const rows = rowsOf(corridorLines, recorded('certificate', 'BWSYN000001', ...events), recorded('certificate', 'BWSYN000002', events[0]!));
  expect(Object.fromEntries(rows)).toEqual({
    'BW-EU-2005-Q4-7102.21': { ...none, year: 2005, quarter: 4, hsCode: '7102.21', exportedMilliCarats: 20_000, exportedUsdCents: 200 },
    'BW-EU-2005-Q4-7102.31': { ...none, year: 2005, quarter: 4, hsCode: '7102.31', exportedMilliCarats: 40_000, exportedUsdCents: 1_600 },
    'BW-EU-2006-Q1-7102.21': { ...none, year: 2006, quarter: 1, hsCode: '7102.21', importedMilliCarats: 10_000, importedUsdCents: 100 },
    'BW-EU-2006-Q1-7102.31': { ...none, year: 2006, quarter: 1, hsCode: '7102.31', importedMilliCarats: 20_000, importedUsdCents: 800 },
  });
});

it('takes out what came back, heading by heading, and counts no technical certificate', () => {
  const back: CertificateEvent = { type: 'ReturnReceived', data: { ...shipment, authority: 'SYN-BW-GDV', receivedOn: '2006-01-20', dispatchedOn: '2005-12-31', foundMilliCarats: 30_000 } };
  for (const row of rowsOf(corridorLines, recorded<CertificateEvent>('certificate', 'BWSYN000001', events[0]!, back)).values()) expect(row).toMatchObject({ exportedMilliCarats: 0, exportedUsdCents: 0 });
  expect(rowsOf(corridorLines, recorded('certificate', 'BWSYN000001', { type: 'ExportDispatched', data: { ...shipment, purpose: 'technical', dispatchedOn: '2005-12-31' } })).size).toBe(0);
});
