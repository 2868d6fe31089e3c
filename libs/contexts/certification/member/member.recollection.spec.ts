import { expect, it } from '@jest/globals';
import type { MemberEvent } from '#contexts/warranties/events';
import { recall } from '#kernel';
import { recorded } from '#kernel/testing';
import { isFastOn, member } from './member.recollection.ts';

const body = 'SYN-WFDB';
const admitted: MemberEvent = { type: 'MemberAdmitted', data: { body, from: '2005-01-01', to: '2005-12-31' } };
const granted: MemberEvent = { type: 'FastTrackGranted', data: { body, from: '2005-03-01', to: '2006-03-31' } };
const sanctioned = (sanction: 'warning' | 'suspension' | 'expulsion', more: object = {}): MemberEvent =>
  ({ type: 'MemberSanctioned', data: { body, sanction, from: '2005-06-01', reason: 'Late.', decision: 'Board 3/2005', ...more } });
const isFast = (day: string, ...events: MemberEvent[]) => isFastOn(recall(member, member.initial, recorded('member', 'SYN-BW-EXP', ...events)), day);

it('who was granted it is in the fast queue from the first to the last day, while a member', () => {
  expect(['2005-02-28', '2005-03-01', '2005-12-31', '2006-01-01'].map((day) => isFast(day, admitted, granted))).toEqual([false, true, true, false]);
  const renewed: MemberEvent = { type: 'MembershipRenewed', data: { body, from: '2006-01-01', to: '2006-12-31' } };
  expect(['2006-03-31', '2006-04-01'].map((day) => isFast(day, admitted, granted, renewed))).toEqual([true, false]);
  expect(isFast('2005-07-01', { type: 'MemberAdmitted', data: { body: 'SYN-OTHER', from: '2005-01-01' } }, granted)).toBe(false);
  expect(isFast('2005-07-01', admitted)).toBe(false);
});

it('a warning does not count; a suspension and an expulsion do, until they are over', () => {
  expect(isFast('2005-07-01', admitted, granted, sanctioned('warning'))).toBe(true);
  expect(['2005-05-31', '2005-06-30', '2005-07-01'].map((day) => isFast(day, admitted, granted, sanctioned('suspension', { to: '2005-06-30' })))).toEqual([true, false, true]);
  const lifted: MemberEvent = { type: 'SanctionLifted', data: { body, sanction: 'suspension', on: '2005-06-15', reason: 'Filed.' } };
  expect(['2005-06-14', '2005-06-15'].map((day) => isFast(day, admitted, granted, sanctioned('suspension'), lifted))).toEqual([false, true]);
  const again: MemberEvent = { type: 'MemberAdmitted', data: { body, from: '2005-09-01' } };
  expect(['2005-08-31', '2005-09-01'].map((day) => isFast(day, admitted, granted, sanctioned('expulsion'), again))).toEqual([false, true]);
});

it('since the System of Warranties of 2021 he is registered and assessed on that day; before, nobody could be', () => {
  const now: MemberEvent[] = [{ type: 'MemberAdmitted', data: { body, from: '2021-01-01' } }, { type: 'FastTrackGranted', data: { body, from: '2021-01-01', to: '2022-12-31' } }];
  const registered: MemberEvent = { type: 'RegistrationRecorded', data: { body, sowId: 'SYN-SOW', from: '2021-09-01', to: '2021-12-31' } };
  const assessed: MemberEvent = { type: 'AssessmentFiled', data: { year: 2021, questions: 'SYN-Q', answers: [{ question: 'a', answer: 'b' }], filedOn: '2021-10-01', validTo: '2022-09-30', sections: ['sow'] } };
  expect(['2021-08-31', '2021-09-01'].map((day) => isFast(day, ...now))).toEqual([true, false]);
  expect(['2021-09-30', '2021-10-01', '2021-12-31', '2022-01-01'].map((day) => isFast(day, ...now, registered, assessed))).toEqual([false, true, true, false]);
  expect([isFast('2021-10-01', ...now, registered), isFast('2021-10-01', ...now, assessed)]).toEqual([false, false]);
});

it('ends when it is revoked, by whomever', () => {
  const revoked: MemberEvent = { type: 'FastTrackRevoked', data: { by: 'SYN-BW-GDV', on: '2005-08-01', reason: 'Irregular.' } };
  expect(['2005-07-31', '2005-08-01'].map((day) => isFast(day, admitted, granted, revoked))).toEqual([true, false]);
});
