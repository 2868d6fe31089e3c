import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import type { PackageEvent } from '../package/package.events.ts';
import { packagesDue } from './packages-due.view.ts';

const parcels = [{ parcel: 'SYN-P', seal: 'CF-1', milliCarats: 3_000, usdCents: 900 }];
const goods = { exporter: 'SYN-CF-EXP', milliCarats: 3_000, usdCents: 900, parcels, origins: [{ participant: 'CF', milliCarats: 3_000 }] };
const issued = (more: object = { approval: 'ex-post' }): CertificateEvent => ({ type: 'CertificateIssued', data: {
  ...goods, importer: 'SYN-EU-IMP', from: 'CF', to: 'EU', lines: [{ hsCode: '7102.31', milliCarats: 3_000, usdCents: 900 }], authority: 'SYN-CF-BECDOR', issuedOn: '2020-01-10', expiresOn: '2020-03-10', ...more } });
const filed: PackageEvent = { type: 'PackageFiled', data: {
  ...goods, participant: 'CF', lots: [{ lot: 'SYN-L', milliCarats: 3_000 }], photographs: ['a'.repeat(64)], sieveSet: 'KP', sieves: [{ sieve: '+7', milliCarats: 3_000 }], certificate: 'CFSYN000001' } };
const rows = (events: CertificateEvent[], ...more: PackageEvent[]) => [...rowsOf(packagesDue, recorded('certificate', 'CFSYN000001', ...events), recorded('package', 'SYN-PKG', ...more)).values()];

it('waits for the package of an export that is looked at afterwards, for thirty days', () => {
  expect(rows([issued()])).toEqual([{ certificate: 'CFSYN000001', participant: 'CF', to: 'EU', exporter: 'SYN-CF-EXP', milliCarats: 3_000, issuedOn: '2020-01-10', dueOn: '2020-02-09' }]);
  for (const more of [{}, { approval: 'ex-ante', package: 'SYN-PKG' }, { approval: 'ex-post', package: 'SYN-PKG' }]) expect(rows([issued(more)])).toEqual([]);
});

it('waits no more when it came, or when the certificate came to nothing', () => {
  expect(rows([issued()], filed)).toEqual([]);
  expect(rows([issued(), { type: 'CertificateVoided', data: { reason: 'Cancelled.', parcels } }])).toEqual([]);
  expect(rows([issued(), { type: 'CertificateExpired', data: { expiredOn: '2020-03-10', parcels } }])).toEqual([]);
});
