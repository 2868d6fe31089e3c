import { createReadStream } from 'node:fs';
import { Writable, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { IsName, IsParticipantCode, milliCaratsOf, usdCentsOf, type Half } from '#kernel';
import type { PublishedReturn, ReturnScale, YearOfReturns } from './returns.ts';

/** What could not be read, and where. The heading is row 1. */
export type RowProblem = Readonly<{ row: number; column?: string; says: string }>;

/** The returns of a year, and what was wrong with the file: rows left out, or the place where reading ended. */
export type ReadReturns = Readonly<{ returns: YearOfReturns; problems: readonly RowProblem[]; /** All of them, also those too many to keep. */ problemCount: number }>;

/** The file is no table of returns, or has none of this year. */
export class ReturnsFileError extends Error { override name = 'ReturnsFileError'; }

const COLUMNS = ['participant', 'iso2', 'year', 'half', 'declaration', 'production_type', 'carats', 'value_usd'] as const;
type Column = (typeof COLUMNS)[number];
type Cells = Readonly<Record<Column, string>>;

const MAX_ROW_BYTES = 64 * 1024;
const MOST_PROBLEMS = 100;
const YEAR = /^(19|20|21)[0-9]{2}$/;
const SCALES = new Map<string, ReturnScale>([['', 'all'], ['Production', 'all'], ['ASM', 'ASM'], ['LSM', 'LSM']]);
const DECLARATIONS = new Map<string, PublishedReturn['declaration']>([['Production', 'production'], ['No Production', 'nil']]);

export const problemText = ({ row, column, says }: RowProblem): string => `Row ${row}${column === undefined ? '' : `, column ${column}`}: ${says}`;

const quoted = (text: string) => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** One cell that does not say what its column is for. */
class BadCell extends Error {
  constructor(readonly column: Column, cell: string, wanted: string) { super(`${quoted(cell)} is not ${wanted}.`); }
}

const read = <T>(cells: Cells, column: Column, wanted: string, as: (text: string) => T | undefined): T => {
  const value = as(cells[column]);
  if (value === undefined) throw new BadCell(column, cells[column], wanted);
  return value;
};

const rowOf = (cells: Cells, year: number): PublishedReturn => {
  const participant = read(cells, 'iso2', 'two capital letters of a Participant', (text) => (IsParticipantCode.word.check(text) ? text : undefined));
  const half = read(cells, 'half', '1 or 2', (text) => (text === '1' || text === '2' ? Number(text) as Half : undefined));
  const declaration = read(cells, 'declaration', '"Production" or "No Production"', (text) => DECLARATIONS.get(text));
  const scale = read(cells, 'production_type', 'Production, ASM, LSM or empty', (text) => SCALES.get(text));
  const orNone = (text: string) => (declaration === 'nil' && text === '' ? '0' : text);
  const milliCarats = read(cells, 'carats', 'a plain decimal number with at most three decimals', (text) => milliCaratsOf(orNone(text)));
  const usdCents = read(cells, 'value_usd', 'a plain decimal number with at most two decimals', (text) => usdCentsOf(orNone(text)));
  if ((declaration === 'production') !== (milliCarats > 0)) throw new BadCell('carats', cells.carats, `a weight that goes with "${cells.declaration}"`);
  if (declaration === 'nil' && usdCents > 0) throw new BadCell('value_usd', cells.value_usd, 'the value of a nil return');
  return { participant, year, half, scale, declaration, milliCarats, usdCents };
};

/** Takes one record after another; keeps only what belongs to the year, so memory does not grow with the file. */
class YearReader {
  readonly rows: PublishedReturn[] = [];
  readonly names = new Map<string, string>();
  readonly problems: RowProblem[] = [];
  readonly years = new Set<number>();
  problemCount = 0;
  row = 0;
  private heading: readonly string[] | undefined;
  constructor(private readonly year: number) {}

  take(record: readonly string[]): void {
    this.row += 1;
    if (!this.heading) this.head(record);
    else if (record.length !== this.heading.length) {
      this.complain({ row: this.row, says: `it has ${record.length} fields, the heading has ${this.heading.length}. The row may be cut.` });
    } else this.body(record, this.heading);
  }

  complain(problem: RowProblem): void {
    this.problemCount += 1;
    if (this.problems.length < MOST_PROBLEMS) this.problems.push(problem);
  }

  private head(record: readonly string[]): void {
    const missing = COLUMNS.filter((name) => !record.includes(name));
    if (missing.length > 0) throw new ReturnsFileError(`The heading lacks the columns ${missing.join(', ')}.`);
    const twin = record.find((name, i) => record.indexOf(name) !== i);
    if (twin !== undefined) throw new ReturnsFileError(`The heading has the column ${quoted(twin)} twice.`);
    this.heading = record;
  }

  private body(record: readonly string[], heading: readonly string[]): void {
    const cells = Object.fromEntries(COLUMNS.map((name) => [name, record[heading.indexOf(name)]!])) as Cells;
    try {
      const year = read(cells, 'year', 'a year', (text) => (YEAR.test(text) ? Number(text) : undefined));
      this.years.add(year);
      if (year !== this.year) return;
      const row = rowOf(cells, year);
      this.names.set(row.participant, read(cells, 'participant', 'a name', (text) => (IsName.word.check(text) ? text : undefined)));
      this.rows.push(row);
    } catch (error) {
      if (!(error instanceof BadCell)) throw error;
      this.complain({ row: this.row, column: error.column, says: error.message });
    }
  }
}

const stoppedBy = (error: CsvError, row: number): RowProblem => ({
  row,
  says: error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quotation mark is not closed before the file ends. Reading ended here; what stands before it was read.'
    : `${error.message} Reading ended here; what stands before it was read.`,
});

/**
 * Reads the returns of one year from CSV in the layout of the public export. Rows are taken as they are parsed, so a fault loses nothing before it.
 * @throws ReturnsFileError if columns are missing or the year has no rows
 */
export const readReturns = async (input: Readable, year: number, source: string): Promise<ReadReturns> => {
  const reader = new YearReader(year);
  const parser = parse({
    bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: MAX_ROW_BYTES,
    on_record: (record: string[]) => { reader.take(record); return null; },
  });
  try {
    await pipeline(input, parser, new Writable({ objectMode: true, write: (_record, _encoding, done) => done() }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    reader.complain(stoppedBy(error, reader.row + 1));
  }
  const { rows, names, problems, problemCount, years } = reader;
  if (reader.row === 0) throw new ReturnsFileError('The file has no heading.');
  if (rows.length === 0) {
    const found = years.size > 0 ? `It has ${[...years].sort().join(', ')}.` : 'It has no rows that can be read.';
    throw new ReturnsFileError([`The file has no returns of ${year}. ${found}`, ...problems.map(problemText)].join('\n'));
  }
  return { returns: { year, source, names, rows }, problems, problemCount };
};

export const readReturnsFile = (path: string, year: number): Promise<ReadReturns> =>
  readReturns(createReadStream(path), year, 'Kimberley Process rough diamond statistics, public production returns, as read from a file');
