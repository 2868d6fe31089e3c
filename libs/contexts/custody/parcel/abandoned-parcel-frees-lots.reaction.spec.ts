import { expect, it } from '@jest/globals';
import { recorded } from '#kernel/testing';
import { lot } from '../lot/lot.decider.ts';
import { seal } from '../seal/seal.decider.ts';
import { abandonedParcelFreesLots } from './abandoned-parcel-frees-lots.reaction.ts';

it('frees every lot for its holder, and takes the seal out of use', () => {
  const [abandoned] = recorded('parcel', 'SYN-P', { type: 'ParcelAbandoned' as const, data: { holder: 'SYN-H', seal: 'BW-7', lots: ['SYN-A', 'SYN-B'], obstacle: { code: 'CalledOff', says: 'No.' } } });
  expect(abandonedParcelFreesLots.on.ParcelAbandoned!(abandoned!)).toEqual([{
    all: ['SYN-A', 'SYN-B'].map((subject) => ({ decider: lot, subject, type: 'FreeLot', data: { parcel: 'SYN-P', holder: 'SYN-H' } })),
    then: { decider: seal, subject: 'BW-7', type: 'VoidSeal', data: { reason: 'Parcel SYN-P was abandoned.' } },
  }]);
});
