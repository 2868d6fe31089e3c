import { expect, it } from '@jest/globals';
import { blend } from './blend.decider.ts';
import { hangingBlend } from './hanging.rules.ts';

it('calls a blend off that is not decided after a quarter of an hour, and not before', () => {
  const row = { blend: 'SYN-M', startedAt: '2026-01-01T00:00:00.000Z' };
  expect(hangingBlend.overdue(row, '2026-01-01T00:14:59.999Z')).toBeUndefined();
  expect(hangingBlend.overdue(row, '2026-01-01T00:15:00.000Z')).toEqual({ decider: blend, subject: 'SYN-M', type: 'AbortBlend', data: { reason: 'It was not decided within 15 minutes.' } });
});
