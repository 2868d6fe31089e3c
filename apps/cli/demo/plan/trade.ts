import { plusDays, shareOut, sumOf } from '#kernel';
import { dayOfRound, ROUNDS } from './calendar.ts';
import { flowOf, lengthened, shortened, type Flow, type HandOver, type Passage } from './flow.ts';
import { drawGoods, weighGoods, type Goods, type Split } from './goods.ts';
import type { PlannedRecord } from './production.ts';
import { blanksOf, blocksOf, caredFor, carriedUnder, forgeriesOf, numberOf, type Blank, type Forgery, type Numbered } from './papers.ts';
import { divided } from './parts.ts';
import { Random } from './random.ts';
import { arrivedWith, type Discrepancy, type Shipment } from './shipment.ts';
import type { World } from './world.ts';

/** What the trade of a year has to come to. */
export type TradeTargets = Readonly<{ certificates: number; milliCarats: number; usdCents: number }>;

export type Sale = HandOver & Readonly<{ number: number; usdCents: number; on: string }>;
/** Goods that are forfeit, and go back as evidence to where they came from: `serial` counts the cases of a Participant, and with them its seals and technical numbers. */
export type Confiscation = Readonly<{
  id: string; round: number; participant: string; holder: string; lot: string; milliCarats: number; openedOn: string; certificate: string; from: string; serial: number;
}>;
export type Trade = Readonly<{
  splits: readonly Split[]; sales: readonly Sale[]; shipments: readonly Shipment[]; confiscations: readonly Confiscation[]; blanks: readonly Blank[]; forgeries: readonly Forgery[];
  /** The last number for which a Participant has a blank, by code. */ blocks: ReadonlyMap<string, number>;
}>;

const LOTS_A_CERTIFICATE = 1.7;
const BORDERS_CROSSED = 3.6;
const FITTING = 16;

type Try = Readonly<{ splits: readonly Split[]; flow: Flow }>;
type Wanted = Readonly<{ certificates: number; scale: number; seed: number }>;

/** How many goods to try next, after so many came to these certificates. None: it is near enough. */
const nextCount = (count: number, { flow: { passages } }: Try, certificates: number): number | undefined => {
  const parts = sumOf(passages, ({ goods }) => goods.length);
  if (parts < certificates) return Math.ceil((count * certificates * 1.05) / Math.max(parts, 1)) + 1;
  return passages.length > certificates * 1.02 + 1 ? Math.max(1, Math.floor((count * certificates) / passages.length)) : undefined;
};

/** The shorter of two tries that have goods enough for all certificates. */
const better = (best: Try | undefined, now: Try, certificates: number): Try | undefined => {
  if (sumOf(now.flow.passages, ({ goods }) => goods.length) < certificates) return best;
  return best && best.flow.passages.length <= now.flow.passages.length ? best : now;
};

/** Goods and their ways, so many that the year has exactly the wanted number of certificates. */
const fitted = (records: readonly PlannedRecord[], world: World, { certificates, scale, seed }: Wanted): Try => {
  let count: number | undefined = Math.max(1, Math.ceil((certificates * LOTS_A_CERTIFICATE) / BORDERS_CROSSED));
  let best: Try | undefined;
  for (let i = 0; i < FITTING && count !== undefined; i++) {
    const splits: Split[] = drawGoods(records, world, { count, scale, seed });
    if (splits.length === 0) break;
    const now: Try = { splits, flow: flowOf(splits, world, { lots: LOTS_A_CERTIFICATE, seed }) };
    best = better(best, now, certificates);
    count = nextCount(count, now, certificates);
  }
  if (!best) return { splits: [], flow: { passages: [], handOvers: [] } };
  const adjusted = best.flow.passages.length > certificates ? shortened : lengthened;
  return { splits: best.splits, flow: adjusted(best.flow, certificates) };
};

const crossingsOf = (passages: readonly Passage[]): Map<string, number> => {
  const crossings = new Map<string, number>();
  for (const { goods } of passages) for (const { lot } of goods) crossings.set(lot, (crossings.get(lot) ?? 0) + 1);
  return crossings;
};

const TOLERATED_MILLI_CARATS = 10;
const TOLERATED_PARTS = 2_000;

