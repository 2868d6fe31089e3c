import { parentOf, type lotEvents } from '#contexts/custody/events';
import type { productionEvents } from '#contexts/extraction/events';
import type { DataOf, Recollection } from '#kernel';

type Lot = typeof lotEvents;

/** In whose hands a lot is; the empty string, if there is no such lot any more, or yet. On the way it is still the sender’s. `parts`: what it was split into, and by whom. */
export type HeldLot = Readonly<{ holder: string; parts?: Readonly<{ holder: string; lots: readonly string[] }> }>;

/** What enforcement remembers of a production record: fresh goods in their operator’s hands. */
const freshGoods: Recollection<HeldLot> = {
  noun: 'production',
  initial: { holder: '' },
  on: { ProductionRecorded: (_, { operator }: DataOf<typeof productionEvents.ProductionRecorded>) => ({ holder: operator }) },
};

/** What enforcement remembers of a lot; before anything happened to it, what its production record or its parent’s split made it. */
export const heldLot: Recollection<HeldLot> = {
  noun: 'lot',
  initial: { holder: '' },
  born: {
    of: (subject) => {
      const parent = parentOf(subject);
      return parent === undefined ? { from: freshGoods, subject } : { from: heldLot, subject: parent };
    },
    state: (subject, { holder, parts }: HeldLot) => {
      if (parentOf(subject) === undefined) return { holder };
      return { holder: parts?.lots.includes(subject) ? parts.holder : '' };
    },
  },
  on: {
    LotOpened:      (_, { holder }: DataOf<Lot['LotOpened']>) => ({ holder }),
    LotSplit:       (_, { holder, parts }: DataOf<Lot['LotSplit']>) => ({ holder: '', parts: { holder, lots: parts.map(({ lot }) => lot) } }),
    LotReceived:    (_, { holder }: DataOf<Lot['LotReceived']>) => ({ holder }),
    LotFreed:       (_, { holder }: DataOf<Lot['LotFreed']>) => ({ holder }),
    LotConfiscated: (_, { authority }: DataOf<Lot['LotConfiscated']>) => ({ holder: authority }),
  },
};
