import { expect, it } from '@jest/globals';
import { recorded } from '#kernel/testing';
import { seal } from '../seal/seal.decider.ts';
import { receivedLotBreaksBag } from './received-lot-breaks-bag.reaction.ts';

const asked = (more: object) => {
  const [received] = recorded('lot', 'SYN-L', { type: 'LotReceived' as const, data: { from: 'SYN-MINE', holder: 'SYN-TRADE', milliCarats: 150, usdCents: 10, ...more } });
  return receivedLotBreaksBag.on.LotReceived!(received!);
};

it('breaks the bag in which the lot came, in the name of whoever opened it', () => {
  for (const bagState of ['intact', 'broken']) {
    expect(asked({ bag: 'SYN-B-7', bagState })).toEqual([{ decider: seal, subject: 'SYN-B-7', type: 'BreakSeal', data: { by: 'SYN-TRADE' } }]);
  }
});

it('breaks none where there was none, or another one', () => {
  expect([asked({}), asked({ bag: 'SYN-B-7', bagState: 'other-number' })]).toEqual([[], []]);
});
