import { IsDay, IsEventId, IsHsCode, IsMilliCarats, IsPersonId, IsStones, IsText, IsUsdCents, OneOf, Optional, type HsCode } from '#kernel';
import { FIELDS, type Field } from '../lot/vocabulary.events.ts';

/** A figure struck through, what stands instead, why, and who said so. Only the figures of the field that was wrong are set. */
export class Struck {
  @OneOf(...FIELDS) field!: Field;
  /** The event that stated it, and the one that corrected it. */
  @IsEventId() corrects!: string;
  @IsEventId() correction!: string;
  @IsText() explanation!: string;
  @IsPersonId() proposedBy!: string;
  @IsPersonId() approvedBy!: string;
  @Optional() @IsMilliCarats() wasMilliCarats?: number;
  @Optional() @IsMilliCarats() milliCarats?: number;
  @Optional() @IsUsdCents() wasUsdCents?: number;
  @Optional() @IsUsdCents() usdCents?: number;
  @Optional() @IsStones() wasStones?: number;
  @Optional() @IsStones() stones?: number;
  @Optional() @IsHsCode() wasHsCode?: HsCode;
  @Optional() @IsHsCode() hsCode?: HsCode;
  @IsDay() correctedOn!: string;
}
