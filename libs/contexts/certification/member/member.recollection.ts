import type { memberEvents, Sanction } from '#contexts/warranties/events';
import { covers, type DataOf, type Recollection } from '#kernel';

type Events = typeof memberEvents;
/** From its first day to its last, if it has one, and not from `until` on, if somebody ended it. */
type Period = Readonly<{ body: string; from: string; to?: string; until?: string }>;
type Running = Readonly<{ from: string; to: string }>;
type Barred = Period & Readonly<{ sanction: Sanction }>;
/** What certification remembers of a member of industry bodies: since when he is one, registered and assessed, what was held against him, and when he may stand in the fast queue. */
export type Member = Readonly<{
  memberships: readonly Period[]; registrations: readonly Running[]; assessments: readonly Running[]; sanctions: readonly Barred[]; fast: readonly Period[];
}>;

const noMember: Member = { memberships: [], registrations: [], assessments: [], sanctions: [], fast: [] };

/** The first day of the System of Warranties of 2021. From then on a member in good standing is registered, and assesses itself every year. */
const SYSTEM_BEGAN = '2021-09-01';

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
    RegistrationRecorded: (now: Member, { from, to }: DataOf<Events['RegistrationRecorded']>): Member => ({ ...now, registrations: [...now.registrations, { from, to }] }),
    AssessmentFiled: (now: Member, { filedOn: from, validTo: to }: DataOf<Events['AssessmentFiled']>): Member => ({ ...now, assessments: [...now.assessments, { from, to }] }),
    MemberSanctioned: sanctioned,
    SanctionLifted: lifted,
    FastTrackGranted: (now: Member, { body, from, to }: DataOf<Events['FastTrackGranted']>): Member => ({ ...now, fast: [...now.fast, { body, from, to }] }),
    // By the body, or over its head by the authority: from then on none of them holds.
    FastTrackRevoked: (now: Member, { on }: DataOf<Events['FastTrackRevoked']>): Member => ({ ...now, fast: ended(now.fast, on, () => true) }),
  },
};

/** Neither suspended nor expelled by anybody; under the System of 2021 also registered, and with a self-assessment that is valid. */
const inGoodStanding = ({ registrations, assessments, sanctions }: Member, day: string): boolean =>
  !sanctions.some((one) => one.sanction !== 'warning' && covers(one, day))
  && (day < SYSTEM_BEGAN || [registrations, assessments].every((periods) => periods.some((one) => covers(one, day))));

/** May he stand in the fast queue on that day: granted, still a member of who granted it, and in good standing? */
export const isFastOn = (member: Member, day: string): boolean =>
  inGoodStanding(member, day)
  && member.fast.some((one) => covers(one, day) && member.memberships.some((membership) => membership.body === one.body && covers(membership, day)));
