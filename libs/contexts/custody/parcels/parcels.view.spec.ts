import { expect, it } from '@jest/globals';
import type { CertificateEvent } from '#contexts/certification/events';
import { complaints } from '#kernel';
import { recorded, rowsOf } from '#kernel/testing';
import type { ParcelEvent } from '../parcel/parcel.events.ts';
import { parcels } from './parcels.view.ts';

const figures = { milliCarats: 100, usdCents: 10, lines: [{ hsCode: '7102.31' as const, milliCarats: 100, usdCents: 10 }], origins: [{ participant: 'BW', milliCarats: 100 }] };
const sealed: ParcelEvent = { type: 'ParcelSealed', data: {
  holder: 'SYN-BW-EXP', seal: 'BW-77', ...figures, lots: [{ lot: 'SYN-A', milliCarats: 100, usdCents: 10, hsCode: '7102.31', origins: figures.origins }] } };
const presented: ParcelEvent = { type: 'ParcelPresented', data: { holder: 'SYN-BW-EXP', certificate: 'BWSYN000001' } };
const withdrawn: ParcelEvent = { type: 'ParcelWithdrawn', data: { holder: 'SYN-BW-EXP', certificate: 'BWSYN000001' } };
const opened: ParcelEvent = { type: 'ParcelOpened', data: {
  holder: 'SYN-EU-IMP', seal: 'BW-77', milliCarats: 100, lots: [{ lot: 'SYN-A', milliCarats: 100, usdCents: 10 }], certificate: 'BWSYN000001' } };

