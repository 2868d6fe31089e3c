import { ask, type Reaction } from '#kernel';
import { seal } from '../seal/seal.decider.ts';
import type { ParcelEvent } from './parcel.events.ts';

/** Whoever opens a parcel, or looks into it, breaks the seal that was on it. */
export const openedParcelBreaksSeal: Reaction<ParcelEvent> = {
  name: 'opened-parcel-breaks-seal',
  on: {
    ParcelOpened: ({ data: { seal: number, holder, detention } }) => [ask(seal, number, 'BreakSeal', { by: detention?.authority ?? holder })],
    ParcelInspected: ({ data: { seal: number, authority } }) => [ask(seal, number, 'BreakSeal', { by: authority })],
  },
};
