import { inCarats, inUsd } from '#kernel';
import type { KeyedRow, Moment } from '#platform/read-models';
import { openLedger, type OpenedLedger } from '../../api/index.ts';
import { momentOf, ofTheLog, type MomentOptions } from '../moment.ts';
import { say, sayJson, table, UsageError, type CommonOptions } from '../output.ts';
import { ledgerPlaceOf } from '../place.ts';

type StatisticsOptions = CommonOptions & MomentOptions & Readonly<{ participant?: string; year?: string }>;
type Row = Readonly<Record<string, string | number>>;

const PAGE = 1_000;

/** All rows of a view that fit, page by page. */
const all = async (opened: OpenedLedger, view: string, where: Readonly<Record<string, string | number>>, moment?: Moment): Promise<Row[]> => {
  const rows: Row[] = [];
  for (let after: string | undefined; ;) {
    const { rows: page = [] } = await ofTheLog(opened.look(view, { ask: 'rows', wanted: { where, limit: PAGE, ...(after !== undefined && { after }) } }, moment));
    rows.push(...page.map(({ row }: KeyedRow) => row as Row));
    if (page.length < PAGE) return rows;
    after = page.at(-1)!.key;
  }
};

const carats = (value: unknown) => inCarats(Number(value));
const usd = (value: unknown) => inUsd(Number(value));

/** Production beside the returns, and trade by corridor and quarter, from the views. */
export const statisticsCommand = async (options: StatisticsOptions): Promise<void> => {
  if (options.year !== undefined && !/^\d{4}$/.test(options.year)) throw new UsageError(`--year: ${options.year} is not a year.`);
  const year = options.year === undefined ? {} : { year: Number(options.year) };
  const of = options.participant === undefined ? {} : { participant: options.participant };
  const from = options.participant === undefined ? {} : { from: options.participant };
  const moment = momentOf(options);
  const opened = await openLedger(ledgerPlaceOf(options));
  try {
    const production = await all(opened, 'statistics/reconciliation', { ...of, ...year }, moment);
    const corridors = await all(opened, 'certification/corridors', { ...from, ...year }, moment);
    say(options, 'Production, as recorded and as returned', ...table(
      ['Participant', 'half', 'recorded ct', 'recorded USD', 'returned ct', 'difference ct', 'difference USD'],
      production.map((row) => [row['participant']!, `${row['year']}-H${row['half']}`, carats(row['recordedMilliCarats']), usd(row['recordedUsdCents']),
        carats(row['returnedMilliCarats']), carats(row['differenceMilliCarats']), usd(row['differenceUsdCents'])])));
    say(options, '', 'Exports and confirmed imports, by corridor', ...table(
      ['from', 'to', 'quarter', 'certificates', 'exported ct', 'exported USD', 'confirmed', 'imported ct'],
      corridors.map((row) => [row['from']!, row['to']!, `${row['year']}-Q${row['quarter']}`, row['exportedCertificates']!, carats(row['exportedMilliCarats']),
        usd(row['exportedUsdCents']), row['importedCertificates']!, carats(row['importedMilliCarats'])])));
    sayJson(options, { production, corridors });
  } finally {
    await opened.close();
  }
};
