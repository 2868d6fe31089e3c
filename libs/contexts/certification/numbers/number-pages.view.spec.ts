import { expect, it } from '@jest/globals';
import { recorded, rowsOf, type Setting } from '#kernel/testing';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import { numberPages } from './number-pages.view.ts';

const shipment = {
  exporter: 'SYN-SL-EXP', importer: 'SYN-EU-IMP', from: 'SL', to: 'EU', parcels: [{ parcel: 'SYN-P-1', seal: 'SL-77', milliCarats: 30, usdCents: 9 }], milliCarats: 30, usdCents: 9,
  lines: [{ hsCode: '7102.31' as const, milliCarats: 30, usdCents: 9 }], origins: [{ participant: 'SL', milliCarats: 30 }],
};
const days = { issuedOn: '2005-07-01', expiresOn: '2005-08-30' };
const requested: CertificateEvent = { type: 'CertificateRequested', data: { ...shipment, documents: [{ kind: 'production', reference: 'PR-1', milliCarats: 30 }], declaredBy: 'SYN-P1', queue: 'normal' } };
const issued: CertificateEvent = { type: 'CertificateIssued', data: { ...shipment, authority: 'SYN-SL-NMA', ...days } };
const reissued: CertificateEvent = { type: 'CertificateReissued', data: { ...shipment, replaces: 'SL004101', why: 'replacement', authority: 'SYN-SL-NMA', ...days, standing: 'validated' } };
const refused: CertificateEvent = { type: 'CertificateRefused', data: { authority: 'SYN-SL-NMA', refusedBy: 'SYN-P2', reason: 'No papers.' } };
const voided = (parcels: typeof shipment.parcels, kind?: 'blank-spoiled' | 'blank-lost' | 'cancelled'): CertificateEvent => ({ type: 'CertificateVoided', data: { reason: 'x', parcels, ...(kind && { kind }) } });

const of = (number: string, ...events: (CertificateEvent & Setting)[]) => recorded('certificate', number, ...events);
const marksOf = (...streams: Parameters<typeof rowsOf>[1][]) => Object.fromEntries([...rowsOf(numberPages, ...streams)].map(([page, { marks }]) => [page, marks]));
const pageOf = (marks: Readonly<Record<number, string>>, lines = 100) => Array.from({ length: lines }, (_, line) => marks[line] ?? '.').join('');

it('marks what became of each number, on a page for a hundred of them', () => {
  expect(marksOf(of('SL004199', requested), of('SL004100', issued), of('SL004200', reissued), of('SL004201', requested, issued)))
    .toEqual({ SL0041__: pageOf({ 99: 'u', 0: 'u' }), SL0042__: pageOf({ 0: 'u', 1: 'u' }) });
  expect([...rowsOf(numberPages, of('SL004199', requested)).values()]).toEqual([{ page: 'SL0041__', participant: 'SL', marks: pageOf({ 99: 'u' }) }]);
});

it('tells apart what was refused or cancelled, and blanks that were spoiled or lost', () => {
  const { parcels } = shipment;
  expect(marksOf(of('SL004101', requested, refused), of('SL004102', requested, voided(parcels, 'cancelled')), of('SL004103', voided([], 'blank-spoiled')), of('SL004104', voided([], 'blank-lost')),
    of('SL004105', voided([])), of('SL004106', issued, voided(parcels)))).toEqual({ SL0041__: pageOf({ 1: 'c', 2: 'c', 3: 's', 4: 'l', 5: 's', 6: 'c' }) });
});

it('keeps short numbers apart from long ones, and leaves out what does not end in a digit', () => {
  expect(marksOf(of('SL5', issued), of('SLX05', issued), of('SLABC', issued))).toEqual({ SL_: pageOf({ 5: 'u' }, 10), SLX__: pageOf({ 5: 'u' }) });
});
