import { plusDays, shareOut, sumOf } from '#kernel';
import type { PublishedReturn } from '../returns.ts';
import { Random } from './random.ts';
import type { PlannedSite } from './planned.ts';
import type { World } from './world.ts';

/** A record as its mine makes it. Its id is also the id of the run-of-mine lot that comes of it. */
export type PlannedRecord = Readonly<{
  id: string; site: PlannedSite; from: string; to: string; milliCarats: number; usdCents: number;
  /** The day on which it is recorded, after the period. */ on: string;
}>;

/** A record of less is not worth its paper: small returns get fewer records. */
const LEAST_MILLI_CARATS = 15_000;
const MONTHS = 6;

/** The first or the second half of a month. */
const periodOf = (year: number, month: number, isFirst: boolean) => {
  const start = `${year}-${`${month}`.padStart(2, '0')}`;
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${`${month + 1}`.padStart(2, '0')}-01`;
  return isFirst ? { from: `${start}-01`, to: `${start}-15` } : { from: `${start}-16`, to: plusDays(next, -1) };
};

const jittered = (random: Random, weight: number) => Math.round(weight * random.between(700, 1_300));

/** Which sites record in which half-months: all of them in all, or, for a small return, the first so many. */
const slotsOf = (row: PublishedReturn, sites: readonly PlannedSite[]) => {
  const months = Array.from({ length: MONTHS }, (_, i) => (row.half - 1) * MONTHS + i + 1);
  const periods = months.flatMap((month) => [periodOf(row.year, month, true), periodOf(row.year, month, false)]);
  const all = periods.flatMap((period) => sites.map((site) => ({ site, period })));
  const size = (milliCarats: number) => Math.max(1, Math.floor(milliCarats / LEAST_MILLI_CARATS));
  return all.slice(0, Math.min(all.length, size(row.milliCarats)));
};

/** Breaks one return into records whose carats and cents are exactly its own. Returns to 0.01 ct give records to 0.01 ct. */
export const recordsOf = (row: PublishedReturn, world: World, seed: number): PlannedRecord[] => {
  if (row.declaration === 'nil') return [];
  const { sites, openFrom } = world.participants.get(row.participant)!;
  const slots = slotsOf(row, sites.filter(({ scale }) => row.scale === 'all' || row.scale === scale));
  const random = new Random(seed, `production ${row.participant} ${row.half} ${row.scale}`);
  const unit = row.milliCarats % 10 === 0 ? 10 : 1;
  const weights = slots.map(({ site }) => jittered(random, site.carats));
  const units = row.milliCarats / unit - slots.length;
  const milliCarats = shareOut(Math.max(units, 0), weights).map((share) => (share + 1) * unit);
  const usdCents = shareOut(row.usdCents, slots.map(({ site }, i) => milliCarats[i]! * jittered(random, site.price)));
  if (sumOf(milliCarats, (part) => part) !== row.milliCarats) throw new Error(`The records of ${row.participant} H${row.half} do not weigh what was returned.`);
  return slots.map(({ site, period }, i) => {
    const on = plusDays(period.to, random.between(1, 5));
    const id = `${site.id}-${period.from.replaceAll('-', '')}${row.scale === 'all' ? '' : `-${row.scale}`}`;
    return { id, site, ...period, milliCarats: milliCarats[i]!, usdCents: usdCents[i]!, on: on < openFrom ? plusDays(openFrom, 3) : on };
  });
};
