import { unlicensedOn } from '#contexts/identity/events';
import { because, refusals, type Refusal } from '#kernel';
import { barredOn, ENDLESS, runningOn, type Member, type Period } from '../member/member.recollection.ts';
import type { RegisteredParty } from '../party/party.recollection.ts';
import type { Version } from './statement.rules.ts';

export const no = refusals({
  NotLicensed:   { cites: 'KPCS Annex II ¶13', says: 'Who is suspended or struck off by the authority of his territory neither sells nor buys rough.' },
  Sanctioned:    { cites: 'UN A/61/589 annex 2', says: 'Whom an industry body has suspended or expelled gives no valid warranty; what he warranted before stands.' },
  SaidTooLate:   { cites: 'warranties/32', says: 'Whom an industry body has suspended or expelled enters no warranty of an earlier day: what stands is what was entered before.' },
  NotAMember:    { cites: 'warranties/38', says: 'The text of 2021 is used by members of an industry body.' },
  NotRegistered: { cites: 'WDC System of Warranties', says: 'The text of 2021 is used by those who are registered for the System of Warranties on that day.' },
  NotAssessed:   { cites: 'WDC System of Warranties', says: 'The text of 2021 stands on a self-assessment that is valid on that day.' },
});

/** Why these two cannot trade on this day; undefined if their authorities let them. */
export const notLicensed = (parties: Readonly<Record<string, RegisteredParty>>, day: string, pointer?: string): Refusal | undefined => {
  for (const [party, registered] of Object.entries(parties)) {
    const last = unlicensedOn(registered.standings, day);
    if (last) return because(no.NotLicensed, `${party} is ${last.standing} from ${last.from}; the invoice is of ${day}.`, { party, standing: last.standing, from: last.from, on: day }, pointer);
  }
  return undefined;
};

const runs = ({ from, to }: Period): string => `from ${from}${to === ENDLESS ? '' : ` to ${to}`}`;

const notRunning = (refusal: Refusal, what: string, periods: readonly Period[], day: string): Refusal | undefined => {
  if (runningOn(periods, day)) return undefined;
  const last = periods.at(-1);
  return because(refusal, last ? `The last ${what} runs ${runs(last)}; the invoice is of ${day}.` : `There is no ${what}; the invoice is of ${day}.`,
    { on: day, ...(last && { from: last.from, to: last.to }) }, '#/statement');
};

/** Why this seller warrants nothing of this day, or of any day before; undefined if no body bars him. */
const barred = (member: Member, day: string, enteredOn: string): Refusal | undefined => {
  const [then, now] = [barredOn(member, day), barredOn(member, enteredOn)];
  const by = then ?? now;
  if (by === undefined) return undefined;
  const late = then === undefined ? `, and entered on ${enteredOn}` : '';
  return because(late === '' ? no.Sanctioned : no.SaidTooLate, `${by.sanction === 'expulsion' ? 'Expelled' : 'Suspended'} by ${by.body} ${runs(by)}; the invoice is of ${day}${late}.`,
    { body: by.body, sanction: by.sanction, from: by.from, on: day }, '#/statement');
};

/** Why this seller cannot make this statement on this day; undefined if he can. What is entered late is not believed of somebody whom a body bars by then. */
export const notEntitled = (member: Member, statement: Version | undefined, day: string, enteredOn: string): Refusal | undefined => {
  if (statement === undefined) return undefined;
  const refused = barred(member, day, enteredOn);
  if (refused || statement === '2002') return refused;
  return notRunning(no.NotAMember, 'membership', member.memberships, day) ?? notRunning(no.NotRegistered, 'registration', member.registrations, day)
    ?? notRunning(no.NotAssessed, 'self-assessment', member.assessments, day);
};

/** The last day of the seller’s registration for the System of Warranties, if he had one and it was over. */
export const lapsedOn = ({ registrations }: Member, day: string): string | undefined =>
  (runningOn(registrations, day) ? undefined : registrations.filter(({ to }) => to < day).map(({ to }) => to).sort().at(-1));

/** The stock that stands in for invoices: what he had on the day on which he first belonged to a body, or before. Whatever came later came with an invoice, or it is a gap, whatever he declares. */
export const openingStock = ({ stocks: [first], memberships: [joined] }: Member): Member['stocks'][number] | undefined =>
  (first && joined && first.on <= joined.from ? first : undefined);
