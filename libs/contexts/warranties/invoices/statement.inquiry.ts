import { IsDay, IsInvoiceId, IsPartyId, OneOf, Optional, wordFactory, type DataOf, type Inquiry } from '#kernel';
import { STATEMENT_LANGUAGES, type StatementLanguage } from '../invoice/invoice.events.ts';
import { statementText } from '../invoice/statement.rules.ts';
import { invoices } from './invoices.view.ts';

const MOST_CHARACTERS = 1_000;
const IsStatement = wordFactory<string>('Statement', {
  says: 'the words of a statement', schema: { type: 'string', minLength: 1, maxLength: MOST_CHARACTERS },
  check: (value) => typeof value === 'string' && value.length > 0 && value.length <= MOST_CHARACTERS,
});

class Asked { @IsInvoiceId() invoice!: string; /** Another language than that of the invoice. */ @Optional() @OneOf(...STATEMENT_LANGUAGES) language?: StatementLanguage }
class Said {
  @IsInvoiceId() invoice!: string;
  @OneOf('2002', '2021', 'none', 'no-such-invoice') statement!: '2002' | '2021' | 'none' | 'no-such-invoice';
  @Optional() @IsPartyId() seller?: string;
  @Optional() @IsDay() issuedOn?: string;
  @Optional() @OneOf(...STATEMENT_LANGUAGES) language?: StatementLanguage;
  @Optional() @IsStatement() text?: string;
}

/** The words of the warranty on an invoice, as they are printed. */
export const statement: Inquiry<typeof Asked, typeof Said> = {
  name: 'warranties/statement',
  says: 'The words of the warranty that an invoice bears, in its language or another.',
  asks: Asked,
  answers: Said,
  answer: async ({ invoice, language }, sights): Promise<DataOf<typeof Said>> => {
    const row = await sights.row(invoices, invoice);
    if (!row) return { invoice, statement: 'no-such-invoice' };
    const told = { invoice, statement: row.statement, seller: row.seller, issuedOn: row.issuedOn };
    if (row.statement === 'none') return told;
    const spoken: StatementLanguage = language ?? row.language;
    return { ...told, language: spoken, text: statementText(row.statement, spoken, row) };
  },
};
