import {
  dayOf, IsBlendId, IsCaseId, IsCertificateNumber, IsDay, IsGroupId, IsHsCode, IsInvoiceId, IsLotId, IsMilliCarats, IsMilliCaratsOrNone, IsName, IsParcelId, IsPartyId, IsPermyriad, IsPersonId,
  IsProductionId, IsSampleId, IsSeal, IsSha256, IsSiteId, IsStones, IsText, IsUsdCents, ListOf, Many, One, OneOf, Optional, type DataOf, type HsCode,
} from '#kernel';
import { Struck } from '../corrections/struck.rules.ts';
import { Detention, ImportedAt, OriginShare, Proposal } from '../lot/lot.events.ts';
import { taintedIn } from '../lot/origins.rules.ts';
import {
  DISPOSALS, EVIDENCE_KINDS, MODELS, MODES, REGIMES, SORTED_BY, TERMS, VALUE_KINDS, VALUE_METHODS, type Disposal, type EvidenceKind, type Field, type Mode, type Model, type Regime, type SortedBy,
  type Terms, type ValueKind, type ValueMethod,
} from '../lot/vocabulary.events.ts';

const STATUSES = ['held', 'dispatched', 'in-transit', 'packed', 'reserved', 'awaiting-approval', 'disputed', 'split', 'blended', 'lost', 'confiscated', 'destroyed'] as const;

/** The last value of one kind. They stand side by side; none replaces another. */
class Valuation {
  @OneOf(...VALUE_KINDS) kind!: ValueKind;
  @IsUsdCents() usdCents!: number;
  @OneOf(...VALUE_METHODS) method!: ValueMethod;
  @OneOf('ex-mine', 'FOB', 'CIF') basis!: 'ex-mine' | 'FOB' | 'CIF';
  @IsPartyId() valuer!: string;
  @IsDay() valuedOn!: string;
  @Optional() @IsText() priceBook?: string;
}
class EvidenceShown {
  @OneOf(...EVIDENCE_KINDS) kind!: EvidenceKind;
  @IsSha256() sha256!: string;
  @IsPartyId() by!: string;
  @Optional() @IsName() vendor?: string;
  @Optional() @IsName() tool?: string;
  @Optional() @IsText() tolerance?: string;
  @Optional() @OneOf('match', 'no-match', 'inconclusive') verdict?: 'match' | 'no-match' | 'inconclusive';
  @IsDay() on!: string;
}
/** A figure struck through, and since when it had stood. */
class StruckHere extends Struck { @IsDay() statedOn!: string }
/** Since which day each figure stands. */
class StatedOn { @IsDay() weightOn!: string; @IsDay() valueOn!: string; @IsDay() countOn!: string; @IsDay() headingOn!: string }
/** Under which name each figure is in there. */
export const STATED: Readonly<Record<Field, keyof StatedOn>> = { milliCarats: 'weightOn', usdCents: 'valueOn', stones: 'countOn', hsCode: 'headingOn' };
class Pending { @One(() => Proposal) proposal!: Proposal; @IsPersonId() proposedBy!: string; @IsMilliCaratsOrNone() changeMilliCarats!: number; @IsMilliCaratsOrNone() limitMilliCarats!: number }

