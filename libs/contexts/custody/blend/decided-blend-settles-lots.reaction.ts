import { ask, type Reaction } from '#kernel';
import { lot } from '../lot/lot.decider.ts';
import { blend } from './blend.decider.ts';
import type { BlendEvent } from './blend.events.ts';

/** A committed blend consumes its lots, an aborted one lets them go; then it is complete. A lot that was never set aside for it refuses, and that is well. */
export const decidedBlendSettlesLots: Reaction<BlendEvent> = {
  name: 'decided-blend-settles-lots',
  on: {
    BlendCommitted: ({ subject, data: { inputs } }) =>
      [{ all: inputs.map((input) => ask(lot, input.lot, 'ConsumeLot', { blend: subject })), then: ask(blend, subject, 'CompleteBlend', {}) }],
    BlendAborted: ({ subject, data: { lots } }) =>
      [{ all: lots.map((wanted) => ask(lot, wanted, 'ReleaseLot', { blend: subject })), then: ask(blend, subject, 'CompleteBlend', {}) }],
  },
};
