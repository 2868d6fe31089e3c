import { at, IsPartyId, type View } from '#kernel';
import type { MemberEvent } from '../member/member.events.ts';

class MembershipRow { @IsPartyId() body!: string; @IsPartyId() member!: string }

/** Everybody whom a body ever admitted. Key: `<body>/<member>`. Since when and how they stand is in the registry. */
export const memberships: View<typeof MembershipRow, MemberEvent> = {
  name: 'warranties/memberships',
  version: 1,
  row: MembershipRow,
  index: ['body', 'member'],
  on: { MemberAdmitted: ({ subject: member, data: { body } }) => [at(`${body}/${member}`, () => ({ body, member }))] },
};