/** What is missing on some arrivals: beyond what scales may differ by, and never near the whole lot. */
const missingOf = (lots: readonly { goods: Goods; milliCarats: number }[], parcels: number, random: Random): Discrepancy | undefined => {
  const tolerated = Math.max(TOLERATED_MILLI_CARATS * parcels, Math.ceil(sumOf(lots, ({ milliCarats }) => milliCarats) / TOLERATED_PARTS));
  const missingMilliCarats = Math.ceil((tolerated * random.between(150, 400)) / 100 / 10) * 10;
  const largest = lots.reduce((most, lot) => (lot.milliCarats > most.milliCarats ? lot : most));
  return largest.milliCarats > 4 * missingMilliCarats ? { kind: 'weight', lot: largest.goods.lot, missingMilliCarats } : undefined;
};

const chosenForDiscrepancy = (count: number, seed: number): Map<number, 'weight' | 'seal'> => {
  const random = new Random(seed, 'discrepancies');
  const some = random.shuffle(Array.from({ length: count }, (_, i) => i)).slice(0, Math.round(count * 0.011));
  return new Map(some.map((i, n) => [i, n % 4 === 3 ? 'seal' : 'weight']));
};

/** Two parcels for some larger shipments, else one. */
const packed = <T>(lots: readonly T[], random: Random): T[][] => (lots.length > 2 && random.chance(0.4) ? [lots.slice(0, 2), lots.slice(2)] : [[...lots]]);

const MARKUP = [1_000, 1_070, 1_130, 1_180, 1_220, 1_250, 1_270];

/** Prices relative to each other: what the mine got, the quality of the goods, and how far they have come. In no unit. */
const priceOf = ({ record, quality }: Goods, milliCarats: number, crossed: number, worldPrice: number): number => {
  const atMine = record.usdCents > 0 ? record.usdCents / record.milliCarats : worldPrice;
  return Math.max(1, Math.round(milliCarats * atMine * quality * (MARKUP[crossed] ?? MARKUP.at(-1)!)));
};

/** Now and then re-exported goods have three times the price of their like, though nobody sorted them: an authority will ask. */
const DEAR = 3;
const isDear = (passage: number, crossed: number): boolean => crossed > 0 && passage % 97 === 13;

type Unpriced = Omit<Shipment, 'number' | 'parcels' | 'firstSeal' | 'care'> & { parcels: { goods: Goods; milliCarats: number; price: number }[][] };

const timesOf = (year: number, round: number, random: Random) => {
  const issuedOn = dayOfRound(year, round, 2 + random.between(0, 1));
  const dispatchedOn = plusDays(issuedOn, random.between(0, 1));
  const receivedOn = plusDays(dispatchedOn, 2 + random.between(0, 3));
  return { issuedOn, dispatchedOn, receivedOn, openedOn: plusDays(receivedOn, random.between(0, 1)) };
};

/** Shipments in the order of their rounds, each lot with what is left of it after earlier losses. */
const unpriced = (passages: readonly Passage[], year: number, seed: number, worldPrice: number): Unpriced[] => {
  const random = new Random(seed, 'shipments');
  const odd = chosenForDiscrepancy(passages.length, seed);
  const lost = new Map<string, number>();
  const crossed = new Map<string, number>();
  return passages.map(({ round, goods, ...way }, i) => {
    const lots = goods.map((one) => {
      const milliCarats = one.milliCarats - (lost.get(one.lot) ?? 0);
      const before = crossed.get(one.lot) ?? 0;
      crossed.set(one.lot, before + 1);
      return { goods: one, milliCarats, price: priceOf(one, milliCarats, before, worldPrice) * (isDear(i, before) ? DEAR : 1) };
    });
    const parcels = packed(lots, random);
    const kind = odd.get(i);
    const seal: Discrepancy = { kind: 'seal', seals: random.chance(0.5) ? 'broken' : 'other-number' };
    const discrepancy = kind === 'weight' ? missingOf(lots, parcels.length, random) : kind && seal;
    if (discrepancy?.kind === 'weight') lost.set(discrepancy.lot, (lost.get(discrepancy.lot) ?? 0) + discrepancy.missingMilliCarats);
    return { round, ...way, ...timesOf(year, round, random), parcels, ...(discrepancy && { discrepancy }) };
  });
};

