import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { ParticipantEvent } from '../participant/participant.events.ts';
import { participants } from './participants.view.ts';

const admitted: ParticipantEvent = { type: 'ParticipantAdmitted', data: { name: 'Lebanon', kind: 'state', from: '2003-01-01' } };
const suspended: ParticipantEvent = { type: 'StandingChanged', data: { standing: 'suspended', from: '2004-03-01', decision: 'Chair’s notice of March 2004' } };

it('shows a Participant from the day of its admission', () => {
  expect([...rowsOf(participants, recorded<ParticipantEvent>('participant', 'LB', admitted))]).toEqual([
    ['LB', { participant: 'LB', name: 'Lebanon', kind: 'state', standing: 'participant', standingFrom: '2003-01-01' }],
  ]);
});

it('shows the latest standing and the decision behind it', () => {
  expect(rowsOf(participants, recorded<ParticipantEvent>('participant', 'LB', admitted, suspended)).get('LB')).toEqual({
    participant: 'LB', name: 'Lebanon', kind: 'state', standing: 'suspended', standingFrom: '2004-03-01', decision: 'Chair’s notice of March 2004',
  });
});
