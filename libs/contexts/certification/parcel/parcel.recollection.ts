import type { parcelEvents } from '#contexts/custody/events';
import type { DataOf, Recollection } from '#kernel';

type Sealed = DataOf<typeof parcelEvents.ParcelSealed>;

/** What certification remembers of a parcel: who sealed what in it, and for which certificate it is presented, if it is. */
export type Parcel = Readonly<Pick<Sealed, 'holder' | 'seal' | 'milliCarats' | 'usdCents' | 'lines' | 'origins'> & { certificate?: string }>;

const withdrawn = ({ certificate: _, ...parcel }: Parcel): Parcel => parcel;

export const parcel: Recollection<Parcel> = {
  noun: 'parcel',
  initial: { holder: '', seal: '', milliCarats: 0, usdCents: 0, lines: [], origins: [] },
  on: {
    ParcelSealed: (_, { holder, seal, milliCarats, usdCents, lines, origins }: Sealed) => ({ holder, seal, milliCarats, usdCents, lines, origins }),
    ParcelPresented: (now: Parcel, { certificate }: DataOf<typeof parcelEvents.ParcelPresented>) => ({ ...now, certificate }),
    ParcelWithdrawn: withdrawn,
    ParcelInspected: (now: Parcel, { newSeal }: DataOf<typeof parcelEvents.ParcelInspected>) => ({ ...now, seal: newSeal }),
    ParcelOpened: withdrawn,
  },
};
