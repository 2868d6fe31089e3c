import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import type { PackageEvent } from '../package/package.events.ts';
import { certificates } from './certificates.view.ts';

const shipment = {
  exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', from: 'BW', to: 'EU', milliCarats: 30_000, usdCents: 900_000,
  lines: [{ hsCode: '7102.31' as const, milliCarats: 30_000, usdCents: 900_000 }], origins: [{ participant: 'BW', milliCarats: 30_000 }],
};
const parcels = [{ parcel: 'SYN-P-1', seal: 'BW-77', milliCarats: 30_000, usdCents: 900_000 }];
const carried = { ...shipment, parcels };
const documents = [{ kind: 'production' as const, reference: 'SYN-PR-1', milliCarats: 30_000 }];
const gdv = 'SYN-BW-GDV';
const fps = 'SYN-EU-FPS';

const requested: CertificateEvent = { type: 'CertificateRequested', data: { ...carried, documents, declaredBy: 'SYN-P1', queue: 'normal' } };
const reviewed: CertificateEvent = { type: 'CertificateReviewed', data: { authority: gdv, reviewedBy: 'SYN-P2', finding: 'In order.' } };
const issued: CertificateEvent = { type: 'CertificateIssued', data: {
  ...carried, authority: gdv, issuedOn: '2005-07-01', expiresOn: '2005-08-30', issuedBy: 'SYN-P3', printedNumber: 'BW SYN 000001', edition: 'HS2002', exporterKeepsTo: '2010-07-01', authorityKeepsTo: '2008-07-01',
} };
const atOnce: CertificateEvent = { type: 'CertificateIssued', data: { ...carried, authority: gdv, issuedOn: '2005-07-01', expiresOn: '2005-08-30' } };
const validated: CertificateEvent = { type: 'CertificateValidated', data: { authority: gdv, validatedBy: 'SYN-P4', checked: 'every-container' } };
const dispatched: CertificateEvent = { type: 'ExportDispatched', data: { ...carried, dispatchedOn: '2005-12-31', mode: 'air', carrier: 'SYN-VAN', expiresOn: '2005-08-30' } };
const advised: CertificateEvent = { type: 'PreAdviceSent', data: {
  from: 'BW', to: 'EU', exporter: 'SYN-BW-EXP', importer: 'SYN-EU-IMP', milliCarats: 30_000, usdCents: 900_000, origins: shipment.origins, sentOn: '2005-12-31' } };
const transit: CertificateEvent = { type: 'TransitRecorded', data: { participant: 'ZA', authority: 'SYN-ZA-SADPMR', place: 'Johannesburg', seals: 'intact', on: '2006-01-01' } };
const presented: CertificateEvent = { type: 'ShipmentPresented', data: { authority: fps, to: 'EU', presentedOn: '2006-01-02', seals: [{ parcel: 'SYN-P-1', state: 'broken' }] } };
const inspected: CertificateEvent = { type: 'ShipmentInspected', data: { authority: fps, inspectedBy: 'SYN-P5', samplePermyriad: 2_500, foundMilliCarats: 29_000, contents: 'agrees' } };
const confirmed: CertificateEvent = { type: 'ImportConfirmed', data: {
  ...carried, authority: fps, receivedOn: '2006-01-03', foundMilliCarats: 29_000, foundUsdCents: 890_000, seals: 'broken', confirmedBy: 'SYN-P5', authorityKeepsTo: '2009-01-03' } };
const reports = (['weight', 'seal', 'expired'] as const).map((kind): CertificateEvent => ({ type: 'DiscrepancyReported', data: {
  kind, from: 'BW', to: 'EU', importer: 'SYN-EU-IMP', reportedOn: '2006-01-03', statedMilliCarats: 30_000, foundMilliCarats: 29_000, differenceMilliCarats: -1_000,
} }));
const settled: CertificateEvent = { type: 'DiscrepancySettled', data: { kind: 'weight', proposedBy: 'EU', agreedBy: 'BW', finding: 'Moisture.' } };
const closed: CertificateEvent = { type: 'CertificateClosed', data: { authority: gdv, closedOn: '2006-01-09', authorityKeepsTo: '2011-01-09' } };
const sentBack: CertificateEvent = { type: 'ShipmentReturned', data: { ...carried, authority: fps, reason: 'Seal broken.', returnedOn: '2006-01-04' } };
const back: CertificateEvent = { type: 'ReturnReceived', data: { ...carried, authority: gdv, receivedOn: '2006-01-08', dispatchedOn: '2005-12-31', foundMilliCarats: 30_000 } };
const lost: CertificateEvent = { type: 'CertificateLost', data: { reportedBy: 'SYN-BW-EXP', reason: 'Mailed.' } };
const replaced: CertificateEvent = { type: 'CertificateReplaced', data: { replacement: 'BWSYN000002', authority: gdv, parcels } };

