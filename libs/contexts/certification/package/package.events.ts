import { OriginShare } from '#contexts/custody/events';
import {
  IsCertificateNumber, IsCount, IsLotId, IsMilliCarats, IsMilliCaratsOrNone, IsName, IsParcelId, IsParticipantCode, IsPartyId, IsSeal, IsSha256, IsText, IsUsdCents, ListOf, Many, Optional, type EventOf,
} from '#kernel';

/** How much of the goods stayed on a sieve: carats, and stones where they were counted. Names and fields are on disk. */
export class SieveShare { @IsName() sieve!: string; @IsMilliCaratsOrNone() milliCarats!: number; @Optional() @IsCount() stones?: number }
/** A parcel of a package, as it was sealed. */
class PackedParcel { @IsParcelId() parcel!: string; @IsSeal() seal!: string; @IsMilliCarats() milliCarats!: number; @IsUsdCents() usdCents!: number }
/** A lot of the trail, and how much of the goods lies in it. */
class TrailedLot { @IsLotId() lot!: string; @IsMilliCarats() milliCarats!: number }

// Names and fields below are on disk: add, never rename.
/**
 * What a monitor gets to see of an export: the trail and the weights as the ledger computes them from the sealed parcels, photographs, and the distribution of sizes.
 * The lots lead back to mine and first buyer (custody/lineage).
 */
class PackageFiled {
  @IsPartyId() exporter!: string;
  @IsParticipantCode() participant!: string;
  @Many(() => PackedParcel, 1, 1_000) parcels!: PackedParcel[];
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @Many(() => TrailedLot) lots!: TrailedLot[];
  /** Country, zone and taint of every carat. */
  @Many(() => OriginShare) origins!: OriginShare[];
  /** The digests of the photographs. */
  @ListOf(IsSha256, 1, 1_000) photographs!: string[];
  @IsName() sieveSet!: string;
  @Many(() => SieveShare, 1, 100) sieves!: SieveShare[];
  /** The certificate under which the goods left, where the package comes afterwards. */
  @Optional() @IsCertificateNumber() certificate?: string;
}
/** The monitor found nothing against the export. `audit`: stock of zones that are not open, which a forensic audit released. */
class PackageApproved { @IsParticipantCode() participant!: string; @IsPartyId() monitor!: string; @IsText() finding!: string; @Optional() @IsText() audit?: string }
class PackageRejected { @IsParticipantCode() participant!: string; @IsPartyId() monitor!: string; @IsText() reason!: string }

export const packageEvents = { PackageFiled, PackageApproved, PackageRejected };
export type PackageEvent = EventOf<typeof packageEvents>;
