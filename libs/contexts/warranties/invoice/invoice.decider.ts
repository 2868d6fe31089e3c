import {
  because, dayOf, factOf, factsOf, inCarats, inUsd, IsDay, IsInvoiceId, IsLotId, IsMilliCarats, IsPartyId, IsUsdCents, Many, OneOf, Optional, refusals, sumOf,
  type Actor, type Asked, type DataOf, type Decider, type Refusal,
} from '#kernel';
import { inputsOf, maySell, saleableLot, type SaleableLot } from '../lot/lot.recollection.ts';
import { memberSoFar, runningOn, type Member } from '../member/member.recollection.ts';
import { stoppedParcel } from '../parcel/parcel.recollection.ts';
import { registeredParty, type RegisteredParty } from '../party/party.recollection.ts';
import { coveredLines, invoicesBehind } from './coverage.rules.ts';
import { INVOICE_KINDS, invoiceEvents, STATEMENT_LANGUAGES, type InvoiceKind, type StatementLanguage } from './invoice.events.ts';
import { invoiceSoFar, type IssuedInvoice } from './invoice.recollection.ts';
import { lapsedOn, no as noSeller, notEntitled, notLicensed, openingStock } from './seller.rules.ts';
import { no as noStatement, wrongText } from './statement.rules.ts';

type Facts = {
  buyer: RegisteredParty; seller: RegisteredParty; member: Member; lots: ReadonlyMap<string, SaleableLot>; parcels: ReadonlyMap<string, boolean>; upstream: ReadonlyMap<string, IssuedInvoice>;
};

class PricedLot { @IsLotId() lot!: string; @IsUsdCents() usdCents!: number }
class IssueInvoice {
  @IsPartyId() buyer!: string;
  @Many(() => PricedLot) lines!: PricedLot[];
  /** Without one the sale is recorded, and all its carats are unwarranted. */
  @Optional() @OneOf('2002', '2021') statement?: '2002' | '2021';
  @Optional() @OneOf(...STATEMENT_LANGUAGES) language?: StatementLanguage;
  @Optional() @OneOf(...INVOICE_KINDS) kind?: InvoiceKind;
  /** Of the text of 2021: he aggregates from production that is partly his own; the laws are those of his country. */
  @Optional() @OneOf('yes') sourced?: 'yes';
  @Optional() @OneOf('yes') nationalLaw?: 'yes';
  @Optional() @IsDay() deliveredOn?: string;
  /** The totals on the paper that was signed: they must be the sums of the lines. */
  @Optional() @IsMilliCarats() milliCarats?: number;
  @Optional() @IsUsdCents() usdCents?: number;
}
const commands = { IssueInvoice };
type Order = DataOf<typeof IssueInvoice>;
type AskedOfInvoice = Asked & { readonly facts: Facts };

/** More than a year of the world’s trade in rough (37.6 billion USD in 2005). It keeps every sum far below 2^53 cents. */
const MOST_USD_CENTS = 10_000_000_000_000;

const no = refusals({
  AlreadyIssued:    { cites: 'warranties/1',          says: 'This invoice was already issued.' },
  ToOneself:        { cites: 'warranties/2',          says: 'An invoice goes to somebody else: a warranty is given when goods change hands.' },
  UnknownBuyer:     { cites: 'KPCS Annex II ¶13',     says: 'Rough is sold to registered parties only.' },
  LotTwice:         { cites: 'warranties/3',          says: 'A lot stands on an invoice once.' },
  LotNotHeld:       { cites: 'warranties/4',          says: 'Goods are sold and warranted by their owner or his consignee, while they lie free or packed; samples, seized and disputed goods are not.' },
  LotStopped:       { cites: 'warranties/9',          says: 'Goods that an authority has detained are not sold, nor what lies in a parcel that it detained.' },
  SealedAtHome:     { cites: 'warranties/6',          says: 'Goods packed for a shipment are sold abroad: at home they are handed over, and nobody hands over what lies in a sealed parcel.' },
  Implausible:      { cites: 'warranties/5',          says: 'One invoice cannot hold more than a year of the world’s trade.' },
  TotalsDiffer:     { cites: 'warranties/7',          says: 'The totals of an invoice are the sums of its lines, and its weights are those of the lots.' },
});

