import type { parcelEvents } from '#contexts/custody/events';
import type { DataOf, Recollection } from '#kernel';

type Sealed = DataOf<typeof parcelEvents.ParcelSealed>;
/** A lot that came in under a certificate, and that nobody sorted, treated or mixed since: what it weighed and was worth then, and what now. */
export type Kept = Readonly<{ importedAt: NonNullable<Sealed['lots'][number]['importedAt']>; milliCarats: number; usdCents: number }>;

/** What certification remembers of a parcel: who sealed what in it, how it came in, and for which certificate it is presented, if it is. */
export type Parcel = Readonly<Pick<Sealed, 'holder' | 'seal' | 'milliCarats' | 'usdCents' | 'lines' | 'origins'> & { imports?: readonly string[]; regime?: 'sample' | 'seized'; kept?: readonly Kept[]; certificate?: string; /** The case in which it is stopped, if it is. */ detained?: string; confiscations?: readonly string[] }>;

const withdrawn = ({ certificate: _, ...parcel }: Parcel): Parcel => parcel;

/** Only lots that came in, and are as they were: most parcels have none. */
const keptOf = (lots: Sealed['lots']): Kept[] => lots.flatMap(({ importedAt, milliCarats, usdCents }) => (importedAt === undefined ? [] : [{ importedAt, milliCarats, usdCents }]));

const sealed = ({ holder, seal, milliCarats, usdCents, lines, origins, imports, regime, confiscations, lots }: Sealed): Parcel => {
  const kept = keptOf(lots);
  return {
    holder, seal, milliCarats, usdCents, lines, origins, ...(imports !== undefined && { imports }), ...(regime !== undefined && { regime }), ...(kept.length > 0 && { kept }),
    ...(confiscations !== undefined && { confiscations }),
  };
};

export const parcel: Recollection<Parcel> = {
  noun: 'parcel',
  initial: { holder: '', seal: '', milliCarats: 0, usdCents: 0, lines: [], origins: [] },
  on: {
    ParcelSealed: (_, data: Sealed) => sealed(data),
    ParcelPresented: (now: Parcel, { certificate }: DataOf<typeof parcelEvents.ParcelPresented>) => ({ ...now, certificate }),
    ParcelReassigned: (now: Parcel, { certificate }: DataOf<typeof parcelEvents.ParcelReassigned>) => ({ ...now, certificate }),
    ParcelWithdrawn: withdrawn,
    ParcelInspected: (now: Parcel, { newSeal }: DataOf<typeof parcelEvents.ParcelInspected>) => ({ ...now, seal: newSeal }),
    ParcelOpened: withdrawn,
    ParcelDetained: (now: Parcel, { case: detained }: DataOf<typeof parcelEvents.ParcelDetained>): Parcel => ({ ...now, detained }),
    ParcelDetentionLifted: ({ detained: _, ...now }: Parcel): Parcel => now,
  },
};
