import { because, inCarats, IsMilliCarats, IsStones, OneOf, Optional, refusals, type DataOf, type Decision } from '#kernel';
import { limited, moreStones, stonesOff } from './change.rules.ts';
import type { LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { notFreeFor, type AskedOfLot, type LotChapter } from './lot.rules.ts';
import { LOSS_REASONS, type LossReason } from './vocabulary.events.ts';

const no = refusals({ LossTooGreat: { cites: 'custody/9', says: 'A loss is at most what the lot weighs.' } });

export class RecordLoss {
  @IsMilliCarats() lossMilliCarats!: number;
  @OneOf(...LOSS_REASONS) reason!: LossReason;
  /** How many stones are left, where they were counted. */
  @Optional() @IsStones() stones?: number;
}

/**
 * A lot loses weight and stays the same lot, worth what it was until somebody values it again; or nothing is left of it. Whoever holds it says so, on whatever
 * terms: a theft does not ask whose goods they were. Beyond the limit of its reason, and whenever nothing is left, a second person approves.
 */
export const recordLoss = (lot: Lot, { lossMilliCarats, reason, stones }: DataOf<typeof RecordLoss>, asked: AskedOfLot): Decision<LotEvent> => {
  const refused = notFreeFor(lot, asked.by, asked.subject);
  if (refused) return refused;
  const milliCarats = lot.milliCarats - lossMilliCarats;
  if (milliCarats < 0) {
    return because(no.LossTooGreat, `The loss is ${inCarats(lossMilliCarats)} ct, the lot weighs ${inCarats(lot.milliCarats)} ct.`,
      { lossMilliCarats, milliCarats: lot.milliCarats }, '#/lossMilliCarats');
  }
  const brokenStones = reason === 'breakage' ? moreStones(lot, stones) : 0;
  return stonesOff(lot, { stones, brokenStones, lossMilliCarats })
    ?? limited(lot, { kind: 'loss', reason, milliCarats, ...(stones !== undefined && { stones }) }, milliCarats === 0 ? undefined : reason, asked);
};

/** What is gone. */
export const losing = {
  commands: { RecordLoss },
  refusals: no,
  makes: ['LotLossRecorded', 'LotApprovalRequested'],
  decide: { RecordLoss: recordLoss },
} satisfies LotChapter<{ RecordLoss: typeof RecordLoss }>;
