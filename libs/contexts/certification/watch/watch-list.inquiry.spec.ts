import { afterAll, expect, it } from '@jest/globals';
import { complaints } from '#kernel';
import { sightsOf } from '#platform/cqrs';
import { SqliteRowStore } from '#platform/read-models';
import { numberPages } from '../numbers/number-pages.view.ts';
import { numberSeries } from '../numbers/number-series.view.ts';
import { certificates } from '../certificates/certificates.view.ts';
import { packagesDue } from '../packages/packages-due.view.ts';
import { unsettled } from './unsettled.view.ts';
import { watchList } from './watch-list.inquiry.ts';

const store = new SqliteRowStore(':memory:');
afterAll(() => store.close());

const row = (certificate: string, stage: string, more: object = {}) => ({ view: unsettled, key: certificate, row: {
  certificate, stage, from: certificate.slice(0, 2), to: 'EU', exporter: 'SYN-EXP', importer: 'SYN-IMP', milliCarats: 1_000, issuedOn: '2005-06-01', expiresOn: '2005-07-31', ...more } });
const series = { view: numberSeries, key: 'BW', row: { prefix: 'BW', participant: 'BW', digits: 3, series: 'trade', from: '2005-01-01', decision: 'x', blocks: [{
  first: 1, last: 99, year: 2005, printedBy: 'SYN-PRINTER', receivedOn: '2005-06-21', authority: 'SYN-BW-GDV' }] } };
const page = { view: numberPages, key: 'BW0__', row: { page: 'BW0__', participant: 'BW', marks: '.u..uu'.padEnd(100, '.') } };

type Change = Readonly<{ view: typeof unsettled | typeof numberSeries | typeof numberPages | typeof packagesDue | typeof certificates; key: string; row: object }>;

const answer = async (asked: { participant: string; on: string; dispatchDays?: number; transitDays?: number; confirmDays?: number; permyriad?: number }, ...changes: Change[]) => {
  const generation = await store.begin([unsettled, numberSeries, numberPages, packagesDue, certificates]);
  await generation.commit('', '1', changes as Parameters<typeof generation.commit>[2]);
  const given = await watchList.answer(asked, sightsOf(generation));
  expect(complaints(watchList.answers, given)).toEqual([]);
  return given;
};
const kindsOf = async (on: string, change: Change, participant = 'BW') => (await answer({ participant, on }, change)).items.map(({ kind, days }) => `${kind} ${days}`);

it('a certificate is on it from the first day too late, with days, counterparty and carats', async () => {
  const waiting = row('BW001', 'issued');
  expect(await kindsOf('2005-06-15', waiting)).toEqual([]);
  expect((await answer({ participant: 'BW', on: '2005-06-16' }, waiting)).items).toEqual([
    { kind: 'issued-not-dispatched', certificate: 'BW001', side: 'export', counterparty: 'EU', days: 15, since: '2005-06-01', milliCarats: 1_000 }]);
});

it('tells apart what is long on its way, what nobody confirmed, and what expired meanwhile', async () => {
  const left = row('BW001', 'dispatched', { dispatchedOn: '2005-07-01' });
  expect(await kindsOf('2005-07-15', left)).toEqual([]);
  expect(await kindsOf('2005-07-16', left)).toEqual(['in-transit-too-long 15']);
  expect(await kindsOf('2005-07-31', left)).toEqual(['in-transit-too-long 30']);
  expect(await kindsOf('2005-08-01', left)).toEqual(['in-transit-too-long 31', 'unconfirmed 31', 'expired-in-transit 1']);
  expect(await kindsOf('2005-08-01', row('BW001', 'arrived', { dispatchedOn: '2005-07-01', presentedOn: '2005-07-03' }))).toEqual(['unconfirmed 31']);
  expect(await kindsOf('2005-07-20', row('BW001', 'returning', { dispatchedOn: '2005-07-01', returnedOn: '2005-07-04' }))).toEqual(['in-transit-too-long 16']);
  expect(await kindsOf('2005-07-05', row('BW001', 'dispatched', { dispatchedOn: '2005-07-01', lostOn: '2005-07-05' }))).toEqual(['lost-not-replaced 0']);
});

