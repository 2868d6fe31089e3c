import { because, dayOf, IsDay, IsText, OneOf, Optional, plusDays, refusals, type Asked, type DataOf, type Decision, type Refusal } from '#kernel';
import type { RegisteredParty } from '../party/party.recollection.ts';
import type { Questions } from '../questions/questions.recollection.ts';
import { SANCTIONS, type MemberEvent, type Sanction } from './member.events.ts';
import { ENDLESS, runningOn, type Member, type Period } from './member.recollection.ts';

export type Facts = { party: RegisteredParty; questions: Questions };
export type AskedOfMember = Asked & { readonly facts: Facts };

export class AdmitMember { @IsDay() from!: string; @Optional() @IsDay() to?: string; @Optional() @IsText() sowId?: string }
export class RenewMembership { @IsDay() to!: string }
export class RecordRegistration { @IsText() sowId!: string; @IsDay() from!: string; @IsDay() to!: string }
export class ImposeSanction {
  @OneOf(...SANCTIONS) sanction!: Sanction;
  @IsDay() from!: string;
  /** Of a suspension: its last day. */
  @Optional() @IsDay() to?: string;
  @IsText() reason!: string;
  /** The document that decided it. */
  @IsText() decision!: string;
}
export class LiftSanction { @OneOf(...SANCTIONS) sanction!: Sanction; @IsDay() on!: string; @IsText() reason!: string }

export const no = refusals({
  NotABody:       { forbids: true, cites: 'warranties/13', says: 'Members are admitted, registered and sanctioned by an industry body.' },
  UnknownParty:   { cites: 'KPCS Annex II ¶13', says: 'Members are registered parties that produce, buy or trade rough.' },
  NotItsMember:   { forbids: true, cites: 'warranties/17', says: 'An industry body looks after its own members only, while they are its members.' },
  Overlapping:    { cites: 'warranties/18', says: 'Of one kind one period follows another: they do not overlap.' },
  Reversed:       { cites: 'warranties/19', says: 'A period ends on the day on which it begins, or later.' },
  NothingToRenew: { cites: 'warranties/20', says: 'What is renewed is a membership with a last day, and it goes on beyond that day.' },
  StillExpelled:  { cites: 'UN A/61/589 annex 2', says: 'Who was expelled is admitted again when that was lifted, by the body that expelled him.' },
  Backdated:      { cites: 'warranties/26', says: 'A sanction holds, or holds no more, from the day on which that is recorded, or later: what was lawful before, or was not, stays so.' },
  EndlessOnly:    { cites: 'warranties/27', says: 'Only a suspension has a last day: a warning is said once, and an expulsion holds until it is lifted.' },
  NoSuchSanction: { cites: 'warranties/28', says: 'Only a sanction that this body imposed, and that holds on that day, can be lifted.' },
});

/** A period that shares a day with one of these, as the refusal has it. */
export const overlapping = (periods: readonly Period[], { from, to = ENDLESS }: Readonly<{ from: string; to?: string }>): Refusal | undefined => {
  if (to < from) return because(no.Reversed, `It would end on ${to} and begin on ${from}.`, { from, to }, '#/to');
  const other = periods.find((period) => period.from <= to && from <= period.to);
  return other && because(no.Overlapping, `One runs from ${other.from}${other.to === ENDLESS ? ' without an end' : ` to ${other.to}`}; another one cannot begin on ${from}.`,
    { from: other.from, to: other.to }, '#/from');
};

export const ofBody = <P extends { readonly body: string }>(periods: readonly P[], body: string): readonly P[] => periods.filter((period) => period.body === body);

/** Why this actor has nothing to say about this member on that day; undefined if it is his body. */
export const notItsOwn = ({ memberships }: Member, { by, subject }: Asked, day: string): Refusal | undefined => {
  if (!by.roles.includes('industry-body')) return no.NotABody;
  if (runningOn(ofBody(memberships, by.party), day)) return undefined;
  const last = ofBody(memberships, by.party).at(-1);
  return because(no.NotItsMember, last ? `${subject} was a member of ${by.party} from ${last.from} to ${last.to}; the day is ${day}.` : `${subject} was never a member of ${by.party}.`,
    { body: by.party, on: day, ...(last && { from: last.from, to: last.to }) });
};

const TRADING: ReadonlySet<string> = new Set(['producer', 'artisanal-buyer', 'trader']);

