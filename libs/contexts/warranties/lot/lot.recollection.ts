import type { lotEvents } from '#contexts/custody/events';
import type { DataOf, Recollection } from '#kernel';

type Lot = typeof lotEvents;

/** Who could sell a lot, and what it weighs. Nobody can sell what is split, on the way or forfeit. */
export type SaleableLot = Readonly<{ seller: string; milliCarats: number }>;

/** What warranties remembers of a lot. Goods packed for a shipment can be sold: their invoice goes to the authority with them. */
export const saleableLot: Recollection<SaleableLot> = {
  noun: 'lot',
  initial: { seller: '', milliCarats: 0 },
  on: {
    LotOpened:       (_, { holder, milliCarats }: DataOf<Lot['LotOpened']>) => ({ seller: holder, milliCarats }),
    LotSplit:        (lot) => ({ ...lot, seller: '' }),
    LotLossRecorded: (lot, { milliCarats }: DataOf<Lot['LotLossRecorded']>) => ({ ...lot, milliCarats }),
    LotDispatched:   (lot) => ({ ...lot, seller: '' }),
    LotReceived:     (_, { holder, milliCarats }: DataOf<Lot['LotReceived']>) => ({ seller: holder, milliCarats }),
    LotFreed:        (_, { holder, milliCarats }: DataOf<Lot['LotFreed']>) => ({ seller: holder, milliCarats }),
    LotConfiscated:  (lot) => ({ ...lot, seller: '' }),
  },
};
