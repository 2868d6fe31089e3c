import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { MemberEvent } from '../member/member.events.ts';
import { assessments } from './assessments.view.ts';

it('shows every self-assessment of every year with its answers', () => {
  const answers = [{ question: 'kp', answer: 'yes' }];
  const filed: MemberEvent = { type: 'AssessmentFiled', data: { year: 2022, questions: 'SYN-Q1', answers, filedOn: '2022-03-01', validTo: '2023-02-28', sections: ['kpcs'] } };
  expect([...rowsOf(assessments, recorded<MemberEvent>('member', 'SYN-T', filed))]).toEqual([
    ['SYN-T-2022', { member: 'SYN-T', year: 2022, questions: 'SYN-Q1', answers, filedOn: '2022-03-01', validTo: '2023-02-28' }]]);
});
