import { expect, it } from '@jest/globals';
import type { ParticipantEvent } from '#contexts/identity/events';
import { recall } from '#kernel';
import { recorded } from '#kernel/testing';
import { participant, standingOn } from './participant.recollection.ts';

const events: ParticipantEvent[] = [
  { type: 'ParticipantAdmitted', data: { name: 'Central African Republic', kind: 'state', from: '2003-01-01' } },
  { type: 'StandingChanged', data: { standing: 'suspended', from: '2013-05-23', decision: 'AD' } },
  { type: 'StandingChanged', data: { standing: 'participant', from: '2024-11-15', decision: 'FC' } },
];
const central = recall(participant, participant.initial, recorded('participant', 'CF', ...events));

it('knows how a Participant stood on any day', () => {
  const days = ['2002-12-31', '2003-01-01', '2013-05-22', '2013-05-23', '2024-11-14', '2024-11-15'];
  expect(days.map((day) => standingOn(central, day))).toEqual(['none', 'participant', 'participant', 'suspended', 'suspended', 'participant']);
});

it('takes a State of which it never heard for none', () => {
  expect(standingOn(undefined, '2005-07-01')).toBe('none');
  expect(standingOn(participant.initial, '2005-07-01')).toBe('none');
});
