import { dayOf, type DataOf, type Decider, type Recollection } from '#kernel';
import type { lotEvents } from '../lot/lot.events.ts';
import type { Model } from '../lot/vocabulary.events.ts';
import type { blendEvents } from './blend.events.ts';

/** A blend as its rules, and those of lots, see it. */
export type Blend = Readonly<{
  status: 'none' | 'started' | 'committed' | 'aborted' | 'completed';
  holder: string;
  /** The lots it wants, or took. */
  inputs: readonly string[];
  model?: Model | undefined;
  /** The lot it made; undefined, as long as it made none. */
  made?: DataOf<typeof lotEvents.LotOpened> | undefined;
  /** The event that made it. */
  event?: string | undefined;
  /** The day of its last event. */
  on: string;
}>;

const initial: Blend = { status: 'none', holder: '', inputs: [], on: '' };

const on: Decider<Blend, typeof blendEvents>['evolve'] = {
  BlendStarted:   (_, { holder, lots, model }, { occurredAt }) => ({ status: 'started', holder, inputs: lots, model, on: dayOf(occurredAt) }),
  BlendCommitted: (blend, { made }, { occurredAt, id }) => ({ ...blend, status: 'committed', made, event: id, on: dayOf(occurredAt) }),
  BlendAborted:   (blend) => ({ ...blend, status: 'aborted' }),
  BlendCompleted: (blend) => ({ ...blend, status: 'completed' }),
};

/** The fold of a blend’s own stream. A lot it made is born from here. */
export const blendSoFar = { noun: 'blend', initial, on } satisfies Recollection<Blend>;