const page = (...events: CertificateEvent[]) => rowsOf(certificates, recorded('certificate', 'BWSYN000001', ...events)).get('BWSYN000001');
const said = { certificate: 'BWSYN000001', ...shipment, parcels: ['SYN-P-1'], parcelCount: 1, transits: [], discrepancies: [], falsePresentations: [] };
const asked = { ...said, documents, declaredBy: 'SYN-P1', queue: 'normal', requestedOn: '2005-07-01' };
const examined = { ...asked, authority: gdv, reviewedBy: 'SYN-P2', reviewedOn: '2005-07-01' };
const printed = {
  ...examined, issuedOn: '2005-07-01', expiresOn: '2005-08-30', issuedBy: 'SYN-P3', printedNumber: 'BW SYN 000001', edition: 'HS2002', exporterKeepsTo: '2010-07-01', authorityKeepsTo: '2008-07-01',
  issueToldAt: '2026-01-01T00:00:00.000Z',
};
const sealed = { ...printed, validatedBy: 'SYN-P4', validatedOn: '2005-07-01' };
const left = { ...sealed, dispatchedOn: '2005-12-31', mode: 'air', carrier: 'SYN-VAN', exportBook: 'BW-2005' };
const here = [requested, reviewed, issued, validated] as const;

it('shows what a certificate says, and who took which step when, until it leaves', () => {
  expect(page(requested)).toEqual({ ...asked, status: 'requested' });
  expect(page(requested, reviewed)).toEqual({ ...examined, status: 'reviewed' });
  expect(page(requested, reviewed, issued)).toEqual({ ...printed, status: 'issued' });
  expect(page(...here)).toEqual({ ...sealed, status: 'validated' });
  expect(page(...here, dispatched, advised)).toEqual({ ...left, status: 'dispatched', preAdvisedOn: '2005-12-31' });
});

it('shows one that was issued at once, as in the first year', () => {
  expect(page(atOnce)).toEqual({ ...said, status: 'issued', authority: gdv, issuedOn: '2005-07-01', expiresOn: '2005-08-30', issueToldAt: '2026-01-01T00:00:00.000Z' });
});

it('shows the way, and what was found on arrival beside what it says', () => {
  const seen = { ...left, transits: [{ participant: 'ZA', place: 'Johannesburg', seals: 'intact', on: '2006-01-01' }] };
  expect(page(...here, dispatched, transit)).toEqual({ ...seen, status: 'in-transit' });
  const looked = { ...seen, presentedOn: '2006-01-02', inspectedOn: '2005-07-01', inspectedBy: 'SYN-P5', samplePermyriad: 2_500, contents: 'agrees', foundMilliCarats: 29_000 };
  expect(page(...here, dispatched, transit, presented)).toEqual({ ...seen, status: 'presented', presentedOn: '2006-01-02' });
  expect(page(...here, dispatched, transit, presented, inspected)).toEqual({ ...looked, status: 'inspected' });
  const found = { ...looked, receivedOn: '2006-01-03', foundUsdCents: 890_000, seals: 'broken', confirmedBy: 'SYN-P5', importingAuthorityKeepsTo: '2009-01-03', importBook: 'EU-2006' };
  const told = (['weight', 'seal', 'expired'] as const).map((kind) => ({ kind, reportedOn: '2006-01-03', ...(kind === 'weight' && { settledOn: '2005-07-01' }) }));
  expect(page(...here, dispatched, transit, presented, inspected, confirmed, ...reports, settled, closed))
    .toEqual({ ...found, status: 'closed', discrepancies: told, closedOn: '2006-01-09', authorityKeepsTo: '2011-01-09' });
});

