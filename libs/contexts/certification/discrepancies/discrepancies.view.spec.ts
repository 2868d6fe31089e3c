import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import { discrepancies } from './discrepancies.view.ts';

const told = { from: 'BW', to: 'EU', importer: 'SYN-EU-IMP', reportedOn: '2005-07-04', statedMilliCarats: 30_000, foundMilliCarats: 29_000, differenceMilliCarats: -1_000 };
const reported = (kind: 'weight' | 'seal'): CertificateEvent => ({ type: 'DiscrepancyReported', data: { kind, ...told } });
const proposed: CertificateEvent = { type: 'SettlementProposed', data: { kind: 'weight', proposedBy: 'EU', finding: 'Moisture.' } };
const settled: CertificateEvent = { type: 'DiscrepancySettled', data: { kind: 'weight', proposedBy: 'EU', agreedBy: 'BW', finding: 'Moisture.' } };
const cases = (...events: CertificateEvent[]) => Object.fromEntries(rowsOf(discrepancies, recorded('certificate', 'BWSYN000001', ...events)));
const open = (kind: string) => ({ certificate: 'BWSYN000001', kind, status: 'open', ...told });

it('shows each thing that was not as certified, until both authorities agree what it was', () => {
  expect(cases(reported('weight'), reported('seal'))).toEqual({ 'BWSYN000001-weight': open('weight'), 'BWSYN000001-seal': open('seal') });
  const wished = { ...open('weight'), status: 'proposed', proposedBy: 'EU', proposedOn: '2005-07-01', finding: 'Moisture.' };
  expect(cases(reported('weight'), proposed)).toEqual({ 'BWSYN000001-weight': wished });
  expect(cases(reported('weight'), proposed, settled)).toEqual({ 'BWSYN000001-weight': { ...wished, status: 'settled', agreedBy: 'BW', settledOn: '2005-07-01' } });
});
