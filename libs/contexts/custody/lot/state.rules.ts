import type { DataOf, HsCode } from '#kernel';
import type { LimitCause } from '../limit/limit.events.ts';
import type { lotEvents, OriginShare } from './lot.events.ts';
import type { Proposal } from './proposal.events.ts';
import type { Field, Model, Regime, Terms } from './vocabulary.events.ts';

export type Opening = DataOf<typeof lotEvents.LotOpened>;

/** A lot as its rules, and those of parcels and blends, see it. */
export type Lot = Readonly<{
  status: 'none' | 'held' | 'dispatched' | 'in-transit' | 'packed' | 'reserved' | 'awaiting-approval' | 'disputed' | 'split' | 'blended' | 'lost' | 'confiscated' | 'destroyed';
  /** In whose hands it is; while dispatched or in transit, who sent it. */
  holder: string;
  owner: string;
  /** On what terms the holder has it; while dispatched, on what terms the addressee will. */
  terms: Terms;
  milliCarats: number;
  usdCents: number;
  hsCode: HsCode;
  origins: readonly OriginShare[];
  stones?: number | undefined;
  model: Model;
  claim?: string | undefined;
  /** How many of the carats carry the claim: all of them, unless under mass balance. None without a claim. */
  claimedMilliCarats: number;
  regime: Regime;
  /** Where it lies, as far as somebody said so. */
  place?: string | undefined;
  /** The record and the site all of it comes from, if it is one. */
  production?: string | undefined;
  site?: string | undefined;
  /** Under which certificates goods in it came into this territory. */
  imports?: Opening['imports'];
  /** What it was when it came in; undefined once it was sorted, treated or mixed. */
  importedAt?: Opening['importedAt'];
  /** By whom it is stopped, if it is: whatever else its state is, nothing happens to it but by him. */
  detention?: Opening['detention'];
  /** The cases under which goods in it were confiscated before. */
  confiscations?: Opening['confiscations'];
  /** Only after it was confiscated: where, by which case, from whom, whose it was, and under which regime. */
  forfeit?: Readonly<{ case: string; participant: string; from: string; owner: string; regime: Regime }> | undefined;
  /** What opening it will say; undefined once that was said. */
  unopened?: Opening | undefined;
  /** Only while dispatched or in transit: who may receive it, at which value, with whom and in which bag it goes. */
  addressee: string;
  priceUsdCents: number;
  carrier?: string | undefined;
  bag?: string | undefined;
  /** The terms it had before it was dispatched, in case it comes back. */
  termsBefore: Terms;
  /** Only while packed. */
  parcel: string;
  /** Only while reserved, and after it was blended. */
  blend: string;
  /** Only while it awaits approval. */
  pending?: Readonly<{ proposal: Readonly<Proposal>; proposedBy: string; limitMilliCarats: number }> | undefined;
  /** Only while disputed. */
  dispute?: Readonly<{ from: string; statedMilliCarats: number; foundMilliCarats: number; foundStones?: number | undefined }> | undefined;
  /** The consignee from whom the holder has it, if he has it from one: to him it may go back. */
  consignee?: string | undefined;
  /** The invoices under which it was handed over so far. */
  invoices: readonly string[];
  /** What it was split into. */
  parts: DataOf<typeof lotEvents.LotSplit>['parts'];
  /** The event that made it. */
  bornOf?: string | undefined;
  /** The event that divided it, and so made its parts. */
  divided?: string | undefined;
  /** The event that stated a figure last, if not the one that made the lot, and whether that corrected the figure of its production record. */
  stated: Readonly<Partial<Record<Field, Readonly<{ event: string; ofRecord: boolean }>>>>;
  /** By how much its weight went up or down, for each cause, since a second person last agreed: many small changes are not less than a great one. */
  drift: Readonly<Partial<Record<LimitCause, number>>>;
  /** The last day on which anything happened to it. Nothing happens before it any more. */
  lastOn: string;
}>;

/** No lot. Every field is here, also those without a value: a fold that adds a field to a copy costs a hundred times one that sets it. */
export const noLot: Lot = {
  status: 'none', holder: '', owner: '', terms: 'own', milliCarats: 0, usdCents: 0, hsCode: '7102.10', origins: [], stones: undefined, model: 'identity-preserved', claim: undefined,
  claimedMilliCarats: 0, regime: 'trade', place: undefined, production: undefined, site: undefined, imports: undefined, importedAt: undefined, detention: undefined, confiscations: undefined, forfeit: undefined, unopened: undefined, addressee: '', priceUsdCents: 0,
  carrier: undefined, bag: undefined, termsBefore: 'own', parcel: '', blend: '', pending: undefined, dispute: undefined, consignee: undefined, invoices: [], parts: [], bornOf: undefined,
  divided: undefined, stated: {}, drift: {}, lastOn: '',
};
