import type { Recollection } from '#kernel';

/** What warranties remembers of a parcel: is it stopped, with all that lies in it? */
export const stoppedParcel: Recollection<boolean> = {
  noun: 'parcel',
  initial: false,
  on: { ParcelDetained: () => true, ParcelDetentionLifted: () => false, ParcelOpened: () => false },
};
