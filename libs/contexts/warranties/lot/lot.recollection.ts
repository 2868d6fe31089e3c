import { blendOf, parentOf, type blendEvents, type lotEvents } from '#contexts/custody/events';
import type { productionEvents } from '#contexts/extraction/events';
import type { DataOf, Recollection } from '#kernel';

type Lot = typeof lotEvents;
type Production = typeof productionEvents;
type Opening = DataOf<Lot['LotOpened']>;
type Weighed = Readonly<{ lot: string; milliCarats: number }>;

/** A lot as one who sells it needs to see it. */
export type SaleableLot = Readonly<{
  /** `free` in its holder’s hands; `packed` for a shipment; `held-up`: on its way, set aside for a blend, disputed, or waiting for an approval; `gone`: consumed, lost, or never there. */
  status: 'free' | 'packed' | 'held-up' | 'gone';
  holder: string;
  owner: string;
  /** Does the holder have it to sell for the owner? While it is on its way: will the addressee, and `before`: did the sender? */
  consigned: boolean;
  before: boolean;
  /** Samples and seized goods are not. */
  traded: boolean;
  milliCarats: number;
  /** What it was split into. */
  parts?: readonly Weighed[];
}>;

const initial: SaleableLot = { status: 'gone', holder: '', owner: '', consigned: false, before: false, traded: true, milliCarats: 0 };

const openedAs = ({ holder, owner = holder, terms, milliCarats, regime = 'trade' }: Opening): SaleableLot =>
  ({ ...initial, status: 'free', holder, owner, consigned: terms === 'consignment', traded: regime === 'trade', milliCarats });

/** What warranties remembers of a production record or a first purchase: fresh goods, which operator or buyer can sell. */
const freshGoods: Recollection<SaleableLot> = {
  noun: 'production',
  initial,
  on: {
    ProductionRecorded: (_, { operator, milliCarats, sample }: DataOf<Production['ProductionRecorded']>) =>
      ({ ...initial, status: 'free', holder: operator, owner: operator, traded: sample === undefined, milliCarats }),
    PurchaseRecorded: (_, { buyer, milliCarats }: DataOf<Production['PurchaseRecorded']>) =>
      ({ ...initial, status: 'free', holder: buyer, owner: buyer, milliCarats }),
  },
};

/** What warranties remembers of a blend: the lot it made. */
const blendedGoods: Recollection<SaleableLot> = {
  noun: 'blend',
  initial,
  on: { BlendCommitted: (_, { made }: DataOf<typeof blendEvents.BlendCommitted>) => openedAs(made) },
};

const stopped = (lot: SaleableLot): SaleableLot => ({ ...lot, status: 'held-up' });
const freed = (lot: SaleableLot): SaleableLot => ({ ...lot, status: 'free' });
const gone = (lot: SaleableLot): SaleableLot => ({ ...lot, status: 'gone' });
const divided = (lot: SaleableLot, { parts }: DataOf<Lot['LotSplit']>): SaleableLot => ({ ...lot, status: 'gone', parts });
const weighed = (lot: SaleableLot, { milliCarats = lot.milliCarats }: Readonly<{ milliCarats?: number }>): SaleableLot => ({ ...lot, milliCarats, status: lot.status === 'held-up' ? 'free' : lot.status });

/** What warranties remembers of a lot; before anything happened to it, what its production record, its blend or its parent’s split made it. */
export const saleableLot: Recollection<SaleableLot> = {
  noun: 'lot',
  initial,
  born: {
    of: (subject) => {
      const [parent, blend] = [parentOf(subject), blendOf(subject)];
      if (blend !== undefined) return { from: blendedGoods, subject: blend };
      return parent === undefined ? { from: freshGoods, subject } : { from: saleableLot, subject: parent };
    },
    state: (subject, origin: SaleableLot) => {
      if (parentOf(subject) === undefined) return origin;
      const { parts, ...parent } = origin;
      const part = parts?.find(({ lot }) => lot === subject);
      return part ? { ...parent, status: 'free', milliCarats: part.milliCarats } : initial;
    },
  },
  on: {
    LotOpened: (_, opening: Opening) => openedAs(opening),
    LotSplit: divided, LotSorted: divided, StonesPromoted: divided,
    LotTreated: weighed, LotLossRecorded: weighed, LotWeighed: weighed, LotCorrected: weighed, LotDisputeSettled: weighed,
    LotApprovalRequested: stopped, LotApprovalRefused: freed, LotReserved: stopped, LotReleased: freed, LotDisputed: stopped,
    LotLost: gone, LotBlended: gone,
    LotConfiscated: (lot, { authority }: DataOf<Lot['LotConfiscated']>) => ({ ...lot, status: 'free', holder: authority, owner: authority, consigned: false, traded: false }),
    LotDispatched: (lot, { terms }: DataOf<Lot['LotDispatched']>) => ({ ...lot, status: 'held-up', before: lot.consigned, consigned: terms === 'consignment' }),
    LotReturned: (lot) => ({ ...lot, status: 'free', consigned: lot.before }),
    LotReceived: (lot, { holder, owner = holder, milliCarats, terms }: DataOf<Lot['LotReceived']>) =>
      ({ ...lot, status: 'free', holder, owner, milliCarats, consigned: terms === 'consignment' }),
    LotOwnershipTransferred: (lot, { owner }: DataOf<Lot['LotOwnershipTransferred']>) => ({ ...lot, owner }),
    LotPacked: (lot) => ({ ...lot, status: 'packed' }),
    LotFreed: (lot, { holder, milliCarats }: DataOf<Lot['LotFreed']>) => ({ ...lot, status: 'free', holder, milliCarats, ...(holder !== lot.holder && { owner: holder, consigned: false }) }),
  },
};

/** May this party sell it: as its owner, or on consignment? Goods packed for a shipment as well: their invoice goes to the authority with them. */
export const maySell = ({ status, holder, owner, consigned, traded }: SaleableLot, party: string): boolean =>
  traded && (status === 'free' || status === 'packed') && (party === owner || (consigned && party === holder));
