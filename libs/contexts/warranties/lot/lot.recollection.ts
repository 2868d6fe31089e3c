import { blendOf, parentOf, type blendEvents, type lotEvents } from '#contexts/custody/events';
import type { productionEvents } from '#contexts/extraction/events';
import { dayOf, type DataOf, type Happened, type Recollection } from '#kernel';

type Lot = typeof lotEvents;
type Production = typeof productionEvents;
type Opening = DataOf<Lot['LotOpened']>;
type Weighed = Readonly<{ lot: string; milliCarats: number }>;

/**
 * How goods came to their present owner. `of` names the production record, the invoice (with the lot as it stood on it), the certificate, the lot that a blend
 * made, or the case of the State; `none`: on that day, without an invoice. Goods of several sources exist only as blends, so a lot has one.
 */
export type Source = Readonly<{ kind: 'production' | 'invoice' | 'import' | 'disposal' | 'blend' | 'none'; of: string; lot: string; on: string }>;
const UNKNOWN: Source = { kind: 'none', of: '', lot: '', on: '' };

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
  source: Source;
  /** The invoice under which it is on its way. */
  due: string;
  parcel: string;
  /** Detained or seized: nothing happens to it. */
  frozen: boolean;
  /** Before it was confiscated: was it in trade, and how had it come to its owner? */
  forfeit: Readonly<{ traded: boolean; source: Source }> | undefined;
  /** What it was split into. */
  parts: readonly Weighed[] | undefined;
  /** What went into it, if a blend made it. */
  inputs: readonly Weighed[] | undefined;
}>;

const initial: SaleableLot = {
  status: 'gone', holder: '', owner: '', consigned: false, before: false, traded: true, milliCarats: 0, source: UNKNOWN, due: '', parcel: '', frozen: false,
  forfeit: undefined, parts: undefined, inputs: undefined,
};

const openedAs = (lot: SaleableLot, { holder, owner = holder, terms, milliCarats, regime = 'trade', detention }: Opening): SaleableLot =>
  ({ ...lot, status: 'free', holder, owner, consigned: terms === 'consignment', traded: regime === 'trade', milliCarats, frozen: detention !== undefined });

const from = (kind: Source['kind'], of: string, on: string, lot = ''): Source => ({ kind, of, lot, on });
const fresh = (owner: string, milliCarats: number, { subject, occurredAt }: Happened): SaleableLot =>
  ({ ...initial, status: 'free', holder: owner, owner, milliCarats, source: from('production', subject, dayOf(occurredAt)) });

/** What warranties remembers of a production record or a first purchase: fresh goods, which operator or buyer can sell. */
const freshGoods: Recollection<SaleableLot> = {
  noun: 'production',
  initial,
  on: {
    ProductionRecorded: (_, { operator, milliCarats, sample }: DataOf<Production['ProductionRecorded']>, happened) =>
      ({ ...fresh(operator, milliCarats, happened), traded: sample === undefined }),
    PurchaseRecorded: (_, { buyer, milliCarats }: DataOf<Production['PurchaseRecorded']>, happened) => fresh(buyer, milliCarats, happened),
  },
};

/** What warranties remembers of a blend: the lot it made. */
const blendedGoods: Recollection<SaleableLot> = {
  noun: 'blend',
  initial,
  on: {
    BlendCommitted: (_, { lot, made, inputs }: DataOf<typeof blendEvents.BlendCommitted>, { occurredAt }) =>
      ({ ...openedAs(initial, made), source: from('blend', lot, dayOf(occurredAt)), inputs: inputs.map(({ lot, milliCarats }) => ({ lot, milliCarats })) }),
  },
};

const stopped = (lot: SaleableLot): SaleableLot => ({ ...lot, status: 'held-up' });
const freed = (lot: SaleableLot): SaleableLot => ({ ...lot, status: 'free' });
const gone = (lot: SaleableLot): SaleableLot => ({ ...lot, status: 'gone' });
const divided = (lot: SaleableLot, { parts }: DataOf<Lot['LotSplit']>): SaleableLot => ({ ...lot, status: 'gone', parts });
/** It is somebody else’s now: under this invoice, if there is one. */
const passed = (lot: SaleableLot, owner: string, invoice: string, { subject, occurredAt }: Happened): SaleableLot => (owner === lot.owner ? lot
  : { ...lot, owner, source: invoice === '' ? from('none', '', dayOf(occurredAt)) : from('invoice', invoice, dayOf(occurredAt), subject) });

/** The State’s: how it came to whom it was taken from is kept, for it may go back. */
const confiscated = (lot: SaleableLot, { authority, case: of }: DataOf<Lot['LotConfiscated']>, { occurredAt }: Happened): SaleableLot => ({
  ...lot, status: 'free', holder: authority, owner: authority, consigned: false, traded: false, frozen: false, source: from('disposal', of, dayOf(occurredAt)),
  forfeit: { traded: lot.traded, source: lot.source },
});

