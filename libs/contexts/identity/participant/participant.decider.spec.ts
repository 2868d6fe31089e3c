import { it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { participant } from './participant.decider.ts';

const given = scenarios(participant, { subject: 'CG' });
const chair: Actor = { party: 'KP-CHAIR', participant: 'BW', roles: ['chair'] };
const authority: Actor = { party: 'CG-AUTHORITY', participant: 'CG', roles: ['authority'] };
const admitted = { type: 'ParticipantAdmitted', data: { name: 'Congo, Republic of the', kind: 'state', from: '2003-01-01' } } as const;
const removed = { type: 'StandingChanged', data: { standing: 'removed', from: '2004-07-09', decision: 'Chair’s notice of 9 July 2004' } } as const;
const readmitted = { type: 'StandingChanged', data: { standing: 'participant', from: '2007-11-08', decision: 'Brussels plenary 2007' } } as const;

it('KPCS VI: is admitted by the Chair, once', () => {
  given().when('AdmitParticipant', admitted.data, chair).then(admitted);
  given().when('AdmitParticipant', admitted.data, authority).refused('NotChair');
  given(admitted, removed).when('AdmitParticipant', admitted.data, chair).refused('AlreadyAdmitted', { figures: { standing: 'removed', from: '2004-07-09' } });
});

it('was not in the scheme before the scheme began', () => {
  given().when('AdmitParticipant', { ...admitted.data, from: '2002-12-31' }, chair).refused('BeforeScheme', { pointer: '#/from' });
});

it('is removed and readmitted, each by a decision that is named', () => {
  given(admitted).when('ChangeStanding', removed.data, chair).then(removed);
  given(admitted, removed).when('ChangeStanding', readmitted.data, chair).then(readmitted);
  given(admitted).when('ChangeStanding', removed.data, authority).refused('NotChair');
});

it('has no standing to change before it is admitted', () => {
  given().when('ChangeStanding', removed.data, chair).refused('NotAdmitted');
});

it('changes its standing to another one only', () => {
  given(admitted).when('ChangeStanding', { ...readmitted.data, standing: 'participant' }, chair).refused('StandingTheSame', { pointer: '#/standing' });
});

it('has its standings recorded in the order in which they begin; two may begin on one day', () => {
  given(admitted, removed).when('ChangeStanding', { ...readmitted.data, from: '2004-07-08' }, chair).refused('BeforeLastChange', {
    detail: 'The new standing would begin on 2004-07-08, before the present one of 2004-07-09.', figures: { from: '2004-07-08', lastFrom: '2004-07-09' }, pointer: '#/from',
  });
  const corrected = { type: 'StandingChanged', data: { ...removed.data, standing: 'suspended' } } as const;
  given(admitted, removed).when('ChangeStanding', corrected.data, chair).then(corrected);
});
