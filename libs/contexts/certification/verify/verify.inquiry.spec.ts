import { afterAll, describe, expect, it } from '@jest/globals';
import { complaints } from '#kernel';
import { recorded, rowsOf } from '#kernel/testing';
import { sightsOf } from '#platform/cqrs';
import { SqliteRowStore } from '#platform/read-models';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import { certificates } from '../certificates/certificates.view.ts';
import { flags } from '../flags/flags.view.ts';
import type { NumberingEvent } from '../numbering/numbering.events.ts';
import { numberSeries } from '../numbers/number-series.view.ts';
import { verify } from './verify.inquiry.ts';

const store = new SqliteRowStore(':memory:');
afterAll(() => store.close());

const shipment = {
  exporter: 'SYN-SL-EXP', importer: 'SYN-EU-IMP', from: 'SL', to: 'EU', parcels: [{ parcel: 'SYN-P-1', seal: 'SL-77', milliCarats: 30_000, usdCents: 900_000 }], milliCarats: 30_000, usdCents: 900_000,
  lines: [{ hsCode: '7102.31' as const, milliCarats: 30_000, usdCents: 900_000 }], origins: [{ participant: 'SL', milliCarats: 30_000 }],
};
const issued: CertificateEvent = { type: 'CertificateIssued', data: { ...shipment, authority: 'SYN-SL-NMA', issuedOn: '2014-07-01', expiresOn: '2014-08-30' } };
const dispatched: CertificateEvent = { type: 'ExportDispatched', data: { ...shipment, dispatchedOn: '2014-07-02' } };
const requested: CertificateEvent = { type: 'CertificateRequested', data: { ...shipment, documents: [{ kind: 'production', reference: 'SYN-D', milliCarats: 30_000 }], declaredBy: 'SYN-SL-P1', queue: 'normal' } };
const flagged: CertificateEvent = { type: 'CertificateFlagged', data: { incident: 'SYN-INC-1', reason: 'Seen on a forged paper.', specimen: 'No watermark' } };
const voided: CertificateEvent = { type: 'CertificateVoided', data: { reason: 'Spoiled in print.', parcels: [], kind: 'blank-spoiled', participant: 'SL' } };
const block = (first: number, last: number, year: number): NumberingEvent =>
  ({ type: 'BlockAllocated', data: { prefix: 'SL', first, last, year, printedBy: 'Printer (synthetic)', receivedOn: `${year}-01-05`, authority: 'SYN-SL-NMA' } });

/** Sierra Leone writes SL and six digits: 4000-4299 of 2013, 4300-4999 of 2014. */
const world = [
  recorded<NumberingEvent>('numbering', 'SL', { type: 'PatternSet', data: { prefix: 'SL', digits: 6, series: 'trade', from: '2013-01-01', decision: 'Notified 2013' } }, block(4_000, 4_299, 2013), block(4_300, 4_999, 2014)),
  recorded<CertificateEvent>('certificate', 'SL004306', issued, dispatched), recorded<CertificateEvent>('certificate', 'SL004307', requested), recorded<CertificateEvent>('certificate', 'SL004308', voided),
  recorded<CertificateEvent>('certificate', 'GHOLD1', issued),
  recorded<CertificateEvent>('certificate', 'SL004310', flagged), recorded<CertificateEvent>('certificate', 'SL004311', issued, flagged),
];

const asked = async (number: string, claimed: object = {}) => {
  const views = [certificates, numberSeries, flags];
  const generation = await store.begin(views);
  await generation.commit('', '1', views.flatMap((view) => [...rowsOf(view, ...world)].map(([key, row]) => ({ view, key, row }))));
  expect(complaints(verify.asks, { number, ...claimed })).toEqual([]);
  const answer = await verify.answer({ number, ...claimed }, sightsOf(generation, 100));
  expect(complaints(verify.answers, answer)).toEqual([]);
  return answer;
};

describe('a number on a paper', () => {
  it('is one that was issued: whose, when, for how many carats, and where it stands; nothing of whose goods they are', async () => {
    expect(await asked('SL004306')).toEqual({
      status: 'dispatched', says: 'SL004306 is on its way.', flags: [], number: 'SL004306', participant: 'SL', issuedOn: '2014-07-01', expiresOn: '2014-08-30', dispatchedOn: '2014-07-02', milliCarats: 30_000,
    });
  });

  it('may be written with blanks, hyphens, small letters and fewer noughts', async () => {
    for (const written of ['sl 004306', 'SL-4306', 'Sl 00 4306']) expect(await asked(written)).toMatchObject({ status: 'dispatched', number: 'SL004306', flags: [] });
  });

  it('was never issued outside of the blocks, and says so', async () => {
    expect(await asked('SL005000')).toEqual({
      status: 'never-issued', says: 'SL005000 was never issued. What is written has a number for which no blank was ever printed.', flags: ['never-printed'], number: 'SL005000' });
    expect(await asked('SL004999')).toMatchObject({ status: 'never-issued', flags: [] });
  });

  it('was not issued while it is only asked for, and is void when its blank was spoiled', async () => {
    expect(await asked('SL004307')).toEqual({ status: 'never-issued', says: 'SL004307 was never issued.', flags: [], number: 'SL004307' });
    expect(await asked('SL004308')).toEqual({ status: 'void', says: 'SL004308 is void.', flags: [], number: 'SL004308', participant: 'SL' });
  });
});

describe('a number of which an authority warns', () => {
  const warnings = [{ incident: 'SYN-INC-1', reason: 'Seen on a forged paper.', specimen: 'No watermark', since: '2005-07-01' }];

  it('shows the warning, whether it was ever issued or not, and however it is written', async () => {
    expect(await asked('SL 4310')).toEqual({ status: 'never-issued', says: 'SL004310 was never issued. An authority warns of this number.', flags: [], number: 'SL004310', warnings });
    expect(await asked('SL004311')).toMatchObject({ status: 'issued', says: 'SL004311 is issued. An authority warns of this number.', warnings });
    expect(await asked('SL004306')).not.toHaveProperty('warnings');
  });
});

describe('a number that only looks like one', () => {
  it('is told by what is odd about it, beside the number that is meant', async () => {
    for (const [written, flag] of [['ЅL004306', 'look-alike'], ['ＳＬ004306', 'full-width'], ['SL\u200B004306', 'invisible'], ['SL\u202E004306', 'direction'], ['SLOO4306', 'letter-for-digit']]) {
      expect(await asked(written!)).toMatchObject({ status: 'dispatched', number: 'SL004306', flags: [flag] });
    }
  });

  it('is of another country, or another year, than the paper claims', async () => {
    expect(await asked('SL004306', { participant: 'LR' })).toMatchObject({ flags: ['other-country'] });
    expect(await asked('SL004306', { year: 2015 })).toMatchObject({ flags: ['other-year'], says: 'SL004306 is on its way. What is written has a number of another year’s blanks.' });
    expect(await asked('SL004306', { participant: 'SL', year: 2014 })).toMatchObject({ flags: [] });
  });

  it('is nothing at all', async () => {
    expect(await asked('SL 4306/14 №')).toMatchObject({ status: 'never-issued', flags: expect.arrayContaining(['unreadable']) });
    expect(await asked('\u200B')).toMatchObject({ status: 'never-issued', says: expect.stringContaining('This number was never issued.') });
  });

  it('is not odd where the Participant has not told how it numbers', async () => {
    expect(await asked('GHOLD1')).toMatchObject({ status: 'issued', flags: [] });
    expect(await asked('GHOLD2')).toMatchObject({ status: 'never-issued', flags: ['other-form'] });
  });
});
