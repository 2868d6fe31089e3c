import { because, inCarats, isAuthorityOf, IsText, OneOf, refusals, type DataOf, type Decision, type Refusal } from '#kernel';
import type { LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import type { AskedOfLot, LotChapter } from './lot.rules.ts';
import { originsAt } from './origins.rules.ts';

const no = refusals({
  NotDisputed:  { cites: 'custody/58', says: 'There is nothing to settle: what arrived is what was sent, or it was settled already.' },
  NotToSettle:  { forbids: true, cites: 'custody/59', says: 'A dispute is settled by the side that sent the goods, or by the authority where their holder is registered; never by who raised it.' },
  GainUnproven: { forbids: true, cites: 'custody/60', says: 'More carats than were sent are booked only by the authority: goods come from production, not from a balance.' },
});

export class SettleDispute {
  /** Whose figures hold: those of the recipient, or those of the sender. */
  @OneOf('found', 'stated') stands!: 'found' | 'stated';
  @IsText() finding!: string;
}

const notHis = (lot: Lot, stands: 'found' | 'stated', { by, facts: { holder: { participant } } }: AskedOfLot): Refusal | undefined => {
  const { from, statedMilliCarats, foundMilliCarats } = lot.dispute!;
  const official = participant !== undefined && isAuthorityOf(by, participant);
  if (by.party === lot.holder || (by.party !== from && !official)) return because(no.NotToSettle, `${from} sent it, and ${lot.holder} raised the dispute.`, { from, holder: lot.holder });
  const gain = foundMilliCarats - statedMilliCarats;
  if (stands === 'stated' || gain <= 0 || official) return undefined;
  return because(no.GainUnproven, `${inCarats(gain)} ct more would stand than were sent.`, { gainMilliCarats: gain }, '#/stands');
};

/** The other side gives in, or the State decides. If what was found stands, the difference is a typed loss or gain, `transit`, of every origin in proportion. */
export const settle = (lot: Lot, { stands, finding }: DataOf<typeof SettleDispute>, asked: AskedOfLot): Decision<LotEvent> => {
  if (lot.status !== 'disputed') return no.NotDisputed;
  const refused = notHis(lot, stands, asked);
  if (refused) return refused;
  const { foundMilliCarats, foundStones } = lot.dispute!;
  const milliCarats = stands === 'found' ? foundMilliCarats : lot.milliCarats;
  const stones = stands === 'found' ? foundStones : undefined;
  return [{ type: 'LotDisputeSettled', data: {
    holder: lot.holder, stands, settledBy: asked.by.party, finding, milliCarats, differenceMilliCarats: milliCarats - lot.milliCarats,
    origins: originsAt(lot.origins, milliCarats, stones ?? lot.stones), ...(stones !== undefined && { stones }),
  } }];
};

/** Ending a dispute about what arrived. */
export const settling = {
  commands: { SettleDispute },
  refusals: no,
  makes: ['LotDisputeSettled'],
  decide: { SettleDispute: settle },
} satisfies LotChapter<{ SettleDispute: typeof SettleDispute }>;
