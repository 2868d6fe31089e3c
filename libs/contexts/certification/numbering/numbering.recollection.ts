import type { Decider, Recollection } from '#kernel';
import type { numberingEvents } from './numbering.events.ts';

/** One way of writing numbers, in use from a day on. */
export type Pattern = Readonly<{ prefix: string; digits: number; series: 'trade' | 'technical'; from: string }>;
export type Block = Readonly<{ prefix: string; first: number; last: number; year: number }>;
/** How a Participant writes its numbers, and which of them it has blanks for. */
export type Numbering = Readonly<{ patterns: readonly Pattern[]; blocks: readonly Block[] }>;

const initial: Numbering = { patterns: [], blocks: [] };

const on: Decider<Numbering, typeof numberingEvents>['evolve'] = {
  PatternSet: (now, { prefix, digits, series, from }) => ({ ...now, patterns: [...now.patterns.filter((pattern) => pattern.prefix !== prefix), { prefix, digits, series, from }] }),
  BlockAllocated: (now, { prefix, first, last, year }) => ({ ...now, blocks: [...now.blocks, { prefix, first, last, year }] }),
};

/** The fold of a Participant’s numbering. The subject is its code. */
export const numberingSoFar = { noun: 'numbering', initial, on } satisfies Recollection<Numbering>;
