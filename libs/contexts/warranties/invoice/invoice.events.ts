import {
  IsCaseId, IsCertificateNumber, IsDay, IsInvoiceId, IsLotId, IsMilliCarats, IsMilliCaratsOrNone, IsParticipantCode, IsPartyId, IsProductionId, IsQuestionsId, IsUsdCents, IsYear, Many, One, OneOf,
  Optional, type EventOf,
} from '#kernel';

/** Languages a statement is made in: the official languages of the Plenary, and Chinese. */
export const STATEMENT_LANGUAGES = ['en', 'fr', 'pt', 'es', 'ru', 'zh'] as const;
export type StatementLanguage = (typeof STATEMENT_LANGUAGES)[number];

/** A sale passes ownership; a memo shows goods that stay their owner’s. Both carry a statement (System of Warranties). */
export const INVOICE_KINDS = ['sale', 'memo'] as const;
export type InvoiceKind = (typeof INVOICE_KINDS)[number];

/**
 * Why carats are not warranted: the invoice bears no statement; the one before it had none, or did not cover all; goods came without an invoice; over a border
 * without a certificate; or nothing is known of how they came.
 */
export const GAPS = ['no-statement', 'upstream', 'no-invoice', 'no-certificate', 'unknown'] as const;
export type Gap = (typeof GAPS)[number];

/** Carats that came under a line of an earlier invoice, and how many of them that did not warrant. */
export class Upstream { @IsInvoiceId() invoice!: string; @IsLotId() lot!: string; @IsMilliCarats() milliCarats!: number; @Optional() @IsMilliCarats() unwarrantedMilliCarats?: number }
/** Carats that came over the border under a certificate. */
export class Imported { @IsCertificateNumber() certificate!: string; @IsMilliCarats() milliCarats!: number }
/** Carats of a production record, or of a first purchase from a miner, of the owner’s own. */
export class Produced { @IsProductionId() production!: string; @IsMilliCarats() milliCarats!: number }
/** Carats that the State sold: provenance confiscated. */
export class Disposed { @IsCaseId() case!: string; @IsMilliCarats() milliCarats!: number }
export class Unwarranted { @OneOf(...GAPS) why!: Gap; @IsMilliCarats() milliCarats!: number }

const MOST_SOURCES = 100_000;

export class InvoiceLine {
  @IsLotId() lot!: string;
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  /** Where its carats are from, as the ledger knows: they add up to the line, with opening stock and what came in a way that leaves a gap. */
  @Optional() @Many(() => Upstream, 1, MOST_SOURCES) upstream?: Upstream[];
  @Optional() @Many(() => Imported, 1, MOST_SOURCES) imports?: Imported[];
  @Optional() @Many(() => Produced, 1, MOST_SOURCES) production?: Produced[];
  @Optional() @Many(() => Disposed, 1, MOST_SOURCES) disposals?: Disposed[];
  @Optional() @IsMilliCarats() openingMilliCarats?: number;
  /** How many of its carats nobody has warranted, and why. Left out: none. */
  @Optional() @IsMilliCarats() unwarrantedMilliCarats?: number;
  @Optional() @Many(() => Unwarranted, 1, GAPS.length) gaps?: Unwarranted[];
}
/** The self-assessment on which a statement of 2021 stands. */
class Assessment { @IsYear() year!: number; @IsQuestionsId() questions!: string; @IsDay() validTo!: string }

// Names and fields below are on disk: add, never rename.
/** Goods are sold, or go on memo, and the seller warrants them (System of Warranties, on every invoice). Totals are the sums of the lines. */
class InvoiceIssued {
  @IsPartyId() seller!: string;
  @IsPartyId() buyer!: string;
  @IsDay() issuedOn!: string;
  @Many(() => InvoiceLine) lines!: InvoiceLine[];
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  /** Which text of the statement: of 2002 or of 2021. None: nothing on it is warranted. */
  @Optional() @OneOf('2002', '2021') statement?: '2002' | '2021';
  @Optional() @OneOf(...STATEMENT_LANGUAGES) language?: StatementLanguage;
  /** A sale, if left out. */
  @Optional() @OneOf(...INVOICE_KINDS) kind?: InvoiceKind;
  /** Of the text of 2021: with the word of those who aggregate from production of their own; naming the laws of this Participant. */
  @Optional() @OneOf('yes') sourced?: 'yes';
  @Optional() @IsParticipantCode() nationalLaw?: string;
  @Optional() @IsDay() deliveredOn?: string;
  /** Where seller and buyer are registered. */
  @Optional() @IsParticipantCode() sellerIn?: string;
  @Optional() @IsParticipantCode() buyerIn?: string;
  /** Of all lines; left out: none. */
  @Optional() @IsMilliCaratsOrNone() unwarrantedMilliCarats?: number;
  @Optional() @One(() => Assessment) assessment?: Assessment;
  /** The last day of the seller’s registration for the System of Warranties, if it was over on the day of the invoice. */
  @Optional() @IsDay() lapsedOn?: string;
}

export const invoiceEvents = { InvoiceIssued };
export type InvoiceEvent = EventOf<typeof invoiceEvents>;
