import { writeFileSync } from 'node:fs';
import { inCarats } from '#kernel';
import { openLedger } from '../../api/index.ts';
import { momentLine, momentOf, ofTheLog, type MomentOptions } from '../moment.ts';
import { say, sayJson, table, UsageError, type CommonOptions } from '../output.ts';
import { ledgerPlaceOf } from '../place.ts';

type WarrantiesOptions = CommonOptions & MomentOptions & Readonly<{ year: string; out?: string }>;

/** A line of the list of invoices of a year. */
type Listed = Readonly<{
  invoice: string; direction: 'given' | 'received'; kind: 'sale' | 'memo'; seller: string; buyer: string; issuedOn: string; milliCarats: number; unwarrantedMilliCarats: number; statement: string;
  sellerIn?: string; buyerIn?: string;
}>;
type Figure = 'opening' | 'declared' | 'produced' | 'imported' | 'received' | 'auctioned' | 'gained' | 'in' | 'given' | 'lost' | 'confiscated' | 'rest' | 'out';
/** A member’s year, as the ledger answers. */
export type Account = Readonly<Record<`${Figure}MilliCarats`, number>> & Readonly<{
  member: string; year: number; countedMilliCarats?: number; residualMilliCarats?: number; givenUnwarrantedMilliCarats: number; receivedUnwarrantedMilliCarats: number; boughtAbroadMilliCarats: number;
  givenInvoices: number; receivedInvoices: number; memos: number; invoices: readonly Listed[];
}>;

const IN = ['opening', 'declared', 'produced', 'imported', 'received', 'auctioned', 'gained'] as const;
const OUT = ['given', 'lost', 'confiscated', 'rest'] as const;
/** These stand in the file invoice by invoice. */
const LISTED: ReadonlySet<Figure> = new Set(['received', 'given']);

/** Is it in the account? A memo moves nothing, and what was bought abroad is in it as an import. */
const counts = ({ kind, direction, sellerIn, buyerIn }: Listed): boolean => kind === 'sale' && (direction === 'given' || sellerIn === buyerIn);

const HEADINGS = ['entry', 'day', 'invoice', 'counterparty', 'statement', 'ct', 'unwarranted ct', 'in ct', 'out ct'];

const listedLine = (one: Listed): string[] => {
  const [isGiven, carats] = [one.direction === 'given', inCarats(one.milliCarats)];
  const entry = one.kind === 'memo' ? `memo ${one.direction}` : counts(one) ? one.direction : 'bought abroad';
  const [into, out] = counts(one) ? (isGiven ? ['', carats] : [carats, '']) : ['', ''];
  return [entry, one.issuedOn, one.invoice, isGiven ? one.buyer : one.seller, one.statement, carats, inCarats(one.unwarrantedMilliCarats), into, out];
};

/** The year as a file for the auditor (CSV, RFC 4180): every figure and every invoice, and below them totals that tie. No prices. */
export const auditFile = (account: Account): string => {
  const figure = (name: Figure): string => inCarats(account[`${name}MilliCarats`]);
  const lines = [
    HEADINGS, ...IN.filter((name) => !LISTED.has(name)).map((name) => [name, '', '', '', '', figure(name), '', figure(name), '']), ...account.invoices.map(listedLine),
    ...OUT.filter((name) => !LISTED.has(name)).map((name) => [name, '', '', '', '', figure(name), '', '', figure(name)]), ['total', '', '', '', '', '', '', figure('in'), figure('out')],
    ...(account.countedMilliCarats === undefined ? [] : [['counted', `${account.year}-12-31`, '', '', '', inCarats(account.countedMilliCarats), '', '', ''], ['residual', '', '', '', '', inCarats(account.residualMilliCarats!), '', '', '']]),
  ];
  return `${lines.map((cells) => cells.join(',')).join('\r\n')}\r\n`;
};

const sidesOf = (account: Account): string[] => {
  const side = (names: readonly Figure[], total: Figure) => [...names.map((name) => [name, inCarats(account[`${name}MilliCarats`])]), ['total', inCarats(account[`${total}MilliCarats`])]];
  return [...table(['in', 'ct'], side(IN, 'in')), '', ...table(['out', 'ct'], side(OUT, 'out'))];
};

const remarksOf = (account: Account): string[] => [
  `${account.givenInvoices} sales, ${inCarats(account.givenUnwarrantedMilliCarats)} ct of them unwarranted; ${account.receivedInvoices} purchases, ${inCarats(account.receivedUnwarrantedMilliCarats)} ct unwarranted; ${account.memos} memos`,
  ...(account.countedMilliCarats === undefined ? [] : [`counted on ${account.year}-12-31: ${inCarats(account.countedMilliCarats)} ct, a residual of ${inCarats(account.residualMilliCarats!)} ct`]),
];

/** `kimberlite warranties SYN-TRADER --year 2005`: a member’s flow in against its flow out; with --out, a file for its auditor. */
export const warrantiesCommand = async (member: string, options: WarrantiesOptions): Promise<void> => {
  if (!/^(19|20|21)\d\d$/.test(options.year)) throw new UsageError(`--year: ${options.year} is not a year.`);
  const moment = momentOf(options);
  const opened = await openLedger(ledgerPlaceOf(options));
  try {
    const { row: party } = await ofTheLog(opened.look('identity/parties', { ask: 'row', key: member }, moment));
    if (!party) throw new UsageError(`The ledger ${moment ? 'knew' : 'knows'} no party ${member}.`);
    const { answer, ...told } = await ofTheLog(opened.inquire('warranties/year', { member, year: Number(options.year) }, moment));
    const account = answer as Account;
    say(options, ...momentLine(told), `warranties of ${member} in ${options.year}`, '', ...sidesOf(account), '', ...remarksOf(account));
    if (options.out !== undefined) {
      writeFileSync(options.out, auditFile(account));
      say(options, `written: ${options.out}`);
    }
    sayJson(options, { ...account, ...told, ...(options.out !== undefined && { out: options.out }) });
  } finally {
    await opened.close();
  }
};
