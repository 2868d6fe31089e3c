import { IsDay, IsLotId, IsMilliCarats, IsPartyId, IsUsdCents, Many, OneOf, type EventOf } from '#kernel';

/** Languages a statement is made in: the official languages of the Plenary, and Chinese. */
export const STATEMENT_LANGUAGES = ['en', 'fr', 'pt', 'es', 'ru', 'zh'] as const;
export type StatementLanguage = (typeof STATEMENT_LANGUAGES)[number];

class InvoiceLine { @IsLotId() lot!: string; @IsMilliCarats() milliCarats!: number; @IsUsdCents() usdCents!: number }

// Names and fields below are on disk: add, never rename.
/** Goods are sold, and the seller warrants them (System of Warranties, on every invoice). Totals are the sums of the lines. */
class InvoiceIssued {
  @IsPartyId() seller!: string;
  @IsPartyId() buyer!: string;
  @IsDay() issuedOn!: string;
  @Many(() => InvoiceLine) lines!: InvoiceLine[];
  @IsMilliCarats() milliCarats!: number;
  @IsUsdCents() usdCents!: number;
  /** Which text of the statement: of 2002 or of 2021. */
  @OneOf('2002', '2021') statement!: '2002' | '2021';
  @OneOf(...STATEMENT_LANGUAGES) language!: StatementLanguage;
}

export const invoiceEvents = { InvoiceIssued };
export type InvoiceEvent = EventOf<typeof invoiceEvents>;
