import { because, dayOf, factOf, factsOf, inUsd, IsInvoiceId, IsLotId, IsPartyId, IsUsdCents, Many, OneOf, refusals, sumOf, type Actor, type Decider, type Refusal } from '#kernel';
import { maySell, saleableLot, type SaleableLot } from '../lot/lot.recollection.ts';
import { registeredParty, type RegisteredParty } from '../party/party.recollection.ts';
import { invoiceEvents, STATEMENT_LANGUAGES, type StatementLanguage } from './invoice.events.ts';

type Invoice = Readonly<{ issued: boolean }>;
type Facts = { buyer: RegisteredParty; lots: ReadonlyMap<string, SaleableLot> };

class PricedLot { @IsLotId() lot!: string; @IsUsdCents() usdCents!: number }
class IssueInvoice {
  @IsPartyId() buyer!: string;
  @Many(() => PricedLot) lines!: PricedLot[];
  @OneOf('2002', '2021') statement!: '2002' | '2021';
  @OneOf(...STATEMENT_LANGUAGES) language!: StatementLanguage;
}
const commands = { IssueInvoice };

/** More than a year of the world’s trade in rough (37.6 billion USD in 2005). It keeps every sum far below 2^53 cents. */
const MOST_USD_CENTS = 10_000_000_000_000;

/** The texts of the warranty, and the first and last day on which each may stand on an invoice for rough (the old one was accepted for three years more). */
const TEXTS = { '2002': { first: '2003-01-01', last: '2024-09-30' }, '2021': { first: '2021-09-01', last: '9999-12-31' } } as const;

const no = refusals({
  AlreadyIssued:    { cites: 'warranties/1',          says: 'This invoice was already issued.' },
  ToOneself:        { cites: 'warranties/2',          says: 'An invoice goes to somebody else: a warranty is given when goods change hands.' },
  UnknownBuyer:     { cites: 'KPCS Annex II ¶13',     says: 'Rough is sold to registered parties only.' },
  TextNotInForce:   { cites: 'WDC System of Warranties', says: 'This text of the warranty may not stand on an invoice of this day.' },
  LotTwice:         { cites: 'warranties/3',          says: 'A lot stands on an invoice once.' },
  LotNotHeld:       { cites: 'warranties/4',          says: 'Goods are sold and warranted by their owner or his consignee, while they lie free or packed; samples, seized and disputed goods are not.' },
  SealedAtHome:     { cites: 'warranties/6',          says: 'Goods packed for a shipment are sold abroad: at home they are handed over, and nobody hands over what lies in a sealed parcel.' },
  Implausible:      { cites: 'warranties/5',          says: 'One invoice cannot hold more than a year of the world’s trade.' },
});

/** Why this seller cannot sell this lot to a buyer of that territory; undefined if he can. */
const notSaleable = (name: string, lot: SaleableLot | undefined, seller: Actor, buyer: RegisteredParty): Refusal | undefined => {
  if (lot === undefined || !maySell(lot, seller.party)) {
    return because(no.LotNotHeld, `Lot ${name} is not for ${seller.party} to sell, or not now.`, { lot: name, seller: seller.party });
  }
  return lot.status === 'packed' && buyer.participant === seller.participant
    ? because(no.SealedAtHome, `Lot ${name} is packed for a shipment; the buyer is registered in ${buyer.participant}.`, { lot: name, participant: buyer.participant }) : undefined;
};

/** The first line that names a lot again, or one that is not the seller’s. */
const wrongLine = ({ lines }: Readonly<IssueInvoice>, seller: Actor, { buyer, lots }: Facts): Refusal | undefined => {
  const seen = new Set<string>();
  for (const [i, { lot }] of lines.entries()) {
    if (seen.has(lot)) return because(no.LotTwice, `Lot ${lot} stands on this invoice more than once.`, { lot }, `#/lines/${i}/lot`);
    const refused = notSaleable(lot, lots.get(lot), seller, buyer);
    if (refused) return { ...refused, pointer: `#/lines/${i}/lot` };
    seen.add(lot);
  }
  return undefined;
};

const wrongText = (statement: keyof typeof TEXTS, day: string): Refusal | undefined => {
  const { first, last } = TEXTS[statement];
  const refused = (detail: string) => because(no.TextNotInForce, `${detail}; the invoice is of ${day}.`, { statement, first, last, on: day }, '#/statement');
  if (day < first) return refused(`The text of ${statement} may be used from ${first}`);
  if (day > last) return refused(`The text of ${statement} was accepted for rough until ${last}`);
  return undefined;
};

const tooMuch = ({ lines }: Readonly<IssueInvoice>): Refusal | undefined => {
  let usdCents = 0;
  for (const line of lines) {
    if (line.usdCents > MOST_USD_CENTS - usdCents) {
      return because(no.Implausible, `The prices come to more than ${inUsd(MOST_USD_CENTS)} USD.`, { mostUsdCents: MOST_USD_CENTS }, '#/lines');
    }
    usdCents += line.usdCents;
  }
  return undefined;
};

/**
 * An invoice for rough, with the seller’s warranty (System of Warranties: on every invoice, each time goods change hands).
 * The seller is whoever asks; weights are those of the lots, never typed; it is issued on the day it happened.
 */
export const invoice: Decider<Invoice, typeof invoiceEvents, typeof commands, Facts> = {
  noun: 'invoice',
  id: IsInvoiceId,
  events: invoiceEvents,
  commands,
  refusals: no,
  facts: {
    buyer: factOf(registeredParty, ({ buyer }) => buyer),
    lots: factsOf(saleableLot, ({ lines }: IssueInvoice) => [...new Set(lines.map(({ lot }) => lot))]),
  },
  initial: { issued: false },

  evolve: { InvoiceIssued: () => ({ issued: true }) },

  decide: {
    IssueInvoice: ({ issued }, data, { by, occurredAt, facts }) => {
      const { party: seller } = by;
      const issuedOn = dayOf(occurredAt);
      if (issued) return no.AlreadyIssued;
      if (data.buyer === seller) return because(no.ToOneself, `${seller} cannot sell to itself.`, { seller }, '#/buyer');
      if (facts.buyer.participant === '') return because(no.UnknownBuyer, `No party ${data.buyer} is registered.`, { buyer: data.buyer }, '#/buyer');
      const refusal = wrongText(data.statement, issuedOn) ?? wrongLine(data, by, facts) ?? tooMuch(data);
      if (refusal) return refusal;
      const lines = data.lines.map(({ lot, usdCents }) => ({ lot, milliCarats: facts.lots.get(lot)!.milliCarats, usdCents }));
      const totals = { milliCarats: sumOf(lines, ({ milliCarats }) => milliCarats), usdCents: sumOf(lines, ({ usdCents }) => usdCents) };
      return [{ type: 'InvoiceIssued', data: { seller, ...data, issuedOn, lines, ...totals } }];
    },
  },
};
