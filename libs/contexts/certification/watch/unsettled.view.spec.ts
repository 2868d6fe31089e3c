import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import { unsettled } from './unsettled.view.ts';

const goods = { exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', from: 'BW', to: 'EU', milliCarats: 30 };
const parcels = [{ parcel: 'SYN-P-1', seal: 'BW-77', milliCarats: 30, usdCents: 900 }];
const shipment = { ...goods, usdCents: 900, parcels, lines: [{ hsCode: '7102.31' as const, milliCarats: 30, usdCents: 900 }], origins: [{ participant: 'BW', milliCarats: 30 }] };
const days = { issuedOn: '2005-07-01', expiresOn: '2005-08-30' };
const issued: CertificateEvent = { type: 'CertificateIssued', data: { ...shipment, authority: 'SYN-BW-GDV', ...days } };
const left: CertificateEvent = { type: 'ExportDispatched', data: { ...shipment, dispatchedOn: '2005-07-02' } };
const presented: CertificateEvent = { type: 'ShipmentPresented', data: { authority: 'SYN-EU-FPS', to: 'EU', presentedOn: '2005-07-04', seals: [{ parcel: 'SYN-P-1', state: 'intact' }] } };
const confirmed: CertificateEvent = { type: 'ImportConfirmed', data: { ...shipment, authority: 'SYN-EU-FPS', receivedOn: '2005-07-05', foundMilliCarats: 30, seals: 'intact' } };
const sentBack: CertificateEvent = { type: 'ShipmentReturned', data: { ...shipment, authority: 'SYN-EU-FPS', reason: 'Seal broken.', returnedOn: '2005-07-06' } };
const back: CertificateEvent = { type: 'ReturnReceived', data: { ...shipment, authority: 'SYN-BW-GDV', receivedOn: '2005-07-08', dispatchedOn: '2005-07-02', foundMilliCarats: 30 } };
const lost: CertificateEvent = { type: 'CertificateLost', data: { reportedBy: 'SYN-BW-EXP', reason: 'Mailed.' } };
const replaced: CertificateEvent = { type: 'CertificateReplaced', data: { replacement: 'BWSYN000002', authority: 'SYN-BW-GDV', parcels } };
const child = (certificate: string) => ({ certificate, to: 'IL', importer: 'SYN-IL-IMP', parcels: ['SYN-P-1'] });
const divided: CertificateEvent = { type: 'ShipmentSubdivided', data: { participant: 'AE', authority: 'SYN-AE-GAA', zone: 'DMCC', children: [child('BWSYN000003'), child('BWSYN000004')], parcels } };
const reissued = (standing: 'validated' | 'in-transit'): CertificateEvent => ({ type: 'CertificateReissued', data: {
  ...shipment, replaces: 'BWSYN000000', why: 'replacement', authority: 'SYN-BW-GDV', ...days, standing, ...(standing === 'in-transit' && { dispatchedOn: '2005-07-02' }) } });

const rows = (...events: CertificateEvent[]) => [...rowsOf(unsettled, recorded('certificate', 'BWSYN000001', ...events)).values()];
const shown = { certificate: 'BWSYN000001', ...goods, ...days };
const gone = { ...shown, dispatchedOn: '2005-07-02' };

it('shows a certificate from its issue on, with the day of each stage', () => {
  expect(rows(issued)).toEqual([{ ...shown, stage: 'issued' }]);
  expect(rows(issued, left)).toEqual([{ ...gone, stage: 'dispatched' }]);
  expect(rows(issued, left, presented)).toEqual([{ ...gone, stage: 'arrived', presentedOn: '2005-07-04' }]);
  expect(rows(issued, left, presented, sentBack)).toEqual([{ ...gone, stage: 'returning', presentedOn: '2005-07-04', returnedOn: '2005-07-06' }]);
  expect(rows(issued, left, lost)).toEqual([{ ...gone, stage: 'dispatched', lostOn: '2005-07-01' }]);
});

it('shows it no more when it has come to an end', () => {
  const ends: CertificateEvent[] = [confirmed, back, replaced, divided, { type: 'CertificateVoided', data: { reason: 'Not wanted.', parcels } }, { type: 'CertificateExpired', data: { expiredOn: '2005-08-31', parcels } }];
  for (const end of ends) expect(rows(issued, left, end)).toEqual([]);
});

it('goes on with the number that stands for another one', () => {
  expect(rows(reissued('validated'))).toEqual([{ ...shown, stage: 'issued' }]);
  expect(rows(reissued('in-transit'))).toEqual([{ ...gone, stage: 'dispatched' }]);
});
