import type { Actor } from '#kernel';

/** One command of the demo: who asks what of which subject, and when it happened. */
export type Step = Readonly<{
  type: string; subject: string; by: Actor; occurredAt: string; data: object;
  /** The step needs what follows by itself from the one before it. */ afterReactions?: true;
  /** Who approves it, if it goes beyond a limit. */ approvedBy?: Actor;
}>;

/** Steps that must happen one after another. Chains of one phase may go side by side. The key makes their causes. */
export type Chain = Readonly<{ key: string; steps: readonly Step[] }>;

/** A part of the year: all its chains are done, with all that follows from them, before the next begins. */
export type Phase = Readonly<{ title: string; chains: Iterable<Chain> }>;
