import { expect, it } from '@jest/globals';
import type { CertificateEvent, Deviation } from '#contexts/certification/events';
import { recorded, rowsOf } from '#kernel/testing';
import { alerts } from './alerts.view.ts';

const shipment = {
  exporter: 'BW-TRADER', importer: 'BE-TRADER', from: 'BW', to: 'EU', parcels: [{ parcel: 'PA-1', seal: 'S-1', milliCarats: 1_250, usdCents: 12_500 }], milliCarats: 1_250, usdCents: 12_500,
  lines: [{ hsCode: '7102.10' as const, milliCarats: 1_250, usdCents: 12_500 }], origins: [{ participant: 'BW', milliCarats: 1_250 }],
};
const dispatched: CertificateEvent = { type: 'ExportDispatched', data: { ...shipment, dispatchedOn: '2005-02-10' } };
const confirmed: CertificateEvent = { type: 'ImportConfirmed', data: { ...shipment, authority: 'EU-AUTHORITY', receivedOn: '2005-02-20', foundMilliCarats: 1_200, seals: 'broken' } };
const discrepancy = (kind: Deviation): CertificateEvent => ({ type: 'DiscrepancyReported', data: {
  kind, from: 'BW', to: 'EU', importer: 'BE-TRADER', reportedOn: '2005-02-20', statedMilliCarats: 1_250, foundMilliCarats: 1_200, differenceMilliCarats: -50,
} });
const after = (...events: CertificateEvent[]) => [...rowsOf(alerts, recorded('certificate', 'BWSYN000123', ...events)).values()];

it('KPCS III(b): watches an export for thirty days until its import is confirmed', () => {
  expect(after(dispatched)).toEqual([{
    alert: 'unconfirmed:BWSYN000123', kind: 'unconfirmed', participant: 'BW', counterparty: 'EU', certificate: 'BWSYN000123', milliCarats: 1_250,
    raisedOn: '2005-02-10', dueOn: '2005-03-12',
  }]);
  expect(after(dispatched, confirmed)).toEqual([]);
});

it('shows every kind of discrepancy, and by how much the weight was wrong', () => {
  const seen = { participant: 'BW', counterparty: 'EU', certificate: 'BWSYN000123', milliCarats: 1_250, raisedOn: '2005-02-20' };
  expect(after(dispatched, confirmed, discrepancy('weight'), discrepancy('seal'), discrepancy('expired'))).toEqual([
    { alert: 'weight:BWSYN000123', kind: 'weight', differenceMilliCarats: -50, ...seen },
    { alert: 'seal:BWSYN000123', kind: 'seal', ...seen },
    { alert: 'expired:BWSYN000123', kind: 'expired', ...seen },
  ]);
});

it('lets a discrepancy go when the two ends have settled what it was, and no other', () => {
  const settled: CertificateEvent = { type: 'DiscrepancySettled', data: { kind: 'weight', proposedBy: 'EU', agreedBy: 'BW', finding: 'Two balances.' } };
  expect(after(dispatched, confirmed, discrepancy('weight'), discrepancy('seal'), settled).map(({ alert }) => alert)).toEqual(['seal:BWSYN000123']);
});

it('waits no more for what goes back, and waits on for a number that carries on for another', () => {
  const back: CertificateEvent = { type: 'ShipmentReturned', data: { ...shipment, authority: 'EU-AUTHORITY', reason: 'No importer.', returnedOn: '2005-02-20' } };
  const replaced: CertificateEvent = { type: 'CertificateReplaced', data: { replacement: 'BWSYN000999', authority: 'BW-AUTHORITY', parcels: shipment.parcels } };
  const subdivided: CertificateEvent = { type: 'ShipmentSubdivided', data: { participant: 'EU', authority: 'EU-AUTHORITY', zone: 'Antwerp', children: [], parcels: shipment.parcels } };
  for (const event of [back, replaced, subdivided]) expect(after(dispatched, event)).toEqual([]);
  const reissued = { replaces: 'BWSYN000001', why: 'replacement', authority: 'BW-AUTHORITY', issuedOn: '2005-02-14', expiresOn: '2005-04-01' } as const;
  expect(after({ type: 'CertificateReissued', data: { ...shipment, ...reissued, standing: 'dispatched', dispatchedOn: '2005-02-10' } })).toMatchObject([{ alert: 'unconfirmed:BWSYN000123', dueOn: '2005-03-12' }]);
  expect(after({ type: 'CertificateReissued', data: { ...shipment, ...reissued, standing: 'validated' } })).toEqual([]);
});