const isStopped = ({ frozen, status, parcel }: SaleableLot, parcels: Facts['parcels']): boolean => frozen || (status === 'packed' && parcels.get(parcel) === true);

/** Why this seller cannot sell this lot to a buyer of that territory; undefined if he can. */
const notSaleable = (name: string, lot: SaleableLot | undefined, seller: Actor, { buyer, parcels }: Facts): Refusal | undefined => {
  if (lot !== undefined && isStopped(lot, parcels)) return because(no.LotStopped, `Lot ${name} is detained${lot.frozen ? '' : ` with parcel ${lot.parcel}`}.`, { lot: name });
  if (lot === undefined || !maySell(lot, seller.party)) {
    return because(no.LotNotHeld, `Lot ${name} is not for ${seller.party} to sell, or not now.`, { lot: name, seller: seller.party });
  }
  return lot.status === 'packed' && buyer.participant === seller.participant
    ? because(no.SealedAtHome, `Lot ${name} is packed for a shipment; the buyer is registered in ${buyer.participant}.`, { lot: name, participant: buyer.participant }) : undefined;
};

/** The first line that names a lot again, or one that is not the seller’s. */
const wrongLine = ({ lines }: Order, seller: Actor, facts: Facts): Refusal | undefined => {
  const seen = new Set<string>();
  for (const [i, { lot }] of lines.entries()) {
    if (seen.has(lot)) return because(no.LotTwice, `Lot ${lot} stands on this invoice more than once.`, { lot }, `#/lines/${i}/lot`);
    const refused = notSaleable(lot, facts.lots.get(lot), seller, facts);
    if (refused) return { ...refused, pointer: `#/lines/${i}/lot` };
    seen.add(lot);
  }
  return undefined;
};

const tooMuch = ({ lines }: Order): Refusal | undefined => {
  let usdCents = 0;
  for (const line of lines) {
    if (line.usdCents > MOST_USD_CENTS - usdCents) {
      return because(no.Implausible, `The prices come to more than ${inUsd(MOST_USD_CENTS)} USD.`, { mostUsdCents: MOST_USD_CENTS }, '#/lines');
    }
    usdCents += line.usdCents;
  }
  return undefined;
};

type Totals = Readonly<{ milliCarats: number; usdCents: number }>;

/** Why the totals on the paper are not those of the lines; undefined if they are, or none are stated. */
const otherTotals = ({ milliCarats: carats, usdCents: usd }: Order, totals: Totals): Refusal | undefined => {
  if (carats !== undefined && carats !== totals.milliCarats) {
    return because(no.TotalsDiffer, `The invoice says ${inCarats(carats)} ct; its lots weigh ${inCarats(totals.milliCarats)} ct: a difference of ${inCarats(carats - totals.milliCarats)} ct.`,
      { statedMilliCarats: carats, milliCarats: totals.milliCarats, differenceMilliCarats: carats - totals.milliCarats }, '#/milliCarats');
  }
  return usd === undefined || usd === totals.usdCents ? undefined
    : because(no.TotalsDiffer, `The invoice says ${inUsd(usd)} USD; its lines come to ${inUsd(totals.usdCents)} USD: a difference of ${inUsd(usd - totals.usdCents)} USD.`,
      { statedUsdCents: usd, usdCents: totals.usdCents, differenceUsdCents: usd - totals.usdCents }, '#/usdCents');
};

