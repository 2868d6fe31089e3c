import { plusDays, yearOf, type Actor } from '#kernel';
import { at } from '../plan/calendar.ts';
import { BODY, BODY_IN, type PlannedMember } from '../plan/members.ts';
import type { Plan } from '../plan/plan.ts';
import { stockAtYearEnd } from '../plan/stock.ts';
import { SYNTHETIC, type World } from '../plan/world.ts';
import { step } from './certifying.ts';
import type { Chain, Step } from './chain.ts';

const body: Actor = { party: BODY, participant: BODY_IN, roles: ['industry-body'] };
/** Counts what lies with the members, and does not look into the ledger. */
const auditor: Actor = { party: 'SYN-AUDITORS', participant: BODY_IN, roles: ['auditor'] };

const NEW_TEXT_YEAR = 2021;
const REGISTERED_DAYS = 364;

/** What is asked of members; those who dig are asked one thing more. */
const QUESTIONS = [
  { id: 'KP-1', section: 'kpcs', text: 'Does every parcel that crosses a border have a certificate?' },
  { id: 'KP-2', section: 'kpcs', text: 'Are records of what was dug and bought kept for five years?', kinds: ['producer', 'artisanal-buyer'] },
  { id: 'SOW-1', section: 'sow', text: 'Does every invoice for rough bear the statement?' },
  { id: 'SOW-2', section: 'sow', text: 'Are warranties given and received reconciled every year by an auditor?' },
  { id: 'COM-1', section: 'compliance', text: 'Does somebody answer for compliance, and who?' },
] as const;

const versionOf = (year: number): string => `SYN-QUESTIONS-${year}`;

/** The questions of the year’s self-assessment, from when there is one. */
export function* questions({ world: { year } }: Plan): Generator<Chain> {
  if (year < NEW_TEXT_YEAR) return;
  yield { key: versionOf(year), steps: [step(body, ['PublishQuestions', versionOf(year)], at(`${year}-01-01`, 9), { from: `${year}-01-01`, questions: QUESTIONS })] };
}

const KIND_ROLES = { producer: 'producer', 'artisanal-buyer': 'producer', trader: 'trader' } as const;

/** He is registered for the System of Warranties, and answers what is put to him. */
const registering = (member: PlannedMember, on: string): Step[] => {
  const { id, kind, participant } = member;
  const put = QUESTIONS.filter((one) => !('kinds' in one) || one.kinds.some((asked) => asked === kind));
  const himself: Actor = { party: id, participant, roles: [KIND_ROLES[kind as keyof typeof KIND_ROLES]] };
  return [
    step(body, ['RecordRegistration', id], at(on, 11), { sowId: `SYN-SOW-${id}`, from: on, to: plusDays(on, REGISTERED_DAYS) }),
    step(himself, ['FileAssessment', id], at(on, 12), { year: yearOf(on), questions: versionOf(yearOf(on)), answers: put.map(({ id: question }) => ({ question, answer: `Yes ${SYNTHETIC}` })) }),
  ];
};

const MOST_FAST = 5;

/** Who may stand in the shorter queue: the members that export most. */
export const fastOf = ({ world: { members }, trade: { shipments } }: Plan): string[] => {
  const exports = new Map<string, number>();
  for (const { exporter } of shipments) if (members.has(exporter)) exports.set(exporter, (exports.get(exporter) ?? 0) + 1);
  return [...exports].sort(([a, some], [b, other]) => other - some || (a < b ? -1 : 1)).slice(0, MOST_FAST).map(([id]) => id);
};

/** A party becomes a member; nothing lay there before the ledger began. */
const joining = ({ year }: World, member: PlannedMember, isFast: boolean): Chain => {
  const { id, joinedOn, registeredOn } = member;
  return { key: `member-${id}`, steps: [
    step(body, ['AdmitMember', id], at(joinedOn, 9), { from: joinedOn }),
    step(auditor, ['DeclareOpeningStock', id], at(joinedOn, 10), { milliCarats: 0, on: `${year - 1}-12-31` }),
    ...(isFast ? [step(body, ['GrantFastTrack', id], at(joinedOn, 10), { from: joinedOn, to: `${year}-12-31` })] : []),
    ...(registeredOn === joinedOn ? registering(member, registeredOn) : []),
  ] };
};

/** Something that a body does with a member, and when. */
export type Enrolment = Readonly<{ on: string; chain: Chain }>;

/** Everybody becomes a member; who was one before there was a new text is registered in time for it. */
export const enrolmentsOf = (plan: Plan): Enrolment[] => {
  const fast = new Set(fastOf(plan));
  return [...plan.world.members.values()].flatMap((member) => {
    const { id, joinedOn, registeredOn } = member;
    const joined = { on: joinedOn, chain: joining(plan.world, member, fast.has(id)) };
    return registeredOn === undefined || registeredOn === joinedOn ? [joined] : [joined, { on: registeredOn, chain: { key: `registration-${id}`, steps: registering(member, registeredOn) } }];
  });
};

/** What an auditor counted with every member on the last day of the year. */
export function* counts(plan: Plan): Generator<Chain> {
  const stock = stockAtYearEnd(plan);
  const on = `${plan.world.year}-12-31`;
  for (const id of plan.world.members.keys()) yield { key: `count-${id}`, steps: [step(auditor, ['DeclareOpeningStock', id], at(on, 20), { milliCarats: stock.get(id) ?? 0, on })] };
}
