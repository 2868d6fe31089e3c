/** Weights are integers of 0.001 ct, money integers of 0.01 USD. Nothing here is ever a fraction. */

const DECIMAL = /^(0|[1-9][0-9]*)(?:\.([0-9]+))?$/;

/** Reads a plain decimal ("12.5") into integers of 10^-decimals. Undefined for anything else: signs, exponents, other digits, too many decimals, beyond 2^53. */
const scaled = (text: string, decimals: number): number | undefined => {
  const parts = DECIMAL.exec(text);
  const fraction = parts?.[2] ?? '';
  if (!parts || fraction.length > decimals) return undefined;
  const value = Number(parts[1]! + fraction.padEnd(decimals, '0'));
  return Number.isSafeInteger(value) ? value : undefined;
};

const printed = (value: number, decimals: number): string => {
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
};

/** "12.5" carats → 12500. At most three decimals. */
export const milliCaratsOf = (carats: string): number | undefined => scaled(carats, 3);
/** "12.5" dollars → 1250. At most two decimals. */
export const usdCentsOf = (usd: string): number | undefined => scaled(usd, 2);
/** 12500 → "12.500" */
export const inCarats = (milliCarats: number): string => printed(milliCarats, 3);
/** 1250 → "12.50" */
export const inUsd = (usdCents: number): string => printed(usdCents, 2);

/** Adds integers and refuses to pass 2^53. */
export const sumOf = <T>(items: Iterable<T>, amount: (item: T) => number): number => {
  let sum = 0;
  for (const item of items) sum += amount(item);
  if (!Number.isSafeInteger(sum)) throw new RangeError('The sum is beyond 2^53.');
  return sum;
};

/** The sum of one amount, none of them negative; undefined if it passes 2^53. A safe end means that every step on the way was. */
export const totalOf = <Amount extends string>(rows: readonly Readonly<Record<Amount, number>>[], amount: Amount): number | undefined => {
  const sum = rows.reduce((sum, row) => sum + row[amount], 0);
  return Number.isSafeInteger(sum) ? sum : undefined;
};

/** Rows of the same key become one, with the sums of their amounts; in the order of the keys. */
export const addedUp = <Key extends string, Amount extends string, Row extends Readonly<Record<Key, string> & Record<Amount, number>>>(
  rows: readonly Row[], key: Key, amounts: readonly Amount[],
): Pick<Row, Key | Amount>[] => {
  const sums = new Map<string, Pick<Row, Key | Amount>>();
  for (const row of rows) {
    const before = sums.get(row[key]);
    const summed = amounts.map((amount) => [amount, row[amount] + (before?.[amount] ?? 0)]);
    sums.set(row[key], Object.fromEntries([[key, row[key]], ...summed]) as Pick<Row, Key | Amount>);
  }
  return [...sums.keys()].sort().map((name) => sums.get(name)!);
};

/**
 * Shares an integer out by weights, exactly: floors first, then one unit each to the largest remainders, earlier ones first.
 * The parts sum to the whole. All weights zero: the first takes all.
 */
export const shareOut = (whole: number, weights: readonly number[]): number[] => {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total === 0n) return weights.map((_, i) => (i === 0 ? whole : 0));
  const exact = weights.map((weight) => BigInt(whole) * BigInt(weight));
  const parts = exact.map((share) => Number(share / total));
  const byRemainder = exact.map((share, i) => [share % total, i] as const).sort(([a, i], [b, j]) => (a === b ? i - j : a > b ? -1 : 1));
  const left = whole - parts.reduce((sum, part) => sum + part, 0);
  for (const [, i] of byRemainder.slice(0, left)) parts[i]! += 1;
  return parts;
};
