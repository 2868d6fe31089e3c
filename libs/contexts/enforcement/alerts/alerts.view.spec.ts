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