it('shows every time a paper was shown that cannot be what it says', () => {
  const shown = (why: 'never-issued' | 'second-presentation', more: object = {}): CertificateEvent =>
    ({ type: 'FalsePresentation', data: { to: 'AE', authority: 'AE-AUTHORITY', why, presentedOn: '2005-03-01', ...more } });
  const seen = { kind: 'false-presentation', participant: 'BW', counterparty: 'AE', certificate: 'BWSYN000123', raisedOn: '2005-03-01' };
  expect(after(shown('never-issued', { seenAs: 'ВWSYN 123' }), shown('second-presentation'))).toEqual([
    { alert: 'false-presentation:BWSYN000123:1', why: 'never-issued', seenAs: 'ВWSYN 123', ...seen }, { alert: 'false-presentation:BWSYN000123:2', why: 'second-presentation', ...seen }]);
});

it('shows goods that are worth much more than when they came in', () => {
  const questioned = { type: 'UnitValueQuestioned', occurredAt: '2005-05-05T08:00:00Z', data: {
    participant: 'AE', exporter: 'AE-TRADER', importedUnder: 'BWSYN000001', importedUsdCentsPerCarat: 10_000, usdCentsPerCarat: 25_000, milliCarats: 1_250 } } as const;
  expect([...rowsOf(alerts, recorded('certificate', 'AESYN000001', questioned)).values()]).toEqual([{
    alert: 'unit-value:AESYN000001', kind: 'unit-value', participant: 'AE', certificate: 'AESYN000001', milliCarats: 1_250, importedUsdCentsPerCarat: 10_000, usdCentsPerCarat: 25_000, raisedOn: '2005-05-05' }]);
});

it('shows what was confiscated, where, and by which case', () => {
  const taken = { type: 'LotConfiscated', occurredAt: '2005-05-05T08:00:00Z', data: {
    from: 'GH-TRADER', authority: 'GH-AUTHORITY', participant: 'GH', case: 'C-1', order: 'court order', milliCarats: 700,
  } };
  expect([...rowsOf(alerts, recorded('lot', 'L-1.2', taken))]).toEqual([
    ['confiscation:L-1.2', { alert: 'confiscation:L-1.2', kind: 'confiscation', participant: 'GH', case: 'C-1', lot: 'L-1.2', milliCarats: 700, raisedOn: '2005-05-05' }],
  ]);
});

it('shows a lot that did not arrive as it was sent, until both sides have settled it', () => {
  const disputed = { type: 'LotDisputed', occurredAt: '2005-05-05T08:00:00Z', data: {
    from: 'GH-MINE', holder: 'GH-TRADER', participant: 'GH', over: 'weight', statedMilliCarats: 700, foundMilliCarats: 640, differenceMilliCarats: -60, toleranceMilliCarats: 20,
  } };
  const settled = { type: 'LotDisputeSettled', data: {} };
  expect([...rowsOf(alerts, recorded('lot', 'L-1.2', disputed))]).toEqual([['disputed:L-1.2', {
    alert: 'disputed:L-1.2', kind: 'disputed', participant: 'GH', lot: 'L-1.2', milliCarats: 700, differenceMilliCarats: -60, raisedOn: '2005-05-05',
  }]]);
  expect([...rowsOf(alerts, recorded('lot', 'L-1.2', disputed, settled))]).toEqual([]);
});

it('shows goods that are stopped, until they are let go, forfeit or disposed of', () => {
  const by = { case: 'C-1', authority: 'GH-AUTHORITY', participant: 'GH', milliCarats: 700 };
  const shown = (...events: { type: string; data: object }[]) => [...rowsOf(alerts, recorded('lot', 'L-1', ...events)).values()];
  const detained = { type: 'LotDetained', data: { ...by, holder: 'GH-TRADER', grounds: 'No receipt' } };
  const seized = { type: 'LotSeized', data: { ...by, from: 'GH-TRADER' } };
  const seen = { alert: 'detention:L-1', kind: 'detention', participant: 'GH', case: 'C-1', lot: 'L-1', milliCarats: 700, raisedOn: '2005-07-01' };
  for (const past of [[detained], [detained, seized]]) expect(shown(...past)).toEqual([{ ...seen, why: 'No receipt' }]);
  expect(shown(seized)).toEqual([seen]);
  expect(shown(detained, { type: 'LotDetentionLifted', data: {} })).toEqual([]);
  expect(shown(seized, { type: 'LotDisposed', data: {} })).toEqual([]);
  expect(shown(seized, { type: 'LotConfiscated', data: { ...by, from: 'GH-AUTHORITY', order: 'x' } }).map(({ alert }) => alert)).toEqual(['confiscation:L-1']);
});

