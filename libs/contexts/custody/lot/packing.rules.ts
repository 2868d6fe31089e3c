import { because, IsParcelId, IsPartyId, type DataOf, type Decision } from '#kernel';
import type { LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { no, notFreeFor, type AskedOfLot } from './lot.rules.ts';

export class PackLot { @IsParcelId() parcel!: string }
export class UnpackLot {}
export class FreeLot {
  @IsParcelId() parcel!: string;
  /** In whose hands the lot is now: of whoever opened the parcel. */
  @IsPartyId() holder!: string;
}

/** Sets the lot aside for one parcel. From here only that parcel’s decision lets it go: no other can take it. */
export const pack = (lot: Lot, { parcel }: DataOf<typeof PackLot>, { by, subject, facts }: AskedOfLot): Decision<LotEvent> => {
  const refused = notFreeFor(lot, by, subject);
  if (refused) return refused;
  if (facts.parcel.status !== 'none') return because(no.ParcelClosed, `Parcel ${parcel} was sealed before.`, { parcel }, '#/parcel');
  return [{ type: 'LotPacked', data: { holder: lot.holder, parcel, milliCarats: lot.milliCarats } }];
};

/** A parcel is sealed once. If that happened without this lot it never takes it, and the holder has it back. */
export const unpack = (lot: Lot, _: DataOf<typeof UnpackLot>, { by, subject, facts }: AskedOfLot): Decision<LotEvent> => {
  if (lot.status === 'none') return no.NoSuchLot;
  if (lot.holder !== by.party) return no.NotHolder;
  if (lot.status !== 'packed') return no.NotPackedThere;
  if (facts.parcel.status === 'none') return because(no.ParcelUndecided, `Parcel ${lot.parcel} is not sealed yet.`, { parcel: lot.parcel });
  if (facts.parcel.lots.some((packed) => packed.lot === subject)) return because(no.ParcelUndecided, `Parcel ${lot.parcel} was sealed with this lot in it.`, { parcel: lot.parcel });
  return [{ type: 'LotFreed', data: { holder: lot.holder, parcel: lot.parcel, milliCarats: lot.milliCarats } }];
};

/** The parcel was opened: the lot is free, in the hands of whoever opened it. */
export const free = (lot: Lot, { parcel, holder }: DataOf<typeof FreeLot>, { by }: AskedOfLot): Decision<LotEvent> => {
  if (!by.roles.includes('ledger')) return no.NotTheLedger;
  if (lot.status !== 'packed' || lot.parcel !== parcel) return no.NotPackedThere;
  return [{ type: 'LotFreed', data: { holder, parcel, milliCarats: lot.milliCarats } }];
};
