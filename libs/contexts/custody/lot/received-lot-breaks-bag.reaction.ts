import { ask, type Reaction } from '#kernel';
import { seal } from '../seal/seal.decider.ts';
import type { LotEvent } from './lot.events.ts';

/** Who receives a lot opens its bag, whatever state it was in; a bag that did not arrive is for its sender to report missing. */
export const receivedLotBreaksBag: Reaction<LotEvent> = {
  name: 'received-lot-breaks-bag',
  on: {
    LotReceived: ({ data: { bag, bagState, holder } }) => (bag === undefined || bagState === 'other-number' ? [] : [ask(seal, bag, 'BreakSeal', { by: holder })]),
  },
};
