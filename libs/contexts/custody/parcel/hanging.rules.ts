import { ask, type Watch } from '#kernel';
import { parcels } from '../parcels/parcels.view.ts';
import { parcel } from './parcel.decider.ts';

/** Ours: how long a parcel may stay undecided. Its lots lie still meanwhile. */
const MOST_MINUTES = 15;
const MINUTE_MS = 60_000;

/** Gives up what hangs, as with a blend. */
export const hangingParcel: Watch<Readonly<{ parcel: string; begunAt?: string }>> = {
  name: 'hanging-parcel',
  view: parcels,
  where: { status: 'begun' },
  overdue: ({ parcel: subject, begunAt }, now) => (Date.parse(now) - Date.parse(begunAt!) < MOST_MINUTES * MINUTE_MS ? undefined
    : ask(parcel, subject, 'AbandonParcel', { reason: `It was not decided within ${MOST_MINUTES} minutes.` })),
};
