import { because, IsCertificateNumber, IsParcelId, IsPartyId, One, Optional, refusals, type DataOf, type Decision, type Refusal } from '#kernel';
import { Detention, type LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { no as common, notAgreed, notAtRestFor, notFree, tooEarly, type AskedOfLot, type LotChapter } from './lot.rules.ts';

const no = refusals({
  ParcelClosed:    { cites: 'KPCS IV(c)', says: 'This parcel is or was under seal, or is being sealed with other lots: nothing is added to it.' },
  NotPackedThere:  { cites: 'custody/18', says: 'Only the parcel for which the lot is packed lets it go.' },
  ParcelUndecided: { cites: 'custody/19', says: 'A lot is taken back only when its parcel was sealed without it, or cannot be sealed with it, because an authority stopped the lot.' },
});

export class PackLot { @IsParcelId() parcel!: string }
export class UnpackLot {}
export class FreeLot {
  @IsParcelId() parcel!: string;
  /** In whose hands the lot is now: of whoever opened the parcel. */
  @IsPartyId() holder!: string;
  /** The certificate under which it came in, if it crossed a border. */
  @Optional() @IsCertificateNumber() certificate?: string;
  /** Its parcel was detained: so is the lot. */
  @Optional() @One(() => Detention) detention?: Detention;
}

/** Why the ledger cannot pack this lot for a parcel that somebody began; undefined if it can. */
const notOfBegun = (lot: Lot, parcel: string, asked: AskedOfLot): Refusal | undefined => {
  const { subject, facts: { parcel: { status, holder } } } = asked;
  if (status !== 'begun') return because(no.ParcelClosed, `Parcel ${parcel} is ${status === 'none' ? 'not begun' : status}.`, { parcel, status });
  if (lot.holder !== holder) return because(common.NotHolder, `Lot ${subject} is not in the hands of ${holder}.`, { holder });
  return lot.status === 'held' || lot.status === 'confiscated' ? tooEarly(lot, asked) : notFree(lot, subject);
};

const notOfHolder = (lot: Lot, parcel: string, { by, subject, facts: { parcel: { status } } }: AskedOfLot): Refusal | undefined =>
  notAtRestFor(lot, by, subject) ?? (status === 'none' ? undefined : because(no.ParcelClosed, `Parcel ${parcel} is ${status}.`, { parcel, status }, '#/parcel'));

/**
 * Sets the lot aside for one parcel. From here only that parcel’s decision lets it go: no other can take it. Samples and seized goods are packed too, among
 * themselves: their parcel leaves under a technical certificate only.
 */
export const pack = (lot: Lot, { parcel }: DataOf<typeof PackLot>, asked: AskedOfLot): Decision<LotEvent> => {
  const refused = (asked.by.roles.includes('ledger') ? notOfBegun : notOfHolder)(lot, parcel, asked)
    ?? notAgreed(lot, ['consignment'], asked.subject);
  return refused ?? [{ type: 'LotPacked', data: { holder: lot.holder, parcel, milliCarats: lot.milliCarats } }];
};

/** May the parcel still be sealed with it? What is stopped is not sealed. */
const isUndecided = ({ detention }: Lot, { status }: AskedOfLot['facts']['parcel']): boolean => detention === undefined && (status === 'none' || status === 'begun');

/** A parcel is sealed once, or abandoned. If that happened without this lot it never takes it, and the holder has it back; the authority that stopped it takes it out before. */
export const unpack = (lot: Lot, _: DataOf<typeof UnpackLot>, { by, subject, facts }: AskedOfLot): Decision<LotEvent> => {
  if (lot.holder !== by.party && lot.detention === undefined) return common.NotHolder;
  if (lot.status !== 'packed') return no.NotPackedThere;
  if (isUndecided(lot, facts.parcel)) return because(no.ParcelUndecided, `Parcel ${lot.parcel} is not sealed yet.`, { parcel: lot.parcel });
  if (facts.parcel.lots.some((packed) => packed.lot === subject)) return because(no.ParcelUndecided, `Parcel ${lot.parcel} was sealed with this lot in it.`, { parcel: lot.parcel });
  return [{ type: 'LotFreed', data: { holder: lot.holder, parcel: lot.parcel, milliCarats: lot.milliCarats, ...(lot.detention && { detention: { ...lot.detention } }) } }];
};

/** The parcel was opened, or abandoned: the lot is free, in the hands of whoever opened it. */
export const free = (lot: Lot, { parcel, holder, certificate, detention = lot.detention }: DataOf<typeof FreeLot>, { by }: AskedOfLot): Decision<LotEvent> => {
  if (!by.roles.includes('ledger')) return common.NotTheLedger;
  if (lot.status !== 'packed' || lot.parcel !== parcel) return no.NotPackedThere;
  return [{ type: 'LotFreed', data: { holder, parcel, milliCarats: lot.milliCarats, ...(certificate !== undefined && { certificate }), ...(detention && { detention: { ...detention } }) } }];
};

/** Setting lots aside for a parcel. */
export const packing = {
  commands: { PackLot, UnpackLot, FreeLot },
  refusals: no,
  makes: ['LotPacked', 'LotFreed'],
  decide: { PackLot: pack, UnpackLot: unpack, FreeLot: free },
} satisfies LotChapter<{ PackLot: typeof PackLot; UnpackLot: typeof UnpackLot; FreeLot: typeof FreeLot }>;
