import { IsMilliCaratsOrNone, IsParticipantCode, IsText, IsUsdCents, IsYear, OneOf, type EventOf } from '#kernel';

/** A production return of one half-year (KPCS Annex III(c)). A nil return is a record; silence is not. */
class ProductionReturn {
  @IsParticipantCode() participant!: string;
  @IsYear() year!: number;
  @OneOf(1, 2) half!: 1 | 2;
  /** What the row covers: all production, or since about 2020 one row each for ASM and LSM. */
  @OneOf('all', 'ASM', 'LSM') scale!: 'all' | 'ASM' | 'LSM';
  @OneOf('production', 'nil') declaration!: 'production' | 'nil';
  @IsMilliCaratsOrNone() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  /** Where the figures were published or received. */
  @IsText() source!: string;
}

// Names and fields below are on disk: add, never rename.
class ReturnFiled extends ProductionReturn {}
class ReturnRestated extends ProductionReturn {}

export const returnEvents = { ReturnFiled, ReturnRestated };
export type ReturnEvent = EventOf<typeof returnEvents>;
