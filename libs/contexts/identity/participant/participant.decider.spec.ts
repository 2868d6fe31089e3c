import { describe, it } from '@jest/globals';
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

describe('a flow or a zone', () => {
  const base = { standing: 'suspended', from: '2008-06-01', decision: 'Letter of June 2008' } as const;
  const exports = { type: 'StandingChanged', data: { ...base, flow: 'export' } } as const;
  const zone = { type: 'StandingChanged', data: { ...base, standing: 'participant', from: '2016-05-01', flow: 'export', zone: 'Berberati' } } as const;

  it('stands by itself: exports are suspended while imports go on', () => {
    given(admitted).when('ChangeStanding', exports.data, chair).then(exports);
    given(admitted, exports).when('ChangeStanding', exports.data, chair).refused('StandingTheSame');
    const all = { type: 'StandingChanged', data: { ...base, from: '2008-07-01', flow: 'both' } } as const;
    given(admitted, exports).when('ChangeStanding', all.data, chair).then(all);
    given(admitted, exports, all).when('ChangeStanding', { ...exports.data, from: '2008-08-01' }, chair).refused('StandingTheSame', { figures: { from: '2008-07-01' } });
    const earlier = { type: 'StandingChanged', data: { ...base, from: '2005-01-01', flow: 'import' } } as const;
    given(admitted, exports).when('ChangeStanding', earlier.data, chair).then(earlier);
    given(admitted, exports).when('ChangeStanding', { ...base, from: '2005-01-01' }, chair).refused('BeforeLastChange', { figures: { lastFrom: '2008-06-01' } });
  });

  it('of a suspended territory may be opened, and does not open the whole', () => {
    const whole = { type: 'StandingChanged', data: { ...base, from: '2013-05-23' } } as const;
    given(admitted, whole).when('ChangeStanding', zone.data, chair).then(zone);
    given(admitted, whole, zone).when('ChangeStanding', { ...whole.data, from: '2017-01-01' }, chair).refused('StandingTheSame', { figures: { from: '2013-05-23' } });
    const other = { type: 'StandingChanged', data: { ...zone.data, from: '2015-07-17', zone: 'Nola' } } as const;
    given(admitted, whole, zone).when('ChangeStanding', other.data, chair).then(other);
  });

  it('is not removed from the scheme: that is for the whole', () => {
    given(admitted).when('ChangeStanding', { ...removed.data, flow: 'export' }, chair).refused('RemovedInPart', { figures: { flow: 'export' }, pointer: '#/standing' });
    given(admitted).when('ChangeStanding', { ...removed.data, zone: 'Pool' }, chair).refused('RemovedInPart', { figures: { zone: 'Pool' } });
  });
});
