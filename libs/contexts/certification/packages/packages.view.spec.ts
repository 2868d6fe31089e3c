import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import type { PackageEvent } from '../package/package.events.ts';
import { packages } from './packages.view.ts';

const origins = [{ participant: 'CF', zone: 'CF-BERBERATI', milliCarats: 3_000 }];
const shown = { exporter: 'SYN-CF-EXP', participant: 'CF', milliCarats: 3_000, usdCents: 900, origins, photographs: ['a'.repeat(64)], sieveSet: 'KP', sieves: [{ sieve: '+7', milliCarats: 3_000 }] };
const parcels = [{ parcel: 'SYN-P', seal: 'CF-1', milliCarats: 3_000, usdCents: 900 }];
const filed: PackageEvent = { type: 'PackageFiled', data: { ...shown, parcels, lots: [{ lot: 'SYN-L', milliCarats: 3_000 }] } };
const row = { package: 'SYN-PKG', status: 'filed', ...shown, parcels: ['SYN-P'], lotCount: 1, filedOn: '2005-07-01', book: 'CF-2005-07' };
const rows = (events: PackageEvent[], ...more: ReturnType<typeof recorded>[]) => [...rowsOf(packages, recorded('package', 'SYN-PKG', ...events), ...more).values()];

it('shows what was filed, in the book of its month', () => expect(rows([filed])).toEqual([row]));

it('shows what the monitor said', () => {
  const said = { monitor: 'SYN-KPMT', examinedOn: '2005-07-01' };
  expect(rows([filed, { type: 'PackageApproved', data: { participant: 'CF', monitor: 'SYN-KPMT', finding: 'Fine.', audit: 'Audit 1' } }])).toEqual([{ ...row, status: 'approved', ...said, finding: 'Fine.', audit: 'Audit 1' }]);
  const rejected: PackageEvent = { type: 'PackageRejected', data: { participant: 'CF', monitor: 'SYN-KPMT', reason: 'Blurred.' } };
  expect(rows([filed, rejected])).toEqual([{ ...row, status: 'rejected', ...said, finding: 'Blurred.' }]);
  expect(rows([filed, rejected, filed])).toEqual([row]);
});

it('names the certificate that was asked for with it', () => {
  const requested: CertificateEvent = { type: 'CertificateRequested', data: {
    exporter: 'SYN-CF-EXP', importer: 'SYN-EU-IMP', from: 'CF', to: 'EU', parcels, milliCarats: 3_000, usdCents: 900, lines: [{ hsCode: '7102.31', milliCarats: 3_000, usdCents: 900 }], origins,
    documents: [{ kind: 'purchase', reference: 'Slips', milliCarats: 3_000 }], declaredBy: 'SYN-P-1', queue: 'normal', package: 'SYN-PKG' } };
  expect(rows([filed], recorded('certificate', 'CFSYN000001', requested))).toEqual([{ ...row, certificate: 'CFSYN000001' }]);
});
