import { expect, it } from '@jest/globals';
import type { ParticipantEvent } from '#contexts/identity/events';
import { recall } from '#kernel';
import { recorded } from '#kernel/testing';
import { participant, standingOn, type Flow } from './participant.recollection.ts';

const FLOWS: readonly Flow[] = ['export', 'import'];
const events: ParticipantEvent[] = [
  { type: 'ParticipantAdmitted', data: { name: 'Central African Republic', kind: 'state', from: '2003-01-01' } },
  { type: 'StandingChanged', data: { standing: 'suspended', from: '2013-05-23', decision: 'AD' } },
  { type: 'StandingChanged', data: { standing: 'participant', from: '2015-07-17', decision: 'AD', flow: 'import' } },
  { type: 'StandingChanged', data: { standing: 'participant', from: '2016-05-01', decision: 'AD', flow: 'export', zone: 'Berberati' } },
  { type: 'StandingChanged', data: { standing: 'participant', from: '2024-11-15', decision: 'FC' } },
];
const central = recall(participant, participant.initial, recorded('participant', 'CF', ...events));

it('knows how a Participant stood on any day', () => {
  const days = ['2002-12-31', '2003-01-01', '2013-05-22', '2013-05-23', '2024-11-14', '2024-11-15'];
  expect(days.map((day) => standingOn(central, day, 'export'))).toEqual(['none', 'participant', 'participant', 'suspended', 'suspended', 'participant']);
});

it('knows the two flows apart, and does not take a zone for the whole', () => {
  const on = (day: string) => FLOWS.map((flow) => standingOn(central, day, flow));
  expect(on('2015-07-16')).toEqual(['suspended', 'suspended']);
  expect(on('2015-07-17')).toEqual(['suspended', 'participant']);
  expect(on('2016-05-01')).toEqual(['suspended', 'participant']);
  expect(on('2024-11-15')).toEqual(['participant', 'participant']);
});

it('takes a State of which it never heard for none', () => {
  for (const flow of FLOWS) expect([undefined, participant.initial].map((known) => standingOn(known, '2005-07-01', flow))).toEqual(['none', 'none']);
});
