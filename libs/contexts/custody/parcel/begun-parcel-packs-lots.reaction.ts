import { ask, type Ask, type Reaction, type Refusal } from '#kernel';
import { lot } from '../lot/lot.decider.ts';
import { seal } from '../seal/seal.decider.ts';
import { parcel } from './parcel.decider.ts';
import type { ParcelEvent, SealingObstacle } from './parcel.events.ts';

const MOST_SAID = 500;

/** The refusal of the seal, or of a lot, as what stood in the way. */
const obstacleOf = ({ refused, detail, says }: Refusal, { decider, subject }: Ask): SealingObstacle =>
  ({ [decider.noun === seal.noun ? 'seal' : 'lot']: subject, code: refused, says: (detail ?? says).slice(0, MOST_SAID) });

/** A parcel that was begun uses its seal and packs its lots, in the order of their ids, and is decided: with all of them, or not at all. */
export const begunParcelPacksLots: Reaction<ParcelEvent> = {
  name: 'begun-parcel-packs-lots',
  on: {
    ParcelBegun: ({ subject, data: { seal: number, lots } }) => [{
      all: [ask(seal, number, 'UseSeal', { parcel: subject }), ...[...lots].sort().map((wanted) => ask(lot, wanted, 'PackLot', { parcel: subject }))],
      then: ask(parcel, subject, 'DecideParcel', {}),
      unless: (refusal, refused) => ask(parcel, subject, 'DecideParcel', { obstacle: obstacleOf(refusal, refused) }),
    }],
  },
};