it('shows what was refused, voided, expired or lost before the goods left', () => {
  expect(page(requested, { type: 'CertificateRefused', data: { authority: gdv, refusedBy: 'SYN-P2', reason: 'No papers.' } }))
    .toEqual({ ...asked, status: 'refused', authority: gdv, refusedOn: '2005-07-01', refusalReason: 'No papers.' });
  expect(page(requested, { type: 'CertificateVoided', data: { reason: 'Not wanted.', parcels, kind: 'cancelled' } }))
    .toEqual({ ...asked, status: 'void', voidedOn: '2005-07-01', voidReason: 'Not wanted.', voidKind: 'cancelled' });
  expect(page(...here, { type: 'CertificateExpired', data: { expiredOn: '2005-08-31', parcels } })).toEqual({ ...sealed, status: 'expired', expiredOn: '2005-08-31' });
  expect(page(...here, lost)).toEqual({ ...sealed, status: 'lost', lostOn: '2005-07-01', lossReason: 'Mailed.' });
});

it('shows a number that was voided before anybody asked for it, and none that was only shown by a forger', () => {
  expect(page({ type: 'CertificateVoided', data: { reason: 'spoiled in print', parcels: [] } })).toEqual({
    certificate: 'BWSYN000001', status: 'void', from: 'BW', parcels: [], parcelCount: 0, milliCarats: 0, usdCents: 0, lines: [], origins: [], transits: [], discrepancies: [], falsePresentations: [],
    voidReason: 'spoiled in print', voidedOn: '2005-07-01',
  });
  const forged: CertificateEvent = { type: 'FalsePresentation', data: { to: 'EU', authority: fps, why: 'never-issued', presentedOn: '2006-01-02' } };
  expect(page(forged)).toBeUndefined();
  expect(page(...here, { ...forged, data: { ...forged.data, why: 'not-left', seenAs: 'BW SYN 1' } } as CertificateEvent))
    .toEqual({ ...sealed, status: 'validated', falsePresentations: [{ why: 'not-left', to: 'EU', presentedOn: '2006-01-02', seenAs: 'BW SYN 1' }] });
});

it('shows goods that were sent back, and takes them out of the exporter’s book', () => {
  const onTheWay = { ...left, presentedOn: '2006-01-02', returnedOn: '2006-01-04', returnReason: 'Seal broken.' };
  expect(page(...here, dispatched, presented, sentBack)).toEqual({ ...onTheWay, status: 'returning' });
  const { exportBook: _, ...home } = onTheWay;
  expect(page(...here, dispatched, presented, sentBack, back)).toEqual({ ...home, status: 'returned', backOn: '2006-01-08' });
});

it('shows which number stands for which, and in how many a shipment was divided', () => {
  const { exportBook, ...gone } = left;
  expect(page(...here, dispatched, lost, replaced)).toEqual({ ...gone, status: 'replaced', lostOn: '2005-07-01', lossReason: 'Mailed.', replacement: 'BWSYN000002', replacedOn: '2005-07-01' });
  const reissued = { ...carried, replaces: 'BWSYN000000', why: 'replacement' as const, authority: gdv, issuedOn: '2006-01-02', expiresOn: '2006-03-02' };
  expect(page({ type: 'CertificateReissued', data: { ...reissued, standing: 'dispatched', dispatchedOn: '2005-12-31' } })).toEqual({
    ...said, status: 'dispatched', authority: gdv, issuedOn: '2006-01-02', expiresOn: '2006-03-02', replaces: 'BWSYN000000', dispatchedOn: '2005-12-31', exportBook, issueToldAt: '2026-01-01T00:00:00.000Z' });
  const children = ['BWSYN000003', 'BWSYN000004'].map((certificate) => ({ certificate, to: 'IL', importer: 'SYN-IL-IMP', parcels: ['SYN-P-1'] }));
  expect(page(...here, dispatched, presented, { type: 'ShipmentSubdivided', data: { participant: 'AE', authority: 'SYN-AE-GAA', zone: 'DMCC', children, parcels } }))
    .toEqual({ ...gone, status: 'subdivided', presentedOn: '2006-01-02', subdividedOn: '2005-07-01', zone: 'DMCC', children: ['BWSYN000003', 'BWSYN000004'] });
  const renumbered: CertificateEvent = { type: 'PartRenumbered', data: { part: 'BWSYN000003', replacement: 'BWSYN000005', authority: 'SYN-AE-GAA', parcels: ['SYN-P-1'] } };
  expect(page(...here, dispatched, presented, { type: 'ShipmentSubdivided', data: { participant: 'AE', authority: 'SYN-AE-GAA', zone: 'DMCC', children, parcels } }, renumbered))
    .toMatchObject({ status: 'subdivided', children: ['BWSYN000005', 'BWSYN000004'] });
});

