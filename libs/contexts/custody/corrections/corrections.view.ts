import {
  at, dayOf, IsDay, IsEventId, IsHsCode, IsLotId, IsMilliCarats, IsPartyId, IsPersonId, IsProductionId, IsStones, IsText, IsUsdCents, OneOf, Optional, type HsCode, type View,
} from '#kernel';
import type { LotEvent } from '../lot/lot.events.ts';
import { FIELDS, type Field } from '../lot/vocabulary.events.ts';

class CorrectionRow {
  @IsLotId() lot!: string;
  @IsPartyId() holder!: string;
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
  /** The record that is restated with it. */
  @Optional() @IsProductionId() production?: string;
  /** When it was corrected, and when the ledger learned of it. */
  @IsDay() correctedOn!: string;
  @IsDay() recordedOn!: string;
}

/** The restated report: every figure that was struck through, what stands instead, why, and who said so. Key: the event that corrected it. */
export const corrections: View<typeof CorrectionRow, LotEvent> = {
  name: 'custody/corrections',
  version: 1,
  row: CorrectionRow,
  index: ['lot', 'holder', 'field', 'correctedOn', 'production'],
  on: {
    LotCorrected: ({ subject, id, data: { origins: _, ...data }, occurredAt, recordedAt }) =>
      [at(id, () => ({ lot: subject, correction: id, ...data, correctedOn: dayOf(occurredAt), recordedOn: dayOf(recordedAt) }))],
  },
};
