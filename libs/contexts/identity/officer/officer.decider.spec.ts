import { describe, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import type { Party } from '../party/party.decider.ts';
import { officer } from './officer.decider.ts';

const given = scenarios(officer, { subject: 'SYN-VE-P1' });
const chair: Actor = { party: 'KP-CHAIR', participant: 'BW', roles: ['chair'] };
const ministry: Actor = { party: 'VE-MINISTRY', participant: 'VE', roles: ['authority'] };
const other: Actor = { party: 'VE-CUSTOMS', participant: 'VE', roles: ['authority'] };
const trader: Actor = { party: 'VE-MINISTRY', participant: 'VE', roles: ['trader'] };
const known: { authority: Party } = { authority: { registered: true, kind: 'authority', participant: 'VE' } };

const appointed = { type: 'OfficerAppointed', data: {
  authority: 'VE-MINISTRY', participant: 'VE', name: 'Officer (synthetic)', powers: ['prepare', 'issue'] as ('prepare' | 'issue')[], from: '2004-01-01', decision: 'Gazette 1/2004',
} } as const;
const relieved = { type: 'OfficerRelieved', data: { authority: 'VE-MINISTRY', on: '2005-02-01', decision: 'Gazette 5/2005' } } as const;

describe('an officer', () => {
  it('KPCS IV(b): is appointed by his authority, or by the Chair, for what he may sign', () => {
    for (const by of [ministry, chair]) given().when('AppointOfficer', appointed.data, by, known).then(appointed);
    for (const by of [other, trader]) given().when('AppointOfficer', appointed.data, by, known).refused('NotItsOfficers', { figures: { authority: 'VE-MINISTRY' } });
  });

  it('does not appoint himself', () => {
    given().when('AppointOfficer', appointed.data, { ...ministry, person: 'SYN-VE-P1' }, known).refused('NotHimself');
    given().when('AppointOfficer', appointed.data, { ...ministry, person: 'SYN-VE-P2' }, known).then(appointed);
  });

  it('signs for a registered authority of that Participant only', () => {
    given().when('AppointOfficer', appointed.data, chair, { authority: { registered: false } }).refused('NotAnAuthority', { detail: 'VE-MINISTRY is not registered.', pointer: '#/authority' });
    given().when('AppointOfficer', appointed.data, chair, { authority: { ...known.authority, kind: 'trader' } }).refused('NotAnAuthority');
    given().when('AppointOfficer', { ...appointed.data, participant: 'GY' }, chair, known).refused('NotAnAuthority', { pointer: '#/participant' });
  });

  it('is relieved from a day on within his mandate, and not twice', () => {
    given(appointed).when('RelieveOfficer', relieved.data, ministry, known).then(relieved);
    given(appointed).when('RelieveOfficer', relieved.data, other, known).refused('NotItsOfficers');
    given().when('RelieveOfficer', relieved.data, ministry, known).refused('NotAppointed', { pointer: '#/authority' });
    given(appointed).when('RelieveOfficer', { ...relieved.data, on: '2003-12-31' }, ministry, known).refused('NotAppointed', { pointer: '#/on' });
    given(appointed, relieved).when('RelieveOfficer', relieved.data, ministry, known).refused('NotAppointed', { figures: { from: '2004-01-01', to: '2005-01-31', on: '2005-02-01' } });
  });
});

describe('a mandate', () => {
  it('ends on the day on which it begins, or later', () => {
    given().when('AppointOfficer', { ...appointed.data, to: '2003-12-31' }, ministry, known).refused('EndsBeforeItBegins', { pointer: '#/to' });
    const oneDay = { type: 'OfficerAppointed', data: { ...appointed.data, to: '2004-01-01' } } as const;
    given().when('AppointOfficer', oneDay.data, ministry, known).then(oneDay);
  });

  it('is the only one at its authority: with other powers it begins when the one before is over', () => {
    const more = { type: 'OfficerAppointed', data: { ...appointed.data, powers: ['confirm'] as ['confirm'], from: '2005-02-01' } } as const;
    given(appointed).when('AppointOfficer', more.data, ministry, known).refused('MandateRunning', { figures: { from: '2004-01-01', to: '' }, pointer: '#/from' });
    given(appointed, relieved).when('AppointOfficer', more.data, ministry, known).then(more);
    given(appointed, relieved).when('AppointOfficer', { ...more.data, from: '2005-01-31' }, ministry, known).refused('MandateRunning', { figures: { to: '2005-01-31' } });
    const elsewhere = { type: 'OfficerAppointed', data: { ...more.data, authority: 'VE-CUSTOMS' } } as const;
    given(appointed).when('AppointOfficer', elsewhere.data, other, known).then(elsewhere);
  });
});