/** Sold by the State it is the buyer’s, in trade; given back it is what it was; kept as evidence nothing is decided; else it is out of trade, or no more. */
const disposed = (lot: SaleableLot, { disposal, to = lot.holder, owner = to, terms, case: of }: DataOf<Lot['LotDisposed']>, { occurredAt }: Happened): SaleableLot => {
  if (disposal === 'evidence') return lot;
  const state: SaleableLot = { ...lot, status: 'free', holder: to, frozen: false, forfeit: undefined };
  if (disposal === 'destroyed') return gone(state);
  if (disposal === 'auctioned') return { ...state, owner, consigned: false, traded: true, source: from('disposal', of, dayOf(occurredAt)) };
  return disposal === 'returned' ? { ...state, owner, consigned: terms === 'consignment', ...(lot.forfeit ?? {}) } : { ...state, traded: false };
};

const weighed = (lot: SaleableLot, { milliCarats = lot.milliCarats }: Readonly<{ milliCarats?: number }>): SaleableLot => ({ ...lot, milliCarats, status: lot.status === 'held-up' ? 'free' : lot.status });

/** What warranties remembers of a lot; before anything happened to it, what its production record, its blend or its parent’s split made it. */
export const saleableLot: Recollection<SaleableLot> = {
  noun: 'lot',
  initial,
  born: {
    // How goods came to their owner is not said when they are opened: it follows from where they were born.
    underlies: true,
    of: (subject) => {
      const [parent, blend] = [parentOf(subject), blendOf(subject)];
      if (blend !== undefined) return { from: blendedGoods, subject: blend };
      return parent === undefined ? { from: freshGoods, subject } : { from: saleableLot, subject: parent };
    },
    state: (subject, origin: SaleableLot) => {
      if (parentOf(subject) === undefined) return origin;
      const { parts, ...parent } = origin;
      const part = parts?.find(({ lot }) => lot === subject);
      return part ? { ...parent, status: 'free', milliCarats: part.milliCarats, parts: undefined, inputs: undefined } : initial;
    },
  },
  on: {
    LotOpened: openedAs,
    LotSplit: divided, LotSorted: divided, StonesPromoted: divided,
    LotTreated: weighed, LotLossRecorded: weighed, LotWeighed: weighed, LotCorrected: weighed, LotDisputeSettled: weighed,
    LotApprovalRequested: stopped, LotApprovalRefused: freed, LotReserved: stopped, LotReleased: freed, LotDisputed: stopped,
    LotLost: gone, LotBlended: gone,
    LotConfiscated: confiscated, LotDisposed: disposed,
    LotDetained: (lot) => ({ ...lot, frozen: true }),
    LotSeized: (lot, { authority }: DataOf<Lot['LotSeized']>) => ({ ...lot, frozen: true, holder: authority }),
    LotDetentionLifted: (lot, { holder }: DataOf<Lot['LotDetentionLifted']>) => ({ ...lot, frozen: false, holder }),
    LotDispatched: (lot, { terms, invoice = '' }: DataOf<Lot['LotDispatched']>) => ({ ...lot, status: 'held-up', before: lot.consigned, consigned: terms === 'consignment', due: invoice }),
    LotReturned: (lot) => ({ ...lot, status: 'free', consigned: lot.before, due: '' }),
    LotReceived: (lot, { holder, owner = holder, milliCarats, terms }: DataOf<Lot['LotReceived']>, happened) =>
      ({ ...passed(lot, owner, lot.due, happened), status: 'free', holder, milliCarats, consigned: terms === 'consignment', due: '' }),
    LotOwnershipTransferred: (lot, { owner, invoice = '' }: DataOf<Lot['LotOwnershipTransferred']>, happened) => passed(lot, owner, invoice, happened),
    LotPacked: (lot, { parcel }: DataOf<Lot['LotPacked']>) => ({ ...lot, status: 'packed', parcel }),
    LotFreed: (lot, { holder, milliCarats, certificate = '', detention }: DataOf<Lot['LotFreed']>, { occurredAt }) => ({
      ...lot, status: 'free', holder, milliCarats, frozen: detention !== undefined,
      ...(holder !== lot.holder && { owner: holder, consigned: false, source: from('import', certificate, dayOf(occurredAt)) }),
    }),
  },
};

/** The lots that went into a blend, and what went into those: how a blend’s goods came to its owner. */
export const inputsOf = (found: readonly SaleableLot[]): readonly string[] =>
  found.flatMap(({ inputs, source }) => (source.kind !== 'blend' ? [] : inputs ? inputs.map(({ lot }) => lot) : [source.of]));

/** May this party sell it: as its owner, or on consignment? Goods packed for a shipment as well: their invoice goes to the authority with them. */
export const maySell = ({ status, holder, owner, consigned, traded, frozen }: SaleableLot, party: string): boolean =>
  traded && !frozen && (status === 'free' || status === 'packed') && (party === owner || (consigned && party === holder));
