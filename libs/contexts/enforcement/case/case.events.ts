import { IsLotId, IsName, IsParcelId, IsParticipantCode, IsPartyId, IsSha256, IsText, ListOf, OneOf, Optional, type EventOf } from '#kernel';

/** The patterns of fraud that the authorities share, by the code of the rule that detects each. */
export const SUSPICIONS = [
  'R-NUMBER', 'R-NONPART', 'R-NOADVICE', 'R-CONFIRM', 'R-CAPACITY', 'R-PROD-JUMP', 'R-NEIGHBOUR', 'R-FOOTPRINT', 'R-ZONE', 'R-NIL-VS-EVIDENCE', 'R-LATE', 'R-GAP', 'R-PREMATURE', 'R-REPEAT-KEY',
  'R-COPY-PERIOD', 'R-UNITPRICE-CONST', 'R-UNITPRICE-JUMP', 'R-VALUE-ZERO', 'R-UNDERVALUE', 'R-ROUNDTRIP', 'R-OVERVALUE', 'R-NONPRODUCER', 'R-MIXED', 'R-MIRROR', 'R-COUNT', 'R-SEAL', 'R-EXPIRED',
  'R-SIGNATORY', 'R-STOCK', 'R-WARRANTY', 'R-LOSS', 'R-SIZE-SWAP', 'R-AML',
] as const;
export type Suspicion = (typeof SUSPICIONS)[number];

/** What was suspected: by the rules of detection, or in the older, rougher words. */
export const GROUNDS = ['false-certificate', 'seal', 'non-participant', 'zone', 'undeclared', 'stock', 'other', ...SUSPICIONS] as const;
export type Grounds = (typeof GROUNDS)[number];

export const EVIDENCE = ['document', 'photo', 'scan', 'statement', 'laboratory'] as const;
export type Evidence = (typeof EVIDENCE)[number];

// Names and fields below are on disk: add, never rename.
class CaseOpened {
  @IsPartyId() authority!: string;
  @IsParticipantCode() participant!: string;
  @IsPartyId() holder!: string;
  /** None, where whole parcels are named. */
  @ListOf(IsLotId, 0) lots!: string[];
  @OneOf(...GROUNDS) grounds!: Grounds;
  @IsText() summary!: string;
  /** Closed parcels, with all that lies in them. */
  @Optional() @ListOf(IsParcelId, 1, 1_000) parcels?: string[];
  /** Who else is involved. */
  @Optional() @ListOf(IsPartyId, 1, 100) parties?: string[];
}
/** Goods that came of what the case names, or turned up later: it names them too. */
class CaseExtended { @IsPartyId() authority!: string; @ListOf(IsLotId) lots!: string[]; @IsText() reason!: string }
/** What proves it: the digest of a document, a photograph, a scan, which is kept elsewhere. */
class EvidenceAdded { @IsPartyId() authority!: string; @OneOf(...EVIDENCE) kind!: Evidence; @IsSha256() sha256!: string; @Optional() @IsName() title?: string }
/** A court or the authority orders the goods forfeit to the State (UN A/RES/77/277 ¶5: confiscation and disposal). */
class ConfiscationOrdered { @IsText() order!: string; @Optional() @IsName() court?: string; /** The digest of the order itself. */ @Optional() @IsSha256() sha256?: string }
class CaseDismissed { @IsText() reason!: string }

export const caseEvents = { CaseOpened, CaseExtended, EvidenceAdded, ConfiscationOrdered, CaseDismissed };
export type CaseEvent = EventOf<typeof caseEvents>;
