import { because, IsInvoiceId, IsName, IsPartyId, IsSeal, IsText, OneOf, Optional, refusals, type DataOf, type Decision, type Refusal } from '#kernel';
import type { LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { no as common, notAgreed, notAtRestFor, notTraded, type AskedOfLot, type LotChapter } from './lot.rules.ts';
import { no as noReception } from './reception.rules.ts';
import { flagOf, invoiceOff, no as noSale, recipientOff, unlicensed, unlicensedSeller } from './sale.rules.ts';
import { MODES, type Mode, type Terms } from './vocabulary.events.ts';

const no = refusals({
  BorderUncertified: { cites: 'KPCS III(a)', says: 'Goods cross a border in a parcel with a certificate, not from hand to hand.' },
  NotSold:           { cites: 'custody/50', says: 'An invoice goes with a sale: goods on memo, on consignment, for service or for safekeeping stay their owner’s.' },
  NotToAuthority:    { forbids: true, cites: 'custody/51', says: 'Seized goods go from one authority of a Participant to another, for safekeeping only.' },
  BearerUntold:      { cites: 'custody/52', says: 'Goods carried by hand name who carries them, and only those do.' },
  UnknownCarrier:    { cites: 'custody/53', says: 'A carrier is a registered party other than the sender.' },
  BagNotClaimed:     { cites: 'custody/54', says: 'A lot travels in a tamper-evident bag that its sender claimed for this lot and that is still closed.' },
  NotItsCarrier:     { forbids: true, cites: 'custody/55', says: 'Only the carrier named at dispatch collects a lot.' },
  AlreadyCollected:  { cites: 'custody/56', says: 'A sender recalls a lot only before its carrier has it; after that carrier or addressee bring it back.' },
});

/** On what terms a sender hands goods over. */
const OFFERED = ['sale', 'memo', 'consignment', 'service', 'safekeeping'] as const;

export class DispatchLot {
  @IsPartyId() to!: string;
  @Optional() @IsInvoiceId() invoice?: string;
  /** A sale, if left out; goods that go back to their owner are just his. */
  @Optional() @OneOf(...OFFERED) terms?: (typeof OFFERED)[number];
  @Optional() @OneOf(...MODES) mode?: Mode;
  @Optional() @IsPartyId() carrier?: string;
  /** The person who carries it, where it is carried by hand (UN A/RES/77/277 ¶5). */
  @Optional() @IsName() handCarriedBy?: string;
  /** The tamper-evident bag in which it goes. */
  @Optional() @IsSeal() bag?: string;
}
export class CollectLot {}
export class RecallLot { @IsText() reason!: string }
export class DeclineLot { @IsText() reason!: string }

type Handover = DataOf<typeof DispatchLot>;

/** The addressee has what is his as his own, what he lent as a consignee again on consignment, and the rest as it is offered. */
const termsOf = (lot: Lot, { to, terms = 'sale' }: Handover): Terms => {
  if (to === lot.owner) return 'own';
  const offers = lot.terms === 'own' || lot.terms === 'consignment';
  return !offers && to === lot.consignee ? 'consignment' : terms;
};

/** On these terms goods are sold, or shown to be. */
export const OFFERS: ReadonlySet<string> = new Set<Terms>(['sale', 'memo', 'consignment']);

/** What the State took it only keeps, and sends on to its own. */
const seizedOff = (lot: Lot, terms: Terms, to: string, { subject, by: { participant }, facts: { recipient } }: AskedOfLot): Refusal | undefined => {
  if (lot.regime !== 'seized') return undefined;
  if (terms !== 'own' && terms !== 'safekeeping') return notTraded(lot, subject);
  return recipient.kind === 'authority' && recipient.participant === participant ? undefined
    : because(no.NotToAuthority, `${to} is no authority of ${participant}.`, { to, participant }, '#/to');
};

/** What is offered must be in trade, and whoever offers it licensed. */
const offerOff = (lot: Lot, terms: Terms, asked: AskedOfLot): Refusal | undefined => (OFFERS.has(terms) ? notTraded(lot, asked.subject) ?? unlicensedSeller(asked) : undefined);

/** Goods of others go back to whom they came from; only a consignee offers them to third parties. Invoices are for sales. */
const termsOff = (lot: Lot, terms: Terms, { to, invoice }: Handover, asked: AskedOfLot): Refusal | undefined => {
  const { subject } = asked;
  const refused = seizedOff(lot, terms, to, asked) ?? offerOff(lot, terms, asked);
  if (refused) return refused;
  if (invoice !== undefined && terms !== 'sale') return because(no.NotSold, `The terms are: ${terms}.`, { invoice, terms }, '#/invoice');
  return to === lot.owner || to === lot.consignee ? undefined : notAgreed(lot, ['consignment'], subject);
};

const borderOff = (to: string, { by, facts: { recipient: { participant } } }: AskedOfLot): Refusal | undefined => (participant === by.participant ? undefined
  : because(no.BorderUncertified, `${to} is registered in ${participant}, the holder in ${by.participant}.`, { from: by.participant, to: participant! }, '#/to'));

const bearerOff = ({ mode, handCarriedBy }: Handover): Refusal | undefined => {
  if ((mode === 'hand-carry') === (handCarriedBy !== undefined)) return undefined;
  const wrong = handCarriedBy === undefined ? 'Nobody is named who carries it by hand' : `${handCarriedBy} is named, but it does not go by hand-carry`;
  return because(no.BearerUntold, `${wrong}.`, { mode: mode ?? 'none' }, '#/handCarriedBy');
};

const carrierOff = ({ carrier }: Handover, { by, facts, occurredAt }: AskedOfLot): Refusal | undefined => {
  if (carrier === undefined) return undefined;
  if (carrier === by.party) return because(no.UnknownCarrier, `${carrier} sends it: who carries his own goods names no carrier.`, { carrier }, '#/carrier');
  if (facts.carrier.participant === undefined) return because(no.UnknownCarrier, `No party ${carrier} is registered.`, { carrier }, '#/carrier');
  return unlicensed(facts.carrier, carrier, occurredAt, '#/carrier');
};

const bagOff = ({ bag }: Handover, { by, facts, subject }: AskedOfLot): Refusal | undefined => {
  const { status, kind, holder, lot } = facts.bag;
  if (bag === undefined || (status === 'used' && kind === 'bag' && lot === subject && holder === by.party)) return undefined;
  const found = status === 'none' ? 'was never issued' : `is a ${kind} that is ${status} in the name of ${holder}, for ${lot ?? 'no lot'}`;
  return because(no.BagNotClaimed, `${bag} ${found}.`, { bag, status }, '#/bag');
};

/** Why it cannot travel this way; undefined if it can. */
const wayOff = (data: Handover, asked: AskedOfLot): Refusal | undefined => bearerOff(data) ?? carrierOff(data, asked) ?? bagOff(data, asked);

const dispatched = ({ milliCarats }: Lot, terms: Terms, { terms: _, ...way }: Handover, asked: AskedOfLot): LotEvent => ({ type: 'LotDispatched', data: {
  from: asked.by.party, milliCarats, ...way, ...(terms !== 'sale' && { terms }), ...(way.invoice !== undefined && { usdCents: asked.facts.invoice.usdCents.get(asked.subject)! }), ...flagOf(asked),
} });

/** The holder sends the lot to a party in the same territory. It is nobody’s until it is received. */
export const dispatch = (lot: Lot, data: Handover, asked: AskedOfLot): Decision<LotEvent> => {
  const { by, subject } = asked;
  const terms = termsOf(lot, data);
  const refused = notAtRestFor(lot, by, subject) ?? recipientOff(data.to, by.party, asked) ?? borderOff(data.to, asked) ?? termsOff(lot, terms, data, asked)
    ?? invoiceOff(lot, data, asked);
  return refused ?? wayOff(data, asked) ?? [dispatched(lot, terms, data, asked)];
};

/** The carrier has it now, and says so himself. */
export const collect = (lot: Lot, _: DataOf<typeof CollectLot>, { by }: AskedOfLot): Decision<LotEvent> => {
  if (lot.status !== 'dispatched') return noReception.NotOnItsWay;
  if (lot.carrier !== by.party) return no.NotItsCarrier;
  return [{ type: 'LotCollected', data: { carrier: by.party, from: lot.holder, to: lot.addressee, milliCarats: lot.milliCarats } }];
};

/** It is the sender’s again; a bag in which it went is still closed around it. */
const returned = ({ holder, milliCarats, bag }: Lot, by: string, reason: string): LotEvent[] =>
  [{ type: 'LotReturned', data: { holder, by, milliCarats, reason, ...(bag !== undefined && { bag }) } }];

/** The sender changes his mind before anybody took it. */
export const recall = (lot: Lot, { reason }: DataOf<typeof RecallLot>, { by, subject }: AskedOfLot): Decision<LotEvent> => {
  if (lot.holder !== by.party) return common.NotHolder;
  if (lot.status === 'in-transit') return because(no.AlreadyCollected, `Lot ${subject} is with ${lot.carrier}.`, { carrier: lot.carrier! });
  return lot.status === 'dispatched' ? returned(lot, by.party, reason) : noReception.NotOnItsWay;
};

/** The addressee will not have it, or the carrier who has it cannot deliver it. */
export const decline = (lot: Lot, { reason }: DataOf<typeof DeclineLot>, { by }: AskedOfLot): Decision<LotEvent> => {
  if (lot.status !== 'dispatched' && lot.status !== 'in-transit') return noReception.NotOnItsWay;
  const brings = lot.status === 'in-transit' && lot.carrier === by.party;
  return brings || lot.addressee === by.party ? returned(lot, by.party, reason) : noReception.NotAddressee;
};

/** From hand to hand, as the sender and the carrier say it. */
export const handingOver = {
  commands: { DispatchLot, CollectLot, RecallLot, DeclineLot },
  refusals: { ...noSale, ...no },
  makes: ['LotDispatched', 'LotCollected', 'LotReturned'],
  decide: { DispatchLot: dispatch, CollectLot: collect, RecallLot: recall, DeclineLot: decline },
} satisfies LotChapter<{ DispatchLot: typeof DispatchLot; CollectLot: typeof CollectLot; RecallLot: typeof RecallLot; DeclineLot: typeof DeclineLot }>;
