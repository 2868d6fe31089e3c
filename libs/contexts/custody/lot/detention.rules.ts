import { because, IsCaseId, isAuthorityOf, IsText, refusals, type DataOf, type Decision, type Refusal } from '#kernel';
import type { Case } from '../case/case.recollection.ts';
import type { LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { notFree, type AskedOfLot, type LotChapter } from './lot.rules.ts';

export const no = refusals({
  NotItsAuthority:  { forbids: true, cites: 'KPCS IV(b)', says: 'Goods are detained, seized and confiscated by the authority whose case it is, and in whose territory their holder is registered.' },
  NoCase:           { cites: 'custody/140', says: 'Goods are detained and seized under a case that was opened, was not dismissed, and names them.' },
  AlreadyDetained:  { cites: 'custody/141', says: 'What is stopped already is not stopped again.' },
  NotDetainable:    { cites: 'custody/142', says: 'Goods are stopped as they are: what lies in a closed parcel with it, and what is set aside for a blend, or is none any more, not at all.' },
  NotStopped:       { cites: 'custody/143', says: 'Only goods that are detained or seized are let go, or decided.' },
  NotWhoStopped:    { forbids: true, cites: 'custody/144', says: 'Goods are released by the authority that detained or took them, and by no other.' },
  Taken:            { cites: 'custody/145', says: 'Goods that the State has in its hands are returned by an order; a detention is lifted where they are still in their holder’s.' },
});

/** What the State may do with goods under suspicion. */
class DetainLot { @IsCaseId() case!: string; @IsText() grounds!: string }
class LiftDetention { @IsText() reason!: string }
class SeizeLot { @IsCaseId() case!: string }

/** The parts of a lot are named after it, so a case that names the lot reaches them; and what it stopped, it named. */
export const isNamed = ({ lots }: Case, name: string, subject: string, { detention }: Lot): boolean =>
  detention?.case === name || lots.some((lot) => subject === lot || subject.startsWith(`${lot}.`));

/** Why this case is not this authority’s to carry out on goods of this holder; undefined if it is. */
export const notItsCase = (name: string, holder: string, { by, facts }: Pick<AskedOfLot, 'by'> & { readonly facts: Pick<AskedOfLot['facts'], 'case' | 'holder'> }): Refusal | undefined => {
  const { participant } = facts.case;
  if (!isAuthorityOf(by, participant)) return because(no.NotItsAuthority, `Case ${name} is of ${participant || 'nobody'}.`, { participant }, '#/case');
  const territory = facts.holder.participant ?? 'no territory';
  return territory === participant ? undefined
    : because(no.NotItsAuthority, `The case is of ${participant}; ${holder} is registered in ${territory}.`, { participant, territory });
};

/** Why nothing is stopped, or taken, under this case; undefined if it stands. */
const noStanding = ({ status }: Case, name: string): Refusal | undefined => (status === 'open' || status === 'ordered' ? undefined
  : because(no.NoCase, `Case ${name} is ${status === 'none' ? 'not opened' : 'dismissed'}.`, { case: name, status }, '#/case'));

/** Why goods cannot be stopped under this case; undefined if they can. */
const notCalledFor = (lot: Lot, name: string, asked: AskedOfLot): Refusal | undefined => {
  const { by, subject, facts: { case: of } } = asked;
  if (!by.roles.includes('authority')) return no.NotItsAuthority;
  return noStanding(of, name) ?? notItsCase(name, lot.holder, asked)
    ?? (isNamed(of, name, subject, lot) ? undefined : because(no.NoCase, `Case ${name} names ${of.lots.length} lots, not ${subject}.`, { case: name, lots: of.lots.length }, '#/case'));
};

const DETAINED_WHILE: ReadonlySet<Lot['status']> = new Set(['held', 'dispatched', 'in-transit', 'disputed', 'awaiting-approval']);
const SEIZED_WHILE: ReadonlySet<Lot['status']> = new Set(['held', 'dispatched', 'in-transit']);

const WITH: Partial<Record<Lot['status'], (lot: Lot) => string>> = { packed: ({ parcel }) => `lies in parcel ${parcel}`, reserved: ({ blend }) => `is set aside for blend ${blend}` };

/** Why a lot in this state is not stopped by itself; undefined if it is. */
const notNow = (lot: Lot, possible: ReadonlySet<Lot['status']>, subject: string): Refusal | undefined => {
  if (possible.has(lot.status)) return undefined;
  const inside = WITH[lot.status]?.(lot);
  return because(no.NotDetainable, inside ? `Lot ${subject} ${inside}.` : notFree(lot, subject).detail!, { status: lot.status, ...(lot.status === 'packed' && { parcel: lot.parcel }), ...(lot.status === 'reserved' && { blend: lot.blend }) });
};

/** Packed for a parcel that nobody closes, or that was closed without it, it would be out of reach for as long as its holder likes: it is stopped by itself, and not sealed any more. */
const liesOpen = ({ status }: Lot, { subject, facts: { parcel } }: AskedOfLot): boolean =>
  status === 'packed' && parcel.status !== 'begun' && !parcel.lots.some(({ lot }) => lot === subject);

/** The lot stays as it is: on a table, on its way, or disputed. From here on only this authority decides what happens to it. */
const detain = (lot: Lot, { case: named, grounds }: DataOf<typeof DetainLot>, asked: AskedOfLot): Decision<LotEvent> => {
  const refused = notCalledFor(lot, named, asked);
  if (refused) return refused;
  if (lot.detention) return because(no.AlreadyDetained, `Lot ${asked.subject} is ${lot.detention.stage} by ${lot.detention.authority} under case ${lot.detention.case}.`, { case: lot.detention.case });
  return (liesOpen(lot, asked) ? undefined : notNow(lot, DETAINED_WHILE, asked.subject))
    ?? [{ type: 'LotDetained', data: { case: named, authority: asked.by.party, participant: asked.facts.case.participant, holder: lot.holder, milliCarats: lot.milliCarats, grounds } }];
};

/** Why this actor does not decide on goods that were stopped; undefined if he does. */
export const notWhoStopped = ({ detention, status }: Lot, { by, subject }: AskedOfLot): Refusal | undefined => {
  if (detention === undefined || status === 'split') return because(no.NotStopped, status === 'split' ? `Lot ${subject} was split: each of its parts is stopped.` : `Lot ${subject} is neither detained nor seized.`, { status });
  return detention.authority === by.party ? undefined
    : because(no.NotWhoStopped, `${detention.authority} has ${detention.stage} lot ${subject} under case ${detention.case}.`, { authority: detention.authority, case: detention.case });
};

const lift = (lot: Lot, { reason }: DataOf<typeof LiftDetention>, asked: AskedOfLot): Decision<LotEvent> => {
  const refused = notWhoStopped(lot, asked);
  if (refused) return refused;
  const { case: named, authority, stage, from } = lot.detention!;
  if (stage === 'seized') return because(no.Taken, `Lot ${asked.subject} was taken from ${from ?? lot.owner}.`, { from: from ?? lot.owner });
  return [{ type: 'LotDetentionLifted', data: { case: named, authority, holder: lot.holder, milliCarats: lot.milliCarats, reason } }];
};

/** Why a lot that is stopped is not taken under this case; undefined if it is. */
const notToTake = (lot: Lot, { stage, case: under }: NonNullable<Lot['detention']>, named: string, asked: AskedOfLot): Refusal | undefined => {
  const refused = notWhoStopped(lot, asked);
  if (refused) return refused;
  if (stage === 'seized') return because(no.AlreadyDetained, `Lot ${asked.subject} is seized under case ${under}.`, { case: under });
  return under === named ? noStanding(asked.facts.case, named) : because(no.NoCase, `Lot ${asked.subject} is detained under case ${under}.`, { case: under }, '#/case');
};

/** The State takes it into its own hands: from its holder’s table, or from its way. What is disputed, or waits for a second person, that authority settles first. */
const seize = (lot: Lot, { case: named }: DataOf<typeof SeizeLot>, asked: AskedOfLot): Decision<LotEvent> => {
  const { detention } = lot;
  const refused = detention === undefined ? notCalledFor(lot, named, asked) : notToTake(lot, detention, named, asked);
  return refused ?? notNow(lot, SEIZED_WHILE, asked.subject) ?? [{ type: 'LotSeized', data: {
    from: lot.holder, authority: asked.by.party, participant: asked.by.participant, case: named, milliCarats: lot.milliCarats, ...(lot.status !== 'held' && { to: lot.addressee }),
  } }];
};

const commands = { DetainLot, LiftDetention, SeizeLot };

/** Stopping goods under suspicion, and taking them. */
export const detaining = {
  commands,
  refusals: no,
  makes: ['LotDetained', 'LotDetentionLifted', 'LotSeized'],
  decide: { DetainLot: detain, LiftDetention: lift, SeizeLot: seize },
} satisfies LotChapter<typeof commands>;
