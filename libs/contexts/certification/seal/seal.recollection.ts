import type { sealEvents } from '#contexts/custody/events';
import type { DataOf, Recollection } from '#kernel';

/** What certification remembers of a seal: whether it is on a parcel, and on which. */
export type Seal = Readonly<{ status: 'none' | 'used' | 'broken' | 'void' | 'missing'; parcel?: string | undefined }>;

export const seal: Recollection<Seal> = {
  noun: 'seal',
  initial: { status: 'none' },
  on: {
    SealUsed: (_, { parcel }: DataOf<typeof sealEvents.SealUsed>): Seal => ({ status: 'used', parcel }),
    SealBroken: (now: Seal): Seal => ({ ...now, status: 'broken' }),
    SealVoided: (now: Seal): Seal => ({ ...now, status: 'void' }),
    SealMissed: (now: Seal): Seal => ({ ...now, status: 'missing' }),
  },
};
