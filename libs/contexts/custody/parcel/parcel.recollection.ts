import type { Decider, Recollection } from '#kernel';
import type { parcelEvents } from './parcel.events.ts';

/** A parcel as its rules, and those of lots, see it. */
export type Parcel = Readonly<{
  status: 'none' | 'sealed' | 'presented' | 'opened';
  /** Who sealed it. Who imported it is known to the certificate. */
  holder: string;
  seal: string;
  milliCarats: number;
  lots: readonly { lot: string; milliCarats: number; usdCents: number }[];
  /** Only while presented, and after it was opened under one. */
  certificate: string;
}>;

const initial: Parcel = { status: 'none', holder: '', seal: '', milliCarats: 0, lots: [], certificate: '' };

const on: Decider<Parcel, typeof parcelEvents>['evolve'] = {
  ParcelSealed: (parcel, { holder, seal, milliCarats, lots }) => ({ ...parcel, status: 'sealed', holder, seal, milliCarats, lots }),
  ParcelPresented: (parcel, { certificate }) => ({ ...parcel, status: 'presented', certificate }),
  ParcelWithdrawn: (parcel) => ({ ...parcel, status: 'sealed', certificate: '' }),
  ParcelOpened: (parcel, { holder }) => ({ ...parcel, status: 'opened', holder }),
};

/** The fold of a parcel’s own stream: the parcel’s rules and the lot’s stand on the same one. */
export const parcelSoFar = { noun: 'parcel', initial, on } satisfies Recollection<Parcel>;
