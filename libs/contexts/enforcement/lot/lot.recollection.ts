import type { lotEvents } from '#contexts/custody/events';
import type { DataOf, Recollection } from '#kernel';

type Lot = typeof lotEvents;

/** In whose hands a lot is; the empty string, if there is no such lot any more, or yet. On the way it is still the sender’s. */
export type HeldLot = Readonly<{ holder: string }>;

/** What enforcement remembers of a lot. */
export const heldLot: Recollection<HeldLot> = {
  noun: 'lot',
  initial: { holder: '' },
  on: {
    LotOpened:      (_, { holder }: DataOf<Lot['LotOpened']>) => ({ holder }),
    LotSplit:       () => ({ holder: '' }),
    LotReceived:    (_, { holder }: DataOf<Lot['LotReceived']>) => ({ holder }),
    LotFreed:       (_, { holder }: DataOf<Lot['LotFreed']>) => ({ holder }),
    LotConfiscated: (_, { authority }: DataOf<Lot['LotConfiscated']>) => ({ holder: authority }),
  },
};
