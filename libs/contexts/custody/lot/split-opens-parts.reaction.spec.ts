import { expect, it } from '@jest/globals';
import { complaints } from '#kernel';
import { recorded } from '#kernel/testing';
import { lot } from './lot.decider.ts';
import type { LotEvent } from './lot.events.ts';
import { splitOpensParts } from './split-opens-parts.reaction.ts';

const origins = [{ participant: 'BW', milliCarats: 600 }];
const figures = { milliCarats: 600, usdCents: 5, hsCode: '7102.31' as const, origins };

it('opens each part as a lot of its own, in the hands of whoever split', () => {
  const split: Extract<LotEvent, { type: 'LotSplit' }> = { type: 'LotSplit', data: {
    holder: 'SYN-BW-MINE', milliCarats: 1_250, lossMilliCarats: 50, lossReason: 'sorting', parts: [{ lot: 'SYN-L.1', ...figures, stones: 3 }, { lot: 'SYN-L.2', ...figures }],
  } };
  const asked = splitOpensParts.on.LotSplit!(recorded('lot', 'SYN-L', split)[0]!);
  expect(asked).toEqual([
    { decider: lot, subject: 'SYN-L.1', type: 'OpenLot', data: { holder: 'SYN-BW-MINE', ...figures, stones: 3, parent: 'SYN-L' } },
    { decider: lot, subject: 'SYN-L.2', type: 'OpenLot', data: { holder: 'SYN-BW-MINE', ...figures, parent: 'SYN-L' } },
  ]);
  for (const { data } of asked) expect(complaints(lot.commands['OpenLot']!, data)).toEqual([]);
});
