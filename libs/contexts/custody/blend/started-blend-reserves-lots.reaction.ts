import { ask, type Reaction, type Refusal } from '#kernel';
import { lot } from '../lot/lot.decider.ts';
import { blend } from './blend.decider.ts';
import type { BlendEvent } from './blend.events.ts';

const MOST_SAID = 500;

/** The refusal of a lot, as what stood in the way of the blend. */
const obstacleOf = ({ refused, detail, says }: Refusal, lot: string) => ({ lot, code: refused, says: (detail ?? says).slice(0, MOST_SAID) });

/** A started blend sets its lots aside, in the order of their ids, and is decided: with all of them, or not at all. */
export const startedBlendReservesLots: Reaction<BlendEvent> = {
  name: 'started-blend-reserves-lots',
  on: {
    BlendStarted: ({ subject, data: { lots } }) => [{
      all: [...lots].sort().map((wanted) => ask(lot, wanted, 'ReserveLot', { blend: subject })),
      then: ask(blend, subject, 'DecideBlend', {}),
      unless: (refusal, refused) => ask(blend, subject, 'DecideBlend', { obstacle: obstacleOf(refusal, refused.subject) }),
    }],
  },
};
