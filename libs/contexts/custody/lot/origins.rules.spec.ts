import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { originsAt, poolOf, releasedOf, taintedIn, takeFrom, unitedOrigins } from './origins.rules.ts';

const CODES = ['AO', 'BW', 'CA', 'CD', 'NA', 'RU', 'ZA'];
const total = (shares: readonly { milliCarats: number }[]) => shares.reduce((sum, { milliCarats }) => sum + milliCarats, 0);

/** Origins of a lot, and the portions into which it goes; together they weigh the same. */
const blends = fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: CODES.length }).chain((weights) => {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const cuts = fc.array(fc.integer({ min: 1, max: Math.max(1, whole - 1) }), { maxLength: 20 });
  return cuts.map((at) => {
    const edges = [0, ...new Set(whole > 1 ? at : []), whole].sort((a, b) => a - b);
    return { origins: weights.map((milliCarats, i) => ({ participant: CODES[i]!, milliCarats })), portions: edges.slice(1).map((edge, i) => edge - edges[i]!) };
  });
});

it('shares the origins of any lot out to any parts, so that every part and every origin comes out even', () => {
  fc.assert(fc.property(blends, ({ origins, portions }) => {
    const pool = poolOf(origins);
    const taken = portions.map((portion) => takeFrom(pool, portion));
    expect(taken.map(total)).toEqual(portions);
    for (const { participant, milliCarats } of origins) expect(total(taken.flat().filter((share) => share.participant === participant))).toBe(milliCarats);
    for (const { milliCarats } of taken.flat()) expect(milliCarats).toBeGreaterThan(0);
    expect(pool.left.filter((weight) => weight !== 0)).toEqual([]);
  }));
});

it('keeps what was not taken', () => {
  const pool = poolOf([{ participant: 'AO', milliCarats: 10 }, { participant: 'BW', milliCarats: 30 }]);
  expect(takeFrom(pool, 4)).toEqual([{ participant: 'AO', milliCarats: 1 }, { participant: 'BW', milliCarats: 3 }]);
  expect(pool.left).toEqual([9, 27]);
});

const stonesOf = (shares: readonly { stones?: number }[]) => shares.reduce((sum, { stones = 0 }) => sum + stones, 0);

it('gives every part the stones it has, and, if none broke and none is missing, every origin as many as before', () => {
  fc.assert(fc.property(blends, fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 7, maxLength: 7 }), ({ origins, portions }, counts) => {
    const heavy = portions.every((portion) => portion >= CODES.length * 1_000) && origins.every(({ milliCarats }) => milliCarats >= portions.length * 1_000);
    const counted = origins.map((share, i) => ({ ...share, stones: counts[i]! }));
    const each = Math.floor(stonesOf(counted) / portions.length);
    fc.pre(each > 0);
    const stones = portions.map((_, i) => (i === 0 ? stonesOf(counted) - each * (portions.length - 1) : each));
    const pool = poolOf(counted);
    const taken = portions.map((portion, i) => takeFrom(pool, portion, stones[i]));
    expect(taken.map(stonesOf)).toEqual(stones);
    if (heavy) for (const share of counted) expect(stonesOf(taken.flat().filter(({ participant }) => participant === share.participant))).toBe(share.stones);
  }));
});

it('gives no stones to an origin that has no weight in the part', () => {
  const pool = poolOf([{ participant: 'AO', milliCarats: 1, stones: 5 }, { participant: 'BW', milliCarats: 999, stones: 1 }]);
  expect(takeFrom(pool, 100, 3)).toEqual([{ participant: 'BW', milliCarats: 100, stones: 3 }]);
});

it('takes a loss from all origins and gives a gain to all, none of which gains by a loss, and says the stones', () => {
  fc.assert(fc.property(blends, fc.integer({ min: 1, max: 20_000_000 }), fc.integer({ min: 0, max: 1_000 }), ({ origins }, milliCarats, stones) => {
    const before = new Map(origins.map((share) => [share.participant, share.milliCarats]));
    const after = originsAt(origins, milliCarats, stones);
    expect([total(after), stonesOf(after)]).toEqual([milliCarats, stones]);
    const gained = milliCarats >= total(origins);
    for (const share of after) expect(gained ? share.milliCarats >= before.get(share.participant)! : share.milliCarats <= before.get(share.participant)!).toBe(true);
  }));
  expect(originsAt([{ participant: 'BW', milliCarats: 10, stones: 3 }], 10)).toEqual([{ participant: 'BW', milliCarats: 10 }]);
});

const nola = { participant: 'CF', zone: 'CF-NOLA' };
const mixture = [{ participant: 'CF', milliCarats: 20 }, { ...nola, milliCarats: 30 }, { ...nola, taint: 'zone' as const, milliCarats: 50 }];

it('takes zones of a country, and what is tainted there, for origins of their own', () => {
  const pool = poolOf(mixture);
  expect([takeFrom(pool, 10), takeFrom(pool, 90)]).toEqual([
    [{ participant: 'CF', milliCarats: 2 }, { ...nola, milliCarats: 3 }, { ...nola, taint: 'zone', milliCarats: 5 }],
    [{ participant: 'CF', milliCarats: 18 }, { ...nola, milliCarats: 27 }, { ...nola, taint: 'zone', milliCarats: 45 }]]);
  expect(originsAt(mixture, 50)).toEqual([{ participant: 'CF', milliCarats: 10 }, { ...nola, milliCarats: 15 }, { ...nola, taint: 'zone', milliCarats: 25 }]);
  expect(taintedIn(mixture)).toBe(50);
});

it('unites what is of one country, zone and taint, and nothing else, with its stones', () => {
  const more = [{ ...nola, taint: 'zone' as const, milliCarats: 1, stones: 2 }, { participant: 'BW', milliCarats: 4 }, { participant: 'CF', taint: 'zone' as const, milliCarats: 7 }];
  // In the order of countries; of one country first what says no zone and no taint.
  expect(unitedOrigins([...mixture, ...more])).toEqual([
    { participant: 'BW', milliCarats: 4 }, { participant: 'CF', milliCarats: 20 }, { ...nola, milliCarats: 30 }, { ...nola, taint: 'zone', milliCarats: 51, stones: 2 },
    { participant: 'CF', taint: 'zone', milliCarats: 7 }]);
});

it('is clean of what was released, and comes from where it came', () => {
  expect(releasedOf(mixture, new Set(['CF']))).toEqual([{ participant: 'CF', milliCarats: 20 }, { ...nola, milliCarats: 80 }]);
  expect(releasedOf(mixture, new Set(['ZW']))).toEqual(mixture);
});
