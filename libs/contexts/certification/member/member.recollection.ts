import type { memberEvents, Sanction } from '#contexts/warranties/events';
import type { DataOf, Recollection } from '#kernel';

type Events = typeof memberEvents;
/** From its first day to its last, if it has one, and not from `until` on, if somebody ended it. */
type Period = Readonly<{ body: string; from: string; to?: string; until?: string }>;
type Barred = Period & Readonly<{ sanction: Sanction }>;
/** What certification remembers of a member of industry bodies: since when he is one, what was held against him, and when he may stand in the fast queue. */
export type Member = Readonly<{ memberships: readonly Period[]; sanctions: readonly Barred[]; fast: readonly Period[] }>;

const noMember: Member = { memberships: [], sanctions: [], fast: [] };

const covers = ({ from, to, until }: Period, day: string): boolean => from <= day && (to === undefined || day <= to) && (until === undefined || day < until);
const ended = <P extends Period>(periods: readonly P[], from: string, which: (period: P) => boolean): P[] =>
  periods.map((period) => (which(period) && (period.until === undefined || period.until > from) ? { ...period, until: from } : period));

/** Who was expelled, and is taken in again, begins anew. */
const admitted = (now: Member, { body, from, to }: DataOf<Events['MemberAdmitted']>): Member => ({
  ...now, memberships: [...now.memberships, { body, from, ...(to !== undefined && { to }) }], sanctions: ended(now.sanctions, from, (one) => one.body === body && one.sanction === 'expulsion'),
});
const sanctioned = (now: Member, { body, sanction, from, to }: DataOf<Events['MemberSanctioned']>): Member =>
  ({ ...now, sanctions: [...now.sanctions, { body, sanction, from, ...(to !== undefined && { to }) }] });
const lifted = (now: Member, { body, sanction, on }: DataOf<Events['SanctionLifted']>): Member =>
  ({ ...now, sanctions: ended(now.sanctions, on, (one) => one.body === body && one.sanction === sanction) });

export const member: Recollection<Member> = {
  noun: 'member',
  initial: noMember,
  on: {
    MemberAdmitted: admitted,
    MembershipRenewed: (now: Member, { body, from, to }: DataOf<Events['MembershipRenewed']>): Member => ({ ...now, memberships: [...now.memberships, { body, from, to }] }),
    MemberSanctioned: sanctioned,
    SanctionLifted: lifted,
    FastTrackGranted: (now: Member, { body, from, to }: DataOf<Events['FastTrackGranted']>): Member => ({ ...now, fast: [...now.fast, { body, from, to }] }),
    // By the body, or over its head by the authority: from then on none of them holds.
    FastTrackRevoked: (now: Member, { on }: DataOf<Events['FastTrackRevoked']>): Member => ({ ...now, fast: ended(now.fast, on, () => true) }),
  },
};

/** May he stand in the fast queue on that day: granted, still a member of who granted it, and neither suspended nor expelled by anybody? */
export const isFastOn = ({ memberships, sanctions, fast }: Member, day: string): boolean =>
  !sanctions.some((one) => one.sanction !== 'warning' && covers(one, day))
  && fast.some((one) => covers(one, day) && memberships.some((membership) => membership.body === one.body && covers(membership, day)));
