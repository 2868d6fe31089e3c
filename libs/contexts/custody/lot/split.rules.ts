import {
  because, inCarats, IsHsCode, IsMilliCarats, IsMilliCaratsOrNone, IsStones, IsText, Many, OneOf, Optional, refusals, shareOut, totalOf, type DataOf, type Decision, type HsCode,
  type Refusal,
} from '#kernel';
import { roomFor, stonesOff } from './change.rules.ts';
import type { LotEvent, lotEvents } from './lot.events.ts';
import type { Lot } from './lot.recollection.ts';
import { notAgreed, notFree, notFreeFor, WORKED_ON, type AskedOfLot, type LotChapter } from './lot.rules.ts';
import { keptOf } from './opening.rules.ts';
import { poolOf, takeFrom } from './origins.rules.ts';
import { LOSS_REASONS, SORTED_BY, type LossReason, type SortedBy } from './vocabulary.events.ts';
import { madeNotMined, no as noWord } from './wording.rules.ts';

const no = refusals({
  WeightNotConserved: { cites: 'custody/7', says: 'The parts and the loss must weigh what the lot weighs.' },
  LossUnexplained:    { cites: 'custody/8', says: 'A loss and its reason are stated together.' },
  SplitTooOften:      { cites: 'custody/10', says: 'Parts of parts go at most twenty splits deep.' },
  LossBeyondLimit:    { cites: 'custody/30', says: 'Dividing a lot loses no more than the limit of the reason: a greater loss is recorded first, and a second person approves it.' },
  SievesUnclear:      { cites: 'custody/32', says: 'Classes of size name their set of sieves, and other classes none: sizes by different sieves cannot be compared.' },
});

/** One part to be made. Its id, value and origins follow from the lot. */
class PartWanted {
  @IsMilliCarats() milliCarats!: number;
  /** The lot’s own heading, if left out. */
  @Optional() @IsHsCode() hsCode?: HsCode;
  @Optional() @IsStones() stones?: number;
}
/** One class: a sieve, a quality, an assortment. */
class ClassWanted extends PartWanted { @IsText() sorted!: string }
class Lossy {
  /** Lost in the work: dust, coating, breakage. None, if left out. */
  @Optional() @IsMilliCaratsOrNone() lossMilliCarats?: number;
  @Optional() @OneOf(...LOSS_REASONS) lossReason?: LossReason;
  /** How many stones there are more than before, because some broke. None, if left out. */
  @Optional() @IsStones() brokenStones?: number;
}
export class SplitLot extends Lossy { @Many(() => PartWanted, 1, 1_000) parts!: PartWanted[] }
export class SortLot extends Lossy {
  @OneOf(...SORTED_BY) by!: SortedBy;
  @Optional() @IsText() sieveSet?: string;
  @Many(() => ClassWanted, 1, 1_000) parts!: ClassWanted[];
}
class StoneWanted {
  @IsMilliCarats() milliCarats!: number;
  @Optional() @IsHsCode() hsCode?: HsCode;
  /** What the stone is: a crystal, a maccle, its colour. */
  @Optional() @IsText() sorted?: string;
}
export class PromoteStones { @Many(() => StoneWanted, 1, 999) stones!: StoneWanted[] }

type Wanted = Readonly<{ milliCarats: number; hsCode?: HsCode; stones?: number; sorted?: string }>;
type Division = Readonly<{ parts: readonly Wanted[]; lossMilliCarats?: number; lossReason?: LossReason; brokenStones?: number }>;

/** As many dots as the id of a lot may have. */
const DEEPEST = 20;

