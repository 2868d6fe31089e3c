import { expect, it } from '@jest/globals';
import type { Broken } from './remote.ts';
import { simulate, type Outcome } from './simulate.ts';

const SEEDS = 300;
const outcomes = async (broken?: Broken): Promise<Outcome[]> => {
  const all: Outcome[] = [];
  for (let seed = 1; seed <= SEEDS; seed += 1) all.push(await simulate(seed, broken));
  return all;
};
const failed = (all: readonly Outcome[]): Outcome[] => all.filter(({ violations }) => violations.length > 0);

it('under lost calls, late calls, crashes and stale reads every blend and parcel is decided once, and no carat is lost or used twice', async () => {
  const all = await outcomes();
  expect(failed(all).map(({ seed, violations }) => ({ seed, violations }))).toEqual([]);
  // Every end happens, and every kind of fault.
  for (const end of ['committed', 'aborted', 'sealed', 'abandoned'] as const) expect([end, all.filter((one) => one[end] > 0).length > SEEDS / 10]).toEqual([end, true]);
  const faults = ['lostRequest', 'lostAnswer', 'late', 'crash', 'stale'];
  for (const fault of faults) expect([fault, all.some(({ trace }) => trace.some((step) => step.endsWith(`: ${fault}`)))]).toEqual([fault, true]);
}, 120_000);

it('a seed runs the same way every time, whatever ran before', async () => {
  const first = await simulate(77);
  await simulate(78);
  expect(await simulate(77)).toEqual(first);
});

it.each([
  ['does not see that a cause was decided before', 'no-fold-check', /holds event .* twice/],
  ['decides a blend at any revision', 'any-revision', /was decided 2 times/],
] as const)('finds a ledger that %s', async (_, broken, complaint) => {
  const found = failed(await outcomes(broken));
  expect(found.length).toBeGreaterThan(SEEDS / 10);
  expect(found.flatMap(({ violations }) => violations).some((violation) => complaint.test(violation))).toBe(true);
}, 120_000);
