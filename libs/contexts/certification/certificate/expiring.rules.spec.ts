import { expect, it } from '@jest/globals';
import { certificate } from './certificate.decider.ts';
import { expiring } from './expiring.rules.ts';

const [issued, validated] = expiring;
const row = { certificate: 'BWSYN000001', expiresOn: '2005-08-30', issueToldAt: '2005-07-01T08:00:00.000Z' };

it('lets a certificate expire when its last day is over, and not on it', () => {
  expect(issued!.overdue(row, '2005-08-30T23:59:59.999Z')).toBeUndefined();
  expect(issued!.overdue(row, '2005-08-31T00:00:00.000Z')).toEqual({ decider: certificate, subject: 'BWSYN000001', type: 'ExpireCertificate', data: {} });
});

it('waits a week for what came of an issue that was told late', () => {
  const late = { ...row, issueToldAt: '2026-01-01T08:00:00.000Z' };
  expect(validated!.overdue(late, '2026-01-08T23:59:59.999Z')).toBeUndefined();
  expect(validated!.overdue(late, '2026-01-09T00:00:00.000Z')).toMatchObject({ type: 'ExpireCertificate' });
});

it('looks at whatever did not leave yet', () => expect(expiring.map(({ where }) => where)).toEqual([{ status: 'issued' }, { status: 'validated' }]));
