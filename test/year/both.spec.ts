import { expect, it, jest } from '@jest/globals';
import { bothYears } from './both.ts';

jest.setTimeout(300_000);

it('a year comes to the same figures on a folder, and on engines of their own', async () => {
  const { embedded, onEngines } = await bothYears({ scale: 0.000_5, seed: 1, year: 2005 });
  expect(onEngines.figures).toEqual(embedded.figures);
  expect(onEngines.rows).toBe(embedded.rows);
  expect(onEngines.figures).toMatchObject({ productionDifferences: 0, balanceResidualMilliCarats: 0, corridorDifferences: 0 });
  expect(onEngines).not.toHaveProperty('difference');
});
