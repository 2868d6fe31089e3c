import type { Decider, HsCode, Recollection } from '#kernel';
import type { lotEvents, OriginShare } from './lot.events.ts';

/** A lot as its rules, and those of parcels, see it. */
export type Lot = Readonly<{
  status: 'none' | 'held' | 'dispatched' | 'packed' | 'split' | 'confiscated';
  /** In whose hands it is; while dispatched, who sent it. */
  holder: string;
  milliCarats: number;
  usdCents: number;
  hsCode: HsCode;
  origins: readonly OriginShare[];
  /** Only while dispatched: who may receive it, and at which value. */
  addressee: string;
  priceUsdCents: number;
  /** Only while packed. */
  parcel: string;
  /** The invoices under which it was handed over so far. */
  invoices: readonly string[];
}>;

const initial: Lot = {
  status: 'none', holder: '', milliCarats: 0, usdCents: 0, hsCode: '7102.10', origins: [], addressee: '', priceUsdCents: 0, parcel: '', invoices: [],
};

const on: Decider<Lot, typeof lotEvents>['evolve'] = {
  LotOpened: (lot, { holder, milliCarats, usdCents, hsCode, origins }) => ({ ...lot, status: 'held', holder, milliCarats, usdCents, hsCode, origins }),
  LotSplit: (lot) => ({ ...lot, status: 'split' }),
  LotValued: (lot, { usdCents }) => ({ ...lot, usdCents }),
  LotLossRecorded: (lot, { milliCarats, origins }) => ({ ...lot, milliCarats, origins }),
  LotDispatched: (lot, { to, invoice, usdCents }) => ({
    ...lot, status: 'dispatched', addressee: to, priceUsdCents: usdCents ?? lot.usdCents, invoices: invoice === undefined ? lot.invoices : [...lot.invoices, invoice],
  }),
  LotReceived: (lot, { holder, usdCents }) => ({ ...lot, status: 'held', holder, usdCents, addressee: '' }),
  LotPacked: (lot, { parcel }) => ({ ...lot, status: 'packed', parcel }),
  LotFreed: (lot, { holder }) => ({ ...lot, status: 'held', holder, parcel: '' }),
  LotConfiscated: (lot, { authority }) => ({ ...lot, status: 'confiscated', holder: authority }),
};

/** The fold of a lot’s own stream: the lot’s rules and the parcel’s stand on the same one. */
export const lotSoFar = { noun: 'lot', initial, on } satisfies Recollection<Lot>;
