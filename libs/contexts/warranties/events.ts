export { invoiceEvents, STATEMENT_LANGUAGES, type InvoiceEvent, type StatementLanguage } from './invoice/invoice.events.ts';
export { memberEvents, SANCTIONS, type MemberEvent, type Sanction } from './member/member.events.ts';
export { questionsEvents, type QuestionsEvent } from './questions/questions.events.ts';