it('shows the other side what is on its way there, and nothing that has not left', async () => {
  expect((await answer({ participant: 'EU', on: '2005-07-16' }, row('BW001', 'dispatched', { dispatchedOn: '2005-07-01' }), row('BW002', 'issued'))).items).toEqual([
    { kind: 'in-transit-too-long', certificate: 'BW001', side: 'import', counterparty: 'BW', days: 15, since: '2005-07-01', milliCarats: 1_000 }]);
});

it('knows nothing on a day before it happened, and takes other limits', async () => {
  const left = row('BW001', 'dispatched', { dispatchedOn: '2005-07-01' });
  expect(await kindsOf('2005-06-20', left)).toEqual([]);
  expect((await answer({ participant: 'BW', on: '2005-07-03', transitDays: 1, confirmDays: 0 }, left)).items.map(({ kind }) => kind)).toEqual(['in-transit-too-long', 'unconfirmed']);
});

it('names blanks that were passed over, and sums up each kind', async () => {
  const { items, kinds } = await answer({ participant: 'BW', on: '2005-07-01' }, series, page, row('BW001', 'issued'), row('BW004', 'issued', { issuedOn: '2005-05-01', milliCarats: 500 }));
  expect(items.map(({ certificate, days, blanks }) => [certificate, days, blanks])).toEqual([['BW004', 61, undefined], ['BW001', 30, undefined], ['BW002', 10, 2]]);
  expect(kinds).toEqual([{ kind: 'issued-not-dispatched', count: 2, milliCarats: 1_500 }, { kind: 'blank-unaccounted', count: 1, milliCarats: 0 }]);
});

it('tells of packages that a monitor waits for, and of what was drawn for an audit and nobody looked at', async () => {
  const due = { view: packagesDue, key: 'BW001', row: { certificate: 'BW001', participant: 'BW', to: 'EU', exporter: 'SYN-EXP', milliCarats: 1_000, issuedOn: '2005-06-01', dueOn: '2005-07-01' } };
  expect(await kindsOf('2005-07-01', due)).toEqual([]);
  expect(await kindsOf('2005-07-02', due)).toEqual(['package-due 31']);
  const fast = (certificate: string, more: object = {}) => ({ view: certificates, key: certificate, row: {
    certificate, status: 'closed', from: 'BW', to: 'EU', exporter: 'SYN-EXP', importer: 'SYN-IMP', parcels: ['SYN-P'], parcelCount: 1, milliCarats: 1_000, usdCents: 1, lines: [], origins: [], transits: [],
    discrepancies: [], falsePresentations: [], issuedOn: '2005-06-01', fastBook: 'BW-2005-Q2', ...more } });
  expect(await kindsOf('2005-06-30', fast('BW001'))).toEqual([]);
  expect((await answer({ participant: 'BW', on: '2005-07-01' }, fast('BW001'))).items).toEqual([
    { kind: 'audit-due', certificate: 'BW001', side: 'export', counterparty: 'EU', days: 1, since: '2005-06-30', milliCarats: 1_000 }]);
  expect(await kindsOf('2006-06-30', fast('BW001'))).toEqual(['audit-due 365']);
  expect(await kindsOf('2006-07-01', fast('BW001'))).toEqual([]);
  expect(await kindsOf('2005-07-01', fast('BW001', { audit: 'in-order' }))).toEqual([]);
  expect((await answer({ participant: 'BW', on: '2005-07-01', permyriad: 10_000 }, fast('BW001'), fast('BW002'))).items).toHaveLength(2);
  expect((await answer({ participant: 'BW', on: '2005-07-01' }, fast('BW001'), fast('BW002'))).items).toHaveLength(1);
});
