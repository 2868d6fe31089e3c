import { because, IsCaseId, IsUsdCents, isAuthorityOf, OneOf, type DataOf, type Decision, type Refusal } from '#kernel';
import { VALUE_METHODS, type LotEvent, type ValueMethod } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { no, notFree, type AskedOfLot } from './lot.rules.ts';

export class ValueLot {
  @IsUsdCents() usdCents!: number;
  @OneOf(...VALUE_METHODS) method!: ValueMethod;
  @OneOf('ex-mine', 'FOB', 'CIF') basis!: 'ex-mine' | 'FOB' | 'CIF';
}
export class ConfiscateLot { @IsCaseId() case!: string }

const mayValue = (lot: Lot, method: ValueMethod, { by, facts }: AskedOfLot): boolean => {
  if (method !== 'government') return lot.holder === by.party;
  return facts.holder.participant !== undefined && isAuthorityOf(by, facts.holder.participant);
};

/** States a value, by a method and on a basis: never one bare number. Confiscated goods may be valued too, for their sale or evidence. */
export const value = (lot: Lot, { usdCents, method, basis }: DataOf<typeof ValueLot>, asked: AskedOfLot): Decision<LotEvent> => {
  if (lot.status === 'none') return no.NoSuchLot;
  if (!mayValue(lot, method, asked)) return because(no.NotValuer, `The method is ${method}.`, { method }, '#/method');
  if (lot.status !== 'held' && lot.status !== 'confiscated') return notFree(lot, asked.subject);
  return [{ type: 'LotValued', data: { usdCents, method, basis, valuer: asked.by.party } }];
};

/** The parts of a lot are named after it, so an order that names the lot reaches them. */
const isNamed = (lots: readonly string[], subject: string): boolean => lots.some((lot) => subject === lot || subject.startsWith(`${lot}.`));

/** Why this order does not reach this lot, or this actor cannot carry it out; undefined if it does and he can. */
const notForfeit = (lot: Lot, name: string, { by, subject, facts }: AskedOfLot): Refusal | undefined => {
  const { participant, order, lots } = facts.case;
  if (!by.roles.includes('authority')) return no.NotItsAuthority;
  if (order === undefined) return because(no.NotOrdered, `Case ${name} has no order of confiscation.`, { case: name }, '#/case');
  if (!isAuthorityOf(by, participant)) return because(no.NotItsAuthority, `Case ${name} is of ${participant}.`, { participant }, '#/case');
  if (!isNamed(lots, subject)) return because(no.NotOrdered, `Case ${name} names ${lots.length} lots, not ${subject}.`, { case: name, lots: lots.length }, '#/case');
  const territory = facts.holder.participant ?? 'no territory';
  return territory === participant ? undefined
    : because(no.NotItsAuthority, `The case is of ${participant}; ${lot.holder} is registered in ${territory}.`, { participant, territory });
};

/** An ordered forfeit: the lot passes to the State authority. */
export const confiscate = (lot: Lot, data: DataOf<typeof ConfiscateLot>, asked: AskedOfLot): Decision<LotEvent> => {
  if (lot.status === 'none') return no.NoSuchLot;
  const refused = notForfeit(lot, data.case, asked);
  if (refused) return refused;
  if (lot.status !== 'held') return notFree(lot, asked.subject);
  const { participant, order } = asked.facts.case;
  return [{ type: 'LotConfiscated', data: { from: lot.holder, authority: asked.by.party, participant, case: data.case, order: order!, milliCarats: lot.milliCarats } }];
};