export class LotRow {
  @IsLotId() lot!: string;
  @OneOf(...STATUSES) status!: (typeof STATUSES)[number];
  /** In whose hands; while dispatched or in transit, who sent it; while packed, where its parcel is: see there. */
  @IsPartyId() holder!: string;
  @IsPartyId() owner!: string;
  /** On what terms the holder has it. */
  @OneOf(...TERMS) terms!: Terms;
  /** Where it lies, as far as somebody said so. */
  @Optional() @IsText() place?: string;
  /** While it is on its way: to whom, on what terms, and how. */
  @Optional() @IsPartyId() addressee?: string;
  @Optional() @OneOf(...TERMS) offered?: Terms;
  @Optional() @OneOf(...MODES) mode?: Mode;
  @Optional() @IsPartyId() carrier?: string;
  @Optional() @IsName() handCarriedBy?: string;
  @Optional() @IsSeal() bag?: string;
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @Optional() @OneOf(...VALUE_METHODS) method?: ValueMethod;
  @Optional() @OneOf('ex-mine', 'FOB', 'CIF') basis?: 'ex-mine' | 'FOB' | 'CIF';
  @Optional() @IsPartyId() valuer?: string;
  /** Declared, government and independent, each the last of its kind. */
  @Many(() => Valuation, 0, 3) values!: Valuation[];
  /** By how much of the greatest the least of several values falls short, and whether that is too much. */
  @Optional() @IsPermyriad() variancePermyriad?: number;
  @Optional() @OneOf('agree', 'differ') variance?: 'agree' | 'differ';
  @IsHsCode() hsCode!: HsCode;
  @Many(() => OriginShare) origins!: OriginShare[];
  /** How many of the carats are tainted: dug where exports were closed, and not released by an audit. None: none are. */
  @Optional() @IsMilliCarats() taintedMilliCarats?: number;
  @Optional() @IsStones() stones?: number;
  /** The class into which it was sorted, by what, and with which sieves. */
  @Optional() @IsText() sorted?: string;
  @Optional() @OneOf(...SORTED_BY) sortedBy?: SortedBy;
  @Optional() @IsText() sieveSet?: string;
  @OneOf(...MODELS) model!: Model;
  @Optional() @IsName() claim?: string;
  @Optional() @IsMilliCarats() claimedMilliCarats?: number;
  @OneOf(...REGIMES) regime!: Regime;
  /** The certificates under which goods in it came into this territory; and, as long as nobody sorted, treated or mixed them, what they were then. */
  @Optional() @ListOf(IsCertificateNumber, 1, 1_000) imports?: string[];
  @Optional() @One(() => ImportedAt) importedAt?: ImportedAt;
  @Optional() @IsProductionId() production?: string;
  @Optional() @IsSiteId() site?: string;
  @Optional() @IsSampleId() sample?: string;
  @Optional() @IsLotId() parent?: string;
  @ListOf(IsLotId, 0) parts!: string[];
  /** The blend that wants it, or took it; and the one that made it. */
  @Optional() @IsBlendId() blend?: string;
  @Optional() @IsBlendId() madeBy?: string;
  @ListOf(IsGroupId, 0) groups!: string[];
  /** All losses and gains since it was opened, also in its split. */
  @IsMilliCaratsOrNone() lostMilliCarats!: number;
  @IsMilliCaratsOrNone() gainedMilliCarats!: number;
  @Optional() @One(() => Pending) pending?: Pending;
  @Optional() @IsParcelId() parcel?: string;
  /** The parcels in which it lay before. */
  @ListOf(IsParcelId, 0) pastParcels!: string[];
  @ListOf(IsInvoiceId, 0) invoices!: string[];
  @Many(() => EvidenceShown, 0) evidence!: EvidenceShown[];
  @Many(() => StruckHere, 0) corrections!: StruckHere[];
  @One(() => StatedOn) statedOn!: StatedOn;
  /** The case under which it was stopped or taken last; by whom it is stopped now, if it is; and the cases under which goods in it were confiscated: its provenance. */
  @Optional() @IsCaseId() case?: string;
  @Optional() @One(() => Detention) detention?: Detention;
  @Optional() @ListOf(IsCaseId, 1, 1_000) confiscations?: string[];
  /** What the State did with it. */
  @Optional() @OneOf(...DISPOSALS) disposal?: Disposal;
  @IsDay() openedOn!: string;
}
export type Row = Readonly<LotRow>;

type Told = Pick<Row, 'milliCarats' | 'usdCents' | 'hsCode' | 'origins'> & Partial<Row>;

/**
 * A lot that lies free, and to which nothing happened yet: its holder’s own, kept in the usual way, unless something else is told.
 * Assigned, not spread: each field that follows a spread would take a microsecond.
 */
export const fresh = (lot: string, holder: string, occurredAt: string, told: Told): Row => {
  const openedOn = dayOf(occurredAt);
  return Object.assign({
    lot, status: 'held', holder, owner: holder, terms: 'own', values: [], model: 'identity-preserved', regime: 'trade', parts: [], groups: [], lostMilliCarats: 0, gainedMilliCarats: 0, pastParcels: [],
    invoices: [], evidence: [], corrections: [], statedOn: { weightOn: openedOn, valueOn: openedOn, countOn: openedOn, headingOn: openedOn }, openedOn,
  } satisfies Partial<Row>, taintOf(told.origins), told) as Row;
};

