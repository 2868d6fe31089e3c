import { afterAll, expect, it } from '@jest/globals';
import { complaints } from '#kernel';
import { sightsOf } from '#platform/cqrs';
import { SqliteRowStore } from '#platform/read-models';
import { certificates } from '../certificates/certificates.view.ts';
import { packageMatching } from './package-matching.inquiry.ts';
import { packages } from './packages.view.ts';

const store = new SqliteRowStore(':memory:');
afterAll(() => store.close());

const certified = (certificate: string, more: object = {}) => ({ view: certificates, key: certificate, row: {
  certificate, status: 'dispatched', from: 'CF', to: 'EU', exporter: 'SYN-CF-EXP', importer: 'SYN-EU-IMP', parcels: ['SYN-P'], parcelCount: 1, milliCarats: 3_000, usdCents: 900, lines: [], origins: [],
  transits: [], discrepancies: [], falsePresentations: [], issuedOn: '2016-06-20', approval: 'ex-ante', approvalBook: 'CF-2016-06', ...more } });
const filed = (name: string, more: object = {}) => ({ view: packages, key: name, row: {
  package: name, status: 'approved', participant: 'CF', exporter: 'SYN-CF-EXP', parcels: ['SYN-P'], milliCarats: 3_000, usdCents: 900, lotCount: 1, origins: [], photographs: ['a'.repeat(64)], sieveSet: 'KP',
  sieves: [{ sieve: '+7', milliCarats: 3_000 }], filedOn: '2016-06-10', book: 'CF-2016-06', certificate: 'CFSYN000001', ...more } });
const received = { status: 'confirmed', receivedOn: '2016-07-01', foundMilliCarats: 2_998 };

type Change = Readonly<{ view: typeof certificates | typeof packages; key: string; row: object }>;
const answer = async (...changes: Change[]) => {
  const generation = await store.begin([certificates, packages]);
  await generation.commit('', '1', changes as Parameters<typeof generation.commit>[2]);
  const given = await packageMatching.answer({ participant: 'CF', month: '2016-06' }, sightsOf(generation));
  expect(complaints(packageMatching.answers, given)).toEqual([]);
  return given;
};
const faultsOf = async (...changes: Change[]) => (await answer(...changes)).lines.map(({ faults }) => faults);

it('package, certificate and confirmation of an export stand on one line, with their carats and the differences', async () => {
  expect(await answer(certified('CFSYN000001', { package: 'SYN-PKG', ...received }), filed('SYN-PKG'))).toEqual({
    packages: 1, packageMilliCarats: 3_000, certificates: 1, certificateMilliCarats: 3_000, confirmed: 1, foundMilliCarats: 2_998, agreeing: 1,
    lines: [{ package: 'SYN-PKG', examined: 'approved', certificate: 'CFSYN000001', to: 'EU', issuedOn: '2016-06-20', receivedOn: '2016-07-01', packageMilliCarats: 3_000, certificateMilliCarats: 3_000,
      foundMilliCarats: 2_998, packageDifferenceMilliCarats: 0, foundDifferenceMilliCarats: -2, packageParcels: 1, certificateParcels: 1, faults: [] }],
  });
});

it('tells what is missing of the three', async () => {
  expect(await faultsOf(certified('CFSYN000001', received))).toEqual([['no-package']]);
  expect(await faultsOf(certified('CFSYN000001', { package: 'SYN-PKG' }), filed('SYN-PKG'))).toEqual([['unconfirmed']]);
  expect((await answer(filed('SYN-PKG', { certificate: undefined }))).lines).toEqual([{ package: 'SYN-PKG', examined: 'approved', packageMilliCarats: 3_000, packageParcels: 1, faults: ['no-certificate'] }]);
});

it('tells what differs', async () => {
  const other = filed('SYN-PKG', { status: 'filed', parcels: ['SYN-P', 'SYN-P-2'], milliCarats: 3_100 });
  const reported = [{ kind: 'weight', reportedOn: '2016-07-01' }];
  expect(await faultsOf(certified('CFSYN000001', { package: 'SYN-PKG', ...received, discrepancies: reported }), other)).toEqual([['not-approved', 'parcels', 'weight', 'found']]);
  const afterwards = { package: 'SYN-PKG', ...received, approval: 'ex-post' };
  expect(await faultsOf(certified('CFSYN000001', afterwards), filed('SYN-PKG', { status: 'filed' }))).toEqual([[]]);
  expect(await faultsOf(certified('CFSYN000001', afterwards), filed('SYN-PKG', { status: 'rejected' }))).toEqual([['not-approved']]);
});

it('is of one month of one Participant: by the issue of the certificate, or, without one, by the day of filing', async () => {
  expect(await faultsOf(certified('CFSYN000001', { approvalBook: 'CF-2016-07' }), filed('SYN-PKG'), filed('SYN-PKG-2', { book: 'CF-2016-05', certificate: undefined }))).toEqual([]);
});
