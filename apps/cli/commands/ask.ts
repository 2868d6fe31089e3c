import { inCarats } from '#kernel';
import { Malformed } from '#platform/cqrs';
import { readInquiry } from '#platform/http';
import { buses, openLedger } from '../../api/index.ts';
import { momentLine, momentOf, ofTheLog, type MomentOptions } from '../moment.ts';
import { say, sayJson, table, UsageError, type CommonOptions } from '../output.ts';
import { ledgerPlaceOf } from '../place.ts';

type AskOptions = CommonOptions & MomentOptions;
type Given = Readonly<Record<string, string | string[]>>;
type Row = Readonly<Record<string, string | number>>;

const NAMED = /^--([A-Za-z][A-Za-z0-9]*)(?:=(.*))?$/s;

/** `--of site:SYN-1 --from=2005-01-01` as names with their values. */
const givenBy = (words: readonly string[]): Given => {
  const given: Record<string, string | string[]> = {};
  for (let i = 0; i < words.length; i += 1) {
    const [, name, joined] = NAMED.exec(words[i]!) ?? [];
    const value = joined ?? words[i += 1];
    if (name === undefined || value === undefined) throw new UsageError(`${words[i] ?? words.at(-1)}: parameters are given as --name value.`);
    given[name] = name in given ? [given[name]!, value].flat() : value;
  }
  return given;
};

const inquiryOf = (name: string) => {
  const found = buses.inquiries.find(({ inquiry }) => inquiry.name === name || inquiry.name.split('/')[1] === name);
  if (!found) throw new UsageError(`There is no inquiry ${name}. They are ${buses.inquiries.map(({ inquiry }) => inquiry.name).join(', ')}.`);
  return found.inquiry;
};

/** A list of rows as a table; carats as carats. */
const tableOf = (rows: readonly Row[]): string[] => {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const isWeight = (field: string) => /(^m|M)illiCarats$/.test(field);
  const headings = fields.map((field) => (isWeight(field) ? `${field.replace(/m?illiCarats$/i, '')} ct`.trim() : field));
  return table(headings, rows.map((row) => fields.map((field) => (row[field] === undefined ? '-' : isWeight(field) ? inCarats(Number(row[field])) : row[field]))));
};

const linesOf = (answer: object): string[] => Object.entries(answer).flatMap(([name, value]: [string, unknown]) => {
  if (!Array.isArray(value)) return [`${name}: ${String(value)}`];
  if (value.length === 0) return [`${name}: none`];
  return typeof value[0] === 'object' ? ['', name, ...tableOf(value as Row[])] : [`${name}: ${value.join(', ')}`];
});

/** Answers an inquiry, as the ledger stands or as it stood. @throws UsageError */
const answered = async (name: string, given: Given, options: AskOptions): Promise<object> => {
  const [inquiry, moment] = [inquiryOf(name), momentOf(options)];
  const asked = reading(() => readInquiry(inquiry, given));
  const opened = await openLedger(ledgerPlaceOf(options));
  try {
    const { answer, ...told } = await ofTheLog(opened.inquire(inquiry.name, asked, moment));
    say(options, ...momentLine(told), ...linesOf(answer));
    sayJson(options, { ...answer, ...told });
    return answer;
  } finally {
    await opened.close();
  }
};

const reading = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw new UsageError(error.complaints.map(({ pointer, detail }) => `--${pointer.slice(2)} ${detail}.`).join('\n'));
  }
};

/** `kimberlite ask recall --of site:SYN-1`: any inquiry by its name. */
export const askCommand = async (inquiry: string, words: readonly string[], options: AskOptions): Promise<void> => { await answered(inquiry, givenBy(words), options); };

type RecallOptions = AskOptions & Readonly<{ site?: string; licence?: string; seals?: string; from?: string; to?: string }>;

/** The goods that are meant, named once: as they are, or by an option. */
const namedBy = (goods: string | undefined, options: RecallOptions): string => {
  const named = (['site', 'licence', 'seals'] as const).flatMap((kind) => (options[kind] === undefined ? [] : [`${kind}:${options[kind]}`]));
  const [of, more] = [...(goods === undefined ? [] : [goods]), ...named];
  if (of === undefined || more !== undefined) throw new UsageError('Say which goods, once: lot:…, certificate:…, seal:…, or --site, --licence or --seals.');
  return of;
};

/** `kimberlite recall --site SYN-1 --from 2005-01-01`, or of any goods by their name. */
export const recallCommand = async (goods: string | undefined, options: RecallOptions): Promise<void> => {
  const [of, { from, to }] = [namedBy(goods, options), options];
  const { starts } = await answered('recall', { of, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }, options) as { starts: readonly string[] };
  if (starts.length === 0) throw new UsageError(`The ledger knows no such goods of ${of}.`);
};

/** `kimberlite where lot:SYN-1`: where everything that came of it is now. */
export const whereCommand = async (goods: string, options: AskOptions): Promise<void> => { await answered('whereabouts', { of: goods }, options); };
