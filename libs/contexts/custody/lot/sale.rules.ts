import { unlicensedOn } from '#contexts/identity/events';
import { because, dayOf, refusals, type Refusal } from '#kernel';
import type { Party } from '../party/party.recollection.ts';
import type { Lot } from './lot.recollection.ts';
import type { AskedOfLot } from './lot.rules.ts';

/** What is refused wherever goods go to somebody else, or become his. */
export const no = refusals({
  UnknownRecipient:  { cites: 'KPCS Annex II ¶13', says: 'Goods are handed over to registered parties only.' },
  NotLicensed:       { cites: 'custody/160', says: 'Who is suspended or struck off takes no goods, neither to have, nor to keep, nor to carry, and offers none.' },
  ToOneself:         { cites: 'custody/12', says: 'Nobody hands goods over to himself.' },
  NotOurInvoice:     { cites: 'custody/13', says: 'The invoice must be from the sender to the recipient.' },
  NotOnInvoice:      { cites: 'custody/14', says: 'The invoice does not list this lot.' },
  MemoSells:         { cites: 'custody/170', says: 'A memo sells nothing: goods become somebody else’s under an invoice of their sale.' },
  InvoiceUsed:       { cites: 'custody/15', says: 'This lot was already handed over under this invoice.' },
});

/** Why its authority does not let a party take goods on that day; undefined if it does. What was on its way before still arrives. */
export const unlicensed = (taker: Party, name: string, occurredAt: string, pointer = '#/to'): Refusal | undefined => {
  const last = unlicensedOn(taker.standings, dayOf(occurredAt));
  return last && because(no.NotLicensed, `${name} is ${last.standing} from ${last.from}.`, { party: name, standing: last.standing, from: last.from }, pointer);
};

/** The same of who sells, or offers, without an invoice. Under one it was looked at when that was issued. */
export const unlicensedSeller = ({ by, facts, occurredAt }: AskedOfLot): Refusal | undefined => unlicensed(facts.seller, by.party, occurredAt, '#');

/** Why goods cannot go to this party from that one, or become his; undefined if they can. */
export const recipientOff = (to: string, from: string, { facts, occurredAt }: AskedOfLot): Refusal | undefined => {
  if (to === from) return because(no.ToOneself, `${to} has the lot already.`, { to }, '#/to');
  if (facts.recipient.participant === undefined) return because(no.UnknownRecipient, `No party ${to} is registered.`, { to }, '#/to');
  return unlicensed(facts.recipient, to, occurredAt);
};

/** Why this invoice does not belong to this sale; undefined if it does, or none is named. */
export const invoiceOff = (lot: Lot, { to, invoice }: Readonly<{ to: string; invoice?: string }>, { by, facts, subject }: AskedOfLot): Refusal | undefined => {
  if (invoice === undefined) return undefined;
  const { seller, buyer, usdCents, isMemo } = facts.invoice;
  if (seller === undefined) return because(no.NotOurInvoice, `There is no invoice ${invoice}.`, { invoice }, '#/invoice');
  if (seller !== by.party || buyer !== to) {
    return because(no.NotOurInvoice, `Invoice ${invoice} is not from ${by.party} to ${to}.`, { invoice }, '#/invoice');
  }
  if (isMemo) return because(no.MemoSells, `${invoice} is a memo.`, { invoice }, '#/invoice');
  if (!usdCents.has(subject)) return because(no.NotOnInvoice, `Invoice ${invoice} lists ${usdCents.size} lots, not ${subject}.`, { invoice, lots: usdCents.size }, '#/invoice');
  return lot.invoices.includes(invoice) ? because(no.InvoiceUsed, `Lot ${subject} went out under invoice ${invoice} before.`, { invoice }, '#/invoice') : undefined;
};

/** What a hand-over under an invoice says of it: that the seller’s registration for the System of Warranties had run out when he made it. */
export const flagOf = ({ facts: { invoice } }: AskedOfLot): Readonly<{ lapsedOn?: string }> => (invoice.lapsedOn === undefined ? {} : { lapsedOn: invoice.lapsedOn });
