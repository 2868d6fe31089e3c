import { blendOf, parentOf, type blendEvents, type lotEvents } from '#contexts/custody/events';
import type { productionEvents } from '#contexts/extraction/events';
import type { DataOf, Recollection } from '#kernel';

type Lot = typeof lotEvents;
type Production = typeof productionEvents;

/** In whose hands a lot is; the empty string, if there is no such lot any more, or yet. On the way it is still the sender’s. `parts`: what it was split into, and by whom. */
export type HeldLot = Readonly<{ holder: string; parts?: Readonly<{ holder: string; lots: readonly string[] }> }>;

const nobody: HeldLot = { holder: '' };
const inHandsOf = (_: HeldLot, { holder }: Readonly<{ holder: string }>): HeldLot => ({ holder });
const divided = (_: HeldLot, { holder, parts }: DataOf<Lot['LotSplit']>): HeldLot => ({ holder: '', parts: { holder, lots: parts.map(({ lot }) => lot) } });
const gone = (): HeldLot => nobody;

/** What enforcement remembers of a production record or a first purchase: fresh goods in the hands of operator or buyer. */
const freshGoods: Recollection<HeldLot> = {
  noun: 'production',
  initial: nobody,
  on: {
    ProductionRecorded: (_, { operator }: DataOf<Production['ProductionRecorded']>) => ({ holder: operator }),
    PurchaseRecorded: (_, { buyer }: DataOf<Production['PurchaseRecorded']>) => ({ holder: buyer }),
  },
};

/** What enforcement remembers of a blend: the lot it made, in the hands of whoever blended. */
const blendedGoods: Recollection<HeldLot> = {
  noun: 'blend',
  initial: nobody,
  on: { BlendCommitted: (_, { made: { holder } }: DataOf<typeof blendEvents.BlendCommitted>) => ({ holder }) },
};

/** What enforcement remembers of a lot; before anything happened to it, what its production record, its blend or its parent’s split made it. */
export const heldLot: Recollection<HeldLot> = {
  noun: 'lot',
  initial: nobody,
  born: {
    of: (subject) => {
      const [parent, blend] = [parentOf(subject), blendOf(subject)];
      if (blend !== undefined) return { from: blendedGoods, subject: blend };
      return parent === undefined ? { from: freshGoods, subject } : { from: heldLot, subject: parent };
    },
    state: (subject, { holder, parts }: HeldLot) => {
      if (parentOf(subject) === undefined) return { holder };
      return { holder: parts?.lots.includes(subject) ? parts.holder : '' };
    },
  },
  on: {
    LotOpened: inHandsOf, LotReceived: inHandsOf, LotFreed: inHandsOf,
    LotSplit: divided, LotSorted: divided, StonesPromoted: divided,
    LotLost: gone, LotBlended: gone,
    LotSeized: (_, { authority }: DataOf<Lot['LotSeized']>) => ({ holder: authority }),
    LotConfiscated: (_, { authority }: DataOf<Lot['LotConfiscated']>) => ({ holder: authority }),
    LotDisposed: (lot: HeldLot, { disposal, to = lot.holder }: DataOf<Lot['LotDisposed']>) => (disposal === 'destroyed' ? nobody : { holder: to }),
  },
};
