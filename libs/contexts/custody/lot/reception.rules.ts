import { because, IsMilliCarats, IsStones, IsText, OneOf, Optional, refusals, type DataOf, type Decision, type Refusal } from '#kernel';
import { allowedOf } from '../limit/limits.rules.ts';
import type { LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import type { AskedOfLot, LotChapter } from './lot.rules.ts';

export const no = refusals({
  NotOnItsWay:  { cites: 'custody/16', says: 'Only a lot that was dispatched can be collected, received, recalled or declined.' },
  NotAddressee: { forbids: true, cites: 'custody/17', says: 'Only the party to which the lot was dispatched receives it; it, or the carrier who has it, declines it.' },
  BagUntold:    { cites: 'custody/57', says: 'Who receives a lot in a bag says how he found the bag; without a bag there is nothing to say.' },
});

export class ReceiveLot {
  /** What the recipient’s own balance says, and how many stones he counts. */
  @Optional() @IsMilliCarats() foundMilliCarats?: number;
  @Optional() @IsStones() stones?: number;
  @Optional() @IsText() place?: string;
  @Optional() @OneOf('intact', 'broken', 'other-number') bagState?: 'intact' | 'broken' | 'other-number';
}
type Reception = DataOf<typeof ReceiveLot>;

const bagOff = ({ bag }: Lot, { bagState }: Reception): Refusal | undefined => {
  if (bag !== undefined && bagState === undefined) return because(no.BagUntold, `It was sent in bag ${bag}.`, { bag }, '#/bagState');
  return bag === undefined && bagState !== undefined ? because(no.BagUntold, 'It was sent without a bag.', { bagState }, '#/bagState') : undefined;
};

/** What is wrong with what arrived, worst first; undefined if it is what was sent, as far as two balances can tell. */
const differs = (lot: Lot, { foundMilliCarats: found = lot.milliCarats, stones = lot.stones, bagState = 'intact' }: Reception, tolerance: number): 'weight' | 'stones' | 'bag' | undefined => {
  if (Math.abs(found - lot.milliCarats) > tolerance) return 'weight';
  if (lot.stones !== undefined && stones !== lot.stones) return 'stones';
  return bagState === 'intact' ? undefined : 'bag';
};

const disputed = (lot: Lot, reception: Reception, { by, facts }: AskedOfLot): LotEvent[] => {
  const tolerance = allowedOf(facts.limits, 're-weighing', lot.milliCarats);
  const over = differs(lot, reception, tolerance);
  if (over === undefined) return [];
  const { foundMilliCarats: found = lot.milliCarats, stones } = reception;
  return [{ type: 'LotDisputed', data: {
    from: lot.holder, holder: by.party, participant: by.participant, over, statedMilliCarats: lot.milliCarats, foundMilliCarats: found, differenceMilliCarats: found - lot.milliCarats, toleranceMilliCarats: tolerance,
    ...(lot.stones !== undefined && { statedStones: lot.stones }), ...(stones !== undefined && { foundStones: stones }),
  } }];
};

const received = (lot: Lot, { stones, ...found }: Reception, holder: string): LotEvent => {
  const his = lot.terms === 'sale' || lot.owner === holder;
  return { type: 'LotReceived', data: {
    from: lot.holder, holder, milliCarats: lot.milliCarats, usdCents: lot.priceUsdCents, ...found,
    ...(stones !== undefined && { foundStones: stones }), ...(lot.bag !== undefined && { bag: lot.bag }), ...(!his && { owner: lot.owner, terms: lot.terms }),
  } };
};

/** The addressee takes the lot, at its price if it was sold, and at the weight stated: what differs by more than two balances may is for both sides to settle. */
export const receive = (lot: Lot, data: Reception, asked: AskedOfLot): Decision<LotEvent> => {
  if (lot.status !== 'dispatched' && lot.status !== 'in-transit') return no.NotOnItsWay;
  if (lot.addressee !== asked.by.party) return no.NotAddressee;
  return bagOff(lot, data) ?? [received(lot, data, asked.by.party), ...disputed(lot, data, asked)];
};

/** From hand to hand, as the recipient says it. */
export const receiving = {
  commands: { ReceiveLot },
  refusals: no,
  makes: ['LotReceived', 'LotDisputed'],
  decide: { ReceiveLot: receive },
} satisfies LotChapter<{ ReceiveLot: typeof ReceiveLot }>;
