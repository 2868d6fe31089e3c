import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import type { RegisteredParty } from '../party/party.recollection.ts';
import { questionsSoFar, type Questions } from '../questions/questions.recollection.ts';
import { member } from './member.decider.ts';
import type { MemberEvent } from './member.events.ts';

const given = scenarios(member, { subject: 'SYN-T', occurredAt: '2022-03-01T08:00:00Z' });
const on = (day: string) => ({ occurredAt: `${day}T08:00:00Z` });
const body: Actor = { party: 'SYN-BODY', participant: 'EU', roles: ['industry-body'] };
const other: Actor = { ...body, party: 'SYN-OTHER' };
const himself: Actor = { party: 'SYN-T', participant: 'EU', roles: ['trader'] };
const party: RegisteredParty = { participant: 'EU', kind: 'trader', standings: [] };
const version: Questions = { body: 'SYN-BODY', from: '2022-01-01', to: '2022-12-31', questions: [
  { id: 'kp', section: 'kpcs', text: 'Certificates?' }, { id: 'law', section: 'compliance', text: 'Laws?' }, { id: 'mine', section: 'sow', text: 'Mines?', kinds: ['producer'] }] };
const facts = { party, questions: version };

const admitted: MemberEvent = { type: 'MemberAdmitted', data: { body: 'SYN-BODY', from: '2021-01-01', to: '2022-12-31' } };
const endless: MemberEvent = { type: 'MemberAdmitted', data: { body: 'SYN-BODY', from: '2021-01-01' } };
const registered: MemberEvent = { type: 'RegistrationRecorded', data: { body: 'SYN-BODY', sowId: 'SYN-SOW-7', from: '2022-01-01', to: '2022-12-31' } };
const sanctioned = (sanction: 'warning' | 'suspension' | 'expulsion', from: string, to?: string): MemberEvent =>
  ({ type: 'MemberSanctioned', data: { body: 'SYN-BODY', sanction, from, reason: 'sold without warranty', decision: 'Board 7/2022', ...(to && { to }) } });
const order = ({ data }: MemberEvent) => { const { body: _, ...rest } = data as { body: string }; return rest as never; };

describe('a member', () => {
  it('is admitted by an industry body, if it is a registered party that trades', () => {
    given().when('AdmitMember', order(admitted), body, facts).then(admitted);
    given().when('AdmitMember', order(admitted), himself, facts).refused('NotABody');
    given().when('AdmitMember', order(admitted), body, { ...facts, party: { ...party, kind: '' } }).refused('UnknownParty', { detail: 'SYN-T is not registered.' });
    given().when('AdmitMember', order(admitted), body, { ...facts, party: { ...party, kind: 'carrier' } }).refused('UnknownParty');
    given().when('AdmitMember', { from: '2022-01-01', to: '2021-12-31' }, body, facts).refused('Reversed', { figures: { from: '2022-01-01', to: '2021-12-31' } });
    given(admitted).when('AdmitMember', { from: '2022-12-31' }, body, facts).refused('Overlapping', { detail: 'One runs from 2021-01-01 to 2022-12-31; another one cannot begin on 2022-12-31.' });
    given(admitted).when('AdmitMember', { from: '2022-02-01' }, other, facts).then({ type: 'MemberAdmitted', data: { body: 'SYN-OTHER', from: '2022-02-01' } });
  });

  it('is renewed where the membership ends; what ran out goes on from today', () => {
    given(admitted).when('RenewMembership', { to: '2023-12-31' }, body, facts).then({ type: 'MembershipRenewed', data: { body: 'SYN-BODY', from: '2023-01-01', to: '2023-12-31' } });
    given(admitted).when('RenewMembership', { to: '2023-12-31' }, body, facts, on('2023-03-01')).then({ type: 'MembershipRenewed', data: { body: 'SYN-BODY', from: '2023-03-01', to: '2023-12-31' } });
    given(admitted).when('RenewMembership', { to: '2023-02-01' }, body, facts, on('2023-03-01')).refused('Reversed');
    given(admitted).when('RenewMembership', { to: '2022-12-31' }, body, facts).refused('NothingToRenew', { pointer: '#/to' });
    given(endless).when('RenewMembership', { to: '2023-12-31' }, body, facts).refused('NothingToRenew', { detail: 'The membership from 2021-01-01 has no last day; it cannot be renewed to 2023-12-31.' });
    given(endless, sanctioned('expulsion', '2022-02-01')).when('RenewMembership', { to: '2023-12-31' }, body, facts).refused('NothingToRenew');
    given(admitted).when('RenewMembership', { to: '2023-12-31' }, other, facts).refused('NotItsMember', { detail: 'SYN-T was never a member of SYN-OTHER.' });
    given(admitted).when('RenewMembership', { to: '2023-12-31' }, himself, facts).refused('NotABody');
  });

  it('is registered for the System of Warranties by its body, one period after the other', () => {
    given(admitted).when('RecordRegistration', order(registered), body, facts).then(registered);
    given(admitted).when('RecordRegistration', order(registered), himself, facts).refused('NotABody');
    given(admitted).when('RecordRegistration', order(registered), body, facts, on('2023-01-01')).refused('NotItsMember', { figures: { from: '2021-01-01', to: '2022-12-31', on: '2023-01-01' } });
    given(admitted, registered).when('RecordRegistration', order(registered), body, facts).refused('Overlapping', { figures: { from: '2022-01-01', to: '2022-12-31' } });
  });
});

