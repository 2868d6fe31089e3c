import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { CertificateEvent } from '../certificate/certificate.events.ts';
import { flags } from './flags.view.ts';

const flagged = (incident: string): CertificateEvent => ({ type: 'CertificateFlagged', data: { incident, reason: 'Range of 2014.', specimen: 'No watermark' } });
const rows = (...events: CertificateEvent[]) => Object.fromEntries(rowsOf(flags, recorded('certificate', 'SL004306', ...events)));

it('has a row for each number and incident that warns of it, until the warning is taken back', () => {
  expect(rows(flagged('SYN-INC-1'))).toEqual({ 'SL004306:SYN-INC-1': {
    certificate: 'SL004306', participant: 'SL', incident: 'SYN-INC-1', reason: 'Range of 2014.', specimen: 'No watermark', flaggedOn: '2005-07-01' } });
  expect(Object.keys(rows(flagged('SYN-INC-1'), flagged('SYN-INC-2'), { type: 'CertificateUnflagged', data: { incident: 'SYN-INC-1', reason: 'Cleared.' } }))).toEqual(['SL004306:SYN-INC-2']);
});
