import { ask, type Reaction } from '#kernel';
import { lot } from './lot.decider.ts';
import type { LotEvent } from './lot.events.ts';

/** Each part of a split lot becomes a lot of its own, in the same hands. */
export const splitOpensParts: Reaction<LotEvent> = {
  name: 'split-opens-parts',
  on: {
    LotSplit: ({ subject, data: { holder, parts } }) =>
      parts.map(({ lot: part, ...figures }) => ask(lot, part, 'OpenLot', { holder, ...figures, parent: subject })),
  },
};
