import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '#kernel';
import { lotSoFar, type Lot } from '../lot/lot.recollection.ts';
import type { Model } from '../lot/vocabulary.events.ts';
import { mixed } from './composition.rules.ts';

const plain: Lot = { ...lotSoFar.initial, status: 'reserved', holder: 'SYN-H', milliCarats: 1_000, usdCents: 10, origins: [{ participant: 'BW', milliCarats: 1_000 }], site: 'SYN-S' };
const attested = (more: Partial<Lot> = {}): Lot => ({ ...plain, claim: 'SYN-Fair', claimedMilliCarats: 1_000, ...more });

/** How the mixture is kept, and of which attestation; or the sentence that says why not. */
const kept = (wanted: Model | undefined, ...lots: Lot[]) => {
  const made = mixed(lots.map((is, i) => ({ lot: `SYN-${i + 1}`, is })), { holder: 'SYN-H', model: wanted, blend: 'SYN-M' });
  return isRefusal(made) ? `${made.refused}: ${made.detail}` : [made.model ?? 'identity-preserved', made.claim, made.claimedMilliCarats];
};

describe('identity-preserved', () => {
  it('is what lots of one site and one attestation make', () => {
    for (const wanted of [undefined, 'identity-preserved'] as const) {
      expect(kept(wanted, plain, plain)).toEqual(['identity-preserved', undefined, undefined]);
      expect(kept(wanted, attested(), attested())).toEqual(['identity-preserved', 'SYN-Fair', 2_000]);
    }
  });

  it('is not made of several sites, of looser lots, or of different attestations', () => {
    expect(kept('identity-preserved', plain, { ...plain, site: 'SYN-S2' })).toBe('NotSoStrict: It cannot be identity-preserved: SYN-1 and SYN-2 are not of the same site.');
    expect(kept('identity-preserved', plain, { ...plain, model: 'segregated' })).toBe('NotSoStrict: It cannot be identity-preserved: lot SYN-2 is segregated, and its site SYN-S.');
    expect(kept('identity-preserved', { ...plain, site: undefined }, plain)).toBe('NotSoStrict: It cannot be identity-preserved: lot SYN-1 is identity-preserved, and its site not one.');
    expect(kept('identity-preserved', plain, attested())).toBe('NotSoStrict: It cannot be identity-preserved: SYN-1 and SYN-2 are not of the same attestation.');
  });
});

describe('segregated', () => {
  it('is what lots of one attestation make, wherever they come from', () => {
    for (const wanted of [undefined, 'segregated'] as const) {
      expect(kept(wanted, attested(), attested({ site: 'SYN-S2', model: 'segregated' }))).toEqual(['segregated', 'SYN-Fair', 2_000]);
    }
  });

  it('takes nothing that does not qualify', () => {
    expect(kept('segregated', attested(), plain)).toBe('NotSoStrict: It cannot be segregated: lot SYN-2 is identity-preserved, and attested as nothing.');
    expect(kept('segregated', attested(), attested({ model: 'mass-balance' }))).toBe('NotSoStrict: It cannot be segregated: lot SYN-2 is mass-balance, and attested as SYN-Fair.');
    expect(kept('segregated', attested({ claimedMilliCarats: 999 }), attested())).toBe('NotSoStrict: It cannot be segregated: lot SYN-1 is identity-preserved, and attested as SYN-Fair.');
    expect(kept('segregated', attested(), attested({ claim: 'SYN-Green' }))).toBe('NotSoStrict: It cannot be segregated: SYN-1 and SYN-2 are not of the same attestation.');
  });
});

describe('mass-balance', () => {
  it('mixes anything, and adds up the attested carats as a quota', () => {
    expect(kept('mass-balance', plain, plain)).toEqual(['mass-balance', undefined, undefined]);
    for (const wanted of [undefined, 'mass-balance'] as const) {
      expect(kept(wanted, attested({ model: 'mass-balance', claimedMilliCarats: 300 }), { ...plain, site: 'SYN-S2' })).toEqual(['mass-balance', 'SYN-Fair', 300]);
    }
    expect(kept(undefined, plain, { ...plain, site: 'SYN-S2' })).toEqual(['mass-balance', undefined, undefined]);
  });

  it('does not add up different attestations', () => {
    for (const wanted of [undefined, 'mass-balance'] as const) {
      expect(kept(wanted, attested(), plain, attested({ claim: 'SYN-Green' }))).toBe('SeveralClaims: Lots SYN-1 and SYN-3 are not of the same attestation.');
    }
  });
});

it('adds origins up by country, zone and taint: a blend of clean and tainted goods is tainted by the carats', () => {
  const of = (...origins: Lot['origins']): Lot => ({ ...plain, milliCarats: origins.reduce((sum, { milliCarats }) => sum + milliCarats, 0), origins, stones: origins.reduce((sum, { stones = 0 }) => sum + stones, 0) });
  const nola = { participant: 'CF', zone: 'CF-NOLA' };
  const lots = [of({ ...nola, milliCarats: 30, stones: 1 }), of({ ...nola, taint: 'zone', milliCarats: 50, stones: 2 }, { participant: 'BW', milliCarats: 5, stones: 3 }), of({ ...nola, taint: 'zone', milliCarats: 7, stones: 4 })];
  const made = mixed(lots.map((is, i) => ({ lot: `SYN-${i + 1}`, is })), { holder: 'SYN-H', model: 'mass-balance', blend: 'SYN-M' });
  expect(made).toMatchObject({ milliCarats: 92, stones: 10, origins: [
    { participant: 'BW', milliCarats: 5, stones: 3 }, { ...nola, milliCarats: 30, stones: 1 }, { ...nola, taint: 'zone', milliCarats: 57, stones: 6 }] });
});
