import { covers, plusDays, type DataOf, type Recollection } from '#kernel';
import type { memberEvents, Sanction } from './member.events.ts';

type Events = typeof memberEvents;

/** From the first day to the last; what has no end ends on the last day that can be written. */
export type Period = Readonly<{ from: string; to: string }>;
export const ENDLESS = '2199-12-31';

/** A party as its industry bodies see it. */
export type Member = Readonly<{
  memberships: readonly (Period & { readonly body: string })[];
  registrations: readonly (Period & { readonly sowId: string })[];
  /** From the day of filing to the last day on which it is valid. */
  assessments: readonly (Period & { readonly year: number; readonly questions: string })[];
  sanctions: readonly (Period & { readonly body: string; readonly sanction: Sanction })[];
  fastTracks: readonly (Period & { readonly body: string })[];
  /** What was there before the ledger comes first; what was counted later follows. */
  stocks: readonly Readonly<{ on: string; milliCarats: number }>[];
}>;

const on = {
  MemberAdmitted: (member: Member, { body, from, to = ENDLESS }: DataOf<Events['MemberAdmitted']>): Member =>
    ({ ...member, memberships: [...member.memberships, { body, from, to }] }),
  MembershipRenewed: (member: Member, { body, from, to }: DataOf<Events['MembershipRenewed']>): Member =>
    ({ ...member, memberships: [...member.memberships, { body, from, to }] }),
  RegistrationRecorded: (member: Member, { sowId, from, to }: DataOf<Events['RegistrationRecorded']>): Member =>
    ({ ...member, registrations: [...member.registrations, { sowId, from, to }] }),
  AssessmentFiled: (member: Member, { year, questions, filedOn: from, validTo: to }: DataOf<Events['AssessmentFiled']>): Member =>
    ({ ...member, assessments: [...member.assessments, { year, questions, from, to }] }),
  MemberSanctioned: (member: Member, { body, sanction, from, to = ENDLESS }: DataOf<Events['MemberSanctioned']>): Member => ({
    ...member, sanctions: [...member.sanctions, { body, sanction, from, to }],
    ...(sanction === 'expulsion' && { memberships: endedBefore(member.memberships, from, (one) => one.body === body) }),
  }),
  SanctionLifted: (member: Member, { body, sanction, on: day }: DataOf<Events['SanctionLifted']>): Member =>
    ({ ...member, sanctions: endedBefore(member.sanctions, day, (one) => one.body === body && one.sanction === sanction) }),
  FastTrackGranted: (member: Member, { body, from, to }: DataOf<Events['FastTrackGranted']>): Member =>
    ({ ...member, fastTracks: [...member.fastTracks, { body, from, to }] }),
  FastTrackRevoked: (member: Member, { on: day }: DataOf<Events['FastTrackRevoked']>): Member =>
    ({ ...member, fastTracks: endedBefore(member.fastTracks, day, () => true) }),
  OpeningStockDeclared: (member: Member, stock: DataOf<Events['OpeningStockDeclared']>): Member => ({ ...member, stocks: [...member.stocks, stock] }),
};

/** Those that are meant do not reach that day any more; what would have begun on it or later never does. */
function endedBefore<P extends Period>(periods: readonly P[], day: string, isMeant: (period: P) => boolean): readonly P[] {
  const lastDay = plusDays(day, -1);
  return periods.flatMap((period) => (!isMeant(period) || period.to < day ? [period] : period.from < day ? [{ ...period, to: lastDay }] : []));
}

/** The fold of a member’s own stream: its own rules and those of invoices stand on it. */
export const memberSoFar = {
  noun: 'member',
  initial: { memberships: [], registrations: [], assessments: [], sanctions: [], fastTracks: [], stocks: [] },
  on,
} satisfies Recollection<Member>;

/** The one that holds on this day, the latest said first. */
export const runningOn = <P extends Period>(periods: readonly P[], day: string): P | undefined => periods.findLast((period) => covers(period, day));

/** The sanction that takes the right to warrant on this day. */
export const barredOn = ({ sanctions }: Member, day: string): Member['sanctions'][number] | undefined =>
  runningOn(sanctions.filter(({ sanction }) => sanction !== 'warning'), day);
