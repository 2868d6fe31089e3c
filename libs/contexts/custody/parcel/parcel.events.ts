import { IsCaseId, IsCertificateNumber, IsHsCode, IsLotId, IsMilliCarats, IsName, IsParticipantCode, IsPartyId, IsPersonId, IsSeal, IsText, IsUsdCents, ListOf, Many, One, OneOf, Optional, type EventOf, type HsCode } from '#kernel';
import { MOST_INPUTS } from '../blend/blend.events.ts';
import { Detention, ImportedAt, OriginShare } from '../lot/lot.events.ts';
import { Stopped } from '../lot/seizure.events.ts';

/** A lot as it lies in a parcel. In a parcel of more than a thousand, heading and origins are told of the whole only: one event holds them all. */
class PackedLot {
  @IsLotId() lot!: string;
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @Optional() @IsHsCode() hsCode?: HsCode;
  @Optional() @Many(() => OriginShare) origins?: OriginShare[];
  @Optional() @One(() => ImportedAt) importedAt?: ImportedAt;
}
/** Carats and value under one heading of the Harmonized System. */
export class HsLine { @IsHsCode() hsCode!: HsCode; @IsMilliCarats() milliCarats!: number; @IsUsdCents() usdCents!: number }
class FreedLot { @IsLotId() lot!: string; @IsMilliCarats() milliCarats!: number; @IsUsdCents() usdCents!: number }

/** Why a parcel was not sealed: the lot or the seal that stood in the way, and its refusal. */
export class SealingObstacle { @Optional() @IsLotId() lot?: string; @Optional() @IsSeal() seal?: string; @IsName() code!: string; @IsText() says!: string }

// Names and fields below are on disk: add, never rename.
/** Somebody wants these lots sealed together. From here on the seal and each lot are set aside, on their own streams. */
class ParcelBegun { @IsPartyId() holder!: string; @IsSeal() seal!: string; @ListOf(IsLotId, 1, MOST_INPUTS) lots!: string[] }
/** It was begun, and cannot be sealed: every lot is let go. The number is not used again. */
class ParcelAbandoned { @IsPartyId() holder!: string; @IsSeal() seal!: string; @ListOf(IsLotId, 1, MOST_INPUTS) lots!: string[]; @One(() => SealingObstacle) obstacle!: SealingObstacle }
/** Lots closed under a seal (KPCS IV(c)). Every figure is computed from the lots. */
class ParcelSealed {
  @IsPartyId() holder!: string;
  @IsSeal() seal!: string;
  @Many(() => PackedLot) lots!: PackedLot[];
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @Many(() => HsLine, 1, 3) lines!: HsLine[];
  @Many(() => OriginShare) origins!: OriginShare[];
  /** The certificates under which goods in it came into this territory; none for what was mined here. */
  @Optional() @ListOf(IsCertificateNumber, 1, 1_000) imports?: string[];
  /** The cases under which goods in it were confiscated, and sold by the State. */
  @Optional() @ListOf(IsCaseId, 1, 1_000) confiscations?: string[];
  /** Samples, or seized goods: not of trade. */
  @Optional() @OneOf('sample', 'seized') regime?: 'sample' | 'seized';
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
  /** It was detained, and that authority opened it: its lots stay detained. */
  @Optional() @One(() => Detention) detention?: Detention;
}

/** The certificate for which it was presented was replaced, or divided: it is under this one now. */
class ParcelReassigned { @IsPartyId() holder!: string; @IsCertificateNumber() from!: string; @IsCertificateNumber() certificate!: string }
/** Opened before two officers, looked into, and closed under another seal; nothing was taken out. */
class ParcelInspected {
  @IsPartyId() authority!: string;
  @ListOf(IsPersonId, 2, 10) officers!: string[];
  @IsText() reason!: string;
  @IsSeal() seal!: string;
  @IsSeal() newSeal!: string;
  /** What was weighed, if it was. */
  @Optional() @IsMilliCarats() foundMilliCarats?: number;
}

/** Stopped as it is, with all that lies in it: it is neither presented nor opened, and no certificate is made of it, until that authority says so. */
class ParcelDetained extends Stopped {
  @IsParticipantCode() participant!: string;
  @IsText() grounds!: string;
  /** The certificate under which it came, if it was stopped on arrival. */
  @Optional() @IsCertificateNumber() certificate?: string;
}
class ParcelDetentionLifted extends Stopped { @IsText() reason!: string }

export const parcelEvents = { ParcelBegun, ParcelAbandoned, ParcelSealed, ParcelPresented, ParcelWithdrawn, ParcelReassigned, ParcelInspected, ParcelOpened, ParcelDetained, ParcelDetentionLifted };
export type ParcelEvent = EventOf<typeof parcelEvents>;
