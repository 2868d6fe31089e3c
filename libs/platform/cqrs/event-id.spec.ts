import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v5 as uuidv5 } from 'uuid';
import { eventId } from './event-id.ts';

it('is the UUID of version 5 that everybody computes', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), fc.nat(), (stream, cause, ordinal) => {
    expect(eventId(stream, cause, ordinal)).toBe(uuidv5(JSON.stringify([stream, cause, ordinal]), 'd8f1a2c4-6b0e-5f37-9c1d-2a7e4b90c3f6'));
  }));
});
