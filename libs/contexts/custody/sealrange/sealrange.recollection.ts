import type { Decider, Recollection } from '#kernel';
import type { sealRangeEvents } from './sealrange.events.ts';

/** A range of seals, if it was issued. */
export type SealRange = Readonly<{ issued: boolean; kind: 'seal' | 'bag'; to: string; first: number; last: number }>;

const initial: SealRange = { issued: false, kind: 'seal', to: '', first: 0, last: 0 };

const on: Decider<SealRange, typeof sealRangeEvents>['evolve'] = {
  SealsIssued: (_, { kind, to, first, last }) => ({ issued: true, kind, to, first, last }),
};

/** The fold of a range’s own stream. Its seals are born from here. */
export const sealRangeSoFar = { noun: 'sealrange', initial, on } satisfies Recollection<SealRange>;
