import type { parcelEvents } from '#contexts/custody/events';
import type { DataOf, Recollection } from '#kernel';

type Parcel = typeof parcelEvents;

/** What enforcement remembers of a closed parcel: who sealed it, and under which certificate it goes, if it does. No holder: there is no such parcel, or no more. */
export type ClosedParcel = Readonly<{ holder: string; certificate?: string | undefined }>;

export const closedParcel: Recollection<ClosedParcel> = {
  noun: 'parcel',
  initial: { holder: '', certificate: undefined },
  on: {
    ParcelSealed: (_, { holder }: DataOf<Parcel['ParcelSealed']>) => ({ holder, certificate: undefined }),
    ParcelPresented: ({ holder }, { certificate }: DataOf<Parcel['ParcelPresented']>) => ({ holder, certificate }),
    ParcelReassigned: ({ holder }, { certificate }: DataOf<Parcel['ParcelReassigned']>) => ({ holder, certificate }),
    ParcelWithdrawn: ({ holder }) => ({ holder, certificate: undefined }),
    ParcelOpened: () => ({ holder: '', certificate: undefined }),
  },
};
