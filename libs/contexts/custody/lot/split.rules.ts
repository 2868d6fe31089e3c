import {
  because, inCarats, IsHsCode, IsMilliCarats, IsMilliCaratsOrNone, IsStones, Many, OneOf, Optional, shareOut, type DataOf, type Decision, type HsCode, type Refusal,
} from '#kernel';
import { LOSS_REASONS, type LossReason, type LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { no, notFreeFor, type AskedOfLot } from './lot.rules.ts';
import { poolOf, restOf, takeFrom } from './origins.rules.ts';

/** One part to be made. Its id, value and origins follow from the lot. */
class PartWanted {
  @IsMilliCarats() milliCarats!: number;
  /** The lot’s own heading, if left out. */
  @Optional() @IsHsCode() hsCode?: HsCode;
  @Optional() @IsStones() stones?: number;
}
export class SplitLot {
  @Many(() => PartWanted, 1, 1_000) parts!: PartWanted[];
  /** Lost in the work: dust, coating, breakage. None, if left out. */
  @Optional() @IsMilliCaratsOrNone() lossMilliCarats?: number;
  @Optional() @OneOf(...LOSS_REASONS) lossReason?: LossReason;
}
export class RecordLoss {
  @IsMilliCarats() lossMilliCarats!: number;
  @OneOf(...LOSS_REASONS) reason!: LossReason;
}

/** As many dots as the id of a lot may have. */
const DEEPEST = 20;

const weightOff = (lot: Lot, parts: number, loss: number): Refusal | undefined => {
  const missing = lot.milliCarats - parts - loss;
  if (missing === 0) return undefined;
  if (!Number.isSafeInteger(parts + loss)) {
    return because(no.WeightNotConserved, `The parts weigh more than the ledger can count, the lot ${inCarats(lot.milliCarats)} ct.`, { milliCarats: lot.milliCarats }, '#/parts');
  }
  const weights = `The parts weigh ${inCarats(parts)} ct and the loss ${inCarats(loss)} ct, the lot ${inCarats(lot.milliCarats)} ct`;
  return missing > 0
    ? because(no.WeightNotConserved, `${weights}: ${inCarats(missing)} ct are missing.`, { missingMilliCarats: missing }, '#/parts')
    : because(no.WeightNotConserved, `${weights}: ${inCarats(-missing)} ct are too much.`, { surplusMilliCarats: -missing }, '#/parts');
};

const depthOf = (lot: string): number => lot.split('.').length - 1;

const reasonOff = (lossMilliCarats: number, reason: LossReason | undefined): Refusal | undefined => {
  if (lossMilliCarats > 0 && reason === undefined) return because(no.LossUnexplained, `A loss of ${inCarats(lossMilliCarats)} ct has no reason.`, { lossMilliCarats }, '#/lossReason');
  if (lossMilliCarats === 0 && reason !== undefined) return because(no.LossUnexplained, `The reason ${reason} has no loss.`, { reason }, '#/lossMilliCarats');
  return undefined;
};

/** The parts, numbered from 1. Value and origins are shared out by weight, exactly; the parts together are worth what the lot was. */
const partsOf = (lot: Lot, wanted: SplitLot['parts'], subject: string) => {
  const usdCents = shareOut(lot.usdCents, wanted.map(({ milliCarats }) => milliCarats));
  const pool = poolOf(lot.origins);
  return wanted.map(({ milliCarats, hsCode, stones }, i) => ({
    lot: `${subject}.${i + 1}`, milliCarats, usdCents: usdCents[i]!, hsCode: hsCode ?? lot.hsCode, origins: takeFrom(pool, milliCarats),
    ...(stones === undefined ? {} : { stones }),
  }));
};

/** One lot becomes parts and a stated loss, which together weigh what it weighed to 0.001 ct. */
export const split = (lot: Lot, { parts, lossMilliCarats = 0, lossReason }: DataOf<typeof SplitLot>, { by, subject }: AskedOfLot): Decision<LotEvent> => {
  const depth = depthOf(subject);
  // Weights are positive: if the sum is a safe integer, so was every sum on the way to it.
  const weight = parts.reduce((sum, part) => sum + part.milliCarats, 0);
  const refused = notFreeFor(lot, by, subject) ?? reasonOff(lossMilliCarats, lossReason) ?? weightOff(lot, weight, lossMilliCarats);
  if (refused) return refused;
  if (depth >= DEEPEST) return because(no.SplitTooOften, `Lot ${subject} comes from ${depth} splits already.`, { depth });
  return [{ type: 'LotSplit', data: {
    holder: lot.holder, milliCarats: lot.milliCarats, parts: partsOf(lot, parts, subject), lossMilliCarats,
    ...(lossReason === undefined ? {} : { lossReason }),
  } }];
};

/** A lot loses weight and stays the same lot, worth what it was until somebody values it again. */
export const recordLoss = (lot: Lot, { lossMilliCarats, reason }: DataOf<typeof RecordLoss>, { by, subject }: AskedOfLot): Decision<LotEvent> => {
  const refused = notFreeFor(lot, by, subject);
  if (refused) return refused;
  const left = lot.milliCarats - lossMilliCarats;
  if (left <= 0) {
    return because(no.LossTooGreat, `A loss of ${inCarats(lossMilliCarats)} ct leaves nothing of ${inCarats(lot.milliCarats)} ct.`,
      { lossMilliCarats, milliCarats: lot.milliCarats }, '#/lossMilliCarats');
  }
  const pool = poolOf(lot.origins);
  takeFrom(pool, lossMilliCarats);
  return [{ type: 'LotLossRecorded', data: { holder: lot.holder, lossMilliCarats, reason, milliCarats: left, origins: restOf(pool) } }];
};
