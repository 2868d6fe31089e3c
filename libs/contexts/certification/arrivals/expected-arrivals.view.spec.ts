import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import { expectedArrivals } from './expected-arrivals.view.ts';

const goods = { exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', milliCarats: 30, usdCents: 900, origins: [{ participant: 'BW', milliCarats: 30 }] };
const parcels = [{ parcel: 'SYN-P-1', seal: 'BW-77', milliCarats: 30, usdCents: 900 }];
const shipment = { ...goods, from: 'BW', to: 'EU', parcels, lines: [{ hsCode: '7102.31' as const, milliCarats: 30, usdCents: 900 }] };
const left: CertificateEvent = { type: 'ExportDispatched', data: { ...shipment, dispatchedOn: '2005-07-02', mode: 'air', carrier: 'SYN-VAN', expiresOn: '2005-08-30' } };
const advised: CertificateEvent = { type: 'PreAdviceSent', data: { ...goods, from: 'BW', to: 'EU', sentOn: '2005-07-02' } };
const seen: CertificateEvent = { type: 'TransitRecorded', data: { participant: 'ZA', authority: 'SYN-ZA-A', place: 'Johannesburg', seals: 'intact', on: '2005-07-03' } };
const presented: CertificateEvent = { type: 'ShipmentPresented', data: { authority: 'SYN-EU-FPS', to: 'EU', presentedOn: '2005-07-04', seals: [{ parcel: 'SYN-P-1', state: 'intact' }] } };
const confirmed: CertificateEvent = { type: 'ImportConfirmed', data: { ...shipment, authority: 'SYN-EU-FPS', receivedOn: '2005-07-05', foundMilliCarats: 30, seals: 'intact' } };
const sentBack: CertificateEvent = { type: 'ShipmentReturned', data: { ...shipment, authority: 'SYN-EU-FPS', reason: 'Seal broken.', returnedOn: '2005-07-06' } };
const back: CertificateEvent = { type: 'ReturnReceived', data: { ...shipment, authority: 'SYN-BW-GDV', receivedOn: '2005-07-08', dispatchedOn: '2005-07-02', foundMilliCarats: 30 } };
const replaced: CertificateEvent = { type: 'CertificateReplaced', data: { replacement: 'BWSYN000002', authority: 'SYN-BW-GDV', parcels } };
const reissued = (standing: 'validated' | 'dispatched'): CertificateEvent => ({ type: 'CertificateReissued', data: {
  ...shipment, replaces: 'BWSYN000000', why: 'replacement', authority: 'SYN-BW-GDV', issuedOn: '2005-07-03', expiresOn: '2005-09-03', standing, ...(standing === 'dispatched' && { dispatchedOn: '2005-07-02' }) } });

const expected = (...events: CertificateEvent[]) => [...rowsOf(expectedArrivals, recorded('certificate', 'BWSYN000001', ...events)).values()];
const shown = { certificate: 'BWSYN000001', kind: 'import', from: 'BW', to: 'EU', ...goods, parcelCount: 1, leftOn: '2005-07-02' };
const sent = { ...shown, expiresOn: '2005-08-30', mode: 'air', carrier: 'SYN-VAN' };

it('KPCS Annex II ¶21: shows what is on its way, whether it was told ahead, and where it was seen last', () => {
  expect(expected(left)).toEqual([sent]);
  expect(expected(left, advised, seen)).toEqual([{ ...sent, preAdvisedOn: '2005-07-02', seenIn: 'ZA', seenOn: '2005-07-03' }]);
});

it('shows it no more once it was presented, confirmed, or replaced', () => {
  for (const end of [presented, confirmed, replaced]) expect(expected(left, end)).toEqual([]);
});

it('shows what goes on under another number, and nothing that has not left', () => {
  expect(expected(reissued('dispatched'))).toEqual([{ ...shown, expiresOn: '2005-09-03' }]);
  expect(expected(reissued('validated'))).toEqual([]);
});

it('awaits at home what was sent back', () => {
  expect(expected(left, presented, sentBack)).toEqual([{ ...shown, kind: 'return', from: 'EU', to: 'BW', leftOn: '2005-07-06' }]);
  expect(expected(left, presented, sentBack, back)).toEqual([]);
});
