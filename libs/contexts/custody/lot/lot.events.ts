import {
  IsBlendId, IsCaseId, IsCertificateNumber, IsDay, IsEventId, IsHsCode, IsInvoiceId, IsLotId, IsMilliCarats, IsMilliCaratsDifference, IsMilliCaratsOrNone, IsName, IsParcelId, IsParticipantCode,
  IsPartyId, IsPersonId, IsProductionId, IsSampleId, IsSeal, IsSha256, IsSiteId, IsStones, IsText, IsUsdCents, ListOf, Many, One, OneOf, Optional, type EventOf, type HsCode,
} from '#kernel';
import { ImportedAt } from './imported.events.ts';
import { LotTaintReleased, OriginShare } from './origin.events.ts';
import { Proposal } from './proposal.events.ts';
import { Detention, LotConfiscated, LotDetained, LotDetentionLifted, LotDisposed, LotSeized } from './seizure.events.ts';
import {
  EVIDENCE_KINDS, FIELDS, LOSS_REASONS, MODELS, MODES, REGIMES, SORTED_BY, TERMS, TREATMENTS, VALUE_KINDS, VALUE_METHODS, type EvidenceKind, type Field, type LossReason,
  type Mode, type Model, type Regime, type SortedBy, type Terms, type Treatment, type ValueKind, type ValueMethod,
} from './vocabulary.events.ts';
export { Detention, ImportedAt, OriginShare, Proposal };

/** How goods are kept apart, and of which attestation: see the words of this context. */
class Kept {
  @Optional() @IsPartyId() owner?: string;
  @Optional() @OneOf(...TERMS) terms?: Terms;
  @Optional() @OneOf(...MODELS) model?: Model;
  /** The attestation the goods carry, and, under mass balance, how many of the carats. */
  @Optional() @IsName() claim?: string;
  @Optional() @IsMilliCarats() claimedMilliCarats?: number;
  @Optional() @OneOf(...REGIMES) regime?: Regime;
  @Optional() @IsText() place?: string;
  /** Every certificate under which goods in it came into this territory. */
  @Optional() @ListOf(IsCertificateNumber, 1, 1_000) imports?: string[];
  @Optional() @One(() => ImportedAt) importedAt?: ImportedAt;
  /** Under which case it is stopped; and the cases under which goods in it were confiscated before. */
  @Optional() @One(() => Detention) detention?: Detention;
  @Optional() @ListOf(IsCaseId, 1, 1_000) confiscations?: string[];
}

