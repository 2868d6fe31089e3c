import { because, IsCaseId, isAuthorityOf, refusals, type DataOf, type Decision, type Refusal } from '#kernel';
import type { LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { notFree, type AskedOfLot, type LotChapter } from './lot.rules.ts';

const no = refusals({
  NotItsAuthority: { forbids: true, cites: 'KPCS IV(b)', says: 'Only the authority whose case it is, and in whose territory the holder is registered, confiscates.' },
  NotOrdered:      { cites: 'UN A/RES/77/277 ¶5', says: 'Goods are confiscated on an order, and only those it names.' },
});

export class ConfiscateLot { @IsCaseId() case!: string }

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
  const refused = notForfeit(lot, data.case, asked);
  if (refused) return refused;
  if (lot.status !== 'held') return notFree(lot, asked.subject);
  const { participant, order } = asked.facts.case;
  return [{ type: 'LotConfiscated', data: { from: lot.holder, authority: asked.by.party, participant, case: data.case, order: order!, milliCarats: lot.milliCarats } }];
};

/** Taking goods for the State. */
export const seizing = {
  commands: { ConfiscateLot },
  refusals: no,
  makes: ['LotConfiscated'],
  decide: { ConfiscateLot: confiscate },
} satisfies LotChapter<{ ConfiscateLot: typeof ConfiscateLot }>;
