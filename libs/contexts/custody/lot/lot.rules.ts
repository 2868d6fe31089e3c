import { because, beforeTheLast, dayOf, isAuthorityOf, personOf, quarterOf, refusals, yearOf, type Actor, type Asked, type Chapter, type Refusal, type Shapes } from '#kernel';
import type { Blend } from '../blend/blend.recollection.ts';
import type { Case } from '../case/case.recollection.ts';
import type { Invoice } from '../invoice/invoice.recollection.ts';
import type { Limits } from '../limit/limits.rules.ts';
import type { Parcel } from '../parcel/parcel.recollection.ts';
import type { Participant } from '../participant/participant.recollection.ts';
import type { Party } from '../party/party.recollection.ts';
import type { Period } from '../period/period.recollection.ts';
import type { Production } from '../production/production.recollection.ts';
import type { Seal } from '../seal/seal.recollection.ts';
import type { LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';

/** What a lot’s rules have to know of others. */
export type Facts = {
  recipient: Party; holder: Party; carrier: Party; /** Who sells without an invoice. With one, that was looked at when it was issued. */ seller: Party; invoice: Invoice; case: Case; parcel: Parcel; bag: Seal;
  /** The blend that asks for the lot, and the one for which it is set aside so far. */ blend: Blend; reserving: Blend;
  /** The limits of the territory where the actor stands. */ limits: Limits;
  /** The quarter in which it happened, if that is over. */ period: Period;
  /** The Participants of tainted carats, when those are released. */ monitored?: ReadonlyMap<string, Participant>;
  /** The production record the goods come from, when their figures are corrected. */ record?: Production;
};
export type AskedOfLot = Asked & { readonly facts: Facts };
/** Some of the verbs of a lot. */
export type LotChapter<Commands extends Shapes> = Chapter<Lot, Commands, LotEvent, Facts>;

export const no = refusals({
  NotTheLedger:  { forbids: true, cites: 'custody/1', says: 'Only the ledger itself does this, when one fact makes another follow.' },
  NoSuchLot:     { cites: 'custody/2', says: 'There is no lot of this id: goods enter from a production record, or as a part or a blend of lots, and are named after it.' },
  BeforeTheLast: { cites: 'custody/3', says: 'Nothing happens to a lot before what the ledger already knows of it.' },
  PeriodClosed:  { cites: 'custody/4', says: 'The figures of that quarter are closed: a second person has to allow a late entry.' },
  NotHolder:     { forbids: true, cites: 'custody/5', says: 'Only the present holder may do this.' },
  NotFree:       { cites: 'custody/6', says: 'Only a lot that lies free in its holder’s hands can be worked on, valued, handed over, packed, blended or confiscated.' },
  NotOnTheseTerms: { cites: 'custody/25', says: 'Goods that belong to somebody else are only handled as their owner agreed.' },
  StonesMiscounted: { cites: 'custody/31', says: 'Stones do not appear or vanish: more of them come only of breakage, and one that is gone weighed something.' },
  OutOfTrade:    { cites: 'custody/26', says: 'Samples and seized goods are not traded, and not mixed with others.' },
});

const STATES: Record<Lot['status'], string> = {
  none: 'is not in the ledger', held: 'lies free', dispatched: 'is on its way to another party', 'in-transit': 'is with its carrier', packed: 'is packed for a parcel',
  reserved: 'is set aside for a blend', 'awaiting-approval': 'waits for a second person to approve a change', disputed: 'is disputed: what arrived is not what was sent',
  split: 'was split', blended: 'was blended into another lot', lost: 'was lost', confiscated: 'was confiscated', destroyed: 'was destroyed',
};

/** The refusal of a lot that does not lie free, with its state in words. */
export const notFree = ({ status }: Lot, subject: string): Refusal => because(no.NotFree, `Lot ${subject} ${STATES[status]}.`, { status });

/** Why this actor may not do with this lot what needs it free in his hands; undefined if he may. */
export const notFreeFor = (lot: Lot, by: Actor, subject: string): Refusal | undefined => {
  if (lot.holder !== by.party) return no.NotHolder;
  return lot.status === 'held' ? undefined : notFree(lot, subject);
};

/** The same where the State’s hands are as good: goods it seized are sent on, moved and valued too. */
export const notAtRestFor = (lot: Lot, by: Actor, subject: string): Refusal | undefined => {
  if (lot.holder !== by.party) return no.NotHolder;
  return lot.status === 'held' || lot.status === 'confiscated' ? undefined : notFree(lot, subject);
};

/** On these terms the holder works on goods of others as on his own: he divides and treats them. */
export const WORKED_ON = ['service', 'consignment'] as const;

/** Why the terms on which the holder has the lot do not let him do this; undefined if they do. His own goods he may do anything with. */
export const notAgreed = ({ terms, owner }: Lot, agreed: readonly Lot['terms'][], subject: string): Refusal | undefined =>
  (terms === 'own' || agreed.includes(terms) ? undefined : because(no.NotOnTheseTerms, `Lot ${subject} belongs to ${owner} and is held on these terms: ${terms}.`, { owner, terms }));

/** Why a lot cannot enter trade; undefined if it can. */
export const notTraded = ({ regime }: Pick<Lot, 'regime'>, subject: string): Refusal | undefined =>
  (regime === 'trade' ? undefined : because(no.OutOfTrade, `The regime of lot ${subject} is: ${regime}.`, { regime }));

/** May this person approve what that one proposed? Another person, of the holder or of the authority in whose territory he is registered. */
export const mayApprove = ({ holder }: Lot, by: Actor, proposedBy: string, territory: string | undefined): boolean =>
  personOf(by) !== proposedBy && (by.party === holder || (territory !== undefined && isAuthorityOf(by, territory)));

/** The quarter in which it happened, by its id, if it was over when the ledger learned of it: `BW-2005-Q1`. */
export const quarterInQuestion = ({ by: { participant }, occurredAt, recordedAt }: Asked): string | undefined => {
  const [on, known] = [dayOf(occurredAt), dayOf(recordedAt)];
  if (participant === '' || (yearOf(on) === yearOf(known) && quarterOf(on) === quarterOf(known))) return undefined;
  return `${participant}-${yearOf(on)}-Q${quarterOf(on)}`;
};

/** Why it is too late to say this, as the given refusal has it; undefined if it is not: the quarter is closed, and nobody else allowed a late entry. */
export const tooLate = (refusal: Refusal, { closed, late }: Period, asked: Asked): Refusal | undefined => {
  const { by, occurredAt } = asked;
  if (!closed || (late.has(by.party) && late.get(by.party) !== personOf(by))) return undefined;
  const [quarter, on] = [quarterInQuestion(asked)!, dayOf(occurredAt)];
  return because(refusal, `The figures of ${quarter} are closed, and nobody else allowed ${by.party} to enter facts of ${on}.`, { quarter, on }, '#/occurredAt');
};

/** Why this is before the last that is known of the lot; undefined if it is not. */
export const tooEarly = ({ lastOn }: Lot, asked: Asked): Refusal | undefined => beforeTheLast(no.BeforeTheLast, `lot ${asked.subject}`, lastOn, asked);

/** Why it is too early, or too late, to say this of the lot; undefined if it is not. What the ledger itself does follows from a fact that was in time. */
export const untimely = (lot: Lot, asked: AskedOfLot): Refusal | undefined =>
  tooEarly(lot, asked) ?? (asked.facts.period === undefined ? undefined : tooLate(no.PeriodClosed, asked.facts.period, asked));
