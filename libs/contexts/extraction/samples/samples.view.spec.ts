import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { ProductionEvent } from '../production/production.events.ts';
import type { SampleEvent } from '../sample/sample.events.ts';
import { samples } from './samples.view.ts';

const taken: SampleEvent = { type: 'SampleTaken', data: { site: 'SYN-PIPE', participant: 'BW', holder: 'SYN-BW-EXPLORER', grams: 25_000, takenOn: '2023-06-01', purpose: 'Microdiamonds' } };
const sent: SampleEvent = { type: 'SampleSent', data: { from: 'SYN-BW-EXPLORER', to: 'SYN-CA-LAB', grams: 25_000, mode: 'hand-carry', handCarriedBy: 'Synthetic Person', letter: 'Letter 4' } };
const received: SampleEvent = { type: 'SampleReceived', data: { from: 'SYN-BW-EXPLORER', holder: 'SYN-CA-LAB', grams: 24_900 } };
const reported: SampleEvent = { type: 'SampleReported', data: { holder: 'SYN-CA-LAB', stones: 4, report: 'Report 88', sample: 'SYN-S' } };
const returned: SampleEvent = { type: 'SampleSent', data: { from: 'SYN-CA-LAB', to: 'SYN-BW-EXPLORER', grams: 24_900, mode: 'air' } };
const home: SampleEvent = { type: 'SampleReceived', data: { from: 'SYN-CA-LAB', holder: 'SYN-BW-EXPLORER', grams: 24_900 } };
const row = (...events: SampleEvent[]) => rowsOf(samples, recorded('sample', 'SYN-S', ...events)).get('SYN-S');

it('follows a sample from hand to hand, with what it weighed', () => {
  expect(row(taken)).toEqual({
    sample: 'SYN-S', site: 'SYN-PIPE', participant: 'BW', holder: 'SYN-BW-EXPLORER', status: 'held', grams: 25_000, takenGrams: 25_000, takenOn: '2023-06-01', purpose: 'Microdiamonds', lastOn: '2005-07-01',
  });
  expect(row(taken, sent)).toMatchObject({ holder: 'SYN-BW-EXPLORER', status: 'sent', to: 'SYN-CA-LAB', mode: 'hand-carry', handCarriedBy: 'Synthetic Person', letter: 'Letter 4' });
  expect(row(taken, sent, received)).toMatchObject({ holder: 'SYN-CA-LAB', status: 'held', grams: 24_900, takenGrams: 25_000 });
});

it('keeps the report when the sample comes back, and forgets the letter of the journey before', () => {
  expect(row(taken, sent, received, reported)).toMatchObject({ status: 'reported', stones: 4, report: 'Report 88' });
  const back = row(taken, sent, received, reported, returned, home);
  expect(back).toMatchObject({ holder: 'SYN-BW-EXPLORER', status: 'reported', stones: 4, mode: 'air' });
  expect(back).not.toHaveProperty('letter');
});

it('shows what was recorded of its stones, as last stated', () => {
  const record = { site: 'SYN-PIPE', participant: 'BW', operator: 'SYN-BW-EXPLORER', scale: 'LSM', from: '2023-06-01', to: '2023-06-01', milliCarats: 310, usdCents: 0 } as const;
  const made = (...events: ProductionEvent[]) => rowsOf(samples, recorded<SampleEvent>('sample', 'SYN-S', taken, reported), recorded('production', 'SYN-S', ...events)).get('SYN-S');
  const first: ProductionEvent = { type: 'ProductionRecorded', data: { ...record, stones: 4, sample: 'SYN-S' } };
  expect(made(first)).toMatchObject({ stones: 4, milliCarats: 310 });
  expect(made(first, { type: 'ProductionRestated', data: {
    ...record, wasMilliCarats: 310, milliCarats: 300, wasUsdCents: 0, sample: 'SYN-S', lot: 'SYN-S', correction: '0190a000-0000-5000-8000-000000000001', explanation: 'The tare was left out.',
  } })).toMatchObject({ milliCarats: 300 });
  expect(made({ type: 'ProductionRecorded', data: record })).not.toHaveProperty('milliCarats');
});
