import { shareOut, sumOf } from '#kernel';
import type { OriginShare } from './origin.events.ts';

/** Whence carats come: a country, a zone of it if that was told, and whether they are tainted. */
export type Whence = Readonly<Pick<OriginShare, 'participant' | 'zone' | 'taint'>>;

/** Origins and what is left of each, in carats and in stones: portions are taken out of it until nothing remains. */
export type Pool = { readonly whence: readonly Whence[]; left: readonly number[]; stones: readonly number[] };

const whenceOf = ({ participant, zone, taint }: Whence): Whence => ({ participant, ...(zone !== undefined && { zone }), ...(taint !== undefined && { taint }) });

export const poolOf = (origins: readonly OriginShare[]): Pool => ({
  whence: origins.map(whenceOf), left: origins.map(({ milliCarats }) => milliCarats), stones: origins.map(({ stones = 0 }) => stones),
});

/** Where goods weigh nothing there are no stones of them; where no stones were counted, none are said. */
const sharesOf = (whence: readonly Whence[], weights: readonly number[], stones: readonly number[]): OriginShare[] => whence.flatMap((one, i) => (
  weights[i]! > 0 ? [{ ...one, milliCarats: weights[i]!, ...(stones[i]! > 0 && { stones: stones[i]! }) }] : []));

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
  const { whence, left } = pool;
  if (whence.length === 1) {
    pool.left = [left[0]! - milliCarats];
    return sharesOf(whence, [milliCarats], [stones]);
  }
  const taken = shareOut(milliCarats, left);
  const counted = stones === 0 ? pool.stones.map(() => 0) : stonesAmong(stones, pool.stones, taken);
  pool.left = left.map((weight, i) => weight - taken[i]!);
  pool.stones = pool.stones.map((stones, i) => Math.max(0, stones - counted[i]!));
  return sharesOf(whence, taken, counted);
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
  const { whence, stones: counted } = poolOf(origins);
  return sharesOf(whence, weights, stones === 0 ? counted.map(() => 0) : stonesAmong(stones, counted, weights));
};

/** In the order of countries, then of zones; what is clean before what is tainted. */
const keyOf = ({ participant, zone, taint }: Whence): string => (zone ?? taint) === undefined ? participant : `${participant}|${zone ?? ''}|${taint ?? ''}`;

/** Shares of the same country, zone and taint become one, with the sum of their carats and of their stones; in order. */
export const unitedOrigins = (origins: readonly OriginShare[]): OriginShare[] => {
  const sums = new Map<string, OriginShare>();
  for (const share of origins) {
    const [key, { milliCarats, stones = 0 }] = [keyOf(share), share];
    const before = sums.get(key);
    const all = (before?.stones ?? 0) + stones;
    sums.set(key, { ...whenceOf(share), milliCarats: milliCarats + (before?.milliCarats ?? 0), ...(all > 0 && { stones: all }) });
  }
  return [...sums.keys()].sort().map((key) => sums.get(key)!);
};

/** How many of the carats are tainted. */
export const taintedIn = (origins: readonly OriginShare[]): number => sumOf(origins, ({ taint, milliCarats }) => (taint === undefined ? 0 : milliCarats));

/** The origins once the taint of these Participants’ goods is released: they come from where they came. */
export const releasedOf = (origins: readonly OriginShare[], of: ReadonlySet<string>): OriginShare[] =>
  unitedOrigins(origins.map(({ taint, ...share }) => (taint === undefined || of.has(share.participant) ? share : { ...share, taint })));
