import { at, dayOf, IsDay, IsLotId, IsPartyId, IsProductionId, Optional, type View } from '#kernel';
import type { LotEvent } from '../lot/lot.events.ts';
import { Struck } from './struck.rules.ts';

class CorrectionRow extends Struck {
  @IsLotId() lot!: string;
  @IsPartyId() holder!: string;
  /** The record that is restated with it. */
  @Optional() @IsProductionId() production?: string;
  /** When the ledger learned of it. */
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
