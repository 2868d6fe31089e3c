import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Broken } from './goods.ts';
import { histories, lived } from './histories.ts';
import { TAMPERED, type Tampering } from './tampering.ts';

const HISTORIES = fc.sample(histories(160), { numRuns: 200, seed: 2005 });

/** What the laws say of the first history that breaks one; undefined if all of them hold. */
const complaint = (tampering: Tampering, wanted: RegExp): string | undefined => {
  for (const history of HISTORIES) {
    try {
      lived(history, tampering);
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      if (wanted.test(error.message)) return error.message;
    }
  }
  return undefined;
};

describe('the laws find rules that do not see any more', () => {
  const found: Readonly<Record<keyof typeof TAMPERED, RegExp>> = {
    'the detention of a lot': /of .+, which is stopped by|takes .+, which is stopped/,
    'the detention of a parcel': /^Parcel\w+ of .+, which is detained by/,
    'the detention of a parcel, for its certificate': /carries .+, which is detained by/,
    'the taint of goods, for a certificate': /carries \d+ tainted in/,
    'the taint of a lot that is divided': /were tainted, of its parts/,
    'the taint of lots that are blended': /has \d+ origins|says \d+ of/,
    'that a corridor is closed': /there is an embargo on|nothing may come to|which is closed, with goods of|the decision on/,
    'that a package was not approved': /no monitor saw it/,
    'that a party may not trade': /, and .+ is (suspended|struck-off)/,
  };

  it.each(Object.entries(found))('%s', (what, words) => {
    expect(complaint(TAMPERED[what as keyof typeof TAMPERED], words)).toMatch(words);
  });

  it('and hold for the same histories by the rules as they are', () => expect(complaint({}, /./)).toBeUndefined());
});
