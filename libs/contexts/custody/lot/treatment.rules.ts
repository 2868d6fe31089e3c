import { because, inCarats, IsMilliCarats, IsName, IsStones, OneOf, Optional, refusals, type DataOf, type Decision } from '#kernel';
import { limited, moreStones, stonesOff } from './change.rules.ts';
import type { LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { notAgreed, notFreeFor, WORKED_ON, type AskedOfLot, type LotChapter } from './lot.rules.ts';
import { TREATMENTS, type Treatment } from './vocabulary.events.ts';

const no = refusals({ TreatmentGains: { cites: 'custody/33', says: 'No work on rough makes it heavier.' } });

export class TreatLot {
  @OneOf(...TREATMENTS) treatment!: Treatment;
  /** What it weighs now. */
  @IsMilliCarats() afterMilliCarats!: number;
  /** How many stones there are now, where they were counted: sawing and cleaving make more of them. */
  @Optional() @IsStones() stones?: number;
  /** Who did the work. */
  @Optional() @IsName() operator?: string;
}

/** Rough is cleaned, boiled, sawn, cleaved or bruted, and stays rough (KPCS section I). What it loses is a typed loss; beyond its limit a second person approves. */
export const treat = (lot: Lot, { treatment, afterMilliCarats, stones, operator }: DataOf<typeof TreatLot>, asked: AskedOfLot): Decision<LotEvent> => {
  const refused = notFreeFor(lot, asked.by, asked.subject) ?? notAgreed(lot, WORKED_ON, asked.subject);
  if (refused) return refused;
  const lossMilliCarats = lot.milliCarats - afterMilliCarats;
  if (lossMilliCarats < 0) {
    return because(no.TreatmentGains, `It weighed ${inCarats(lot.milliCarats)} ct before ${treatment}, and ${inCarats(afterMilliCarats)} ct after it.`,
      { milliCarats: lot.milliCarats, afterMilliCarats }, '#/afterMilliCarats');
  }
  const proposal = { kind: 'treatment', treatment, milliCarats: afterMilliCarats, ...(stones !== undefined && { stones }), ...(operator !== undefined && { operator }) } as const;
  return stonesOff(lot, { stones, brokenStones: moreStones(lot, stones), lossMilliCarats }) ?? limited(lot, proposal, treatment, asked);
};

/** Working on rough. */
export const treating = {
  commands: { TreatLot },
  refusals: no,
  makes: ['LotTreated', 'LotApprovalRequested'],
  decide: { TreatLot: treat },
} satisfies LotChapter<{ TreatLot: typeof TreatLot }>;
