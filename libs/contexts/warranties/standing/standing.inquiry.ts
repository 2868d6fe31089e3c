import { IsDay, IsPartyId, IsText, Many, OneOf, Optional, type DataOf, type Inquiry } from '#kernel';
import { barredOn, ENDLESS, runningOn, type Member, type Period } from '../member/member.recollection.ts';
import { memberships } from '../registry/memberships.view.ts';
import { memberIn, registry } from '../registry/registry.view.ts';

/** The first day on which the text of 2021, and so registration and self-assessment, could be asked of anybody. */
const SYSTEM_BEGAN = '2021-09-01';

/**
 * `late`: registered, but without a self-assessment that is valid. `lapsed`: membership or registration ran out. `unregistered`: never was.
 * `not-yet`: admitted from a later day on.
 */
const STANDINGS = ['good', 'late', 'unregistered', 'lapsed', 'suspended', 'expelled', 'not-yet'] as const;
type Standing = (typeof STANDINGS)[number];

class Asked { @IsPartyId() body!: string; @IsDay() on!: string }
class Standed {
  @IsPartyId() member!: string;
  @OneOf(...STANDINGS) standing!: Standing;
  /** Of what is missing the last day on which it was there; of a sanction its first. */
  @Optional() @IsDay() since?: string;
  @Optional() @IsText() sowId?: string;
  @Optional() @IsDay() registeredTo?: string;
  @Optional() @IsDay() assessedTo?: string;
  @OneOf('yes', 'no') fastTrack!: 'yes' | 'no';
}
class Standings { @Many(() => Standed, 0, 500_000) members!: Standed[] }

const lastBefore = (periods: readonly Period[], day: string): string | undefined => periods.filter(({ to }) => to < day).map(({ to }) => to).sort().at(-1);
const dated = (standing: Standing, since: string | undefined): Pick<Standed, 'standing' | 'since'> => ({ standing, ...(since !== undefined && { since }) });

/** Since the text of 2021 a member is registered and assesses itself every year. */
const underSystem = (member: Member, on: string): Pick<Standed, 'standing' | 'since'> => {
  if (!runningOn(member.registrations, on)) {
    const lapsed = lastBefore(member.registrations, on);
    return dated(lapsed === undefined ? 'unregistered' : 'lapsed', lapsed);
  }
  return runningOn(member.assessments, on) ? dated('good', undefined) : dated('late', lastBefore(member.assessments, on));
};

/** How a member of this body stands on a day: the worst comes first. */
const standingOf = (member: Member, body: string, on: string): Pick<Standed, 'standing' | 'since'> => {
  const barred = barredOn(member, on);
  if (barred) return dated(barred.sanction === 'expulsion' ? 'expelled' : 'suspended', barred.from);
  const own = member.memberships.filter((one) => one.body === body);
  if (!runningOn(own, on)) return dated(own.some(({ from }) => from <= on) ? 'lapsed' : 'not-yet', lastBefore(own, on));
  return on < SYSTEM_BEGAN ? dated('good', undefined) : underSystem(member, on);
};

/** What the registry tells of a member on a day. */
const told = (name: string, member: Member, body: string, on: string): Standed => {
  const [registration, assessment] = [runningOn(member.registrations, on), runningOn(member.assessments, on)];
  const standing = standingOf(member, body, on);
  return {
    member: name, ...standing, ...(registration && { sowId: registration.sowId }), ...(registration && registration.to !== ENDLESS && { registeredTo: registration.to }),
    ...(assessment && { assessedTo: assessment.to }), fastTrack: standing.standing === 'good' && runningOn(member.fastTracks, on) ? 'yes' : 'no',
  };
};

/** How all members of an industry body stand on a day: lapsed, late with the self-assessment, suspended, expelled. */
export const standing: Inquiry<typeof Asked, typeof Standings> = {
  name: 'warranties/standing',
  says: 'How every member of an industry body stands on a day: in good standing, late with the self-assessment, lapsed, suspended or expelled, and since when.',
  asks: Asked,
  answers: Standings,
  answer: async ({ body, on }, sights): Promise<DataOf<typeof Standings>> => {
    const members: Standed[] = [];
    for await (const { member } of sights.rows(memberships, { body })) members.push(told(member, memberIn(await sights.row(registry, member)), body, on));
    return { members: members.sort((a, b) => (a.member < b.member ? -1 : 1)) };
  },
};
