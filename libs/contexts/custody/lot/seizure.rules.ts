import { because, IsCaseId, refusals, type DataOf, type Decision, type Refusal } from '#kernel';
import { isNamed, no, notItsCase } from './detention.rules.ts';
import type { LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { notFree, type AskedOfLot, type LotChapter } from './lot.rules.ts';

const { NotOrdered } = refusals({ NotOrdered: { cites: 'UN A/RES/77/277 ¶5', says: 'Goods are confiscated on an order, and only those it names.' } });

export class ConfiscateLot { @IsCaseId() case!: string }

/** Why this order does not reach this lot, or this actor cannot carry it out; undefined if it does and he can. */
const notForfeit = (lot: Lot, name: string, asked: AskedOfLot): Refusal | undefined => {
  const { by, subject, facts: { case: of } } = asked;
  if (!by.roles.includes('authority')) return no.NotItsAuthority;
  if (of.order === undefined) return because(NotOrdered, `Case ${name} has no order of confiscation.`, { case: name }, '#/case');
  const refused = notItsCase(name, lot.holder, asked);
  if (refused) return refused;
  if (!isNamed(of, name, subject, lot)) return because(NotOrdered, `Case ${name} names ${of.lots.length} lots, not ${subject}.`, { case: name, lots: of.lots.length }, '#/case');
  const stoppedBy = lot.detention?.case ?? name;
  return stoppedBy === name ? undefined : because(NotOrdered, `Lot ${subject} is ${lot.detention!.stage} under case ${stoppedBy}, not ${name}.`, { case: stoppedBy }, '#/case');
};

/** An ordered forfeit: the lot passes to the State authority, from its holder, or from the authority that seized it before. */
export const confiscate = (lot: Lot, data: DataOf<typeof ConfiscateLot>, asked: AskedOfLot): Decision<LotEvent> => {
  const refused = notForfeit(lot, data.case, asked);
  if (refused) return refused;
  if (lot.status !== 'held') return notFree(lot, asked.subject);
  const { participant, order } = asked.facts.case;
  return [{ type: 'LotConfiscated', data: {
    from: lot.holder, authority: asked.by.party, participant, case: data.case, order: order!, milliCarats: lot.milliCarats, ...(lot.owner !== lot.holder && { owner: lot.owner }),
  } }];
};

/** Taking goods for the State. Why an order is not carried out is what keeps goods from being stopped. */
export const seizing = {
  commands: { ConfiscateLot },
  refusals: { NotOrdered },
  makes: ['LotConfiscated'],
  decide: { ConfiscateLot: confiscate },
} satisfies LotChapter<{ ConfiscateLot: typeof ConfiscateLot }>;
