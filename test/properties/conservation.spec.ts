import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { certification } from '#contexts/certification';
import { custody } from '#contexts/custody';
import { enforcement } from '#contexts/enforcement';
import { identity } from '#contexts/identity';
import { warranties } from '#contexts/warranties';
import { histories, lived } from './histories.ts';

describe('whatever is asked of the rules, by whom and in whatever order', () => {
  const seen = new Set<string>();

  it('every carat is in somebody’s hands, on its way, or stated as lost, after every command; nothing is used twice; a blend is the sum of what went in; nothing passes what is closed to it', () => {
    fc.assert(fc.property(histories(160), (history) => {
      for (const { type } of lived(history).log) seen.add(type);
    }), { numRuns: 2_000, seed: Number(process.env['KIMBERLITE_SEED'] ?? 2005), interruptAfterTimeLimit: 50_000 });
  }, 60_000);

  it('and the histories that were tried contain every event of goods and of certificates, of measures, cases and incidents, and of membership', () => {
    const untold = ['LotsGrouped', 'GroupDissolved', 'StockTaken', 'StocktakeClosed', 'LimitsSet', 'AssessmentFiled'];
    const measures = [...identity.deciders, ...warranties.deciders].filter(({ noun }) => ['participant', 'decision', 'party', 'member'].includes(noun));
    const every = [...custody.deciders, ...certification.deciders, ...enforcement.deciders, ...measures].flatMap(({ events }) => Object.keys(events)).filter((type) => !untold.includes(type));
    expect(every.filter((type) => !seen.has(type))).toEqual([]);
  });
});
