import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v5 as uuidv5 } from 'uuid';
import { eventId } from './event-id.ts';

it('is the UUID of version 5 that everybody computes', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), fc.nat(), (stream, cause, ordinal) => {
    expect(eventId(stream, cause, ordinal)).toBe(uuidv5(JSON.stringify([stream, cause, ordinal]), 'd8f1a2c4-6b0e-5f37-9c1d-2a7e4b90c3f6'));
  }));
});

it('however long the names are', () => {
  for (const length of [1_300, 1_400, 5_000]) {
    for (const letter of ['a', 'é', '钻', '💎']) {
      const cause = letter.repeat(length);
      expect(eventId('lot-1', cause, 0)).toBe(uuidv5(JSON.stringify(['lot-1', cause, 0]), 'd8f1a2c4-6b0e-5f37-9c1d-2a7e4b90c3f6'));
    }
  }
});