describe('a sanction', () => {
  it('is its own body’s, from its day on and never for days gone by', () => {
    for (const event of [sanctioned('warning', '2022-03-01'), sanctioned('suspension', '2022-03-01', '2022-06-30'), sanctioned('expulsion', '2022-04-01')]) {
      given(admitted).when('ImposeSanction', order(event), body, facts).then(event);
    }
    given(admitted).when('ImposeSanction', order(sanctioned('expulsion', '2022-04-01')), other, facts).refused('NotItsMember');
    given(admitted).when('ImposeSanction', order(sanctioned('expulsion', '2022-02-28')), body, facts).refused('Backdated', { figures: { from: '2022-02-28', on: '2022-03-01' } });
    given(admitted).when('ImposeSanction', order(sanctioned('expulsion', '2022-04-01', '2022-05-01')), body, facts).refused('EndlessOnly', { pointer: '#/to' });
    given(admitted, sanctioned('suspension', '2022-03-01', '2022-06-30')).when('ImposeSanction', order(sanctioned('suspension', '2022-06-30')), body, facts).refused('Overlapping');
  });

  it('UN A/61/589 annex 2: of expulsion ends the membership; only when it was lifted it is admitted again, anywhere', () => {
    const expelled = [endless, sanctioned('expulsion', '2022-03-01')];
    const lifted: MemberEvent = { type: 'SanctionLifted', data: { body: 'SYN-BODY', sanction: 'expulsion', on: '2022-09-01', reason: 'appeal' } };
    given(...expelled).when('RecordRegistration', order(registered), body, facts).refused('NotItsMember', { detail: 'SYN-T was a member of SYN-BODY from 2021-01-01 to 2022-02-28; the day is 2022-03-01.' });
    for (const by of [body, other]) given(...expelled).when('AdmitMember', { from: '2022-09-01' }, by, facts).refused('StillExpelled', { figures: { body: 'SYN-BODY', from: '2022-03-01', on: '2022-09-01' } });
    given(...expelled).when('LiftSanction', order(lifted), body, facts, on('2022-09-01')).then(lifted);
    given(...expelled).when('LiftSanction', order(lifted), body, facts, on('2022-09-02')).refused('Backdated', { detail: 'It would hold no more from 2022-09-01; it is of 2022-09-02.', pointer: '#/on' });
    given(...expelled).when('LiftSanction', order(lifted), other, facts).refused('NoSuchSanction', { detail: 'SYN-OTHER imposed no expulsion.' });
    given(...expelled).when('LiftSanction', order(lifted), himself, facts).refused('NotABody');
    given(...expelled, lifted).when('LiftSanction', order(lifted), body, facts).refused('NoSuchSanction', { figures: { to: '2022-08-31' } });
    given(...expelled, lifted).when('AdmitMember', { from: '2022-09-01' }, body, facts).then({ type: 'MemberAdmitted', data: { body: 'SYN-BODY', from: '2022-09-01' } });
  });
});