/** Numbers each Participant’s certificates, and each exporter’s seals, by the day of issue and shares the value of the year out over them, to the cent. */
const priced = (shipments: readonly Unpriced[], usdCents: number): Numbered[] => {
  const inOrder = shipments.toSorted((a, b) => a.round - b.round || (a.issuedOn < b.issuedOn ? -1 : Number(a.issuedOn > b.issuedOn)));
  const cents = shareOut(usdCents, inOrder.flatMap(({ parcels }) => parcels.flat().map(({ price }) => price)));
  const last = new Map<string, number>();
  const seals = new Map<string, number>();
  let lot = 0;
  return inOrder.map((shipment) => {
    const used = seals.get(shipment.exporter) ?? 0;
    seals.set(shipment.exporter, used + shipment.parcels.length);
    const number = (last.get(shipment.from) ?? 0) + 1;
    last.set(shipment.from, number);
    const parcels = shipment.parcels.map((lots) => lots.map(({ goods, milliCarats }) => ({ goods, milliCarats, usdCents: cents[lot++]! })));
    return { ...shipment, number: numberOf(shipment.from, number), parcels, firstSeal: used + 1 };
  });
};

/** Sales at home at the price of the export they lead to, less a little. */
const salesOf = (handOvers: readonly HandOver[], shipments: readonly Shipment[], year: number): Sale[] => {
  const prices = new Map(shipments.flatMap(({ round, parcels }) => parcels.flat().map(({ goods, usdCents }) => [`${round} ${goods.lot}`, usdCents] as const)));
  return handOvers.map((sale, i) => ({
    ...sale, number: i + 1, on: dayOfRound(year, sale.round), usdCents: Math.floor((prices.get(`${sale.round} ${sale.goods.lot}`)! * 97) / 100),
  }));
};

/** A few lots that rest with a trader are found to be wrong, and are forfeit to the State. */
const confiscationsOf = (shipments: readonly Shipment[], year: number, seed: number): Confiscation[] => {
  const wanted = shipments.length === 0 ? 0 : Math.min(60, Math.max(1, Math.round(shipments.length / 300)));
  const last = new Map(shipments.flatMap((shipment) => shipment.parcels.flat().map((lot) => [lot.goods.lot, { shipment, milliCarats: arrivedWith(shipment, lot) }] as const)));
  const resting = [...last].filter(([, { shipment: { round } }]) => round < ROUNDS - 2);
  const serials = new Map<string, number>();
  return new Random(seed, 'cases').shuffle(resting).slice(0, wanted)
    .sort(([, a], [, b]) => a.shipment.round - b.shipment.round)
    .map(([lot, { shipment, milliCarats }], i) => {
      const { round, from, to, importer } = shipment;
      serials.set(to, (serials.get(to) ?? 0) + 1);
      return {
        id: `SYN-CASE-${year}-${`${i + 1}`.padStart(3, '0')}`, round: round + 1, participant: to, holder: importer, lot, milliCarats, certificate: carriedUnder(shipment), from,
        serial: serials.get(to)!, openedOn: dayOfRound(year, round + 1, 3),
      };
    });
};

/** What cleaning and sorting take from some run-of-mine lots. */
const cleaned = (splits: readonly Split[], seed: number): Split[] => {
  const random = new Random(seed, 'losses');
  return splits.map((split) => {
    const rest = split.record.milliCarats - sumOf(split.goods, ({ milliCarats }) => milliCarats);
    return { ...split, lossMilliCarats: random.chance(0.4) ? Math.floor((rest * random.between(1, 20)) / 10_000 / 10) * 10 : 0 };
  });
};

/** The trade of a year around its production. */
export const tradeOf = (records: readonly PlannedRecord[], world: World, targets: TradeTargets, { scale, seed }: { scale: number; seed: number }): Trade => {
  const nothing: Trade = { splits: [], sales: [], shipments: [], confiscations: [], blanks: [], forgeries: [], blocks: new Map() };
  if (targets.certificates === 0) return nothing;
  const { splits, flow } = fitted(records, world, { certificates: targets.certificates, scale, seed });
  if (flow.passages.length === 0) return nothing;
  weighGoods(splits, crossingsOf(flow.passages), targets.milliCarats);
  const worldPrice = targets.usdCents / targets.milliCarats;
  const whole = caredFor(priced(unpriced(flow.passages, world.year, seed, worldPrice), targets.usdCents), world, seed);
  const confiscations = confiscationsOf(whole, world.year, seed);
  const shipments = divided(whole, world, { seed, confiscated: new Set(confiscations.map(({ lot }) => lot)) });
  const blanks = blanksOf(shipments, world.year);
  const blocks = blocksOf(shipments, blanks);
  return {
    splits: cleaned(splits, seed), shipments, sales: salesOf(flow.handOvers, shipments, world.year), confiscations, blanks, blocks,
    forgeries: forgeriesOf(shipments, blocks, world.year, seed),
  };
};
