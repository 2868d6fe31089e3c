import { because, refusals, type Actor, type Asked, type Refusal } from '#kernel';
import type { Case } from '../case/case.recollection.ts';
import type { Invoice } from '../invoice/invoice.recollection.ts';
import type { Parcel } from '../parcel/parcel.recollection.ts';
import type { Party } from '../party/party.recollection.ts';
import type { Lot } from './lot.recollection.ts';

/** What a lot’s rules have to know of others. */
export type Facts = { recipient: Party; holder: Party; invoice: Invoice; case: Case; parcel: Parcel };
export type AskedOfLot = Asked & { readonly facts: Facts };

export const no = refusals({
  NotTheLedger:       { forbids: true, cites: 'custody/1', says: 'Only the ledger itself does this, when one fact makes another follow.' },
  NoSuchLot:          { cites: 'custody/2', says: 'There is no lot of this id: goods enter from a production record, or as a part of a lot, and are named after it.' },
  NotHolder:          { forbids: true, cites: 'custody/5', says: 'Only the present holder may do this.' },
  NotFree:            { cites: 'custody/6', says: 'Only a lot that lies free in its holder’s hands can be split, valued, handed over, packed or confiscated.' },
  WeightNotConserved: { cites: 'custody/7', says: 'The parts and the loss must weigh what the lot weighs.' },
  LossUnexplained:    { cites: 'custody/8', says: 'A loss and its reason are stated together.' },
  LossTooGreat:       { cites: 'custody/9', says: 'A loss leaves something of the lot.' },
  SplitTooOften:      { cites: 'custody/10', says: 'Parts of parts go at most twenty splits deep.' },
  NotValuer:          { forbids: true, cites: 'custody/11', says: 'The holder states a value; a government value is stated by the authority where the holder is registered.' },
  UnknownRecipient:   { cites: 'KPCS Annex II ¶13', says: 'Goods are handed over to registered parties only.' },
  BorderUncertified:  { cites: 'KPCS III(a)', says: 'Goods cross a border in a parcel with a certificate, not from hand to hand.' },
  ToOneself:          { cites: 'custody/12', says: 'Nobody hands goods over to himself.' },
  NotOurInvoice:      { cites: 'custody/13', says: 'The invoice must be from the sender to the recipient.' },
  NotOnInvoice:       { cites: 'custody/14', says: 'The invoice does not list this lot.' },
  InvoiceUsed:        { cites: 'custody/15', says: 'This lot was already handed over under this invoice.' },
  NotOnItsWay:        { cites: 'custody/16', says: 'Only a lot that was dispatched can be received.' },
  NotAddressee:       { forbids: true, cites: 'custody/17', says: 'Only the party to which the lot was dispatched receives it.' },
  ParcelClosed:       { cites: 'KPCS IV(c)', says: 'This parcel is or was under seal: nothing is added to it.' },
  NotPackedThere:     { cites: 'custody/18', says: 'Only the parcel for which the lot is packed lets it go.' },
  ParcelUndecided:    { cites: 'custody/19', says: 'The holder takes a lot back only when its parcel was sealed without it.' },
  NotItsAuthority:    { forbids: true, cites: 'KPCS IV(b)', says: 'Only the authority whose case it is, and in whose territory the holder is registered, confiscates.' },
  NotOrdered:         { cites: 'UN A/RES/77/277 ¶5', says: 'Goods are confiscated on an order, and only those it names.' },
});

const STATES: Record<Lot['status'], string> = {
  none: 'is not in the ledger', held: 'lies free', dispatched: 'is on its way to another party', packed: 'is packed for a parcel',
  split: 'was split', confiscated: 'was confiscated',
};

/** The refusal of a lot that does not lie free, with its state in words. */
export const notFree = ({ status }: Lot, subject: string): Refusal => because(no.NotFree, `Lot ${subject} ${STATES[status]}.`, { status });

/** Why this actor may not do with this lot what needs it free in his hands; undefined if he may. */
export const notFreeFor = (lot: Lot, by: Actor, subject: string): Refusal | undefined => {
  if (lot.status === 'none') return no.NoSuchLot;
  if (lot.holder !== by.party) return no.NotHolder;
  return lot.status === 'held' ? undefined : notFree(lot, subject);
};
