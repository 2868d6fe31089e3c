import { because, refusals, type Refusal } from '#kernel';
import type { Lot } from './lot.recollection.ts';
import type { AskedOfLot } from './lot.rules.ts';

/** What is refused wherever goods go to somebody else, or become his. */
export const no = refusals({
  UnknownRecipient:  { cites: 'KPCS Annex II ¶13', says: 'Goods are handed over to registered parties only.' },
  ToOneself:         { cites: 'custody/12', says: 'Nobody hands goods over to himself.' },
  NotOurInvoice:     { cites: 'custody/13', says: 'The invoice must be from the sender to the recipient.' },
  NotOnInvoice:      { cites: 'custody/14', says: 'The invoice does not list this lot.' },
  InvoiceUsed:       { cites: 'custody/15', says: 'This lot was already handed over under this invoice.' },
});

/** Why goods cannot go to this party from that one, or become his; undefined if they can. */
export const recipientOff = (to: string, from: string, { facts }: AskedOfLot): Refusal | undefined => {
  if (to === from) return because(no.ToOneself, `${to} has the lot already.`, { to }, '#/to');
  return facts.recipient.participant === undefined ? because(no.UnknownRecipient, `No party ${to} is registered.`, { to }, '#/to') : undefined;
};

/** Why this invoice does not belong to this sale; undefined if it does, or none is named. */
export const invoiceOff = (lot: Lot, { to, invoice }: Readonly<{ to: string; invoice?: string }>, { by, facts, subject }: AskedOfLot): Refusal | undefined => {
  if (invoice === undefined) return undefined;
  const { seller, buyer, usdCents } = facts.invoice;
  if (seller === undefined) return because(no.NotOurInvoice, `There is no invoice ${invoice}.`, { invoice }, '#/invoice');
  if (seller !== by.party || buyer !== to) {
    return because(no.NotOurInvoice, `Invoice ${invoice} is not from ${by.party} to ${to}.`, { invoice }, '#/invoice');
  }
  if (!usdCents.has(subject)) return because(no.NotOnInvoice, `Invoice ${invoice} lists ${usdCents.size} lots, not ${subject}.`, { invoice, lots: usdCents.size }, '#/invoice');
  return lot.invoices.includes(invoice) ? because(no.InvoiceUsed, `Lot ${subject} went out under invoice ${invoice} before.`, { invoice }, '#/invoice') : undefined;
};
