import type { DataOf, Decider, HsCode, Recollection } from '#kernel';
import { production, type Production } from '../production/production.recollection.ts';
import { parentOf, type lotEvents, type OriginShare } from './lot.events.ts';

type Opening = DataOf<typeof lotEvents.LotOpened>;

/** A lot as its rules, and those of parcels, see it. */
export type Lot = Readonly<{
  status: 'none' | 'held' | 'dispatched' | 'packed' | 'split' | 'confiscated';
  /** In whose hands it is; while dispatched, who sent it. */
  holder: string;
  milliCarats: number;
  usdCents: number;
  hsCode: HsCode;
  origins: readonly OriginShare[];
  /** What opening it will say; undefined once that was said. */
  unopened?: Opening | undefined;
  /** Only while dispatched: who may receive it, and at which value. */
  addressee: string;
  priceUsdCents: number;
  /** Only while packed. */
  parcel: string;
  /** The invoices under which it was handed over so far. */
  invoices: readonly string[];
  /** What it was split into. */
  parts: DataOf<typeof lotEvents.LotSplit>['parts'];
}>;

const initial: Lot = {
  status: 'none', holder: '', milliCarats: 0, usdCents: 0, hsCode: '7102.10', origins: [], addressee: '', priceUsdCents: 0, parcel: '', invoices: [], parts: [],
};

const opened = (lot: Lot, { holder, milliCarats, usdCents, hsCode, origins }: Opening): Lot =>
  ({ ...lot, status: 'held', holder, milliCarats, usdCents, hsCode, origins, unopened: undefined });

const on: Decider<Lot, typeof lotEvents>['evolve'] = {
  LotOpened: opened,
  LotSplit: (lot, { parts }) => ({ ...lot, status: 'split', parts }),
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

/** Unsorted rough of one origin, in the operator’s hands. */
const minedOpening = (subject: string, { operator, participant, site, milliCarats, usdCents, stones }: Required<Production>): Opening => ({
  holder: operator, milliCarats, usdCents, hsCode: '7102.10', origins: [{ participant, milliCarats }],
  ...(stones > 0 && { stones }), production: subject, site,
});

const partOpening = (subject: string, parent: Lot): Opening | undefined => {
  const part = parent.parts.find(({ lot }) => lot === subject);
  if (!part) return undefined;
  const { lot: _, ...figures } = part;
  return { holder: parent.holder, ...figures, parent: parentOf(subject)! };
};

const openingOf = (subject: string, origin: Lot | Production): Opening | undefined => {
  if ('parts' in origin) return partOpening(subject, origin);
  return origin.operator === undefined ? undefined : minedOpening(subject, origin as Required<Production>);
};

/**
 * The fold of a lot’s own stream: the lot’s rules and the parcel’s stand on the same one. Before anything happened to it, a lot is what its
 * production record, or the split of its parent, made it: that one event is the fact, and no second write has to follow it.
 */
export const lotSoFar = {
  noun: 'lot', initial, on,
  born: {
    of: (subject: string): { from: Recollection; subject: string } => {
      const parent = parentOf(subject);
      return parent === undefined ? { from: production, subject } : { from: lotSoFar, subject: parent };
    },
    state: (subject: string, origin: Lot | Production): Lot => {
      const unopened = openingOf(subject, origin);
      return unopened === undefined ? initial : { ...opened(initial, unopened), unopened };
    },
  },
} satisfies Recollection<Lot>;
