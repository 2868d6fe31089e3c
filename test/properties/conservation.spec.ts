import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { certification } from '#contexts/certification';
import { custody } from '#contexts/custody';
import { histories, lived } from './histories.ts';

describe('whatever is asked of the rules, by whom and in whatever order', () => {
  const seen = new Set<string>();

  it('every carat is in somebody’s hands, on its way, or stated as lost, after every command; nothing is used twice; a blend is the sum of what went in', () => {
    fc.assert(fc.property(histories(160), (history) => {
      for (const { type } of lived(history).log) seen.add(type);
    }), { numRuns: 2_000, seed: Number(process.env['KIMBERLITE_SEED'] ?? 2005), interruptAfterTimeLimit: 50_000 });
  }, 60_000);

  it('and the histories that were tried contain every event of goods and of certificates', () => {
    const untold = ['LotsGrouped', 'GroupDissolved', 'StockTaken', 'StocktakeClosed', 'LimitsSet'];
    const every = [...custody.deciders, ...certification.deciders].flatMap(({ events }) => Object.keys(events)).filter((type) => !untold.includes(type));
    expect(every.filter((type) => !seen.has(type))).toEqual([]);
  });
});
