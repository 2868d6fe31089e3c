import { expect, it } from '@jest/globals';
import { recall } from '#kernel';
import { recorded } from '#kernel/testing';
import { participant } from './participant.recollection.ts';

it('remembers how exports stood, of the whole and of zones, what was embargoed, and which zones there are; of imports nothing', () => {
  const decision = 'AD';
  const past = recorded<{ type: string; data: object }>('participant', 'CF',
    { type: 'ParticipantAdmitted', data: { from: '2003-01-01' } },
    { type: 'StandingChanged', data: { standing: 'suspended', from: '2013-05-23', decision } },
    { type: 'StandingChanged', data: { standing: 'participant', from: '2013-06-01', flow: 'import', decision } },
    { type: 'ZoneRegistered', data: { zone: 'CF-BODA', name: 'Boda' } },
    { type: 'StandingChanged', data: { standing: 'participant', from: '2016-10-31', flow: 'export', zone: 'CF-BODA', decision } },
    { type: 'EmbargoImposed', data: { flow: 'import', from: '2017-01-01', document: 'X', decision } },
    { type: 'EmbargoImposed', data: { flow: 'both', from: '2018-01-01', document: 'X', decision } },
    { type: 'EmbargoLifted', data: { flow: 'import', from: '2018-02-01', document: 'Y', decision } },
    { type: 'EmbargoLifted', data: { flow: 'export', from: '2018-03-01', document: 'Y', decision } });
  expect(recall(participant, participant.initial, past)).toEqual({
    standings: [{ from: '2003-01-01', standing: 'participant' }, { from: '2013-05-23', standing: 'suspended' }, { from: '2016-10-31', standing: 'participant', zone: 'CF-BODA' }],
    embargoes: [{ from: '2018-01-01', until: '2018-03-01' }], zones: ['CF-BODA'],
  });
});
