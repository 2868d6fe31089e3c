import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { SealEvent } from '../seal/seal.events.ts';
import { seals } from './seals.view.ts';

const used: SealEvent = { type: 'SealUsed', data: { holder: 'SYN-A', range: 'SYN-BW', kind: 'seal', parcel: 'SYN-P' } };
const broken: SealEvent = { type: 'SealBroken', data: { by: 'SYN-B', range: 'SYN-BW', parcel: 'SYN-P' } };
const page = (...events: SealEvent[]) => rowsOf(seals, recorded('seal', 'SYN-BW-7', ...events)).get('SYN-BW-7');
const bound = { seal: 'SYN-BW-7', range: 'SYN-BW', kind: 'seal', holder: 'SYN-A', parcel: 'SYN-P', usedOn: '2005-07-01' };

it('shows to what a seal was bound, and who broke it', () => {
  expect(page(used)).toEqual({ ...bound, status: 'used' });
  expect(page(used, broken)).toEqual({ ...bound, status: 'broken', endedOn: '2005-07-01', endedBy: 'SYN-B' });
});

it('shows what is void or missing, used before or never', () => {
  const ended = { endedOn: '2005-07-01', endedBy: 'SYN-A', reason: 'torn' };
  expect(page(used, { type: 'SealMissed', data: { holder: 'SYN-A', range: 'SYN-BW', reason: 'torn', was: 'used' } })).toEqual({ ...bound, status: 'missing', ...ended });
  expect(page({ type: 'SealVoided', data: { holder: 'SYN-A', range: 'SYN-BW', reason: 'torn', was: 'issued' } }))
    .toEqual({ seal: 'SYN-BW-7', range: 'SYN-BW', holder: 'SYN-A', status: 'void', ...ended });
});
