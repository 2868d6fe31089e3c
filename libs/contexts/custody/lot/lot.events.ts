import {
  IsCaseId, IsHsCode, IsInvoiceId, IsLotId, IsMilliCarats, IsMilliCaratsOrNone, IsParcelId, IsParticipantCode, IsPartyId, IsProductionId, IsSiteId, IsStones, IsText,
  IsUsdCents, Many, OneOf, Optional, type EventOf, type HsCode,
} from '#kernel';

/** How many of the carats come from which country of origin (KPCS section I). */
export class OriginShare { @IsParticipantCode() participant!: string; @IsMilliCarats() milliCarats!: number }

export const LOSS_REASONS = ['sorting', 'acidising', 're-weighing', 'breakage', 'theft', 'other'] as const;
export type LossReason = (typeof LOSS_REASONS)[number];
export const VALUE_METHODS = ['price-book', 'tender', 'transaction', 'government', 'declared'] as const;
export type ValueMethod = (typeof VALUE_METHODS)[number];

/** The lot of which this one is a part; undefined for one that came from its production record. */
export const parentOf = (lot: string): string | undefined => {
  const dot = lot.lastIndexOf('.');
  return dot < 0 ? undefined : lot.slice(0, dot);
};

// Names and fields below are on disk: add, never rename.
/** What the lot is, from its production record or from the split that made it: said with the first thing that happens to it. Never from nothing. */
class LotOpened {
  @IsPartyId() holder!: string;
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @IsHsCode() hsCode!: HsCode;
  @Many(() => OriginShare) origins!: OriginShare[];
  @Optional() @IsStones() stones?: number;
  @Optional() @IsProductionId() production?: string;
  @Optional() @IsSiteId() site?: string;
  @Optional() @IsLotId() parent?: string;
}
/** One part of a split. Its id is the parent’s, a dot, and its number. */
class LotPart {
  @IsLotId() lot!: string;
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @IsHsCode() hsCode!: HsCode;
  @Many(() => OriginShare) origins!: OriginShare[];
  @Optional() @IsStones() stones?: number;
}
/** The lot is consumed; its parts and the stated loss weigh what it weighed. */
class LotSplit {
  @IsPartyId() holder!: string;
  @IsMilliCarats() milliCarats!: number;
  @Many(() => LotPart, 1, 1_000) parts!: LotPart[];
  @IsMilliCaratsOrNone() lossMilliCarats!: number;
  @Optional() @OneOf(...LOSS_REASONS) lossReason?: LossReason;
}
class LotValued {
  @IsUsdCents() usdCents!: number;
  @OneOf(...VALUE_METHODS) method!: ValueMethod;
  @OneOf('ex-mine', 'FOB', 'CIF') basis!: 'ex-mine' | 'FOB' | 'CIF';
  @IsPartyId() valuer!: string;
}
class LotLossRecorded {
  @IsPartyId() holder!: string;
  @IsMilliCarats() lossMilliCarats!: number;
  @OneOf(...LOSS_REASONS) reason!: LossReason;
  /** What is left. */
  @IsMilliCarats() milliCarats!: number;
  @Many(() => OriginShare) origins!: OriginShare[];
}
class LotDispatched {
  @IsPartyId() from!: string;
  @IsPartyId() to!: string;
  @IsMilliCarats() milliCarats!: number;
  @Optional() @IsInvoiceId() invoice?: string;
  /** The price, if it was sold. */
  @Optional() @IsUsdCents() usdCents?: number;
}
class LotReceived {
  @IsPartyId() from!: string;
  @IsPartyId() holder!: string;
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
}
/** Set aside for one parcel; only that parcel lets it go again. */
class LotPacked { @IsPartyId() holder!: string; @IsParcelId() parcel!: string; @IsMilliCarats() milliCarats!: number }
class LotFreed  { @IsPartyId() holder!: string; @IsParcelId() parcel!: string; @IsMilliCarats() milliCarats!: number }
class LotConfiscated {
  @IsPartyId() from!: string;
  @IsPartyId() authority!: string;
  @IsParticipantCode() participant!: string;
  @IsCaseId() case!: string;
  @IsText() order!: string;
  @IsMilliCarats() milliCarats!: number;
}

export const lotEvents = { LotOpened, LotSplit, LotValued, LotLossRecorded, LotDispatched, LotReceived, LotPacked, LotFreed, LotConfiscated };
export type LotEvent = EventOf<typeof lotEvents>;
