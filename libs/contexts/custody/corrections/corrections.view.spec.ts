import { expect, it } from '@jest/globals';
import { eventId, recorded, rowsOf } from '#kernel/testing';
import type { LotEvent } from '../lot/lot.events.ts';
import { corrections } from './corrections.view.ts';

it('lists what was struck through, what stands instead, who said so and when', () => {
  const corrected: LotEvent = { type: 'LotCorrected', data: {
    holder: 'SYN-A', field: 'milliCarats', corrects: eventId(1), explanation: 'digits changed places', proposedBy: 'SYN-P1', approvedBy: 'SYN-P2', wasMilliCarats: 1_250, milliCarats: 1_205,
    origins: [{ participant: 'BW', milliCarats: 1_205 }], production: 'SYN-L',
  } };
  const { origins: _, ...told } = corrected.data;
  const event = { ...recorded('lot', 'SYN-L', corrected)[0]!, id: eventId(2) };
  expect([...rowsOf(corrections, [event])]).toEqual([[eventId(2), { lot: 'SYN-L', correction: eventId(2), ...told, correctedOn: '2005-07-01', recordedOn: '2026-01-01' }]]);
});
