import { IsHsCode, IsMilliCaratsOrNone, IsName, IsStones, IsText, IsUsdCents, OneOf, Optional, type HsCode } from '#kernel';
import { FIELDS, LOSS_REASONS, TREATMENTS, type Field, type LossReason, type Treatment } from './vocabulary.events.ts';

// Fields below are inside an event, and so on disk: add, never rename.
/** A change that goes beyond its limit: it takes effect when a second person approves it. Only the fields of its kind are set. */
export class Proposal {
  @OneOf('treatment', 'loss', 'weighing', 'correction') kind!: 'treatment' | 'loss' | 'weighing' | 'correction';
  @Optional() @OneOf(...TREATMENTS) treatment?: Treatment;
  @Optional() @OneOf(...LOSS_REASONS) reason?: LossReason;
  /** What it weighs, or would weigh, after the change; none if nothing is left. */
  @Optional() @IsMilliCaratsOrNone() milliCarats?: number;
  @Optional() @IsStones() stones?: number;
  @Optional() @IsUsdCents() usdCents?: number;
  @Optional() @IsHsCode() hsCode?: HsCode;
  @Optional() @OneOf(...FIELDS) field?: Field;
  @Optional() @IsName() operator?: string;
  @Optional() @IsText() balance?: string;
  @Optional() @IsText() explanation?: string;
}
