import { sumOf } from '#kernel';
import { returns2005 } from '../returns-2005.ts';
import { standing, type PublishedReturn, type YearOfReturns } from '../returns.ts';
import { recordsOf, type PlannedRecord } from './production.ts';
import { tradeOf, type Trade, type TradeTargets } from './trade.ts';
import { worldOf, type World } from './world.ts';

/** Everything that will happen in a year, small enough to be kept; the commands are made of it one by one. */
export type Plan = Readonly<{
  returns: YearOfReturns; scale: number; seed: number; world: World; records: readonly PlannedRecord[]; targets: TradeTargets; trade: Trade;
}>;

/**
 * The trade of 2005: 59,000 certificates, more than 500 million carats, 37.6 billion USD
 * (report of the Kimberley Process to the General Assembly, UN A/61/589, annex 1 ¶5).
 */
export const TRADE_OF_2005: TradeTargets = { certificates: 59_000, milliCarats: 502_000_000_000, usdCents: 3_760_000_000_000 };

const caratsIn = (rows: readonly PublishedReturn[]) => sumOf(rows, ({ milliCarats }) => milliCarats);
const usdIn = (rows: readonly PublishedReturn[]) => sumOf(rows, ({ usdCents }) => usdCents);

/** What the trade of this year comes to: as in 2005, in proportion to what the world produced. */
export const targetsOf = (returns: YearOfReturns, scale: number): TradeTargets => {
  const rows = standing(returns.rows);
  const byCarats = (caratsIn(rows) / caratsIn(returns2005.rows)) * scale;
  const byUsd = usdIn(rows) > 0 ? (usdIn(rows) / usdIn(returns2005.rows)) * scale : byCarats;
  return {
    certificates: Math.round(TRADE_OF_2005.certificates * byCarats), milliCarats: Math.round(TRADE_OF_2005.milliCarats * byCarats),
    usdCents: Math.round(TRADE_OF_2005.usdCents * byUsd),
  };
};

/** Plans a year. The production is always the whole return; the trade is scaled. The same returns, scale and seed give the same plan. */
export const planOf = (returns: YearOfReturns, { scale, seed }: { scale: number; seed: number }): Plan => {
  const world = worldOf(returns, scale);
  const records = standing(returns.rows).flatMap((row) => recordsOf(row, world, seed)).sort((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
  const targets = targetsOf(returns, scale);
  return { returns, scale, seed, world, records, targets, trade: tradeOf(records, world, targets, { scale, seed }) };
};
