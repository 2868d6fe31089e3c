import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addedUp, inCarats, inUsd, milliCaratsOf, shareOut, sumOf, totalOf, usdCentsOf } from './carats.ts';

const amount = fc.nat(Number.MAX_SAFE_INTEGER);
const weights = fc.array(fc.oneof(fc.nat(10), fc.nat(100_000), amount), { minLength: 1, maxLength: 50 });

it('printing and reading are inverse', () => {
  fc.assert(fc.property(amount, (units) => milliCaratsOf(inCarats(units)) === units && usdCentsOf(inUsd(units)) === units), { numRuns: 5_000 });
  fc.assert(fc.property(amount, (units) => inCarats(-units) === (units === 0 ? '0.000' : `-${inCarats(units)}`)));
});

it('reads what people write in a table, exactly', () => {
  expect(['0', '12', '12.5', '12.50', '12.345', '0.001', '9007199254740.991'].map(milliCaratsOf)).toEqual([0, 12_000, 12_500, 12_500, 12_345, 1, 2 ** 53 - 1]);
  expect(['0.29', '1.1', '4.35', '90071992547409.91'].map(usdCentsOf)).toEqual([29, 110, 435, 2 ** 53 - 1]);
});

it.each([
  '', ' ', '1.2345', '1e3', '1E3', '0x10', '+1', '-1', '-0', '.5', '5.', '1,5', '1.2.3', '1 000', ' 1', '1 ', '1\n', '01', '00.5', 'NaN', 'Infinity', '１', '1.５', '١', '1٫5', '−1', '1_000', '1n',
  '9007199254740.992', '99999999999999999999',
])('does not guess what %j could mean', (text) => {
  expect(milliCaratsOf(text)).toBeUndefined();
});

it('does not round a cent away', () => {
  expect(usdCentsOf('1.234')).toBeUndefined();
});

it('shares out exactly: parts sum to the whole, and nobody is a whole unit from his fair share', () => {
  fc.assert(fc.property(amount, weights, (whole, by) => {
    const parts = shareOut(whole, by);
    const total = by.reduce((sum, weight) => sum + BigInt(weight), 0n);
    expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(whole));
    expect(parts.length).toBe(by.length);
    if (total === 0n) return;
    parts.forEach((part, i) => {
      const error = BigInt(part) * total - BigInt(whole) * BigInt(by[i]!);
      expect(error > -total && error < total).toBe(true);
    });
  }), { numRuns: 1_000 });
});

it('shares out nothing to a weight of nothing, and all to the first if none weighs anything', () => {
  expect(shareOut(100, [0, 1, 0])).toEqual([0, 100, 0]);
  expect(shareOut(7, [0, 0])).toEqual([7, 0]);
  expect(shareOut(0, [1, 2])).toEqual([0, 0]);
  expect(shareOut(2, [1, 1, 1])).toEqual([1, 1, 0]);
  fc.assert(fc.property(amount, weights, (whole, by) => shareOut(whole, by).every((part, i) => by[i] !== 0 || part === 0 || by.every((weight) => weight === 0))));
});

it('shares out the same way however often it is asked, and a bigger weight never gets less', () => {
  fc.assert(fc.property(amount, weights, (whole, by) => {
    const parts = shareOut(whole, by);
    expect(shareOut(whole, by)).toEqual(parts);
    by.forEach((a, i) => by.forEach((b, j) => { if (a > b) expect(parts[i]!).toBeGreaterThanOrEqual(parts[j]!); }));
  }), { numRuns: 200 });
});

it('a million stones weigh the same, however they are put into parcels', () => {
  const random = fc.sample(fc.integer({ min: 1, max: 5_000 }), { numRuns: 1_000, seed: 2005 });
  const stones = Array.from({ length: 1_000_000 }, (_, i) => random[(i * 7 + Math.floor(i / 1_000)) % 1_000]!);
  const whole = sumOf(stones, (stone) => stone);
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: stones.length }), { maxLength: 20 }), (cuts) => {
    const at = [0, ...cuts.sort((a, b) => a - b), stones.length];
    const parcels = at.slice(1).map((end, i) => sumOf(stones.slice(at[i], end), (stone) => stone));
    expect(sumOf(parcels, (parcel) => parcel)).toBe(whole);
  }), { numRuns: 10 });
});

it('refuses a sum beyond 2^53 rather than losing a carat', () => {
  expect(sumOf([2 ** 53 - 2, 1], (n) => n)).toBe(2 ** 53 - 1);
  expect(() => sumOf([2 ** 53 - 1, 1], (n) => n)).toThrow(RangeError);
  expect(sumOf([], () => 1)).toBe(0);
});

it('adds up what has one key, in the order of the keys', () => {
  const rows = [{ code: 'NA', milliCarats: 1, usdCents: 5 }, { code: 'BW', milliCarats: 2, usdCents: 6 }, { code: 'NA', milliCarats: 3, usdCents: 7 }];
  expect(addedUp(rows, 'code', ['milliCarats'])).toEqual([{ code: 'BW', milliCarats: 2 }, { code: 'NA', milliCarats: 4 }]);
  expect(addedUp([], 'code', [])).toEqual([]);
});

it('does not count beyond 2^53', () => {
  expect(totalOf([{ milliCarats: Number.MAX_SAFE_INTEGER - 1 }, { milliCarats: 1 }], 'milliCarats')).toBe(Number.MAX_SAFE_INTEGER);
  expect(totalOf([{ milliCarats: Number.MAX_SAFE_INTEGER }, { milliCarats: 1 }], 'milliCarats')).toBeUndefined();
});
