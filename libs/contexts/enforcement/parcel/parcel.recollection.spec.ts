import { expect, it } from '@jest/globals';
import { recall } from '#kernel';
import { recorded } from '#kernel/testing';
import { destination } from '../certificate/certificate.recollection.ts';
import { closedParcel } from './parcel.recollection.ts';

const told = (type: string, data: object = {}) => ({ type, data });
const after = (...events: { type: string; data: object }[]) => recall(closedParcel, closedParcel.initial, recorded('parcel', 'PA-1', ...events));

it('knows who sealed a parcel, and under which certificate it goes', () => {
  const sealed = told('ParcelSealed', { holder: 'GH-TRADER' });
  const presented = told('ParcelPresented', { certificate: 'GHSYN1' });
  expect(after()).toEqual({ holder: '' });
  expect(after(sealed)).toEqual({ holder: 'GH-TRADER' });
  expect(after(sealed, presented)).toEqual({ holder: 'GH-TRADER', certificate: 'GHSYN1' });
  expect(after(sealed, presented, told('ParcelReassigned', { certificate: 'GHSYN2' }))).toEqual({ holder: 'GH-TRADER', certificate: 'GHSYN2' });
  expect(after(sealed, presented, told('ParcelWithdrawn'))).toEqual({ holder: 'GH-TRADER' });
  expect(after(sealed, told('ParcelOpened'))).toEqual({ holder: '' });
});

it('knows to whom goods go under a certificate', () => {
  const importer = (...events: { type: string; data: object }[]) => recall(destination, destination.initial, recorded('certificate', 'GHSYN1', ...events)).importer;
  expect([importer(), importer(told('CertificateIssued', { importer: 'AE-1' })), importer(told('CertificateReissued', { importer: 'AE-2' }))]).toEqual(['', 'AE-1', 'AE-2']);
});
