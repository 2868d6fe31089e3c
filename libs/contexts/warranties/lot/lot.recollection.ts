import { parentOf, type lotEvents } from '#contexts/custody/events';
import type { productionEvents } from '#contexts/extraction/events';
import type { DataOf, Recollection } from '#kernel';

type Lot = typeof lotEvents;
type Weighed = Readonly<{ lot: string; milliCarats: number }>;

/** Who could sell a lot, and what it weighs. Nobody can sell what is split, on the way or forfeit. `parts`: what it was split into, and by whom. */
export type SaleableLot = Readonly<{ seller: string; milliCarats: number; parts?: Readonly<{ holder: string; lots: readonly Weighed[] }> }>;

const initial: SaleableLot = { seller: '', milliCarats: 0 };

/** What warranties remembers of a production record: fresh goods, which their operator can sell. */
const freshGoods: Recollection<SaleableLot> = {
  noun: 'production',
  initial,
  on: { ProductionRecorded: (_, { operator, milliCarats }: DataOf<typeof productionEvents.ProductionRecorded>) => ({ seller: operator, milliCarats }) },
};

/**
 * What warranties remembers of a lot; before anything happened to it, what its production record or its parent’s split made it.
 * Goods packed for a shipment can be sold: their invoice goes to the authority with them.
 */
export const saleableLot: Recollection<SaleableLot> = {
  noun: 'lot',
  initial,
  born: {
    of: (subject) => {
      const parent = parentOf(subject);
      return parent === undefined ? { from: freshGoods, subject } : { from: saleableLot, subject: parent };
    },
    state: (subject, origin: SaleableLot) => {
      if (parentOf(subject) === undefined) return origin;
      const part = origin.parts?.lots.find(({ lot }) => lot === subject);
      return part ? { seller: origin.parts!.holder, milliCarats: part.milliCarats } : initial;
    },
  },
  on: {
    LotOpened:       (_, { holder, milliCarats }: DataOf<Lot['LotOpened']>) => ({ seller: holder, milliCarats }),
    LotSplit:        (lot, { holder, parts }: DataOf<Lot['LotSplit']>) => ({ ...lot, seller: '', parts: { holder, lots: parts } }),
    LotLossRecorded: (lot, { milliCarats }: DataOf<Lot['LotLossRecorded']>) => ({ ...lot, milliCarats }),
    LotDispatched:   (lot) => ({ ...lot, seller: '' }),
    LotReceived:     (_, { holder, milliCarats }: DataOf<Lot['LotReceived']>) => ({ seller: holder, milliCarats }),
    LotFreed:        (_, { holder, milliCarats }: DataOf<Lot['LotFreed']>) => ({ seller: holder, milliCarats }),
    LotConfiscated:  (lot) => ({ ...lot, seller: '' }),
  },
};
