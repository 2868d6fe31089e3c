import { IsDay, IsMilliCarats, IsParticipantCode, IsPartyId, IsSiteId, IsStones, IsUsdCents, OneOf, Optional, type EventOf } from '#kernel';

// Names and fields below are on disk: add, never rename.
class ProductionRecorded {
  @IsSiteId() site!: string;
  @IsParticipantCode() participant!: string;
  @IsPartyId() operator!: string;
  @OneOf('LSM', 'ASM') scale!: 'LSM' | 'ASM';
  /** First and last day of the period; both in one half-year (KPCS Annex III(c)). */
  @IsDay() from!: string;
  @IsDay() to!: string;
  @IsMilliCarats() milliCarats!: number;
  /** Value at the mine. */
  @IsUsdCents() usdCents!: number;
  @Optional() @IsStones() stones?: number;
}

export const productionEvents = { ProductionRecorded };
export type ProductionEvent = EventOf<typeof productionEvents>;
