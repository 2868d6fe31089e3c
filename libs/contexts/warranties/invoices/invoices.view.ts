import { at, IsCount, IsDay, IsInvoiceId, IsMilliCarats, IsPartyId, OneOf, type View } from '#kernel';
import { STATEMENT_LANGUAGES, type InvoiceEvent, type StatementLanguage } from '../invoice/invoice.events.ts';

class InvoiceRow {
  @IsInvoiceId() invoice!: string;
  @IsPartyId() seller!: string;
  @IsPartyId() buyer!: string;
  @IsDay() issuedOn!: string;
  @IsMilliCarats() milliCarats!: number;
  /** How many lots it sells. */
  @IsCount() lots!: number;
  @OneOf('2002', '2021') statement!: '2002' | '2021';
  @OneOf(...STATEMENT_LANGUAGES) language!: StatementLanguage;
}

/** Every invoice with its warranty, without prices: those are between seller and buyer. */
export const invoices: View<typeof InvoiceRow, InvoiceEvent> = {
  name: 'warranties/invoices',
  version: 1,
  row: InvoiceRow,
  index: ['seller', 'buyer'],
  on: {
    InvoiceIssued: ({ subject, data: { seller, buyer, issuedOn, milliCarats, lines, statement, language } }) =>
      [at(subject, () => ({ invoice: subject, seller, buyer, issuedOn, milliCarats, lots: lines.length, statement, language }))],
  },
};
