import { IsMilliCarats, IsStones, IsText, Optional, type DataOf, type Decision } from '#kernel';
import { limited } from './change.rules.ts';
import type { LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { notFreeFor, type AskedOfLot, type LotChapter } from './lot.rules.ts';

export class WeighLot {
  @IsMilliCarats() foundMilliCarats!: number;
  /** How many stones were counted. */
  @Optional() @IsStones() stones?: number;
  /** Which balance. */
  @Optional() @IsText() balance?: string;
}

/**
 * The lot is weighed again, by its holder, on whatever terms he has it. Within the tolerance of re-weighing the balance is believed and the difference booked; beyond it,
 * or if the stones are not as many as were counted before, a second person approves.
 */
export const weigh = (lot: Lot, { foundMilliCarats, stones, balance }: DataOf<typeof WeighLot>, asked: AskedOfLot): Decision<LotEvent> => {
  const refused = notFreeFor(lot, asked.by, asked.subject);
  if (refused) return refused;
  const recounted = stones !== undefined && lot.stones !== undefined && stones !== lot.stones;
  const proposal = { kind: 'weighing', milliCarats: foundMilliCarats, ...(stones !== undefined && { stones }), ...(balance !== undefined && { balance }) } as const;
  return limited(lot, proposal, recounted ? undefined : 're-weighing', asked);
};

/** Weighing again. */
export const weighing = {
  commands: { WeighLot },
  refusals: {},
  makes: ['LotWeighed', 'LotApprovalRequested'],
  decide: { WeighLot: weigh },
} satisfies LotChapter<{ WeighLot: typeof WeighLot }>;
