import { shareOut } from '#kernel';
import type { OriginShare } from './lot.events.ts';

/** Countries of origin and what is left of each: portions are taken out of it until nothing remains. */
export type Pool = { readonly participants: readonly string[]; left: readonly number[] };

export const poolOf = (origins: readonly OriginShare[]): Pool =>
  ({ participants: origins.map(({ participant }) => participant), left: origins.map(({ milliCarats }) => milliCarats) });

const sharesOf = (participants: readonly string[], weights: readonly number[]): OriginShare[] =>
  participants.flatMap((participant, i) => (weights[i]! > 0 ? [{ participant, milliCarats: weights[i]! }] : []));

/**
 * Takes a portion out of the pool, of every origin in proportion to what is left of it, exactly: a share never exceeds what is left,
 * so the portion weighs what it should, and all portions of one origin together weigh what there was of it.
 */
export const takeFrom = (pool: Pool, milliCarats: number): OriginShare[] => {
  const { participants, left } = pool;
  if (participants.length === 1) {
    pool.left = [left[0]! - milliCarats];
    return [{ participant: participants[0]!, milliCarats }];
  }
  const taken = shareOut(milliCarats, left);
  pool.left = left.map((weight, i) => weight - taken[i]!);
  return sharesOf(participants, taken);
};

/** What the pool still holds. */
export const restOf = ({ participants, left }: Pool): OriginShare[] => sharesOf(participants, left);