describe('a self-assessment', () => {
  const answers = [{ question: 'kp', answer: 'yes' }, { question: 'law', answer: 'yes' }];
  const filing = { year: 2022, questions: 'SYN-Q1', answers };
  const filed: MemberEvent = { type: 'AssessmentFiled', data: { ...filing, filedOn: '2022-03-01', validTo: '2023-02-28', sections: ['kpcs', 'compliance'] } };

  it('is filed by the member itself, and valid for a year', () => {
    given(admitted).when('FileAssessment', filing, himself, facts).then(filed);
    given(admitted).when('FileAssessment', filing, body, facts).refused('NotHimself');
    given().when('FileAssessment', filing, himself, facts).refused('NoMemberThen', { figures: { on: '2022-03-01' } });
  });

  it('is one a year, of this year or the last', () => {
    given(admitted, filed).when('FileAssessment', filing, himself, facts).refused('AssessedAlready', { detail: 'That of 2022 was filed on 2022-03-01.' });
    given(admitted).when('FileAssessment', { ...filing, year: 2020 }, himself, facts).refused('OtherYear', { figures: { year: 2020, on: '2022-03-01' } });
  });

  it('answers the questions in force, all that are put to such a party and no other', () => {
    given(admitted).when('FileAssessment', filing, himself, { ...facts, questions: questionsSoFar.initial }).refused('QuestionsNotInForce', { detail: 'No version SYN-Q1 was published.' });
    given(admitted).when('FileAssessment', filing, himself, { ...facts, questions: { ...version, to: '2022-02-28' } }).refused('QuestionsNotInForce', { figures: { to: '2022-02-28', on: '2022-03-01' } });
    given(admitted).when('FileAssessment', { ...filing, answers: answers.slice(0, 1) }, himself, facts).refused('AnswersDiffer', { detail: '1 of 2 questions are not answered; the first is law.' });
    given(admitted).when('FileAssessment', { ...filing, answers: [...answers, { question: 'mine', answer: 'no' }] }, himself, facts).refused('AnswersDiffer', { pointer: '#/answers/2/question' });
    given(admitted).when('FileAssessment', filing, himself, { ...facts, party: { ...party, kind: 'producer' } }).refused('AnswersDiffer', { figures: { missing: 1, questions: 3, question: 'mine' } });
  });
});

describe('the fast track', () => {
  const granted: MemberEvent = { type: 'FastTrackGranted', data: { body: 'SYN-BODY', from: '2022-03-01', to: '2022-12-31' } };
  const revoked = (by: string): MemberEvent => ({ type: 'FastTrackRevoked', data: { by, on: '2022-06-01', reason: 'irregular' } });
  const ministry: Actor = { party: 'SYN-BE-KP', participant: 'EU', roles: ['authority'] };
  const revocation = { on: '2022-06-01', reason: 'irregular' };

  it('UN A/61/589 ¶22.16: is granted to members in good standing', () => {
    given(admitted).when('GrantFastTrack', order(granted), body, facts).then(granted);
    given(admitted).when('GrantFastTrack', order(granted), other, facts).refused('NotItsMember');
    given(admitted, sanctioned('suspension', '2022-03-01', '2022-03-31')).when('GrantFastTrack', order(granted), body, facts).refused('NotInGoodStanding', { figures: { to: '2022-03-31' } });
    given(admitted, granted).when('GrantFastTrack', order(granted), body, facts).refused('Overlapping');
  });

  it('is revoked by its body, or by the authority that oversees the member', () => {
    for (const by of [body, ministry]) given(admitted, granted).when('RevokeFastTrack', revocation, by, facts).then(revoked(by.party));
    for (const by of [other, himself, { ...ministry, participant: 'GH' }]) given(admitted, granted).when('RevokeFastTrack', revocation, by, facts).refused('NotToRevoke');
    const before = { ...granted, data: { ...granted.data, body: 'SYN-OTHER', from: '2019-01-01', to: '2019-12-31' } };
    given(admitted, before, granted).when('RevokeFastTrack', revocation, other, facts).refused('NotToRevoke');
    given(admitted, granted, revoked('SYN-BODY')).when('RevokeFastTrack', revocation, body, facts).refused('NoFastTrack', { figures: { to: '2022-05-31' } });
    given(admitted).when('RevokeFastTrack', revocation, ministry, facts).refused('NoFastTrack', { detail: 'None was granted.' });
  });
});

it('a stock is declared by whose it is or by an auditor, of days gone by, one after the other', () => {
  const declared: MemberEvent = { type: 'OpeningStockDeclared', data: { milliCarats: 5_000, on: '2022-02-28' } };
  for (const by of [himself, { ...other, roles: ['auditor' as const] }]) given().when('DeclareOpeningStock', declared.data, by, facts).then(declared);
  given().when('DeclareOpeningStock', declared.data, other, facts).refused('NotItsStock');
  given().when('DeclareOpeningStock', { ...declared.data, on: '2022-03-02' }, himself, facts).refused('CountedAlready', { figures: { on: '2022-03-02', today: '2022-03-01' } });
  given(declared).when('DeclareOpeningStock', declared.data, himself, facts).refused('CountedAlready', { figures: { lastOn: '2022-02-28' } });
});

it('looks at the party and the questions only where they matter', () => {
  const partyOf = (command: string) => member.facts!.party.subjects({}, {}, { subject: 'SYN-T', command } as never);
  expect(['AdmitMember', 'FileAssessment', 'RevokeFastTrack', 'RenewMembership'].map(partyOf)).toEqual([['SYN-T'], ['SYN-T'], ['SYN-T'], []]);
});
