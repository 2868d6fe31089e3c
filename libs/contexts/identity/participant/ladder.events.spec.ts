import { expect, it } from '@jest/globals';
import { isOpen, STANDINGS } from './ladder.events.ts';

it('a Participant is open that is watched, and closed that is suspended, by whomever, or was never admitted', () => {
  expect([...STANDINGS, 'none' as const].filter(isOpen)).toEqual(['participant', 'clarification', 'vigilance', 'supervised']);
});
