import type { parcelEvents } from '#contexts/custody/events';
import type { DataOf, Recollection } from '#kernel';

type Sealed = DataOf<typeof parcelEvents.ParcelSealed>;
/** What a package has to tell of a parcel: who sealed it, and everything that lay in it. It does not change when the parcel is opened abroad. */
export type Contents = Readonly<Pick<Sealed, 'holder' | 'seal' | 'milliCarats' | 'usdCents' | 'origins'> & { lots: readonly Readonly<{ lot: string; milliCarats: number }>[] }>;

const nothing: Contents = { holder: '', seal: '', milliCarats: 0, usdCents: 0, origins: [], lots: [] };

const sealed = ({ holder, seal, milliCarats, usdCents, origins, lots }: Sealed): Contents =>
  ({ holder, seal, milliCarats, usdCents, origins, lots: lots.map(({ lot, milliCarats: weight }) => ({ lot, milliCarats: weight })) });

export const contents: Recollection<Contents> = {
  noun: 'parcel',
  initial: nothing,
  on: {
    ParcelSealed: (_, data: Sealed) => sealed(data),
    ParcelInspected: (now: Contents, { newSeal }: DataOf<typeof parcelEvents.ParcelInspected>): Contents => ({ ...now, seal: newSeal }),
  },
};
