import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { MemberEvent } from '../member/member.events.ts';
import { registry } from './registry.view.ts';

it('shows how a member stands with every body, with days; what has no end shows none', () => {
  const row = rowsOf(registry, recorded<MemberEvent>('member', 'SYN-T',
    { type: 'MemberAdmitted', data: { body: 'SYN-BODY', from: '2021-01-01' } }, { type: 'MemberAdmitted', data: { body: 'SYN-OTHER', from: '2021-01-01', to: '2021-12-31' } },
    { type: 'MembershipRenewed', data: { body: 'SYN-OTHER', from: '2022-01-01', to: '2022-12-31' } },
    { type: 'RegistrationRecorded', data: { body: 'SYN-BODY', sowId: 'SYN-SOW-7', from: '2022-01-01', to: '2022-12-31' } },
    { type: 'AssessmentFiled', data: { year: 2022, questions: 'SYN-Q1', answers: [{ question: 'kp', answer: 'yes' }], filedOn: '2022-03-01', validTo: '2023-02-28', sections: ['kpcs'] } },
    { type: 'FastTrackGranted', data: { body: 'SYN-BODY', from: '2022-03-01', to: '2022-12-31' } }, { type: 'FastTrackRevoked', data: { by: 'SYN-BE-KP', on: '2022-04-01', reason: 'irregular' } },
    { type: 'OpeningStockDeclared', data: { milliCarats: 5, on: '2021-01-01' } },
    { type: 'MemberSanctioned', data: { body: 'SYN-BODY', sanction: 'suspension', from: '2022-05-01', reason: 'x', decision: 'y' } },
    { type: 'SanctionLifted', data: { body: 'SYN-BODY', sanction: 'suspension', on: '2022-06-01', reason: 'z' } },
    { type: 'MemberSanctioned', data: { body: 'SYN-BODY', sanction: 'expulsion', from: '2022-07-01', reason: 'x', decision: 'y' } })).get('SYN-T');
  expect(row).toEqual({
    member: 'SYN-T', memberships: [{ body: 'SYN-BODY', from: '2021-01-01', to: '2022-06-30' }, { body: 'SYN-OTHER', from: '2021-01-01', to: '2021-12-31' }, { body: 'SYN-OTHER', from: '2022-01-01', to: '2022-12-31' }],
    registrations: [{ sowId: 'SYN-SOW-7', from: '2022-01-01', to: '2022-12-31' }], assessments: [{ year: 2022, questions: 'SYN-Q1', from: '2022-03-01', to: '2023-02-28' }],
    sanctions: [{ body: 'SYN-BODY', sanction: 'suspension', from: '2022-05-01', to: '2022-05-31' }, { body: 'SYN-BODY', sanction: 'expulsion', from: '2022-07-01' }],
    fastTracks: [{ body: 'SYN-BODY', from: '2022-03-01', to: '2022-03-31' }], stocks: [{ on: '2021-01-01', milliCarats: 5 }],
  });
});
