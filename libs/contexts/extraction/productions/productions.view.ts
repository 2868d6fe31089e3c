import {
  at, dayOf, IsDay, IsEventId, IsLotId, IsMicroDegrees, IsMilliCarats, IsName, IsParticipantCode, IsPartyId, IsProductionId, IsSampleId, IsSha256, IsSiteId, IsStones, IsText, IsUsdCents, IsZoneId,
  Many, OneOf, Optional, type View,
} from '#kernel';
import { SieveClass, type ProductionEvent } from '../production/production.events.ts';

/** What was struck through, what stands instead, why, when, and by which event of which lot. */
class Restatement {
  @IsMilliCarats() wasMilliCarats!: number;
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() wasUsdCents!: number;
  @IsUsdCents() usdCents!: number;
  @Optional() @IsStones() wasStones?: number;
  @Optional() @IsStones() stones?: number;
  @IsText() explanation!: string;
  @IsLotId() lot!: string;
  @IsEventId() correction!: string;
  @IsDay() restatedOn!: string;
}

class ProductionRow {
  @IsProductionId() production!: string;
  /** Recorded by the mine, or bought from an artisanal miner. */
  @OneOf('mined', 'bought') kind!: 'mined' | 'bought';
  @IsSiteId() site!: string;
  @IsParticipantCode() participant!: string;
  /** Who brought it in: the operator of the site, or the first buyer. */
  @IsPartyId() operator!: string;
  @OneOf('LSM', 'ASM') scale!: 'LSM' | 'ASM';
  @IsDay() from!: string;
  @IsDay() to!: string;
  /** The figures that hold. */
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @Optional() @IsStones() stones?: number;
  @Optional() @IsText() shift?: string;
  @Optional() @IsText() sieveSet?: string;
  @Optional() @Many(() => SieveClass, 1, 100) sieves?: SieveClass[];
  /** The exploration sample in which they were found: shown, in no figure of trade. */
  @Optional() @IsSampleId() sample?: string;
  /** The slip of a purchase: the miner, his licence or carnet, where it was dug, the photograph, the payment. */
  @Optional() @IsName() miner?: string;
  @Optional() @IsText() licence?: string;
  @Optional() @IsMicroDegrees() latitude?: number;
  @Optional() @IsMicroDegrees() longitude?: number;
  @Optional() @IsSha256() photo?: string;
  @Optional() @IsText() payment?: string;
  /** The zone in which the site lay. Tainted: exports from there were closed on one of these days. */
  @Optional() @IsZoneId() zone?: string;
  @Optional() @OneOf('zone') taint?: 'zone';
  /** Oldest first. */
  @Many(() => Restatement, 0) restatements!: Restatement[];
  /** The day on which the record was made. */
  @IsDay() recordedOn!: string;
}

/** Every production record and every purchase from a miner, with the figures that hold and those that were struck through. */
export const productions: View<typeof ProductionRow, ProductionEvent> = {
  name: 'extraction/productions',
  version: 3,
  row: ProductionRow,
  index: ['site', 'participant', 'zone', 'taint'],
  on: {
    ProductionRecorded: ({ subject, data, occurredAt }) =>
      [at<ProductionRow>(subject, () => ({ production: subject, kind: 'mined', ...data, restatements: [], recordedOn: dayOf(occurredAt) }))],
    PurchaseRecorded: ({ subject, data: { buyer, ...data }, occurredAt }) =>
      [at<ProductionRow>(subject, () => ({ production: subject, kind: 'bought', operator: buyer, ...data, restatements: [], recordedOn: dayOf(occurredAt) }))],
    ProductionRestated: ({ subject, occurredAt, data: { milliCarats, usdCents, stones, wasMilliCarats, wasUsdCents, wasStones, lot, correction, explanation } }) =>
      [at<ProductionRow>(subject, (row) => {
        const holds = { milliCarats, usdCents, ...(stones !== undefined && { stones }) };
        const struck = { wasMilliCarats, wasUsdCents, ...(wasStones !== undefined && { wasStones }), lot, correction, explanation, restatedOn: dayOf(occurredAt) };
        return { ...row!, ...holds, restatements: [...row!.restatements, { ...struck, ...holds }] };
      })],
  },
};
