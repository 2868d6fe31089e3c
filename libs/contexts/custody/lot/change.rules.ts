import { because, inCarats, personOf, type DataOf, type Decision, type Refusal } from '#kernel';
import { type LimitCause } from '../limit/limit.events.ts';
import { allowedOf } from '../limit/limits.rules.ts';
import type { LotEvent, lotEvents } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { no, type AskedOfLot } from './lot.rules.ts';
import { originsAt } from './origins.rules.ts';
import type { Proposal } from './proposal.events.ts';

/** What is known beside the change itself: its limit, and, if it needed one, who proposed and who approved it. Of whose record the figure is, if it is restated. */
type Approval = Readonly<{ limitMilliCarats: number; proposedBy?: string; approvedBy?: string; operator?: string | undefined }>;
type Wanted = Readonly<Proposal>;

/** The fields that are known, without those that are not. */
const known = <T extends object>(fields: T) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };

const treated = (lot: Lot, { treatment, milliCarats, stones, operator }: Wanted, { approvedBy }: Approval): LotEvent => ({ type: 'LotTreated', data: {
  holder: lot.holder, treatment: treatment!, beforeMilliCarats: lot.milliCarats, milliCarats: milliCarats!, lossMilliCarats: lot.milliCarats - milliCarats!,
  origins: originsAt(lot.origins, milliCarats!, stones ?? lot.stones), ...known({ stones, operator, approvedBy }),
} });

const lost = (lot: Lot, { reason, milliCarats, stones }: Wanted, { approvedBy }: Approval): LotEvent => (milliCarats === 0
  ? { type: 'LotLost', data: { holder: lot.holder, milliCarats: lot.milliCarats, reason: reason!, approvedBy: approvedBy! } }
  : { type: 'LotLossRecorded', data: {
    holder: lot.holder, lossMilliCarats: lot.milliCarats - milliCarats!, reason: reason!, milliCarats: milliCarats!,
    origins: originsAt(lot.origins, milliCarats!, stones ?? lot.stones), ...known({ stones, approvedBy }),
  } });

const weighed = (lot: Lot, { milliCarats, stones, balance }: Wanted, { limitMilliCarats, approvedBy }: Approval): LotEvent => ({ type: 'LotWeighed', data: {
  holder: lot.holder, bookMilliCarats: lot.milliCarats, milliCarats: milliCarats!, differenceMilliCarats: milliCarats! - lot.milliCarats, toleranceMilliCarats: limitMilliCarats,
  origins: originsAt(lot.origins, milliCarats!, stones ?? lot.stones), ...known({ stones, balance, approvedBy }),
} });

type Corrected = DataOf<typeof lotEvents.LotCorrected>;

/** The figure that was, the figure that is, and what follows from it for the origins. */
const figuresOf = (lot: Lot, { field, milliCarats, usdCents, stones, hsCode }: Wanted): Partial<Corrected> => {
  if (field === 'milliCarats') return { wasMilliCarats: lot.milliCarats, milliCarats: milliCarats!, origins: originsAt(lot.origins, milliCarats!, lot.stones) };
  if (field === 'usdCents') return { wasUsdCents: lot.usdCents, usdCents: usdCents! };
  if (field === 'hsCode') return { wasHsCode: lot.hsCode, hsCode: hsCode! };
  return { ...known({ wasStones: lot.stones }), stones: stones!, origins: originsAt(lot.origins, lot.milliCarats, stones) };
};

/**
 * Whoever made the record restates it with the first figures of the goods, as long as they are in his hands and he has not weighed, worked on or valued
 * them since. What a buyer corrects, he corrects of his own goods only.
 */
const restates = (lot: Lot, field: keyof Lot['stated'], operator: string | undefined): boolean =>
  lot.production !== undefined && lot.holder === operator && field !== 'hsCode' && (lot.stated[field]?.ofRecord ?? true);

const corrected = (lot: Lot, wanted: Wanted, { proposedBy, approvedBy, operator }: Approval): LotEvent => {
  const { field, explanation } = wanted;
  return { type: 'LotCorrected', data: {
    holder: lot.holder, field: field!, corrects: (lot.stated[field!]?.event ?? lot.bornOf)!, explanation: explanation!, proposedBy: proposedBy!, approvedBy: approvedBy!,
    ...figuresOf(lot, wanted), ...(restates(lot, field!, operator) && { production: lot.production! }),
  } };
};

/** What a change does to a lot, once it may. */
export const effectOf: Readonly<Record<Proposal['kind'], (lot: Lot, wanted: Wanted, approval: Approval) => LotEvent>> =
  { treatment: treated, loss: lost, weighing: weighed, correction: corrected };

/** How far the weight may still go up or down for this cause without a second person: its limit, and what small changes of the lot have left of it. */
export const roomFor = (lot: Lot, cause: LimitCause, differenceMilliCarats: number, { limits }: AskedOfLot['facts']): number =>
  Math.max(0, allowedOf(limits, cause, lot.milliCarats) - (lot.drift[cause] ?? 0) * Math.sign(differenceMilliCarats));

/**
 * A change within the limit of its cause happens. Beyond it, or without a cause that has a limit, nothing happens yet: it is proposed, and the lot stands
 * still until a second person approves or refuses it (internal controls, KPCS IV(a)).
 */
export const limited = (lot: Lot, proposal: Wanted, cause: LimitCause | undefined, { by, facts }: AskedOfLot): Decision<LotEvent> => {
  const difference = (proposal.milliCarats ?? lot.milliCarats) - lot.milliCarats;
  const changeMilliCarats = Math.abs(difference);
  const limitMilliCarats = cause === undefined ? 0 : roomFor(lot, cause, difference, facts);
  if (cause !== undefined && changeMilliCarats <= limitMilliCarats) return [effectOf[proposal.kind](lot, proposal, { limitMilliCarats })];
  return [{ type: 'LotApprovalRequested', data: { holder: lot.holder, proposal, proposedBy: personOf(by), changeMilliCarats, limitMilliCarats } }];
};

/** Stones as they are counted after some work: how many there are, how many are more because some broke, and how much weight was lost. */
type Count = Readonly<{ stones: number | undefined; brokenStones?: number; lossMilliCarats: number }>;

/** How many stones there are more than before. */
export const moreStones = (lot: Lot, stones: number | undefined): number => Math.max(0, (stones ?? 0) - (lot.stones ?? 0));

/** Why the stones cannot be so many: a stone that is gone weighed 0.001 ct at least, and stones become more only by breaking. Nothing is said of what was not counted. */
export const stonesOff = (lot: Lot, { stones, brokenStones = 0, lossMilliCarats }: Count, pointer = '#/stones'): Refusal | undefined => {
  if (stones === undefined || lot.stones === undefined) return undefined;
  const missing = lot.stones + brokenStones - stones;
  const figures = { stones, stonesBefore: lot.stones, brokenStones, lossMilliCarats };
  const counted = `${lot.stones} stones were counted before, ${stones} now`;
  if (missing < 0) return because(no.StonesMiscounted, `${counted}, and ${brokenStones} more are said to come of breakage.`, figures, pointer);
  if (missing <= lossMilliCarats) return undefined;
  return because(no.StonesMiscounted, `${counted}: ${missing} are missing, with a loss of ${inCarats(lossMilliCarats)} ct.`, figures, pointer);
};