const admit = (member: Member, data: DataOf<typeof AdmitMember>, { by, subject, facts }: AskedOfMember): Decision<MemberEvent> => {
  if (!by.roles.includes('industry-body')) return no.NotABody;
  if (!TRADING.has(facts.party.kind)) return because(no.UnknownParty, `${subject} is ${facts.party.kind === '' ? 'not registered' : `registered as ${facts.party.kind}`}.`, { member: subject });
  const expelled = runningOn(member.sanctions.filter(({ sanction }) => sanction === 'expulsion'), data.from);
  if (expelled) return because(no.StillExpelled, `${expelled.body} expelled ${subject} from ${expelled.from}; the day is ${data.from}.`, { body: expelled.body, from: expelled.from, on: data.from }, '#/from');
  return overlapping(ofBody(member.memberships, by.party), data) ?? [{ type: 'MemberAdmitted', data: { body: by.party, ...data } }];
};

const notRenewable = (last: Period, { sanctions }: Member, body: string, to: string): string | undefined => {
  const expelled = ofBody(sanctions, body).findLast(({ sanction, from }) => sanction === 'expulsion' && from > last.to);
  if (expelled) return `It was expelled from ${expelled.from}`;
  if (last.to === ENDLESS) return `The membership from ${last.from} has no last day`;
  return to <= last.to ? `The membership runs to ${last.to} already` : undefined;
};

/** It goes on where it ended; what ran out goes on from the day of the renewal, for what lies between was without it. */
const renew = (member: Member, { to }: DataOf<typeof RenewMembership>, { by, subject, occurredAt }: AskedOfMember): Decision<MemberEvent> => {
  if (!by.roles.includes('industry-body')) return no.NotABody;
  const last = ofBody(member.memberships, by.party).at(-1);
  if (!last) return because(no.NotItsMember, `${subject} was never a member of ${by.party}.`, { body: by.party });
  const why = notRenewable(last, member, by.party, to);
  if (why !== undefined) return because(no.NothingToRenew, `${why}; it cannot be renewed to ${to}.`, { from: last.from, to: last.to, until: to }, '#/to');
  const [next, today] = [plusDays(last.to, 1), dayOf(occurredAt)];
  const from = next < today ? today : next;
  return to < from ? because(no.Reversed, `It would end on ${to} and begin on ${from}.`, { from, to }, '#/to') : [{ type: 'MembershipRenewed', data: { body: by.party, from, to } }];
};

const register = (member: Member, data: DataOf<typeof RecordRegistration>, asked: AskedOfMember): Decision<MemberEvent> =>
  notItsOwn(member, asked, dayOf(asked.occurredAt)) ?? overlapping(member.registrations, data) ?? [{ type: 'RegistrationRecorded', data: { body: asked.by.party, ...data } }];

const backdated = (from: string, { occurredAt }: Asked, pointer: '#/from' | '#/on'): Refusal | undefined => {
  const today = dayOf(occurredAt);
  return from < today ? because(no.Backdated, `It would hold${pointer === '#/on' ? ' no more' : ''} from ${from}; it is of ${today}.`, { from, on: today }, pointer) : undefined;
};

const sanction = (member: Member, data: DataOf<typeof ImposeSanction>, asked: AskedOfMember): Decision<MemberEvent> => {
  const { party: body } = asked.by;
  const refused = notItsOwn(member, asked, data.from) ?? backdated(data.from, asked, '#/from');
  if (refused) return refused;
  if (data.sanction !== 'suspension' && data.to !== undefined) return because(no.EndlessOnly, `The last day would be ${data.to}.`, { sanction: data.sanction, to: data.to }, '#/to');
  const running = data.sanction === 'warning' ? [] : ofBody(member.sanctions, body).filter((one) => one.sanction === data.sanction);
  return overlapping(running, data) ?? [{ type: 'MemberSanctioned', data: { body, ...data } }];
};

const lift = (member: Member, { sanction: which, on, reason }: DataOf<typeof LiftSanction>, asked: AskedOfMember): Decision<MemberEvent> => {
  const { by } = asked;
  if (!by.roles.includes('industry-body')) return no.NotABody;
  const imposed = ofBody(member.sanctions, by.party).filter((one) => one.sanction === which);
  if (runningOn(imposed, on)) return backdated(on, asked, '#/on') ?? [{ type: 'SanctionLifted', data: { body: by.party, sanction: which, on, reason } }];
  const last = imposed.at(-1);
  return because(no.NoSuchSanction, last ? `The last ${which} of ${by.party} runs from ${last.from} to ${last.to}; the day is ${on}.` : `${by.party} imposed no ${which}.`,
    { body: by.party, sanction: which, on, ...(last && { from: last.from, to: last.to }) }, '#/on');
};

/** Who belongs to which body, from when to when, registered and sanctioned. */
export const belonging = {
  commands: { AdmitMember, RenewMembership, RecordRegistration, ImposeSanction, LiftSanction },
  refusals: no,
  makes: ['MemberAdmitted', 'MembershipRenewed', 'RegistrationRecorded', 'MemberSanctioned', 'SanctionLifted'],
  decide: { AdmitMember: admit, RenewMembership: renew, RecordRegistration: register, ImposeSanction: sanction, LiftSanction: lift },
};
