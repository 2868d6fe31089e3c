import { because, IsInvoiceId, IsPartyId, IsText, Optional, refusals, type DataOf, type Decision } from '#kernel';
import type { LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { notAtRestFor, notFree, notTraded, type AskedOfLot, type LotChapter } from './lot.rules.ts';
import { flagOf, invoiceOff, recipientOff, unlicensedSeller } from './sale.rules.ts';

const no = refusals({
  NotOwner: { forbids: true, cites: 'custody/61', says: 'Only the owner gives a lot away; whoever holds it for him goes on holding it.' },
});

export class TransferOwnership {
  @IsPartyId() to!: string;
  @Optional() @IsInvoiceId() invoice?: string;
}
export class MoveLot { @IsText() place!: string }

/** The owner sells or gives the lot where it lies: it stays in the same hands, on the same terms, unless the holder himself becomes the owner. */
export const transfer = (lot: Lot, data: DataOf<typeof TransferOwnership>, asked: AskedOfLot): Decision<LotEvent> => {
  const { by, subject } = asked;
  if (lot.owner !== by.party) return because(no.NotOwner, `Lot ${subject} belongs to ${lot.owner}.`, { owner: lot.owner });
  const refused = notTraded(lot, subject) ?? (lot.status === 'held' ? undefined : notFree(lot, subject)) ?? recipientOff(data.to, by.party, asked) ?? unlicensedSeller(asked) ?? invoiceOff(lot, data, asked);
  if (refused) return refused;
  const { to, ...under } = data;
  return [{ type: 'LotOwnershipTransferred', data: { from: by.party, owner: to, holder: lot.holder, milliCarats: lot.milliCarats, ...under, ...flagOf(asked) } }];
};

/** The holder says where it lies now: a vault, a sorting table. */
export const move = (lot: Lot, { place }: DataOf<typeof MoveLot>, { by, subject }: AskedOfLot): Decision<LotEvent> =>
  notAtRestFor(lot, by, subject) ?? [{ type: 'LotMoved', data: { holder: lot.holder, place } }];

/** Whose it is, and where it lies: neither follows from in whose hands it is. */
export const owning = {
  commands: { TransferOwnership, MoveLot },
  refusals: no,
  makes: ['LotOwnershipTransferred', 'LotMoved'],
  decide: { TransferOwnership: transfer, MoveLot: move },
} satisfies LotChapter<{ TransferOwnership: typeof TransferOwnership; MoveLot: typeof MoveLot }>;
