import { shareOut } from '#kernel';
import type { OriginShare } from './lot.events.ts';

/** Countries of origin and what is left of each, in carats and in stones: portions are taken out of it until nothing remains. */
export type Pool = { readonly participants: readonly string[]; left: readonly number[]; stones: readonly number[] };

export const poolOf = (origins: readonly OriginShare[]): Pool => ({
  participants: origins.map(({ participant }) => participant), left: origins.map(({ milliCarats }) => milliCarats), stones: origins.map(({ stones = 0 }) => stones),
});

/** Where goods weigh nothing there are no stones of them; where no stones were counted, none are said. */
const sharesOf = (participants: readonly string[], weights: readonly number[], stones: readonly number[]): OriginShare[] => participants.flatMap((participant, i) => (
  weights[i]! > 0 ? [{ participant, milliCarats: weights[i]!, ...(stones[i]! > 0 && { stones: stones[i]! }) }] : []));

/** So many stones, among the origins that weigh something: as their stones are, or, where those are not known, as their carats are. */
const stonesAmong = (stones: number, counted: readonly number[], weights: readonly number[]): number[] => {
  const here = counted.map((stones, i) => (weights[i]! > 0 ? stones : 0));
  return shareOut(stones, here.some((stones) => stones > 0) ? here : weights);
};

/**
 * Takes a portion out of the pool, of every origin in proportion to what is left of it, exactly: a share never exceeds what is left,
 * so the portion weighs what it should, and all portions of one origin together weigh what there was of it. With its stones, if they were counted.
 */
export const takeFrom = (pool: Pool, milliCarats: number, stones = 0): OriginShare[] => {
  const { participants, left } = pool;
  if (participants.length === 1) {
    pool.left = [left[0]! - milliCarats];
    return sharesOf(participants, [milliCarats], [stones]);
  }
  const taken = shareOut(milliCarats, left);
  const counted = stones === 0 ? pool.stones.map(() => 0) : stonesAmong(stones, pool.stones, taken);
  pool.left = left.map((weight, i) => weight - taken[i]!);
  pool.stones = pool.stones.map((stones, i) => Math.max(0, stones - counted[i]!));
  return sharesOf(participants, taken, counted);
};

/**
 * The origins of goods that now weigh so much, and count so many stones: what was lost is taken from every origin in proportion, what was gained given to every
 * origin in proportion, so that no origin gains by a loss.
 */
export const originsAt = (origins: readonly OriginShare[], milliCarats: number, stones = 0): OriginShare[] => {
  const before = origins.map(({ milliCarats }) => milliCarats);
  const difference = milliCarats - before.reduce((sum, weight) => sum + weight, 0);
  const change = shareOut(Math.abs(difference), before);
  const weights = before.map((weight, i) => (difference < 0 ? weight - change[i]! : weight + change[i]!));
  const { participants, stones: counted } = poolOf(origins);
  return sharesOf(participants, weights, stones === 0 ? counted.map(() => 0) : stonesAmong(stones, counted, weights));
};
