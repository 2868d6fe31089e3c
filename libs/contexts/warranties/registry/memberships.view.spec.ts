import { expect, it } from '@jest/globals';
import { recorded, rowsOf } from '#kernel/testing';
import type { MemberEvent } from '../member/member.events.ts';
import { memberships } from './memberships.view.ts';

it('shows everybody whom a body ever admitted, once', () => {
  const admitted = (from: string): MemberEvent => ({ type: 'MemberAdmitted', data: { body: 'SYN-BODY', from } });
  expect([...rowsOf(memberships, recorded<MemberEvent>('member', 'SYN-T', admitted('2021-01-01'), admitted('2023-01-01')))]).toEqual([['SYN-BODY/SYN-T', { body: 'SYN-BODY', member: 'SYN-T' }]]);
});
