import type { Decider, Recollection } from '#kernel';
import type { limitEvents } from './limit.events.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.rules.ts';

const on: Decider<Limits, typeof limitEvents>['evolve'] = {
  LimitsSet: (now, { limits }) => ({ ...now, ...Object.fromEntries(limits.map(({ cause, milliCarats, permyriad }) => [cause, { milliCarats, permyriad }])) }),
  DisposalRuleSet: (now, { trade, origin }) => ({ ...now, disposal: { trade, origin } }),
};

/** The limits of one territory: the ledger’s, and what its authority set instead. */
export const limitsSoFar = { noun: 'limit', initial: DEFAULT_LIMITS, on } satisfies Recollection<Limits>;
