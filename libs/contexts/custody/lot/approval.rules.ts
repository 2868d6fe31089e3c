import { because, IsText, personOf, refusals, type DataOf, type Decision, type Refusal } from '#kernel';
import { effectOf } from './change.rules.ts';
import type { LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { mayApprove, type AskedOfLot, type LotChapter } from './lot.rules.ts';

const no = refusals({
  NothingProposed: { cites: 'custody/34', says: 'Only a change that waits for approval can be approved or refused.' },
  NotSecondPerson: { forbids: true, cites: 'custody/35', says: 'Another person than the one who proposed it decides, of the holder or of the authority of the holder’s territory.' },
});

export class ApproveChange {}
export class RefuseChange { @IsText() reason!: string }

const notSecond = (lot: Lot, { by, facts, subject }: AskedOfLot): Refusal | undefined => {
  if (lot.pending === undefined) return because(no.NothingProposed, `No change of lot ${subject} waits for approval.`, { status: lot.status });
  const { proposal, proposedBy } = lot.pending;
  if (mayApprove(lot, by, proposedBy, facts.holder.participant)) return undefined;
  return because(no.NotSecondPerson, `${proposedBy} proposed this ${proposal.kind}; ${personOf(by)} cannot decide it.`, { proposedBy, kind: proposal.kind });
};

/** A second person agrees: the change takes effect as it was proposed. */
export const approve = (lot: Lot, _: DataOf<typeof ApproveChange>, asked: AskedOfLot): Decision<LotEvent> => {
  const refused = notSecond(lot, asked);
  if (refused) return refused;
  const { proposal, proposedBy, limitMilliCarats } = lot.pending!;
  return [effectOf[proposal.kind](lot, proposal, { limitMilliCarats, proposedBy, approvedBy: personOf(asked.by), operator: asked.facts.record?.operator })];
};

/** A second person does not agree: the lot is what it was. */
export const refuse = (lot: Lot, { reason }: DataOf<typeof RefuseChange>, asked: AskedOfLot): Decision<LotEvent> =>
  notSecond(lot, asked) ?? [{ type: 'LotApprovalRefused', data: { holder: lot.holder, refusedBy: personOf(asked.by), reason } }];

/** What a second person decides. */
export const approving = {
  commands: { ApproveChange, RefuseChange },
  refusals: no,
  makes: ['LotTreated', 'LotLossRecorded', 'LotLost', 'LotWeighed', 'LotCorrected', 'LotApprovalRefused'],
  decide: { ApproveChange: approve, RefuseChange: refuse },
} satisfies LotChapter<{ ApproveChange: typeof ApproveChange; RefuseChange: typeof RefuseChange }>;
