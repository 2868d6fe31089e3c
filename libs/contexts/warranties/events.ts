export { invoiceEvents, STATEMENT_LANGUAGES, type InvoiceEvent, type StatementLanguage } from './invoice/invoice.events.ts';