/** How many of the carats are tainted, if any are. */
export const taintOf = (origins: Row['origins']): Pick<Row, 'taintedMilliCarats'> => {
  const taintedMilliCarats = taintedIn(origins);
  return taintedMilliCarats > 0 ? { taintedMilliCarats } : {};
};

/** The row without some of its facts: they hold no longer. */
export const without = <K extends keyof Row>(row: Row, ...fields: K[]): Row => {
  const rest = { ...row };
  for (const field of fields) delete (rest as Partial<LotRow>)[field];
  return rest;
};

/** Only the facts that are there. */
export const given = <T extends object>(facts: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };

/** Seized goods stay confiscated wherever the State keeps them. */
export const atRest = ({ regime }: Row): Row['status'] => (regime === 'seized' ? 'confiscated' : 'held');

const ON_ITS_WAY = ['addressee', 'offered', 'mode', 'carrier', 'handCarriedBy', 'bag'] as const;
/** It is in somebody’s hands again. */
export const arrived = (row: Row): Row => ({ ...without(row, ...ON_ITS_WAY), status: atRest(row) });

type Figures = Readonly<{ milliCarats?: number; usdCents?: number; stones?: number; hsCode?: HsCode; origins?: readonly DataOf<typeof OriginShare>[] }>;

/** Under mass balance the quota cannot be more than the goods; where it was all of them, it stays all of them. */
const quotaOf = ({ claimedMilliCarats: quota, milliCarats: before }: Row, milliCarats: number | undefined): Pick<Row, 'claimedMilliCarats'> => {
  if (quota === undefined || milliCarats === undefined) return {};
  return { claimedMilliCarats: quota === before ? milliCarats : Math.min(quota, milliCarats) };
};

/** Where it comes from, and how much of that is tainted. */
const whence = (origins: NonNullable<Figures['origins']>): Pick<Row, 'origins' | 'taintedMilliCarats'> => ({ origins: [...origins], ...taintOf([...origins]) });

/** Figures stated anew, and since when. */
export const restated = (row: Row, { milliCarats, usdCents, stones, hsCode, origins }: Figures, occurredAt: string): Row => {
  const told = given({ milliCarats, usdCents, stones, hsCode });
  const since = Object.fromEntries(Object.keys(told).map((field) => [STATED[field as Field], dayOf(occurredAt)]));
  const { taintedMilliCarats: _, ...rest } = row;
  const before = origins === undefined ? row : rest;
  return { ...before, ...told, ...quotaOf(row, milliCarats), ...(origins && whence(origins)), statedOn: { ...row.statedOn, ...since } };
};

/** Carats that went missing, or turned up: below zero and above. */
export const accounted = (row: Row, differenceMilliCarats: number): Row => ({
  ...row, lostMilliCarats: row.lostMilliCarats + Math.max(0, -differenceMilliCarats), gainedMilliCarats: row.gainedMilliCarats + Math.max(0, differenceMilliCarats),
});

/** From one tenth on, values of different people differ too much to be left at that. Our own figure: no law sets one. */
const TOO_MUCH_PERMYRIAD = 1_000;
const WHOLE = 10_000n;

/** The value beside the others, in place of the last of its kind, and how far they are apart. */
export const valued = (row: Row, valuation: DataOf<typeof Valuation>): Row => {
  const values = [...row.values.filter(({ kind }) => kind !== valuation.kind), valuation].sort((a, b) => VALUE_KINDS.indexOf(a.kind) - VALUE_KINDS.indexOf(b.kind));
  const [least, most] = [Math.min, Math.max].map((of) => of(...values.map(({ usdCents }) => usdCents))) as [number, number];
  const variancePermyriad = most === 0 ? 0 : Number((BigInt(most - least) * WHOLE) / BigInt(most));
  return { ...row, values, ...(values.length > 1 && { variancePermyriad, variance: variancePermyriad >= TOO_MUCH_PERMYRIAD ? 'differ' : 'agree' }) };
};
