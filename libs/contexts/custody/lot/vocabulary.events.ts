/** The words of a lot that have few values. They are on disk: add, never rename. */

/** Why carats went missing. `transit`: between dispatch and reception. */
export const LOSS_REASONS = ['sorting', 'acidising', 're-weighing', 'breakage', 'moisture', 'transit', 'theft', 'accident', 'other'] as const;
export type LossReason = (typeof LOSS_REASONS)[number];

/** Work on rough that leaves it rough (KPCS section I: simply sawn, cleaved or bruted is still rough). */
export const TREATMENTS = ['acid-rinse', 'acidising', 'deep-boiling', 'fracturing', 'sawing', 'cleaving', 'bruting'] as const;
export type Treatment = (typeof TREATMENTS)[number];

export const VALUE_METHODS = ['price-book', 'tender', 'transaction', 'government', 'declared'] as const;
export type ValueMethod = (typeof VALUE_METHODS)[number];

/** Whose word a value is: the holder’s, the State valuator’s, or that of a valuer who has no part in it. They stand side by side. */
export const VALUE_KINDS = ['declared', 'government', 'independent'] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

/**
 * On what terms the holder has goods. `own`: they are his. `sale`: they become his on receipt. `memo`: to look at. `consignment`: to sell for the owner.
 * `service`: to sort or treat for the owner. `safekeeping`: to keep.
 */
export const TERMS = ['own', 'sale', 'memo', 'consignment', 'service', 'safekeeping'] as const;
export type Terms = (typeof TERMS)[number];

export const MODES = ['road', 'air', 'sea', 'rail', 'hand-carry'] as const;
export type Mode = (typeof MODES)[number];

/**
 * How goods are kept apart, strictest first. `identity-preserved`: one site only. `segregated`: only goods of one attestation.
 * `mass-balance`: mixed; the attested carats are a quota.
 */
export const MODELS = ['identity-preserved', 'segregated', 'mass-balance'] as const;
export type Model = (typeof MODELS)[number];

/** Under which rules goods move. Exploration samples (Technical Guideline 17) and seized goods stay out of trade, and of its figures. */
export const REGIMES = ['trade', 'sample', 'seized'] as const;
export type Regime = (typeof REGIMES)[number];

export const SORTED_BY = ['size', 'quality', 'assortment'] as const;
export type SortedBy = (typeof SORTED_BY)[number];

export const EVIDENCE_KINDS = ['photo', 'scan', 'fingerprint', 'document'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** What can be corrected on a lot. */
export const FIELDS = ['milliCarats', 'usdCents', 'stones', 'hsCode'] as const;
export type Field = (typeof FIELDS)[number];

/** How far the State’s hand is on goods that are stopped: they stay where they are, or are in its hands. */
export const STAGES = ['detained', 'seized'] as const;
export type Stage = (typeof STAGES)[number];

/** What becomes of goods that the State took: back to whose they were, sold by auction, destroyed, kept as evidence, or given away for training and science. */
export const DISPOSALS = ['returned', 'auctioned', 'destroyed', 'evidence', 'donated'] as const;
export type Disposal = (typeof DISPOSALS)[number];

/** What an authority’s rule says of the origin of goods it sells: as the ledger knows it, or that nobody knows. */
export const ORIGIN_RULES = ['as-found', 'unknown'] as const;
export type OriginRule = (typeof ORIGIN_RULES)[number];
