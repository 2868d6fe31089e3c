/** The words of a certificate that have few values. They are on disk: add, never rename. */

/** Trade; or technical: seized goods as evidence, or goods sent abroad for science (no trade, and not in its figures). */
export const PURPOSES = ['trade', 'technical'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What stands behind the goods of an export. */
export const DOCUMENT_KINDS = ['invoice', 'import-certificate', 'purchase', 'production', 'order'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const MODES = ['road', 'air', 'sea', 'rail', 'hand-carry'] as const;
export type Mode = (typeof MODES)[number];

export const SEAL_STATES = ['intact', 'broken', 'other-number'] as const;
export type SealState = (typeof SEAL_STATES)[number];

/** What was not as certified. */
export const DEVIATIONS = ['weight', 'value', 'seal', 'parcels', 'contents', 'expired', 'no-pre-advice'] as const;
export type Deviation = (typeof DEVIATIONS)[number];

/** When a monitor looks at an export: before the certificate is issued, or afterwards. */
export const APPROVALS = ['ex-ante', 'ex-post'] as const;
export type Approval = (typeof APPROVALS)[number];

/** Standings that are open, and make others look twice. */
export const WATCHED = ['clarification', 'vigilance', 'supervised'] as const;
export type Watched = (typeof WATCHED)[number];

/** What becomes of goods on their way when a corridor closes. */
export const IN_TRANSIT = ['let-through', 'hold', 'return'] as const;
export type InTransit = (typeof IN_TRANSIT)[number];
