import { plusDays, shareOut, sumOf, type HsCode } from '#kernel';
import { AFTERWARDS, roundOf, ROUNDS } from './calendar.ts';
import { isClosed } from './participants.ts';
import type { PlannedRecord } from './production.ts';
import { Random } from './random.ts';
import type { World } from './world.ts';

/** A part of a run-of-mine lot on its way through the trade. It is not divided again; the rules call it a lot. */
export type Goods = {
  readonly record: PlannedRecord; readonly lot: string; readonly hsCode: HsCode;
  /** Its share of what is traded of its record, and its price beside the record’s, in thousandths. */ readonly share: number; readonly quality: number;
  /** How many borders it means to cross, and from which round on. */ readonly borders: number; readonly from: number;
  milliCarats: number;
};

/**
 * A run-of-mine lot that is split once: its goods, and the day. What is not traded is its last part.
 * `standsFor`: how many times its own carats its producer has in records that could be traded.
 */
export type Split = { readonly record: PlannedRecord; readonly on: string; readonly goods: Goods[]; readonly standsFor: number; readonly lossMilliCarats: number };

const MAX_PARTS = 900;
/** Whoever comes to market later does not wait. */
const LATE_ROUND = 24;
/** Of a hundred goods, how many cross one border, two, three … */
const BORDERS = [6, 14, 22, 24, 18, 10, 6];
const KINDS: readonly (readonly [HsCode, weight: number, quality: number])[] = [['7102.31', 60, 1_300], ['7102.21', 25, 300], ['7102.10', 15, 1_000]];

type Source = Readonly<{ record: PlannedRecord; splitOn: string; from: number }>;

/** Records whose goods can still leave within the year, by Participant. */
const sourcesOf = (records: readonly PlannedRecord[], world: World, seed: number): Map<string, Source[]> => {
  const random = new Random(seed, 'splits');
  const sources = new Map<string, Source[]>();
  for (const record of records) {
    const splitOn = plusDays(record.on, random.between(1, 3));
    const from = roundOf(world.year, splitOn) + 1;
    const { participant } = record.site;
    const isOpen = !isClosed(participant, world.year) && world.participants.get(participant)!.openFrom === `${world.year}-01-01`;
    if (from < AFTERWARDS && isOpen) sources.set(participant, [...sources.get(participant) ?? [], { record, splitOn, from }]);
  }
  return sources;
};

/** Some records of a producer, more of them at a larger scale; at full scale all. */
const chosen = (sources: readonly Source[], count: number, scale: number, random: Random): Source[] => {
  const wanted = Math.min(sources.length, count, Math.max(1, Math.ceil(sources.length * Math.sqrt(scale))));
  return random.shuffle([...sources]).slice(0, wanted).sort((a, b) => (a.record.id < b.record.id ? -1 : 1));
};

/** Carats to the hundredth where the record has them so. */
const unitOf = ({ milliCarats }: PlannedRecord): number => (milliCarats % 10 === 0 ? 10 : 1);

const goodsOf = ({ record, from }: Source, count: number, random: Random): Goods[] => {
  const most = Math.max(1, Math.min(MAX_PARTS, Math.floor(record.milliCarats / unitOf(record) / 20)));
  return Array.from({ length: Math.min(count, most) }, (_, i) => {
    const [hsCode, , quality] = KINDS[random.weighted(KINDS.map(([, weight]) => weight))]!;
    const first = from < LATE_ROUND ? from + random.between(0, 3) : from;
    return {
      record, hsCode, lot: `${record.id}.${i + 1}`, share: random.skewed(1.1), quality: Math.max(1, Math.round((quality * random.skewed(0.35)) / 1_000)),
      borders: Math.min(1 + random.weighted(BORDERS), Math.ceil((ROUNDS - first) / 2.3)), from: first, milliCarats: 0,
    };
  });
};

/** Draws about so many goods from the records of the year, larger producers giving more and larger ones. */
export const drawGoods = (records: readonly PlannedRecord[], world: World, { count, scale, seed }: { count: number; scale: number; seed: number }): Split[] => {
  const sources = [...sourcesOf(records, world, seed)].sort(([a], [b]) => (a < b ? -1 : 1));
  const weights = sources.map(([, of]) => Math.max(1, Math.round(sumOf(of, ({ record }) => record.milliCarats) ** 0.7)));
  const counts = sources.length === 0 ? [] : shareOut(count, weights);
  return sources.flatMap(([participant, of], i) => {
    const random = new Random(seed, `goods ${participant}`);
    if (counts[i] === 0) return [];
    const some = chosen(of, counts[i]!, scale, random);
    const standsFor = sumOf(of, ({ record }) => record.milliCarats) / sumOf(some, ({ record }) => record.milliCarats);
    const each = shareOut(counts[i]! - some.length, some.map(({ record }) => record.milliCarats));
    return some.map((source, j) => ({
      record: source.record, on: source.splitOn, goods: goodsOf(source, each[j]! + 1, random), standsFor, lossMilliCarats: 0,
    }));
  });
};

const MOST_TRADED = 0.98;
const TRIES = 40;

const weigh = ({ record, goods, standsFor }: Split, part: number): void => {
  const unit = unitOf(record);
  const units = Math.floor(record.milliCarats / unit);
  const traded = Math.max(Math.min(Math.round(units * part * standsFor), Math.floor(units * MOST_TRADED)), goods.length);
  const shares = shareOut(traded - goods.length, goods.map(({ share }) => share));
  for (const [i, one] of goods.entries()) one.milliCarats = (shares[i]! + 1) * unit;
};

/**
 * Gives the goods their weights, so that the carats that cross borders come to `milliCarats`, as nearly as the records allow.
 * `crossings` tells how many borders each of the goods really crosses, by lot.
 */
export const weighGoods = (splits: readonly Split[], crossings: ReadonlyMap<string, number>, milliCarats: number): void => {
  const goods = splits.flatMap((split) => split.goods);
  let part = 0.01;
  for (let i = 0; i < TRIES; i++) {
    for (const split of splits) weigh(split, part);
    const now = sumOf(goods, (one) => one.milliCarats * (crossings.get(one.lot) ?? 0));
    if (now === 0 || Math.abs(now / milliCarats - 1) < 0.000_01) break;
    part = Math.min(1, part * (milliCarats / now));
  }
};
