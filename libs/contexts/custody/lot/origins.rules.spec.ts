import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { poolOf, restOf, takeFrom } from './origins.rules.ts';

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
    expect(restOf(pool)).toEqual([]);
  }));
});

it('keeps what was not taken', () => {
  const pool = poolOf([{ participant: 'AO', milliCarats: 10 }, { participant: 'BW', milliCarats: 30 }]);
  expect(takeFrom(pool, 4)).toEqual([{ participant: 'AO', milliCarats: 1 }, { participant: 'BW', milliCarats: 3 }]);
  expect(restOf(pool)).toEqual([{ participant: 'AO', milliCarats: 9 }, { participant: 'BW', milliCarats: 27 }]);
});
