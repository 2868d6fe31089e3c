import { dayOf, type Decider, type Happened, type Recollection } from '#kernel';
import type { Detention } from '../lot/lot.events.ts';
import type { parcelEvents } from './parcel.events.ts';

/** A parcel as its rules, and those of lots, see it. */
export type Parcel = Readonly<{
  status: 'none' | 'begun' | 'abandoned' | 'sealed' | 'presented' | 'opened';
  /** Who sealed it. Who imported it is known to the certificate. */
  holder: string;
  seal: string;
  milliCarats: number;
  /** The lots it was begun with. */
  wanted: readonly string[];
  lots: readonly { lot: string; milliCarats: number; usdCents: number }[];
  /** Only while presented, and after it was opened under one. */
  certificate: string;
  /** By whom it is stopped, if it is. */
  detention?: Detention | undefined;
  /** The last day on which anything happened to it. Nothing happens before it any more. */
  lastOn: string;
}>;

const initial: Parcel = { status: 'none', holder: '', seal: '', milliCarats: 0, wanted: [], lots: [], certificate: '', detention: undefined, lastOn: '' };

const folds: Decider<Parcel, typeof parcelEvents>['evolve'] = {
  ParcelBegun: (parcel, { holder, seal, lots }) => ({ ...parcel, status: 'begun', holder, seal, wanted: lots }),
  ParcelAbandoned: (parcel) => ({ ...parcel, status: 'abandoned' }),
  ParcelSealed: (parcel, { holder, seal, milliCarats, lots }) => ({ ...parcel, status: 'sealed', holder, seal, milliCarats, lots }),
  ParcelPresented: (parcel, { certificate }) => ({ ...parcel, status: 'presented', certificate }),
  ParcelReassigned: (parcel, { certificate }) => ({ ...parcel, certificate }),
  ParcelWithdrawn: (parcel) => ({ ...parcel, status: 'sealed', certificate: '' }),
  ParcelInspected: (parcel, { newSeal }) => ({ ...parcel, seal: newSeal }),
  ParcelOpened: (parcel, { holder }) => ({ ...parcel, status: 'opened', holder, detention: undefined }),
  ParcelDetained: (parcel, { case: named, authority }) => ({ ...parcel, detention: { case: named, authority, stage: 'detained' } }),
  ParcelDetentionLifted: (parcel) => ({ ...parcel, detention: undefined }),
};

/** Every fold also keeps the day. */
const on = Object.fromEntries(Object.entries(folds).map(([type, fold]) => [type, (parcel: Parcel, data: never, happened: Happened): Parcel => {
  const day = dayOf(happened.occurredAt);
  return { ...fold(parcel, data, happened), lastOn: day > parcel.lastOn ? day : parcel.lastOn };
}])) as typeof folds;

/** The fold of a parcel’s own stream: the parcel’s rules and the lot’s stand on the same one. */
export const parcelSoFar = { noun: 'parcel', initial, on } satisfies Recollection<Parcel>;
