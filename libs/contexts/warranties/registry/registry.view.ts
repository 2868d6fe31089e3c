import { at, IsDay, IsMilliCaratsOrNone, IsPartyId, IsQuestionsId, IsText, IsYear, Many, OneOf, Optional, type View } from '#kernel';
import { SANCTIONS, type MemberEvent, type Sanction } from '../member/member.events.ts';
import { ENDLESS, memberSoFar, type Member, type Period } from '../member/member.recollection.ts';

/** Without a last day it goes on. */
class Dated { @IsDay() from!: string; @Optional() @IsDay() to?: string }
class Membership extends Dated { @IsPartyId() body!: string }
class Registration extends Dated { @IsText() sowId!: string }
class Assessed extends Dated { @IsYear() year!: number; @IsQuestionsId() questions!: string }
class Sanctioned extends Dated { @IsPartyId() body!: string; @OneOf(...SANCTIONS) sanction!: Sanction }
class FastTrack extends Dated { @IsPartyId() body!: string }
class Stock { @IsDay() on!: string; @IsMilliCaratsOrNone() milliCarats!: number }

class RegistryRow {
  @IsPartyId() member!: string;
  @Many(() => Membership, 0) memberships!: Membership[];
  @Many(() => Registration, 0) registrations!: Registration[];
  @Many(() => Assessed, 0) assessments!: Assessed[];
  @Many(() => Sanctioned, 0) sanctions!: Sanctioned[];
  @Many(() => FastTrack, 0) fastTracks!: FastTrack[];
  @Many(() => Stock, 0) stocks!: Stock[];
}
export type Registered = Readonly<RegistryRow>;

const open = <P extends Dated>(periods: readonly P[]): (P & Period)[] => periods.map((period) => ({ ...period, to: period.to ?? ENDLESS }));
const closed = <P extends Period>(periods: readonly P[]): P[] => periods.map((period) => {
  const { to, ...rest } = period;
  return (to === ENDLESS ? rest : { ...rest, to }) as P;
});

/** The member as rules see it, from its row. */
export const memberIn = ({ memberships, registrations, assessments, sanctions, fastTracks, stocks }: Registered): Member => ({
  memberships: open(memberships), registrations: open(registrations), assessments: open(assessments), sanctions: open(sanctions), fastTracks: open(fastTracks), stocks,
});

const rowOf = (member: string, { memberships, registrations, assessments, sanctions, fastTracks, stocks }: Member): Registered => ({
  member, memberships: closed(memberships), registrations: closed(registrations), assessments: closed(assessments), sanctions: closed(sanctions), fastTracks: closed(fastTracks), stocks: [...stocks],
});

/** The very fold on which the rules stand, as a row. */
const folded = Object.fromEntries(Object.entries(memberSoFar.on).map(([type, fold]) => [type, ({ subject, data }: { subject: string; data: never }) =>
  [at<Registered>(subject, (row) => rowOf(subject, fold(row ? memberIn(row) : memberSoFar.initial, data)))]]));

/** Who is a member of which industry body, registered for the System of Warranties, assessed, sanctioned: with days, for everybody to look up. */
export const registry: View<typeof RegistryRow, MemberEvent> = {
  name: 'warranties/registry',
  version: 1,
  row: RegistryRow,
  index: [],
  on: folded as View<typeof RegistryRow, MemberEvent>['on'],
};