const shipment = { exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', from: 'BW', to: 'EU', parcels: [{ parcel: 'SYN-P', seal: 'BW-77', milliCarats: 100, usdCents: 10 }], ...figures };
const dispatched: CertificateEvent = { type: 'ExportDispatched', data: { ...shipment, dispatchedOn: '2005-07-01' } };
const confirmed: CertificateEvent = { type: 'ImportConfirmed', data: { ...shipment, authority: 'SYN-EU-FPS', receivedOn: '2005-07-03', foundMilliCarats: 99, seals: 'intact' } };

const page = (events: ParcelEvent[], crossed: CertificateEvent[] = [], after: ParcelEvent[] = []) =>
  rowsOf(parcels, recorded('parcel', 'SYN-P', ...events), recorded('certificate', 'BWSYN000001', ...crossed), recorded('parcel', 'SYN-P', ...after)).get('SYN-P');
const closed = { parcel: 'SYN-P', status: 'sealed', holder: 'SYN-BW-EXP', seal: 'BW-77', lots: ['SYN-A'], ...figures, inspections: [], sealedOn: '2005-07-01' };

it('shows what lies in a parcel under which seal', () => expect(page([sealed])).toEqual(closed));

it('shows that samples, or seized goods, lie in it', () => {
  const row = page([{ ...sealed, data: { ...sealed.data, regime: 'seized' } }]);
  expect(row).toEqual({ ...closed, regime: 'seized' });
  expect(complaints(parcels.row, row)).toEqual([]);
});

it('shows for which certificate it is presented, until it is withdrawn', () => {
  expect(page([sealed, presented])).toEqual({ ...closed, status: 'presented', certificate: 'BWSYN000001' });
  expect(page([sealed, presented, withdrawn])).toEqual(closed);
});

it('follows it over the border to whoever opens it', () => {
  const abroad = { ...closed, holder: 'SYN-EU-IMP', certificate: 'BWSYN000001' };
  expect(page([sealed, presented], [dispatched])).toEqual({ ...abroad, status: 'in-transit' });
  expect(page([sealed, presented], [dispatched, confirmed])).toEqual({ ...abroad, status: 'imported' });
  expect(page([sealed, presented], [dispatched, confirmed], [opened])).toEqual({ ...abroad, status: 'opened' });
});

it('follows it back, and to the number under which it goes on', () => {
  const sentBack: CertificateEvent = { type: 'ShipmentReturned', data: { ...shipment, authority: 'SYN-EU-FPS', reason: 'Seal broken.', returnedOn: '2005-07-04' } };
  const back: CertificateEvent = { type: 'ReturnReceived', data: { ...shipment, authority: 'SYN-BW-GDV', receivedOn: '2005-07-06', dispatchedOn: '2005-07-01', foundMilliCarats: 100 } };
  const certified = { ...closed, certificate: 'BWSYN000001' };
  expect(page([sealed, presented], [dispatched, sentBack])).toEqual({ ...certified, status: 'returning' });
  expect(page([sealed, presented], [dispatched, sentBack, back])).toEqual({ ...certified, status: 'returned' });
  expect(page([sealed, presented], [dispatched, sentBack, back], [withdrawn])).toEqual(closed);
  const reissued = { ...shipment, importer: 'SYN-C', replaces: 'BWSYN000001', authority: 'SYN-AE-GAA', issuedOn: '2005-07-02', expiresOn: '2005-08-30', why: 'subdivision' as const };
  const reassigned: ParcelEvent = { type: 'ParcelReassigned', data: { holder: 'SYN-BW-EXP', from: 'BWSYN000001', certificate: 'BWSYN000002' } };
  expect(page([sealed, presented], [dispatched, { type: 'CertificateReissued', data: { ...reissued, standing: 'in-transit', dispatchedOn: '2005-07-02' } }], [reassigned]))
    .toEqual({ ...closed, status: 'in-transit', holder: 'SYN-C', certificate: 'BWSYN000002' });
  expect(page([sealed, presented], [{ type: 'CertificateReissued', data: { ...reissued, standing: 'validated' } }], [reassigned])).toEqual({ ...closed, status: 'presented', certificate: 'BWSYN000002' });
});

it('shows a parcel that was begun, with no figures until it is sealed, and why it was abandoned', () => {
  const begun: ParcelEvent = { type: 'ParcelBegun', data: { holder: 'SYN-BW-EXP', seal: 'BW-77', lots: ['SYN-A'] } };
  const obstacle = { lot: 'SYN-A', code: 'NotFree', says: 'Lot SYN-A was split.' };
  const open = { ...closed, status: 'begun', milliCarats: 0, usdCents: 0, lines: [], origins: [], sealedOn: undefined, begunOn: '2005-07-01', begunAt: '2026-01-01T00:00:00.000Z' };
  expect(page([begun])).toEqual(open);
  expect(page([begun, sealed])).toEqual({ ...closed, begunOn: '2005-07-01', begunAt: '2026-01-01T00:00:00.000Z' });
  expect(page([begun, { type: 'ParcelAbandoned', data: { ...begun.data, obstacle } }])).toEqual({ ...open, status: 'abandoned', obstacle });
});

it('shows every inspection, and the seal that is on it since', () => {
  const inspected = { authority: 'SYN-BW-GDV', officers: ['SYN-P1', 'SYN-P2'], reason: 'spot check', seal: 'BW-77', newSeal: 'BW-78', foundMilliCarats: 100 };
  expect(page([sealed, { type: 'ParcelInspected', data: inspected }])).toEqual({ ...closed, seal: 'BW-78', inspections: [{ ...inspected, on: '2005-07-01' }] });
});

it('shows by whom it is detained, until he lets it go, or opens it', () => {
  const detained: ParcelEvent = { type: 'ParcelDetained', data: { case: 'SYN-C', authority: 'SYN-BW-GDV', participant: 'BW', holder: 'SYN-BW-EXP', milliCarats: 100, grounds: 'False declaration' } };
  const detention = { case: 'SYN-C', authority: 'SYN-BW-GDV', stage: 'detained' };
  expect(page([sealed, detained])).toEqual({ ...closed, detention });
  expect(page([sealed, detained, { type: 'ParcelDetentionLifted', data: { case: 'SYN-C', authority: 'SYN-BW-GDV', holder: 'SYN-BW-EXP', milliCarats: 100, reason: 'x' } }])).toEqual(closed);
  expect(page([sealed, detained, opened])).toEqual({ ...closed, status: 'opened', holder: 'SYN-EU-IMP' });
  expect(page([{ ...sealed, data: { ...sealed.data, confiscations: ['SYN-C'] } } as ParcelEvent])).toEqual({ ...closed, confiscations: ['SYN-C'] });
});
