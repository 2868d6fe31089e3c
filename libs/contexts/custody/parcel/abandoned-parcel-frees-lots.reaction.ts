import { ask, type Reaction } from '#kernel';
import { lot } from '../lot/lot.decider.ts';
import { seal } from '../seal/seal.decider.ts';
import type { ParcelEvent } from './parcel.events.ts';

/** An abandoned parcel lets its lots go, and its seal is void. A lot that was never packed for it refuses, and that is well. */
export const abandonedParcelFreesLots: Reaction<ParcelEvent> = {
  name: 'abandoned-parcel-frees-lots',
  on: {
    ParcelAbandoned: ({ subject, data: { holder, seal: number, lots } }) => [{
      all: lots.map((packed) => ask(lot, packed, 'FreeLot', { parcel: subject, holder })),
      then: ask(seal, number, 'VoidSeal', { reason: `Parcel ${subject} was abandoned.` }),
    }],
  },
};