it('shows parcels that are stopped, with the certificate under which they came', () => {
  const detained = { type: 'ParcelDetained', data: { case: 'C-1', authority: 'GH-AUTHORITY', participant: 'GH', holder: 'GH-TRADER', milliCarats: 700, grounds: 'x', certificate: 'BWSYN000123' } };
  const shown = (...events: { type: string; data: object }[]) => [...rowsOf(alerts, recorded('parcel', 'PA-1', ...events)).values()];
  expect(shown(detained)).toEqual([{
    alert: 'detention:PA-1', kind: 'detention', participant: 'GH', case: 'C-1', parcel: 'PA-1', certificate: 'BWSYN000123', milliCarats: 700, why: 'x', raisedOn: '2005-07-01' }]);
  expect(shown(detained, { type: 'ParcelOpened', data: {} })).toHaveLength(1);
  for (const end of [{ type: 'ParcelDetentionLifted', data: {} }, { type: 'ParcelOpened', data: { detention: {} } }]) expect(shown(detained, end)).toEqual([]);
});

it('tells of corridors under vigilance, and of those that closed on the way, until the goods are in or on their way back', () => {
  const watched: CertificateEvent = { type: 'ExportDispatched', data: { ...shipment, dispatchedOn: '2005-02-10', vigilance: [{ participant: 'BW', standing: 'vigilance' }] } };
  const overtaken: CertificateEvent = { type: 'ShipmentOvertaken', data: { participant: 'BW', flow: 'export', standing: 'suspended', from: '2005-02-12', dispatchedOn: '2005-02-10', rule: 'hold' } };
  expect(after(watched, overtaken).slice(1)).toEqual([
    { alert: 'vigilance:BWSYN000123', kind: 'vigilance', participant: 'BW', counterparty: 'EU', certificate: 'BWSYN000123', milliCarats: 1_250, why: 'BW: vigilance', raisedOn: '2005-02-10' },
    { alert: 'overtaken:BWSYN000123', kind: 'overtaken', participant: 'BW', certificate: 'BWSYN000123', why: 'BW, export: suspended; hold', raisedOn: '2005-07-01' },
  ]);
  const back: CertificateEvent = { type: 'ShipmentReturned', data: { ...shipment, authority: 'EU-AUTHORITY', reason: 'x', returnedOn: '2005-02-20' } };
  for (const end of [confirmed, back]) expect(after(watched, overtaken, end)).toEqual([]);
});

it('tells where a number was shown of which is warned, and what an audit found that was not in order', () => {
  expect(after({ type: 'FlaggedPresentation', data: { to: 'EU', authority: 'EU-AUTHORITY', presentedOn: '2005-03-01', incidents: ['SYN-INC-1'] } })).toEqual([
    { alert: 'flagged:BWSYN000123:1', kind: 'flagged', participant: 'BW', counterparty: 'EU', certificate: 'BWSYN000123', incident: 'SYN-INC-1', raisedOn: '2005-03-01' }]);
  const audited = (finding: 'in-order' | 'irregular'): CertificateEvent => ({ type: 'CertificateAudited', data: { authority: 'BW-AUTHORITY', auditedBy: 'SYN-P', finding, note: 'Copies.' } });
  expect(after(audited('irregular'))).toEqual([{ alert: 'audit:BWSYN000123', kind: 'audit', participant: 'BW', certificate: 'BWSYN000123', why: 'Copies.', raisedOn: '2005-07-01' }]);
  expect(after(audited('in-order'))).toEqual([]);
});

it('tells of incidents until they are closed, and of packages that were rejected until they are filed anew', () => {
  const shown = (noun: string, ...events: { type: string; data: object }[]) => [...rowsOf(alerts, recorded(noun, 'SYN-1', ...events)).values()];
  const reported = { type: 'IncidentReported', data: { participant: 'AE', code: 'R-NUMBER', milliCarats: 5 } };
  expect(shown('incident', reported)).toEqual([{ alert: 'incident:SYN-1', kind: 'incident', participant: 'AE', incident: 'SYN-1', why: 'R-NUMBER', milliCarats: 5, raisedOn: '2005-07-01' }]);
  expect(shown('incident', reported, { type: 'IncidentClosed', data: {} })).toEqual([]);
  const rejected = { type: 'PackageRejected', data: { participant: 'CF', monitor: 'SYN-KPMT', reason: 'Blurred.' } };
  expect(shown('package', rejected)).toEqual([{ alert: 'package:SYN-1', kind: 'package', participant: 'CF', package: 'SYN-1', why: 'Blurred.', raisedOn: '2005-07-01' }]);
  expect(shown('package', rejected, { type: 'PackageFiled', data: {} })).toEqual([]);
});
