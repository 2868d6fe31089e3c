import { because, IsCaseId, IsUsdCents, isAuthorityOf, OneOf, type DataOf, type Decision } from '#kernel';
import { VALUE_METHODS, type LotEvent, type ValueMethod } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { no, notFreeAtAll, type AskedOfLot } from './lot.rules.ts';

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
  const refused = lot.status === 'confiscated' ? undefined : notFreeAtAll(lot, asked.subject);
  if (refused) return refused;
  if (!mayValue(lot, method, asked)) return because(no.NotValuer, `${lot.holder} holds the lot; the method is ${method}.`, { method });
  return [{ type: 'LotValued', data: { usdCents, method, basis, valuer: asked.by.party } }];
};

/** The parts of a lot are named after it, so an order that names the lot reaches them. */
const isNamed = (lots: readonly string[], subject: string): boolean => lots.some((lot) => subject === lot || subject.startsWith(`${lot}.`));

/** An ordered forfeit: the lot passes to the State authority. */
export const confiscate = (lot: Lot, data: DataOf<typeof ConfiscateLot>, { by, subject, facts }: AskedOfLot): Decision<LotEvent> => {
  const { participant, order, lots } = facts.case;
  const refused = notFreeAtAll(lot, subject);
  if (refused) return refused;
  if (order === undefined) return because(no.NotOrdered, `Case ${data.case} has no order of confiscation.`, { case: data.case }, '#/case');
  if (!isAuthorityOf(by, participant) || facts.holder.participant !== participant) {
    return because(no.NotItsAuthority, `The case is of ${participant}; ${lot.holder} is registered in ${facts.holder.participant ?? 'no territory'}.`, { participant });
  }
  if (!isNamed(lots, subject)) return because(no.NotOrdered, `Case ${data.case} names ${lots.length} lots, not ${subject}.`, { case: data.case, lots: lots.length }, '#/case');
  return [{ type: 'LotConfiscated', data: { from: lot.holder, authority: by.party, participant, case: data.case, order, milliCarats: lot.milliCarats } }];
};
