import { because, IsBlendId, refusals, type DataOf, type Decision, type Refusal } from '#kernel';
import { lotOfBlend } from './birth.events.ts';
import type { LotEvent } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { no as common, notAgreed, notFree, notTraded, tooEarly, type AskedOfLot, type LotChapter } from './lot.rules.ts';

const no = refusals({
  BlendClosed:      { cites: 'custody/81', says: 'Only a blend that is started, and not decided yet, sets lots aside.' },
  NotReservedThere: { cites: 'custody/82', says: 'Only the blend for which the lot is set aside takes it, or lets it go.' },
});

class ReserveLot { @IsBlendId() blend!: string }
class ReleaseLot { @IsBlendId() blend!: string }
class ConsumeLot { @IsBlendId() blend!: string }

/** Why this lot cannot be set aside for a blend of this holder; undefined if it can: it lies free in his hands, is his own, and in trade. */
const notFit = (lot: Lot, holder: string, asked: AskedOfLot): Refusal | undefined => {
  const { subject } = asked;
  if (lot.holder !== holder) return because(common.NotHolder, `Lot ${subject} is not in the hands of ${holder}.`, { holder });
  if (lot.status !== 'held') return notFree(lot, subject);
  return notAgreed(lot, [], subject) ?? notTraded(lot, subject) ?? tooEarly(lot, asked);
};

/** Sets the lot aside for one blend. From here only that blend’s decision lets it go, or consumes it: no other can take it. */
const reserve = (lot: Lot, { blend }: DataOf<typeof ReserveLot>, asked: AskedOfLot): Decision<LotEvent> => {
  const { status, holder } = asked.facts.blend;
  if (!asked.by.roles.includes('ledger')) return common.NotTheLedger;
  if (status !== 'started') return because(no.BlendClosed, `Blend ${blend} is ${status === 'none' ? 'not started' : status}.`, { blend, status });
  return notFit(lot, holder, asked) ?? [{ type: 'LotReserved', data: { holder, blend, milliCarats: lot.milliCarats } }];
};

const isReservedFor = ({ status, blend }: Lot, wanted: string): boolean => status === 'reserved' && blend === wanted;

/** The blend was aborted. It is the blend’s decision that asks for this, so there is nothing to look up. */
const release = (lot: Lot, { blend }: DataOf<typeof ReleaseLot>, { by, subject }: AskedOfLot): Decision<LotEvent> => {
  if (!by.roles.includes('ledger')) return common.NotTheLedger;
  if (!isReservedFor(lot, blend)) return because(no.NotReservedThere, `Lot ${subject} is not set aside for blend ${blend}.`, { blend });
  return [{ type: 'LotReleased', data: { holder: lot.holder, blend, milliCarats: lot.milliCarats } }];
};

/** The blend was committed: the lot is part of what it made. */
const consume = (lot: Lot, { blend }: DataOf<typeof ConsumeLot>, { by, subject }: AskedOfLot): Decision<LotEvent> => {
  if (!by.roles.includes('ledger')) return common.NotTheLedger;
  if (!isReservedFor(lot, blend)) return because(no.NotReservedThere, `Lot ${subject} is not set aside for blend ${blend}.`, { blend });
  return [{ type: 'LotBlended', data: { holder: lot.holder, blend, into: lotOfBlend(blend), milliCarats: lot.milliCarats } }];
};

const commands = { ReserveLot, ReleaseLot, ConsumeLot };

/** Setting lots aside for a blend. The ledger does it, when the blend’s own events ask for it. */
export const blending = {
  commands,
  refusals: no,
  makes: ['LotReserved', 'LotReleased', 'LotBlended'],
  decide: { ReserveLot: reserve, ReleaseLot: release, ConsumeLot: consume },
} satisfies LotChapter<typeof commands>;
