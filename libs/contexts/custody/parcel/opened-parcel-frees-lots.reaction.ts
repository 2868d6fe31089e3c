import { ask, type Reaction } from '#kernel';
import { lot } from '../lot/lot.decider.ts';
import type { ParcelEvent } from './parcel.events.ts';

/** An opened parcel lets its lots go, into the hands of whoever opened it; after an import they know under which certificate they came. */
export const openedParcelFreesLots: Reaction<ParcelEvent> = {
  name: 'opened-parcel-frees-lots',
  on: {
    ParcelOpened: ({ subject, data: { holder, lots, certificate, detention } }) =>
      lots.map((freed) => ask(lot, freed.lot, 'FreeLot', { parcel: subject, holder, ...(certificate !== undefined && { certificate }), ...(detention && { detention }) })),
  },
};
