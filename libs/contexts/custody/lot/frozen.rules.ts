import { because, refusals, type Refusal } from '#kernel';
import type { Lot } from './lot.recollection.ts';
import type { AskedOfLot } from './lot.rules.ts';

export const no = refusals({
  Frozen: { cites: 'custody/146', says: 'Goods that are detained or seized stay where and what they are, until the authority that stopped them decides.' },
});

/** Verbs of the State on goods it stopped: their own rules say who may. An order may be carried out by another authority of the same territory. */
const OF_THE_STATE = new Set(['DetainLot', 'LiftDetention', 'SeizeLot', 'ConfiscateLot', 'DisposeLot']);
/** What that authority also does: divides them (a partial seizure), weighs and values them, ends what was open when it came, takes them out of a parcel that was never closed. */
const OF_WHO_STOPPED = new Set(['SplitLot', 'WeighLot', 'ValueLot', 'SettleDispute', 'RefuseChange', 'UnpackLot']);
/** What is said of them and changes nothing; and what the ledger itself has to finish. */
const HARMLESS = new Set(['AttachEvidence', 'FreeLot', 'ReleaseLot', 'ConsumeLot']);

/** May that authority approve it? Its own second weighing, not a loss, or work, that somebody proposed before. */
const isItsWeighing = ({ detention, pending }: Lot, command: string): boolean => command === 'ApproveChange' && pending?.proposal.kind === 'weighing' && detention?.stage === 'seized';

/**
 * Why a lot that is stopped lets nobody do this; undefined if it does, or is not stopped. The one guard of all verbs: what is not named here is refused, so a verb that comes
 * later is refused too.
 */
export const frozen = (lot: Lot, { command, by, subject }: AskedOfLot): Refusal | undefined => {
  const { detention } = lot;
  // Its parts are stopped in its place.
  if (detention === undefined || lot.status === 'split' || OF_THE_STATE.has(command) || HARMLESS.has(command)) return undefined;
  if (detention.authority === by.party && (OF_WHO_STOPPED.has(command) || isItsWeighing(lot, command))) return undefined;
  return because(no.Frozen, `Lot ${subject} is ${detention.stage} by ${detention.authority} under case ${detention.case}.`, { authority: detention.authority, case: detention.case });
};
