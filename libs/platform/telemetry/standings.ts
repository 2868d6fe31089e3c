import type { Position } from '#kernel';

/** How far something has come: the log itself (`log`), the views, the reactions, a mirror. `lagSeconds`: the age of the oldest event it does not know; of the log, for how long nothing was heard of it. */
export type Standing = Readonly<{ of: string; position: Position; lagSeconds?: number; standsStill?: boolean }>;

/** A work that only one process does at a time, and whether this one does it. */
export type Lease = Readonly<{ of: string; held: boolean }>;

/** What is asked at each look. All may fail: a look tells what it got. */
export type Sources = Readonly<{
  standings: () => Promise<readonly Standing[]>;
  leases?: () => readonly Lease[];
  /** What the store counts of its own troubles: repeats, unknown outcomes, alarms. */
  store?: () => Readonly<Record<string, number>>;
}>;

const sources = new Set<Sources>();

/** These are asked at each look from now on. Returns the way to stop. */
export const watching = (one: Sources): () => void => {
  sources.add(one);
  return () => { sources.delete(one); };
};

export const watched = (): readonly Sources[] => [...sources];
