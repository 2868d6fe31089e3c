import { expect, it } from '@jest/globals';
import type { ParticipantEvent } from '#contexts/identity/events';
import { recall } from '#kernel';
import { recorded } from '#kernel/testing';
import { decidedOn, embargoOn, participant, standingOn, zonesOf, type Flow } from './participant.recollection.ts';

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

it('knows how a zone stood, on what conditions, and what becomes of goods on their way', () => {
  const conditions = { approval: 'ex-ante' as const, monitor: 'SYN-KPMT' };
  const opened: ParticipantEvent = { type: 'StandingChanged', data: { standing: 'participant', from: '2016-06-01', decision: 'AD', flow: 'export', zone: 'CF-NOLA', document: 'KP-2016-CF', conditions, inTransit: 'hold' } };
  const now = recall(participant, participant.initial, recorded('participant', 'CF', ...events, opened));
  expect([standingOn(now, '2016-06-01', 'export', 'CF-NOLA'), standingOn(now, '2016-05-31', 'export', 'CF-NOLA'), standingOn(now, '2016-06-01', 'import', 'CF-NOLA')]).toEqual(['participant', 'none', 'none']);
  expect(decidedOn(now, '2016-06-01', 'export', 'CF-NOLA')).toEqual({ standing: 'participant', from: '2016-06-01', flow: 'export', zone: 'CF-NOLA', document: 'KP-2016-CF', conditions, inTransit: 'hold' });
  expect([zonesOf(now, '2016-05-31'), zonesOf(now, '2016-06-01'), zonesOf(undefined, '2016-06-01')]).toEqual([['Berberati'], ['Berberati', 'CF-NOLA'], []]);
});

it('knows what the Security Council forbade, for which flow, and until when', () => {
  const said = { document: 'SC-1643', decision: 'S/RES/1643 (2005)' };
  const now = recall(participant, participant.initial, recorded('participant', 'CI', events[0]!, { type: 'EmbargoImposed', data: { flow: 'export', from: '2005-12-15', ...said } },
    { type: 'EmbargoLifted', data: { flow: 'both', from: '2014-04-29', document: 'SC-2153', decision: 'S/RES/2153 (2014)' } } as ParticipantEvent));
  expect(['2005-12-14', '2005-12-15', '2014-04-28', '2014-04-29'].map((day) => embargoOn(now, day, 'export')?.document)).toEqual([undefined, 'SC-1643', 'SC-1643', undefined]);
  expect(embargoOn(now, '2006-01-01', 'import')).toBeUndefined();
  expect(standingOn(now, '2006-01-01', 'export')).toBe('participant');
});
