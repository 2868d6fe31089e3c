import { because, isRefusal, sumOf, totalOf, type Refusal } from '#kernel';
import type { OriginShare } from '../lot/lot.events.ts';
import type { Lot } from '../lot/lot.recollection.ts';
import { unitedOrigins } from '../lot/origins.rules.ts';
import type { Opening } from '../lot/state.rules.ts';
import type { Model } from '../lot/vocabulary.events.ts';
import { modelOf, obstacles, type Input } from './mixing.rules.ts';

/** How many stones of each of its origins a lot has; undefined where that was not counted. */
const stonesOf = ({ stones, origins }: Lot): readonly number[] | undefined => {
  if (stones === undefined) return undefined;
  if (origins.length === 1) return [stones];
  const counted = origins.map(({ stones: of = 0 }) => of);
  return sumOf(counted, (of) => of) === stones ? counted : undefined;
};

/** Carats of each origin, country by country, zone by zone, tainted or not; and its stones, if they were counted in every lot. */
const originsOf = (lots: readonly Lot[]): OriginShare[] => {
  const stones = lots.map(stonesOf);
  const counted = !stones.includes(undefined);
  return unitedOrigins(lots.flatMap(({ origins }, i) => origins.map(({ stones: _, ...share }, j) => ({ ...share, ...(counted && { stones: stones[i]![j]! }) }))));
};

/** What all lots say alike; undefined if they do not, or say nothing. */
const alike = <T>(lots: readonly Lot[], of: (lot: Lot) => T): T | undefined => (lots.every((lot) => of(lot) === of(lots[0]!)) ? of(lots[0]!) : undefined);

/** How the mixture is kept apart, of which attestation, and from where, as far as it is from one place. */
const keptAs = (lots: readonly Lot[], model: Model): Partial<Opening> => {
  const claimedMilliCarats = sumOf(lots, (lot) => lot.claimedMilliCarats);
  const claim = lots.find((lot) => lot.claim !== undefined)?.claim;
  const [production, site, place] = [alike(lots, (lot) => lot.production), alike(lots, (lot) => lot.site), alike(lots, (lot) => lot.place)];
  return {
    ...(model !== 'identity-preserved' && { model }), ...(claim !== undefined && claimedMilliCarats > 0 && { claim, claimedMilliCarats }),
    ...(production !== undefined && { production }), ...(site !== undefined && { site }), ...(place !== undefined && { place }),
  };
};

/** As many certificates, or cases, as one event names. */
const MOST_IMPORTS = 1_000;

/** All that these lots name, in order; undefined if it is too much to name. */
const united = (names: readonly (readonly string[] | undefined)[]): readonly string[] | undefined => {
  const all = [...new Set(names.flatMap((some) => some ?? []))].sort();
  return all.length <= MOST_IMPORTS ? all : undefined;
};

/** Every certificate under which goods in these lots came into the territory, in order; undefined if there are too many to name. */
export const importsOf = (lots: readonly Pick<Lot, 'imports'>[]): readonly string[] | undefined => united(lots.map(({ imports }) => imports));

/** Every case under which goods in these lots were confiscated; undefined if there are too many to name. */
export const confiscationsOf = (lots: readonly Pick<Lot, 'confiscations'>[]): readonly string[] | undefined => united(lots.map(({ confiscations }) => confiscations));

/** Carats, value and, if every lot was counted, stones together; undefined if one of them cannot be counted. */
const sumsOf = (lots: readonly Lot[]): Readonly<{ milliCarats: number; usdCents: number; stones?: number }> | undefined => {
  const counted = lots.filter((lot): lot is Lot & { stones: number } => lot.stones !== undefined);
  const [milliCarats, usdCents, stones] = [totalOf(lots, 'milliCarats'), totalOf(lots, 'usdCents'), totalOf(counted, 'stones')];
  if (milliCarats === undefined || usdCents === undefined || stones === undefined) return undefined;
  return { milliCarats, usdCents, ...(counted.length === lots.length && { stones }) };
};

/** What these lots make together, by the sums of all they are; a refusal, if they cannot be mixed or not be counted. */
export const mixed = (inputs: readonly Input[], { holder, model: wanted, blend }: Readonly<{ holder: string; model?: Model | undefined; blend: string }>): Opening | Refusal => {
  const model = modelOf(inputs, wanted);
  if (isRefusal(model)) return model;
  const lots = inputs.map(({ is }) => is);
  const sums = sumsOf(lots);
  if (!sums) return because(obstacles.TooMuch, `${lots.length} lots together pass 2^53 thousandths of a carat, cents or stones.`, { lots: lots.length });
  const [imports, confiscations] = [importsOf(lots), confiscationsOf(lots)];
  if (!imports) return because(obstacles.TooMuch, `${lots.length} lots came in under more than ${MOST_IMPORTS} certificates together.`, { lots: lots.length, most: MOST_IMPORTS });
  if (!confiscations) return because(obstacles.TooMuch, `${lots.length} lots were confiscated under more than ${MOST_IMPORTS} cases together.`, { lots: lots.length, most: MOST_IMPORTS });
  return {
    holder, ...sums, hsCode: alike(lots, ({ hsCode }) => hsCode) ?? '7102.10', origins: originsOf(lots), ...keptAs(lots, model), ...(imports.length > 0 && { imports: [...imports] }), ...(confiscations.length > 0 && { confiscations: [...confiscations] }), blend,
  };
};
