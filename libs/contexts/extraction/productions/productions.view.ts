import { at, dayOf, IsDay, IsMilliCarats, IsParticipantCode, IsPartyId, IsProductionId, IsSiteId, IsStones, IsUsdCents, OneOf, Optional, type View } from '#kernel';
import type { ProductionEvent } from '../production/production.events.ts';

class ProductionRow {
  @IsProductionId() production!: string;
  @IsSiteId() site!: string;
  @IsParticipantCode() participant!: string;
  @IsPartyId() operator!: string;
  @OneOf('LSM', 'ASM') scale!: 'LSM' | 'ASM';
  @IsDay() from!: string;
  @IsDay() to!: string;
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @Optional() @IsStones() stones?: number;
  /** The day on which the mine made the record. */
  @IsDay() recordedOn!: string;
}

/** Every production record. */
export const productions: View<typeof ProductionRow, ProductionEvent> = {
  name: 'extraction/productions',
  version: 1,
  row: ProductionRow,
  index: ['site', 'participant'],
  on: {
    ProductionRecorded: ({ subject, data, occurredAt }) => [at(subject, () => ({ production: subject, ...data, recordedOn: dayOf(occurredAt) }))],
  },
};
