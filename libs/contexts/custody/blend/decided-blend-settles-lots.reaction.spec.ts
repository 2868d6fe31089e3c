import { expect, it } from '@jest/globals';
import { recorded } from '#kernel/testing';
import { lot } from '../lot/lot.decider.ts';
import { blend } from './blend.decider.ts';
import { decidedBlendSettlesLots } from './decided-blend-settles-lots.reaction.ts';

const lots = ['SYN-A', 'SYN-B'];
const complete = { decider: blend, subject: 'SYN-M', type: 'CompleteBlend', data: {} };
const all = (type: string) => lots.map((subject) => ({ decider: lot, subject, type, data: { blend: 'SYN-M' } }));

it('consumes every lot of a committed blend, and then closes it', () => {
  const [committed] = recorded('blend', 'SYN-M', { type: 'BlendCommitted' as const, data: {
    holder: 'SYN-H', lot: 'SYN-M.0', inputs: lots.map((lot) => ({ lot, milliCarats: 1, usdCents: 1 })),
    made: { holder: 'SYN-H', milliCarats: 2, usdCents: 2, hsCode: '7102.10' as const, origins: [{ participant: 'BW', milliCarats: 2 }], blend: 'SYN-M' },
  } });
  expect(decidedBlendSettlesLots.on.BlendCommitted!(committed!)).toEqual([{ all: all('ConsumeLot'), then: complete }]);
});

it('lets every lot of an aborted blend go, and then closes it; a lot it never had does not matter', () => {
  const [aborted] = recorded('blend', 'SYN-M', { type: 'BlendAborted' as const, data: { holder: 'SYN-H', lots, obstacle: { code: 'CalledOff', says: 'Not today.' } } });
  expect(decidedBlendSettlesLots.on.BlendAborted!(aborted!)).toEqual([{ all: all('ReleaseLot'), then: complete }]);
});
