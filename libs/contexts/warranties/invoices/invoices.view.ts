import { at, IsCount, IsDay, IsInvoiceId, IsMilliCarats, IsMilliCaratsOrNone, IsParticipantCode, IsPartyId, IsYear, OneOf, Optional, yearOf, type View } from '#kernel';
import { INVOICE_KINDS, STATEMENT_LANGUAGES, type InvoiceEvent, type InvoiceKind, type StatementLanguage } from '../invoice/invoice.events.ts';

export class InvoiceRow {
  @IsInvoiceId() invoice!: string;
  @OneOf(...INVOICE_KINDS) kind!: InvoiceKind;
  @IsPartyId() seller!: string;
  @IsPartyId() buyer!: string;
  @IsDay() issuedOn!: string;
  @IsYear() year!: number;
  @IsMilliCarats() milliCarats!: number;
  /** How many of them nobody has warranted. */
  @IsMilliCaratsOrNone() unwarrantedMilliCarats!: number;
  /** How many lots it sells. */
  @IsCount() lots!: number;
  @OneOf('2002', '2021', 'none') statement!: '2002' | '2021' | 'none';
  @Optional() @OneOf(...STATEMENT_LANGUAGES) language?: StatementLanguage;
  @Optional() @OneOf('yes') sourced?: 'yes';
  @Optional() @IsParticipantCode() nationalLaw?: string;
  @Optional() @IsDay() deliveredOn?: string;
  /** Where they are registered: what is sold abroad arrives as an import. */
  @Optional() @IsParticipantCode() sellerIn?: string;
  @Optional() @IsParticipantCode() buyerIn?: string;
  /** The last day of the seller’s registration, if it was over on the day of the invoice. */
  @Optional() @IsDay() lapsedOn?: string;
}

const saidBy = ({ language, sourced, nationalLaw, deliveredOn, lapsedOn, sellerIn, buyerIn }: InvoiceEvent['data']): Partial<InvoiceRow> => ({
  ...(sellerIn && { sellerIn }), ...(buyerIn && { buyerIn }),
  ...(language && { language }), ...(sourced && { sourced }), ...(nationalLaw && { nationalLaw }), ...(deliveredOn && { deliveredOn }), ...(lapsedOn && { lapsedOn }),
});

/** Every invoice with its warranty, or without one; without prices: those are between seller and buyer. */
export const invoices: View<typeof InvoiceRow, InvoiceEvent> = {
  name: 'warranties/invoices',
  version: 2,
  row: InvoiceRow,
  index: ['seller', 'buyer', 'statement', 'year'],
  on: {
    InvoiceIssued: ({ subject, data }) => {
      const { seller, buyer, issuedOn, milliCarats, unwarrantedMilliCarats = 0, lines, kind = 'sale', statement = 'none' } = data;
      const row: InvoiceRow = { invoice: subject, kind, seller, buyer, issuedOn, year: yearOf(issuedOn), milliCarats, unwarrantedMilliCarats, lots: lines.length, statement };
      return [at(subject, () => ({ ...row, ...saidBy(data) }))];
    },
  },
};