// Names and fields below are on disk: add, never rename.
/** What the lot is, from its production record, its blend, or the split that made it: said with the first thing that happens to it. Never from nothing. */
class LotOpened extends Kept {
  @IsPartyId() holder!: string;
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @IsHsCode() hsCode!: HsCode;
  @Many(() => OriginShare) origins!: OriginShare[];
  @Optional() @IsStones() stones?: number;
  /** The production record and the site from which all of it comes, if it is one. */
  @Optional() @IsProductionId() production?: string;
  @Optional() @IsSiteId() site?: string;
  @Optional() @IsSampleId() sample?: string;
  @Optional() @IsLotId() parent?: string;
  @Optional() @IsBlendId() blend?: string;
  /** The event that made it, and so stated its figures: of its record, its blend, or its parent. */
  @Optional() @IsEventId() bornOf?: string;
}
/** One part of a split. Its id is the parent’s, a dot, and its number. */
class LotPart {
  @IsLotId() lot!: string;
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  @IsHsCode() hsCode!: HsCode;
  @Many(() => OriginShare) origins!: OriginShare[];
  @Optional() @IsStones() stones?: number;
  /** The class into which it was sorted: a sieve, a quality, an assortment; or what the stone is. */
  @Optional() @IsText() sorted?: string;
}
class Divided {
  @IsPartyId() holder!: string;
  @IsMilliCarats() milliCarats!: number;
  @Many(() => LotPart, 1, 1_000) parts!: LotPart[];
  @IsMilliCaratsOrNone() lossMilliCarats!: number;
  @Optional() @OneOf(...LOSS_REASONS) lossReason?: LossReason;
  /** How many stones there are more than before, because some broke. */
  @Optional() @IsStones() brokenStones?: number;
  /** How the whole was kept, where it was not its holder’s own in the usual way: its parts are kept alike. */
  @Optional() @One(() => Kept) kept?: Kept;
}
/** The lot is consumed; its parts and the stated loss weigh what it weighed. */
class LotSplit extends Divided {}
/** The lot is consumed: its parts are classes of size, quality or assortment. Sizes name the set of sieves, for without it they cannot be compared. */
class LotSorted extends Divided { @OneOf(...SORTED_BY) by!: SortedBy; @Optional() @IsText() sieveSet?: string }
/** The lot is consumed: single stones, each a lot of its own, and the rest. */
class StonesPromoted extends Divided {}
/** The lot was worked on, and weighs what it weighs now. It stays rough, and the same lot. */
class LotTreated {
  @IsPartyId() holder!: string;
  @OneOf(...TREATMENTS) treatment!: Treatment;
  @IsMilliCarats() beforeMilliCarats!: number;
  @IsMilliCarats() milliCarats!: number;
  @IsMilliCaratsOrNone() lossMilliCarats!: number;
  @Many(() => OriginShare) origins!: OriginShare[];
  @Optional() @IsStones() stones?: number;
  @Optional() @IsName() operator?: string;
  @Optional() @IsPersonId() approvedBy?: string;
}
class LotLossRecorded {
  @IsPartyId() holder!: string;
  @IsMilliCarats() lossMilliCarats!: number;
  @OneOf(...LOSS_REASONS) reason!: LossReason;
  /** What is left. */
  @IsMilliCarats() milliCarats!: number;
  @Optional() @IsStones() stones?: number;
  @Many(() => OriginShare) origins!: OriginShare[];
  @Optional() @IsPersonId() approvedBy?: string;
}
/** Nothing is left of it: theft, destruction, an accident. */
class LotLost {
  @IsPartyId() holder!: string;
  @IsMilliCarats() milliCarats!: number;
  @OneOf(...LOSS_REASONS) reason!: LossReason;
  @IsPersonId() approvedBy!: string;
}
/** Weighed again. The balance is believed: a difference is a typed loss or gain, `re-weighing`. */
class LotWeighed {
  @IsPartyId() holder!: string;
  @IsMilliCarats() bookMilliCarats!: number;
  @IsMilliCarats() milliCarats!: number;
  @IsMilliCaratsDifference() differenceMilliCarats!: number;
  @IsMilliCaratsOrNone() toleranceMilliCarats!: number;
  @Many(() => OriginShare) origins!: OriginShare[];
  @Optional() @IsStones() stones?: number;
  @Optional() @IsText() balance?: string;
  @Optional() @IsPersonId() approvedBy?: string;
}
class LotApprovalRequested {
  @IsPartyId() holder!: string;
  @One(() => Proposal) proposal!: Proposal;
  @IsPersonId() proposedBy!: string;
  /** By how much the weight would change, and by how much it may without approval. */
  @IsMilliCaratsOrNone() changeMilliCarats!: number;
  @IsMilliCaratsOrNone() limitMilliCarats!: number;
}
class LotApprovalRefused { @IsPartyId() holder!: string; @IsPersonId() refusedBy!: string; @IsText() reason!: string }
/** What was stated was wrong. The first statement stays in the log, and this one points at it. */
class LotCorrected {
  @IsPartyId() holder!: string;
  @OneOf(...FIELDS) field!: Field;
  /** The event that stated it. */
  @IsEventId() corrects!: string;
  @IsText() explanation!: string;
  @IsPersonId() proposedBy!: string;
  @IsPersonId() approvedBy!: string;
  @Optional() @IsMilliCarats() wasMilliCarats?: number;
  @Optional() @IsMilliCarats() milliCarats?: number;
  /** The origins after it, if the weight or the stones changed. */
  @Optional() @Many(() => OriginShare) origins?: OriginShare[];
  @Optional() @IsUsdCents() wasUsdCents?: number;
  @Optional() @IsUsdCents() usdCents?: number;
  @Optional() @IsStones() wasStones?: number;
  @Optional() @IsStones() stones?: number;
  @Optional() @IsHsCode() wasHsCode?: HsCode;
  @Optional() @IsHsCode() hsCode?: HsCode;
  /** The record whose figures are restated with it: of a lot that comes from one record only. */
  @Optional() @IsProductionId() production?: string;
}
class LotValued {
  @IsUsdCents() usdCents!: number;
  @OneOf(...VALUE_METHODS) method!: ValueMethod;
  @OneOf('ex-mine', 'FOB', 'CIF') basis!: 'ex-mine' | 'FOB' | 'CIF';
  @IsPartyId() valuer!: string;
  @Optional() @OneOf(...VALUE_KINDS) kind?: ValueKind;
  @Optional() @IsDay() valuedOn?: string;
  @Optional() @IsText() priceBook?: string;
}
class LotDispatched {
  @IsPartyId() from!: string;
  @IsPartyId() to!: string;
  @IsMilliCarats() milliCarats!: number;
  @Optional() @IsInvoiceId() invoice?: string;
  /** The last day of the seller’s registration for the System of Warranties, if it had run out when he made the invoice. */
  @Optional() @IsDay() lapsedOn?: string;
  /** The price, if it was sold. */
  @Optional() @IsUsdCents() usdCents?: number;
  @Optional() @OneOf(...TERMS) terms?: Terms;
  @Optional() @OneOf(...MODES) mode?: Mode;
  @Optional() @IsPartyId() carrier?: string;
  @Optional() @IsName() handCarriedBy?: string;
  /** The tamper-evident bag in which it goes. */
  @Optional() @IsSeal() bag?: string;
}
/** The carrier has it: in transit. */
class LotCollected { @IsPartyId() carrier!: string; @IsPartyId() from!: string; @IsPartyId() to!: string; @IsMilliCarats() milliCarats!: number }
/** Before it was received the sender took it back, or the addressee would not have it: it is the sender’s again. */
class LotReturned { @IsPartyId() holder!: string; @IsPartyId() by!: string; @IsMilliCarats() milliCarats!: number; @IsText() reason!: string; @Optional() @IsSeal() bag?: string }
class LotReceived {
  @IsPartyId() from!: string;
  @IsPartyId() holder!: string;
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  /** What the recipient’s balance said, and how many stones he counted, if he did. */
  @Optional() @IsMilliCarats() foundMilliCarats?: number;
  @Optional() @IsStones() foundStones?: number;
  @Optional() @IsPartyId() owner?: string;
  @Optional() @OneOf(...TERMS) terms?: Terms;
  @Optional() @IsText() place?: string;
  @Optional() @IsSeal() bag?: string;
  @Optional() @OneOf('intact', 'broken', 'other-number') bagState?: 'intact' | 'broken' | 'other-number';
}
/** What arrived is not what was sent. The lot stands still until both sides, or their authority, settle it. */
class LotDisputed {
  @IsPartyId() from!: string;
  @IsPartyId() holder!: string;
  /** In whose territory. */
  @IsParticipantCode() participant!: string;
  @OneOf('weight', 'stones', 'bag') over!: 'weight' | 'stones' | 'bag';
  @IsMilliCarats() statedMilliCarats!: number;
  @IsMilliCarats() foundMilliCarats!: number;
  @IsMilliCaratsDifference() differenceMilliCarats!: number;
  @IsMilliCaratsOrNone() toleranceMilliCarats!: number;
  @Optional() @IsStones() statedStones?: number;
  @Optional() @IsStones() foundStones?: number;
}
class LotDisputeSettled {
  @IsPartyId() holder!: string;
  @OneOf('found', 'stated') stands!: 'found' | 'stated';
  @IsPartyId() settledBy!: string;
  @IsText() finding!: string;
  @IsMilliCarats() milliCarats!: number;
  @IsMilliCaratsDifference() differenceMilliCarats!: number;
  @Many(() => OriginShare) origins!: OriginShare[];
  @Optional() @IsStones() stones?: number;
}
/** Ownership passes; whoever holds it goes on holding it. */
class LotOwnershipTransferred { @IsPartyId() from!: string; @IsPartyId() owner!: string; @IsPartyId() holder!: string; @IsMilliCarats() milliCarats!: number; @Optional() @IsInvoiceId() invoice?: string; @Optional() @IsDay() lapsedOn?: string }
class LotMoved { @IsPartyId() holder!: string; @IsText() place!: string }
/** What somebody’s instrument or camera said of it: who, with what, how sure. Never a bare tick. */
class LotEvidenceAttached {
  @OneOf(...EVIDENCE_KINDS) kind!: EvidenceKind;
  @IsSha256() sha256!: string;
  @IsPartyId() by!: string;
  @Optional() @IsName() vendor?: string;
  @Optional() @IsName() tool?: string;
  @Optional() @IsText() tolerance?: string;
  @Optional() @OneOf('match', 'no-match', 'inconclusive') verdict?: 'match' | 'no-match' | 'inconclusive';
}
class LotModelDeclared { @IsPartyId() holder!: string; @OneOf(...MODELS) model!: Model; @Optional() @IsName() claim?: string; @IsPartyId() declaredBy!: string }
/** Set aside for one parcel; only that parcel lets it go again. */
class LotPacked { @IsPartyId() holder!: string; @IsParcelId() parcel!: string; @IsMilliCarats() milliCarats!: number }
class LotFreed  { @IsPartyId() holder!: string; @IsParcelId() parcel!: string; @IsMilliCarats() milliCarats!: number; /** The certificate under which it came in, if it crossed a border. */ @Optional() @IsCertificateNumber() certificate?: string; /** Its parcel was detained: so is it. */ @Optional() @One(() => Detention) detention?: Detention }
/** Set aside for one blend; only that blend’s decision lets it go again, or consumes it. */
class LotReserved { @IsPartyId() holder!: string; @IsBlendId() blend!: string; @IsMilliCarats() milliCarats!: number }
class LotReleased { @IsPartyId() holder!: string; @IsBlendId() blend!: string; @IsMilliCarats() milliCarats!: number }
/** Consumed: it is part of the blend now. */
class LotBlended { @IsPartyId() holder!: string; @IsBlendId() blend!: string; @IsLotId() into!: string; @IsMilliCarats() milliCarats!: number }

export const lotEvents = {
  LotOpened, LotSplit, LotSorted, StonesPromoted, LotTreated, LotLossRecorded, LotLost, LotWeighed, LotApprovalRequested, LotApprovalRefused, LotCorrected, LotValued,
  LotDispatched, LotCollected, LotReturned, LotReceived, LotDisputed, LotDisputeSettled, LotOwnershipTransferred, LotMoved, LotEvidenceAttached, LotModelDeclared,
  LotPacked, LotFreed, LotReserved, LotReleased, LotBlended, LotTaintReleased, LotDetained, LotDetentionLifted, LotSeized, LotConfiscated, LotDisposed,
};
export type LotEvent = EventOf<typeof lotEvents>;