const weightOff = (lot: Lot, { parts: wanted, lossMilliCarats: loss = 0 }: Division): Refusal | undefined => {
  const parts = totalOf(wanted, 'milliCarats') ?? Infinity;
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

const reasonOff = ({ lossMilliCarats = 0, lossReason: reason }: Division): Refusal | undefined => {
  if (lossMilliCarats > 0 && reason === undefined) return because(no.LossUnexplained, `A loss of ${inCarats(lossMilliCarats)} ct has no reason.`, { lossMilliCarats }, '#/lossReason');
  if (lossMilliCarats === 0 && reason !== undefined) return because(no.LossUnexplained, `The reason ${reason} has no loss.`, { reason }, '#/lossMilliCarats');
  return undefined;
};

const lossOff = (lot: Lot, { lossMilliCarats = 0, lossReason }: Division, { facts }: AskedOfLot): Refusal | undefined => {
  if (lossReason === undefined) return undefined;
  const limitMilliCarats = roomFor(lot, lossReason, -lossMilliCarats, facts);
  if (lossMilliCarats <= limitMilliCarats) return undefined;
  return because(no.LossBeyondLimit, `The loss is ${inCarats(lossMilliCarats)} ct; for ${lossReason} the limit is ${inCarats(limitMilliCarats)} ct of ${inCarats(lot.milliCarats)} ct.`,
    { lossMilliCarats, limitMilliCarats, lossReason }, '#/lossMilliCarats');
};

/** Where every part is counted their sum is; where some are not, those that are cannot be more than there were. */
const countOff = (lot: Lot, { parts, lossMilliCarats = 0, brokenStones = 0 }: Division): Refusal | undefined => {
  const counted = parts.flatMap(({ stones }) => stones ?? []);
  if (counted.length === 0) return undefined;
  const stones = counted.reduce((sum, count) => sum + count, 0);
  return stonesOff(lot, { stones, brokenStones, lossMilliCarats: counted.length === parts.length ? lossMilliCarats : Number.MAX_SAFE_INTEGER }, '#/parts');
};

const depthOff = (subject: string): Refusal | undefined => {
  const depth = subject.split('.').length - 1;
  return depth < DEEPEST ? undefined : because(no.SplitTooOften, `Lot ${subject} comes from ${depth} splits already.`, { depth });
};

/** The parts, numbered from 1. Value and origins are shared out by weight, exactly; the parts together are worth what the lot was. */
const partsOf = (lot: Lot, wanted: readonly Wanted[], subject: string) => {
  const usdCents = shareOut(lot.usdCents, wanted.map(({ milliCarats }) => milliCarats));
  const pool = poolOf(lot.origins);
  return wanted.map(({ milliCarats, hsCode, stones, sorted }, i) => ({
    lot: `${subject}.${i + 1}`, milliCarats, usdCents: usdCents[i]!, hsCode: hsCode ?? lot.hsCode, origins: takeFrom(pool, milliCarats, stones),
    ...(stones !== undefined && { stones }), ...(sorted !== undefined && { sorted }),
  }));
};

type Divided = DataOf<typeof lotEvents.LotSplit>;

/** Goods that are stopped are divided by who stopped them, on whatever terms they were held, and without a loss: part of them is let go, or taken. */
const notToDivide = (lot: Lot, { lossMilliCarats = 0 }: Division, { by, subject }: AskedOfLot): Refusal | undefined => {
  if (lot.detention === undefined) return notFreeFor(lot, by, subject) ?? notAgreed(lot, WORKED_ON, subject);
  if (lot.status !== 'held') return notFree(lot, subject);
  return lossMilliCarats === 0 ? undefined
    : because(no.LossBeyondLimit, `Lot ${subject} is ${lot.detention.stage}: nothing of it may be lost.`, { lossMilliCarats, limitMilliCarats: 0 }, '#/lossMilliCarats');
};

/** Why the lot cannot be divided in this way; undefined if it can. */
const divisionOff = (lot: Lot, division: Division, asked: AskedOfLot): Refusal | undefined => {
  const { subject } = asked;
  return notToDivide(lot, division, asked) ?? reasonOff(division)
    ?? weightOff(lot, division) ?? lossOff(lot, division, asked) ?? countOff(lot, division) ?? depthOff(subject);
};

const divided = (lot: Lot, { parts, lossMilliCarats = 0, lossReason, brokenStones }: Division, { subject }: AskedOfLot): Divided => ({
  holder: lot.holder, milliCarats: lot.milliCarats, parts: partsOf(lot, parts, subject), lossMilliCarats,
  ...(lossReason !== undefined && { lossReason }), ...(brokenStones !== undefined && { brokenStones }), ...keptOf(lot),
});

/** Parts that were picked are not the goods any more that came in, as far as their worth is concerned. */
const picked = ({ importedAt: _, ...lot }: Lot, division: Division, asked: AskedOfLot): Divided => divided(lot, division, asked);

/** One lot becomes parts and a stated loss, which together weigh what it weighed to 0.001 ct. */
export const split = (lot: Lot, data: DataOf<typeof SplitLot>, asked: AskedOfLot): Decision<LotEvent> =>
  divisionOff(lot, data, asked) ?? [{ type: 'LotSplit', data: divided(lot, data, asked) }];

const sievesOff = (by: SortedBy, sieveSet: string | undefined): Refusal | undefined => {
  if (by === 'size' && sieveSet === undefined) return because(no.SievesUnclear, 'It was sorted by size, with no set of sieves.', { by }, '#/sieveSet');
  return by !== 'size' && sieveSet !== undefined ? because(no.SievesUnclear, `It was sorted by ${by}, with the sieves ${sieveSet}.`, { by, sieveSet }, '#/sieveSet') : undefined;
};

/** One lot becomes its classes of size, quality or assortment. */
export const sort = (lot: Lot, data: DataOf<typeof SortLot>, asked: AskedOfLot): Decision<LotEvent> => {
  const { by, sieveSet, parts } = data;
  return divisionOff(lot, data, asked) ?? sievesOff(by, sieveSet) ?? madeNotMined(parts.map(({ sorted }, i) => [sorted, `#/parts/${i}/sorted`]))
    ?? [{ type: 'LotSorted', data: { ...picked(lot, data, asked), by, ...(sieveSet !== undefined && { sieveSet }) } }];
};

/** Single stones leave the lot, each as a lot of its own; what remains is the last part. Back into one lot they go by a blend. */
export const promote = (lot: Lot, { stones }: DataOf<typeof PromoteStones>, asked: AskedOfLot): Decision<LotEvent> => {
  const rest = lot.milliCarats - (totalOf(stones, 'milliCarats') ?? Infinity);
  const left = lot.stones === undefined ? {} : { stones: lot.stones - stones.length };
  const singles = stones.map((stone) => ({ ...stone, stones: 1 }));
  const parts = rest > 0 ? [...singles, { milliCarats: rest, ...left }] : singles;
  // What weighs something is one stone at least.
  const fewest = { stones: parts.length, lossMilliCarats: Number.MAX_SAFE_INTEGER };
  return divisionOff(lot, { parts }, asked) ?? stonesOff(lot, fewest) ?? madeNotMined(stones.map(({ sorted }, i) => [sorted, `#/stones/${i}/sorted`])) ?? [{ type: 'StonesPromoted', data: picked(lot, { parts }, asked) }];
};

/** Dividing a lot. */
export const splitting = {
  commands: { SplitLot, SortLot, PromoteStones },
  refusals: { ...no, ...noWord },
  makes: ['LotSplit', 'LotSorted', 'StonesPromoted'],
  decide: { SplitLot: split, SortLot: sort, PromoteStones: promote },
} satisfies LotChapter<{ SplitLot: typeof SplitLot; SortLot: typeof SortLot; PromoteStones: typeof PromoteStones }>;
