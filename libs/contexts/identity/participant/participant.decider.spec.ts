import { describe, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import type { Decision } from '../decision/decision.rules.ts';
import { participant } from './participant.decider.ts';

const given = scenarios(participant, { subject: 'CG' });
const chair: Actor = { party: 'KP-CHAIR', participant: 'BW', roles: ['chair'] };
const authority: Actor = { party: 'CG-AUTHORITY', participant: 'CG', roles: ['authority'] };
const notice = (madeOn: string, more: Partial<Decision> = {}): Decision => ({ recorded: true, kind: 'notice', title: 'Notice', document: 'No. 1', madeOn, translations: {}, ...more });
/** By a decision that is in force, and a monitor who is registered. */
const known = { decision: notice('2003-01-01'), monitor: { kind: 'monitor' } } as const;
const cited = { decision: 'Notice (No. 1)', document: 'KP-1' } as const;
const document = 'KP-1';

const admitted = { type: 'ParticipantAdmitted', data: { name: 'Congo, Republic of the', kind: 'state', from: '2003-01-01' } } as const;
const change = { standing: 'removed', from: '2004-07-09', document } as const;
const removed = { type: 'StandingChanged', data: { ...change, ...cited } } as const;
const again = { standing: 'participant', from: '2007-11-08', document } as const;
const readmitted = { type: 'StandingChanged', data: { ...again, ...cited } } as const;

it('KPCS VI: is admitted by the Chair, once', () => {
  given().when('AdmitParticipant', admitted.data, chair).then(admitted);
  given().when('AdmitParticipant', admitted.data, authority).refused('NotChair');
  given(admitted, removed).when('AdmitParticipant', admitted.data, chair).refused('AlreadyAdmitted', { figures: { standing: 'removed', from: '2004-07-09' } });
});

it('was not in the scheme before the scheme began', () => {
  given().when('AdmitParticipant', { ...admitted.data, from: '2002-12-31' }, chair).refused('BeforeScheme', { pointer: '#/from' });
});

it('is removed and readmitted, each by a decision that is cited', () => {
  given(admitted).when('ChangeStanding', change, chair, known).then(removed);
  given(admitted, removed).when('ChangeStanding', again, chair, known).then(readmitted);
  given(admitted).when('ChangeStanding', change, authority, known).refused('NotChair');
});

it('has no standing to change before it is admitted', () => {
  given().when('ChangeStanding', change, chair, known).refused('NotAdmitted');
});

it('changes its standing to another one only', () => {
  given(admitted).when('ChangeStanding', { ...again, standing: 'participant' }, chair, known).refused('StandingTheSame', { pointer: '#/standing' });
});

it('has its standings recorded in the order in which they begin; two may begin on one day', () => {
  given(admitted, removed).when('ChangeStanding', { ...again, from: '2004-07-08' }, chair, known).refused('BeforeLastChange', {
    detail: 'The new standing would begin on 2004-07-08, before the present one of 2004-07-09.', figures: { from: '2004-07-08', lastFrom: '2004-07-09' }, pointer: '#/from',
  });
  const corrected = { ...change, standing: 'suspended' } as const;
  given(admitted, removed).when('ChangeStanding', corrected, chair, known).then({ type: 'StandingChanged', data: { ...corrected, ...cited } });
});

it('UN A/61/589 ¶22.14: does not change without a decision that is recorded, nor before that is in force', () => {
  given(admitted).when('ChangeStanding', change, chair, { ...known, decision: notice('', { recorded: false }) }).refused('NoDecision', { detail: 'No decision KP-1 is recorded.', pointer: '#/document' });
  given(admitted).when('ChangeStanding', change, chair, { ...known, decision: notice('2004-07-10') }).refused('NotInForce', {
    detail: 'Decision KP-1 is in force from 2004-07-10; it cannot take effect on 2004-07-09.', figures: { inForceFrom: '2004-07-10', from: '2004-07-09' }, pointer: '#/from',
  });
  const plenary = notice('2004-07-01', { kind: 'plenary', translations: { en: '2004-07-01', fr: '2004-07-02', pt: '2004-07-02' } });
  given(admitted).when('ChangeStanding', change, chair, { ...known, decision: plenary }).refused('NotInForce', {
    detail: 'Decision KP-1 was made on 2004-07-01 and is not translated into es, ru; it cannot take effect on 2004-07-09.', figures: { missing: 'es, ru' },
  });
  given(admitted).when('ChangeStanding', change, chair, { ...known, decision: { ...plenary, translations: { ...plenary.translations, es: '2004-07-09', ru: '2004-07-03' } } }).then(removed);
});

it('cites a decision of long words by its title alone', () => {
  const title = 'T'.repeat(500);
  given(admitted).when('ChangeStanding', change, chair, { ...known, decision: notice('2003-01-01', { title }) }).then({ type: 'StandingChanged', data: { ...change, document, decision: title } });
});

describe('a flow or a zone', () => {
  const base = { standing: 'suspended', from: '2008-06-01', document } as const;
  const told = <Data extends object>(data: Data) => ({ type: 'StandingChanged', data: { ...data, ...cited } }) as const;
  const registered = { type: 'ZoneRegistered', data: { zone: 'CG-POOL', name: 'Pool' } } as const;
  const other = { type: 'ZoneRegistered', data: { zone: 'CG-SANGHA', name: 'Sangha' } } as const;
  const exports = { ...base, flow: 'export' } as const;
  const zone = { ...base, standing: 'participant', from: '2016-05-01', flow: 'export', zone: 'CG-POOL' } as const;

  it('stands by itself: exports are suspended while imports go on', () => {
    given(admitted).when('ChangeStanding', exports, chair, known).then(told(exports));
    given(admitted, told(exports)).when('ChangeStanding', exports, chair, known).refused('StandingTheSame');
    const all = { ...base, from: '2008-07-01', flow: 'both' } as const;
    given(admitted, told(exports)).when('ChangeStanding', all, chair, known).then(told(all));
    given(admitted, told(exports), told(all)).when('ChangeStanding', { ...exports, from: '2008-08-01' }, chair, known).refused('StandingTheSame', { figures: { from: '2008-07-01' } });
    const earlier = { ...base, from: '2005-01-01', flow: 'import' } as const;
    given(admitted, told(exports)).when('ChangeStanding', earlier, chair, known).then(told(earlier));
    given(admitted, told(exports)).when('ChangeStanding', { ...base, from: '2005-01-01' }, chair, known).refused('BeforeLastChange', { figures: { lastFrom: '2008-06-01' } });
  });

  it('of a suspended territory may be opened, and does not open the whole', () => {
    const whole = told({ ...base, from: '2013-05-23' });
    given(admitted, registered, whole).when('ChangeStanding', zone, chair, known).then(told(zone));
    given(admitted, registered, whole, told(zone)).when('ChangeStanding', { ...base, from: '2017-01-01' }, chair, known).refused('StandingTheSame', { figures: { from: '2013-05-23' } });
    const second = { ...zone, from: '2015-07-17', zone: 'CG-SANGHA' } as const;
    given(admitted, registered, other, whole, told(zone)).when('ChangeStanding', second, chair, known).then(told(second));
  });

  it('is not removed from the scheme: that is for the whole', () => {
    given(admitted).when('ChangeStanding', { ...change, flow: 'export' }, chair, known).refused('RemovedInPart', { figures: { flow: 'export' }, pointer: '#/standing' });
    given(admitted, registered).when('ChangeStanding', { ...change, zone: 'CG-POOL' }, chair, known).refused('RemovedInPart', { figures: { zone: 'CG-POOL' } });
  });

  it('is of its own territory, and registered by its authority or the Chair, once', () => {
    given(admitted).when('RegisterZone', registered.data, authority).then(registered);
    given(admitted).when('RegisterZone', registered.data, chair).then(registered);
    given().when('RegisterZone', registered.data, chair).refused('NotAdmitted');
    given(admitted).when('RegisterZone', registered.data, { ...authority, participant: 'CD' }).refused('NotItsTerritory');
    given(admitted, registered).when('RegisterZone', registered.data, authority).refused('ZoneRegisteredBefore');
    given(admitted).when('RegisterZone', { zone: 'CD-POOL', name: 'Pool' }, chair).refused('UnknownZone', { detail: 'CD-POOL is a zone of CD, not of CG.', pointer: '#/zone' });
    given(admitted).when('ChangeStanding', zone, chair, known).refused('UnknownZone', { detail: 'No zone CG-POOL is registered.', pointer: '#/zone' });
    given(admitted, registered).when('ChangeStanding', { ...zone, zone: 'CD-POOL' }, chair, known).refused('UnknownZone');
  });
});

describe('conditions', () => {
  const conditions = { approval: 'ex-ante', monitor: 'SYN-MONITOR' } as const;
  const supervised = { standing: 'supervised', from: '2006-11-09', document, flow: 'export', conditions } as const;
  const told = { type: 'StandingChanged', data: { ...supervised, ...cited } } as const;

  it('name who examines the exports of a supervised Participant, and when', () => {
    given(admitted).when('ChangeStanding', { ...supervised, inTransit: 'hold' }, chair, known).then({ type: 'StandingChanged', data: { ...told.data, inTransit: 'hold' } });
    const { conditions: _, ...bare } = supervised;
    given(admitted).when('ChangeStanding', bare, chair, known).refused('NobodyExamines', { pointer: '#/conditions' });
    given(admitted).when('ChangeStanding', supervised, chair, { ...known, monitor: { kind: 'industry-body' } }).then(told);
    given(admitted).when('ChangeStanding', supervised, chair, { ...known, monitor: { kind: 'trader' } }).refused('NotAMonitor', { detail: 'SYN-MONITOR is registered as trader.', pointer: '#/conditions/monitor' });
    given(admitted).when('ChangeStanding', supervised, chair, { ...known, monitor: {} }).refused('NotAMonitor', { detail: 'SYN-MONITOR is not registered.' });
  });

  it('are those of exports that go on', () => {
    given(admitted).when('ChangeStanding', { ...supervised, standing: 'suspended' }, chair, known).refused('NothingToExamine', { figures: { standing: 'suspended' } });
    given(admitted).when('ChangeStanding', { ...supervised, flow: 'import' }, chair, known).refused('NothingToExamine');
  });

  it('may change while the standing stays, and the other way round', () => {
    const loosened = { ...supervised, from: '2007-01-01', conditions: { ...conditions, approval: 'ex-post' } } as const;
    given(admitted, told).when('ChangeStanding', loosened, chair, known).then({ type: 'StandingChanged', data: { ...loosened, ...cited } });
    given(admitted, told).when('ChangeStanding', { ...supervised, from: '2007-01-01' }, chair, known).refused('StandingTheSame');
  });
});

describe('an embargo', () => {
  const resolution = { decision: notice('2005-12-15', { kind: 'security-council' }), monitor: {} } as const;
  const imposing = { flow: 'export', from: '2005-12-15', document } as const;
  const imposed = { type: 'EmbargoImposed', data: { ...imposing, ...cited } } as const;
  const lifting = { flow: 'export', from: '2014-04-29', document } as const;
  const lifted = { type: 'EmbargoLifted', data: { ...lifting, ...cited } } as const;

  it('is imposed and lifted by the Security Council, also on who never took part', () => {
    given().when('ImposeEmbargo', imposing, chair, resolution).then(imposed);
    given(admitted, imposed).when('LiftEmbargo', lifting, chair, resolution).then(lifted);
    given(admitted).when('ImposeEmbargo', imposing, authority, resolution).refused('NotChair');
    given(admitted, imposed).when('LiftEmbargo', lifting, authority, resolution).refused('NotChair');
    given(admitted).when('ImposeEmbargo', imposing, chair, known).refused('NotOfTheCouncil', { detail: 'Decision KP-1 is of another kind: notice.', pointer: '#/document' });
    given(admitted).when('ImposeEmbargo', { ...imposing, from: '2005-12-14' }, chair, resolution).refused('NotInForce');
  });

  it('does not overlap another one on the same flow, nor end before it begins', () => {
    given(imposed).when('ImposeEmbargo', { ...imposing, flow: 'both', from: '2006-01-01' }, chair, resolution).refused('EmbargoRunning', {
      detail: 'The embargo on exports runs from 2005-12-15 without an end; another one cannot begin on 2006-01-01.', figures: { flow: 'export', since: '2005-12-15' }, pointer: '#/from',
    });
    given(imposed, lifted).when('ImposeEmbargo', { ...imposing, from: '2014-04-28' }, chair, resolution).refused('EmbargoRunning', { figures: { until: '2014-04-29' } });
    const next = { ...imposing, from: '2014-04-29' } as const;
    given(imposed, lifted).when('ImposeEmbargo', next, chair, resolution).then({ type: 'EmbargoImposed', data: { ...next, ...cited } });
    given(imposed).when('LiftEmbargo', { ...lifting, from: '2005-12-15' }, chair, resolution).refused('LiftedBeforeItBegan', { figures: { since: '2005-12-15', from: '2005-12-15' } });
  });

  it('is lifted only where one runs', () => {
    given(admitted).when('LiftEmbargo', lifting, chair, resolution).refused('NoEmbargo', { detail: 'No embargo on exports is running.' });
    given(imposed).when('LiftEmbargo', { ...lifting, flow: 'both' }, chair, resolution).refused('NoEmbargo', { figures: { flow: 'import' } });
    given(imposed, lifted).when('LiftEmbargo', { ...lifting, from: '2015-01-01' }, chair, resolution).refused('NoEmbargo', { detail: 'No embargo on exports is running since 2014-04-29.' });
  });
});