it('shows the imports behind a re-export, which of them are questioned, and keeps technical certificates out of the books', () => {
  const more = { imports: ['AOSYN000009'], purpose: 'technical' as const, valuation: { method: 'tender' as const, basis: 'FOB' as const, valuer: 'SYN-V', valuedOn: '2005-06-30' } };
  const questioned: CertificateEvent = { type: 'UnitValueQuestioned', data: {
    participant: 'BW', exporter: 'SYN-BW-EXP', importedUnder: 'AOSYN000009', importedUsdCentsPerCarat: 10, usdCentsPerCarat: 30, milliCarats: 30_000 } };
  const technical: CertificateEvent = { ...dispatched, data: { ...dispatched.data, ...more } } as CertificateEvent;
  expect(page({ ...requested, data: { ...requested.data, ...more } } as CertificateEvent, questioned, questioned)).toEqual({ ...asked, ...more, status: 'requested', questionedImports: ['AOSYN000009'] });
  expect(page(...here, technical)).not.toHaveProperty('exportBook');
});

it('shows who looks twice, who examines, and in which books of theirs it stands', () => {
  const fast = { ...requested, data: { ...requested.data, queue: 'fast', zones: [{ zone: 'BW-KALAHARI', milliCarats: 30_000 }], confiscations: ['SYN-CASE-1'], package: 'SYN-PKG' } } as CertificateEvent;
  expect(page(fast)).toMatchObject({ queue: 'fast', zones: [{ zone: 'BW-KALAHARI', milliCarats: 30_000 }], confiscations: ['SYN-CASE-1'], package: 'SYN-PKG' });
  const vigilance = [{ participant: 'BW', standing: 'vigilance' }];
  const signed = { ...issued, data: { ...issued.data, vigilance, approval: 'ex-post' } } as CertificateEvent;
  expect(page(fast, reviewed, signed)).toMatchObject({ vigilance, approval: 'ex-post', fastBook: 'BW-2005-Q3', approvalBook: 'BW-2005-07' });
  for (const book of ['fastBook', 'approvalBook']) expect(page(...here)).not.toHaveProperty(book);
});

it('shows what closed on its way, which incidents warn of it, and what an audit found', () => {
  const closing = { participant: 'BW', flow: 'export' as const, standing: 'suspended' as const, from: '2006-01-01', rule: 'hold' as const };
  const overtaken: CertificateEvent = { type: 'ShipmentOvertaken', data: { ...closing, dispatchedOn: '2005-12-31' } };
  expect(page(...here, dispatched, advised, presented, overtaken)).toMatchObject({ overtaken: [closing] });
  const flagged = (incident: string): CertificateEvent => ({ type: 'CertificateFlagged', data: { incident, reason: 'Forged.' } });
  expect(page(...here, flagged('SYN-INC-1'), flagged('SYN-INC-2'))).toEqual({ ...sealed, status: 'validated', warnings: ['SYN-INC-1', 'SYN-INC-2'] });
  expect(page(...here, flagged('SYN-INC-1'), { type: 'CertificateUnflagged', data: { incident: 'SYN-INC-1', reason: 'Slip.' } })).toEqual({ ...sealed, status: 'validated' });
  expect(page(flagged('SYN-INC-1'))).toBeUndefined();
  expect(page(...here, { type: 'CertificateAudited', data: { authority: gdv, auditedBy: 'SYN-P2', finding: 'in-order', note: 'Fine.' } })).toEqual({ ...sealed, status: 'validated', audit: 'in-order', auditedOn: '2005-07-01' });
});

it('names the package that came afterwards', () => {
  const filed: PackageEvent = { type: 'PackageFiled', data: {
    exporter: 'SYN-BW-EXP', participant: 'BW', parcels, milliCarats: 30_000, usdCents: 900_000, lots: [{ lot: 'SYN-L', milliCarats: 30_000 }], origins: shipment.origins, photographs: ['a'.repeat(64)], sieveSet: 'KP',
    sieves: [{ sieve: '+7', milliCarats: 30_000 }], certificate: 'BWSYN000001' } };
  expect(rowsOf(certificates, recorded<CertificateEvent>('certificate', 'BWSYN000001', ...here), recorded('package', 'SYN-PKG', filed)).get('BWSYN000001')).toEqual({ ...sealed, status: 'validated', package: 'SYN-PKG' });
  expect([...rowsOf(certificates, recorded('package', 'SYN-PKG', filed))]).toEqual([]);
});
