import { IsCertificateNumber, IsHsCode, IsLotId, IsMilliCarats, IsPartyId, IsSeal, IsUsdCents, Many, Optional, type EventOf, type HsCode } from '#kernel';
import { OriginShare } from '../lot/lot.events.ts';

/** A lot as it lies in a parcel. */
class PackedLot {
  @IsLotId() lot!: string;
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @IsHsCode() hsCode!: HsCode;
  @Many(() => OriginShare) origins!: OriginShare[];
}
/** Carats and value under one heading of the Harmonized System. */
export class HsLine { @IsHsCode() hsCode!: HsCode; @IsMilliCarats() milliCarats!: number; @IsUsdCents() usdCents!: number }
class FreedLot { @IsLotId() lot!: string; @IsMilliCarats() milliCarats!: number; @IsUsdCents() usdCents!: number }

// Names and fields below are on disk: add, never rename.
/** Lots closed under a seal (KPCS IV(c)). Every figure is computed from the lots. */
class ParcelSealed {
  @IsPartyId() holder!: string;
  @IsSeal() seal!: string;
  @Many(() => PackedLot) lots!: PackedLot[];
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @Many(() => HsLine, 1, 3) lines!: HsLine[];
  @Many(() => OriginShare) origins!: OriginShare[];
}
/** Shown to the Exporting Authority for one certificate (KPCS Annex II ¶17); only that certificate lets it go again. */
class ParcelPresented { @IsPartyId() holder!: string; @IsCertificateNumber() certificate!: string }
class ParcelWithdrawn { @IsPartyId() holder!: string; @IsCertificateNumber() certificate!: string }
/** The seal is broken by whoever holds the parcel; its lots are free, and his. */
class ParcelOpened {
  @IsPartyId() holder!: string;
  @IsSeal() seal!: string;
  @Many(() => FreedLot) lots!: FreedLot[];
  @IsMilliCarats() milliCarats!: number;
  /** The certificate under which it came, if it crossed a border. */
  @Optional() @IsCertificateNumber() certificate?: string;
}

export const parcelEvents = { ParcelSealed, ParcelPresented, ParcelWithdrawn, ParcelOpened };
export type ParcelEvent = EventOf<typeof parcelEvents>;
