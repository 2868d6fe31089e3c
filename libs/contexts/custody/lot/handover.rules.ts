import { because, IsInvoiceId, IsPartyId, Optional, type Actor, type DataOf, type Decision, type Refusal } from '#kernel';
import type { LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { no, notFreeFor, type AskedOfLot } from './lot.rules.ts';

export class DispatchLot {
  @IsPartyId() to!: string;
  @Optional() @IsInvoiceId() invoice?: string;
}
export class ReceiveLot {}

type Handover = DataOf<typeof DispatchLot>;

const recipientOff = (to: string, by: Actor, { facts }: AskedOfLot): Refusal | undefined => {
  const { participant } = facts.recipient;
  if (to === by.party) return because(no.ToOneself, `${to} holds the lot already.`, { to }, '#/to');
  if (participant === undefined) return because(no.UnknownRecipient, `No party ${to} is registered.`, { to }, '#/to');
  if (participant === by.participant) return undefined;
  return because(no.BorderUncertified, `${to} is registered in ${participant}, the holder in ${by.participant}.`, { from: by.participant, to: participant }, '#/to');
};

const invoiceOff = (lot: Lot, { to, invoice }: Handover, { by, facts, subject }: AskedOfLot): Refusal | undefined => {
  if (invoice === undefined) return undefined;
  const { seller, buyer, usdCents } = facts.invoice;
  if (seller === undefined) return because(no.NotOurInvoice, `There is no invoice ${invoice}.`, { invoice }, '#/invoice');
  if (seller !== by.party || buyer !== to) {
    return because(no.NotOurInvoice, `Invoice ${invoice} is not from ${by.party} to ${to}.`, { invoice }, '#/invoice');
  }
  if (!usdCents.has(subject)) return because(no.NotOnInvoice, `Invoice ${invoice} lists ${usdCents.size} lots, not ${subject}.`, { invoice, lots: usdCents.size }, '#/invoice');
  return lot.invoices.includes(invoice) ? because(no.InvoiceUsed, `Lot ${subject} went out under invoice ${invoice} before.`, { invoice }, '#/invoice') : undefined;
};

/** The holder sends the lot to a party in the same territory. It is nobody’s until it is received. */
export const dispatch = (lot: Lot, data: Handover, asked: AskedOfLot): Decision<LotEvent> => {
  const { by, facts, subject } = asked;
  const refused = notFreeFor(lot, by, subject) ?? recipientOff(data.to, by, asked) ?? invoiceOff(lot, data, asked);
  if (refused) return refused;
  return [{ type: 'LotDispatched', data: {
    from: by.party, to: data.to, milliCarats: lot.milliCarats,
    ...(data.invoice === undefined ? {} : { invoice: data.invoice, usdCents: facts.invoice.usdCents.get(subject)! }),
  } }];
};

/** The addressee takes the lot, at its price if it was sold. */
export const receive = (lot: Lot, _: DataOf<typeof ReceiveLot>, { by }: AskedOfLot): Decision<LotEvent> => {
  if (lot.status === 'none') return no.NoSuchLot;
  if (lot.status !== 'dispatched') return no.NotOnItsWay;
  if (lot.addressee !== by.party) return no.NotAddressee;
  return [{ type: 'LotReceived', data: { from: lot.holder, holder: by.party, milliCarats: lot.milliCarats, usdCents: lot.priceUsdCents } }];
};
