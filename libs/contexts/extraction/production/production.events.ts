import {
  IsDay, IsEventId, IsLotId, IsMicroDegrees, IsMilliCarats, IsName, IsParticipantCode, IsPartyId, IsSampleId, IsSha256, IsSiteId, IsStones, IsText, IsUsdCents, IsZoneId, Many, OneOf, Optional, type EventOf,
} from '#kernel';

/** Carats and stones of one class of a set of sieves. */
export class SieveClass { @IsText() sieve!: string; @IsMilliCarats() milliCarats!: number; @Optional() @IsStones() stones?: number }

// Names and fields below are on disk: add, never rename.
/** What a mine says. Participant, operator and scale are the site’s and are not typed again. */
export class Mined {
  @IsSiteId() site!: string;
  /** First and last day of the period; both in one half-year (KPCS Annex III(c)). */
  @IsDay() from!: string;
  @IsDay() to!: string;
  @IsMilliCarats() milliCarats!: number;
  /** Value at the mine. */
  @IsUsdCents() usdCents!: number;
  @Optional() @IsStones() stones?: number;
  /** The shift, where a mine records by shifts. */
  @Optional() @IsText() shift?: string;
  /** The set of sieves, and what each held: together all of the carats. Unsorted run-of-mine only, so that footprints can be compared (S2 ¶15). */
  @Optional() @IsText() sieveSet?: string;
  @Optional() @Many(() => SieveClass, 1, 100) sieves?: SieveClass[];
  /** Stones found in an exploration sample (Technical Guideline 17): kept out of trade and of its figures. */
  @Optional() @IsSampleId() sample?: string;
}
class ProductionRecorded extends Mined {
  @IsParticipantCode() participant!: string;
  @IsPartyId() operator!: string;
  @OneOf('LSM', 'ASM') scale!: 'LSM' | 'ASM';
  /** The zone in which the site lay. Tainted: on a day of the record that zone, or a whole without open zones, was closed for exports. */
  @Optional() @IsZoneId() zone?: string;
  @Optional() @OneOf('zone') taint?: 'zone';
}
/** The first buyer’s slip: goods of an artisanal miner enter the ledger in the buyer’s hands (KPCS Annex II ¶11-16). */
class PurchaseRecorded {
  @IsSiteId() site!: string;
  @IsParticipantCode() participant!: string;
  @IsPartyId() buyer!: string;
  @OneOf('ASM') scale!: 'ASM';
  @IsDay() from!: string;
  @IsDay() to!: string;
  @IsMilliCarats() milliCarats!: number;
  /** The price paid. */
  @IsUsdCents() usdCents!: number;
  @Optional() @IsStones() stones?: number;
  /** The miner’s name, and his licence or carnet. */
  @IsName() miner!: string;
  @IsText() licence!: string;
  /** Where it was dug. */
  @IsMicroDegrees() latitude!: number;
  @IsMicroDegrees() longitude!: number;
  /** The digest of the photograph of slip and goods. */
  @Optional() @IsSha256() photo?: string;
  /** How it was paid: a bank’s reference, if not in cash (Annex II ¶7). */
  @Optional() @IsText() payment?: string;
  /** The zone in which the site lay. Tainted: on a day of the record that zone, or a whole without open zones, was closed for exports. */
  @Optional() @IsZoneId() zone?: string;
  @Optional() @OneOf('zone') taint?: 'zone';
}
/**
 * The figures of a record or a purchase after a correction of its goods (LotCorrected of custody, which has the reason and both persons).
 * The first statement stays; whoever adds up figures takes `was` away and adds what holds now.
 */
class ProductionRestated {
  @IsSiteId() site!: string;
  @IsParticipantCode() participant!: string;
  @IsPartyId() operator!: string;
  @OneOf('LSM', 'ASM') scale!: 'LSM' | 'ASM';
  @IsDay() from!: string;
  @IsDay() to!: string;
  @IsMilliCarats() wasMilliCarats!: number;
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() wasUsdCents!: number;
  @IsUsdCents() usdCents!: number;
  @Optional() @IsStones() wasStones?: number;
  @Optional() @IsStones() stones?: number;
  /** The lot on which it was corrected, and the event that did. */
  @IsLotId() lot!: string;
  @IsEventId() correction!: string;
  @IsText() explanation!: string;
  @Optional() @IsSampleId() sample?: string;
}

export const productionEvents = { ProductionRecorded, PurchaseRecorded, ProductionRestated };
export type ProductionEvent = EventOf<typeof productionEvents>;
