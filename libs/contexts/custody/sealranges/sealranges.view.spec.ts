import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { SealEvent } from '../seal/seal.events.ts';
import type { SealRangeEvent } from '../sealrange/sealrange.events.ts';
import { sealRanges } from './sealranges.view.ts';

const issued = recorded<SealRangeEvent>('sealrange', 'SYN-BW', { type: 'SealsIssued', data: { kind: 'seal', issuer: 'SYN-BW-GDV', to: 'SYN-A', first: 101, last: 110 } });
const seal = (n: number, ...events: SealEvent[]) => recorded<SealEvent>('seal', `SYN-BW-${n}`, ...events);
const range = 'SYN-BW';
const used: SealEvent = { type: 'SealUsed', data: { holder: 'SYN-A', range, kind: 'seal', parcel: 'SYN-P' } };
const broken: SealEvent = { type: 'SealBroken', data: { by: 'SYN-A', range, parcel: 'SYN-P' } };
const voided = (was: 'issued' | 'used'): SealEvent => ({ type: 'SealVoided', data: { holder: 'SYN-A', range, reason: 'torn', was } });
const missed = (was: 'issued' | 'used'): SealEvent => ({ type: 'SealMissed', data: { holder: 'SYN-A', range, reason: 'not there', was } });
const page = (...streams: Parameters<typeof rowsOf>[1][]) => rowsOf(sealRanges, issued, ...streams).get(range);
const full = { range, kind: 'seal', issuer: 'SYN-BW-GDV', to: 'SYN-A', first: 101, last: 110, issued: 10, unused: 10, used: 0, broken: 0, void: 0, missing: 0, issuedOn: '2005-07-01' };

it('counts a new range as unused', () => expect(page()).toEqual(full));

it('reconciles: what is unused, used, broken, void and missing is what was issued', () => {
  const row = page(seal(101, used), seal(102, used, broken), seal(103, used, voided('used')), seal(104, voided('issued')), seal(105, missed('issued')), seal(106, used, missed('used')));
  expect(row).toEqual({ ...full, unused: 4, used: 1, broken: 1, void: 2, missing: 2 });
  expect(row.unused + row.used + row.broken + row.void + row.missing).toBe(row.issued);
});