/** Why this cannot be sold by him to that buyer; undefined if it can. */
const notSold = (data: Order, day: string, { by, facts, recordedAt }: AskedOfInvoice): Refusal | undefined => {
  const { party: seller } = by;
  if (data.buyer === seller) return because(no.ToOneself, `${seller} cannot sell to itself.`, { seller }, '#/buyer');
  if (facts.buyer.participant === '') return because(no.UnknownBuyer, `No party ${data.buyer} is registered.`, { buyer: data.buyer }, '#/buyer');
  return notLicensed({ [seller]: facts.seller }, day) ?? notLicensed({ [data.buyer]: facts.buyer }, day, '#/buyer')
    ?? wrongText(data, day) ?? notEntitled(facts.member, data.statement, day, dayOf(recordedAt)) ?? wrongLine(data, by, facts) ?? tooMuch(data);
};

/** The self-assessment on which the text of 2021 stands; the registration that had run out, where another text or none was used. */
const standingOf = ({ statement }: Order, day: string, { member }: Facts) => {
  if (statement === '2021') {
    const { year, questions, to } = runningOn(member.assessments, day)!;
    return { assessment: { year, questions, validTo: to } };
  }
  const lapsed = lapsedOn(member, day);
  return lapsed === undefined ? {} : { lapsedOn: lapsed };
};

/** What was looked up before, for the facts that follow from it. */
const found = (asked: Asked): Pick<Facts, 'lots'> => (asked as AskedOfInvoice).facts;
const namesOf = ({ lines }: Order): readonly string[] => [...new Set(lines.map(({ lot }) => lot))];
const parcelsOf = (lots: ReadonlyMap<string, SaleableLot>): readonly string[] =>
  [...new Set([...lots.values()].flatMap(({ status, parcel }) => (status === 'packed' ? [parcel] : [])))];

/**
 * An invoice for rough, with the seller’s warranty (System of Warranties: on every invoice and memo, each time goods change hands).
 * The seller is whoever asks; weights are those of the lots, and where their carats came from is looked up: neither is typed. It is issued on the day it happened.
 */
export const invoice: Decider<IssuedInvoice, typeof invoiceEvents, typeof commands, Facts> = {
  noun: 'invoice',
  id: IsInvoiceId,
  events: invoiceEvents,
  commands,
  refusals: { ...no, ...noStatement, ...noSeller },
  facts: {
    buyer: factOf(registeredParty, ({ buyer }) => buyer),
    seller: factOf(registeredParty, (_, __, { by }) => by.party),
    member: factOf(memberSoFar, (_, __, { by }) => by.party),
    lots: factsOf(saleableLot, namesOf, inputsOf),
    parcels: factsOf(stoppedParcel, (_, __, asked) => parcelsOf(found(asked).lots)),
    upstream: factsOf(invoiceSoFar, (data, _, asked) => invoicesBehind(namesOf(data), found(asked).lots)),
  },
  initial: invoiceSoFar.initial,
  evolve: invoiceSoFar.on,

  decide: {
    IssueInvoice: ({ issued }, data, asked) => {
      const { by, occurredAt, facts } = asked;
      const issuedOn = dayOf(occurredAt);
      if (issued) return no.AlreadyIssued;
      const refused = notSold(data, issuedOn, asked);
      if (refused) return refused;
      const lines = coveredLines(data.lines, facts.lots, { invoices: facts.upstream, opening: openingStock(facts.member) }, data.statement !== undefined);
      const totals = { milliCarats: sumOf(lines, ({ milliCarats }) => milliCarats), usdCents: sumOf(lines, ({ usdCents }) => usdCents) };
      const unwarranted = sumOf(lines, ({ unwarrantedMilliCarats = 0 }) => unwarrantedMilliCarats);
      const { nationalLaw, ...told } = data;
      return otherTotals(data, totals) ?? [{ type: 'InvoiceIssued', data: {
        seller: by.party, ...told, issuedOn, lines, ...totals, sellerIn: by.participant, buyerIn: facts.buyer.participant,
        ...(nationalLaw && { nationalLaw: by.participant }), ...(unwarranted > 0 && { unwarrantedMilliCarats: unwarranted }), ...standingOf(data, issuedOn, facts),
      } }];
    },
  },
};
