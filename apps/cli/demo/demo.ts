import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { sumOf } from '#kernel';
import { makeFolder, openLedger, type Engines, type OpenedLedger } from '../../api/index.ts';
import { serve } from '../commands/serve.ts';
import { progressBar, say, sayJson, UsageError } from '../output.ts';
import { placeOf } from '../place.ts';
import { Driver } from './driver.ts';
import { alertsOf, balancesOf, comparedProduction, corridorsOf, papersOf, participantsIn, warrantiesOf } from './figures.ts';
import { planOf, type Plan } from './plan/plan.ts';
import { reportOf, type DemoFigures } from './report.ts';
import { returns2005 } from './returns-2005.ts';
import { problemText, readReturnsFile, ReturnsFileError, type ReadReturns } from './returns-file.ts';
import { auditing, samplesOf } from './steps/auditing.ts';
import { phasesOf, stepsIn } from './steps/year.ts';
import { tellingShipment, trailOf } from './trail.ts';

/** Which year, how much of its trade, and where it is kept. */
export type DemoOptions = Readonly<{
  scale: number; seed: number; year: number; returns?: string; data: string; /** Where log and rows are, if not in the folder. */ engines?: Engines;
  /** Commands under way at once. The figures do not depend on it. */ concurrency?: number; /** Where views are kept up. */ projecting?: 'here' | 'thread'; say?: (...lines: string[]) => void;
}>;

const CONCURRENCY = 256;
const MIB = 1024;

const returnsOf = async ({ returns, year }: DemoOptions): Promise<ReadReturns> => {
  if (returns !== undefined) return readReturnsFile(returns, year);
  if (year !== returns2005.year) throw new ReturnsFileError(`The returns of ${year} are not built in; name a file: --returns FILE --year ${year}.`);
  return { returns: returns2005, problems: [], problemCount: 0 };
};

/** Marks the folder as this demo’s, so that a second run goes on with it, and nothing else is written into it. @throws UsageError if it holds something else */
const claim = ({ data }: DemoOptions, { returns, scale, seed }: Plan): void => {
  const mark = JSON.stringify({ year: returns.year, scale, seed, returns: createHash('sha256').update(JSON.stringify(returns.rows)).digest('hex') });
  const path = join(data, 'demo.json');
  makeFolder(data);
  if (!existsSync(path) && existsSync(join(data, 'ledger.db'))) throw new UsageError(`${data} holds a ledger that is not of a demo. Give the demo a folder of its own: --data FOLDER.`);
  if (!existsSync(path)) {
    // Whole or not at all: half a mark would lock the folder for good.
    writeFileSync(`${path}.new`, `${mark}\n`);
    renameSync(`${path}.new`, path);
  }
  if (readFileSync(path, 'utf8').trim() !== mark) throw new UsageError(`${data} holds a demo with another year, scale, seed or returns. Delete it, or name another folder: --data FOLDER.`);
};

const QUARTERS = 4;

/** A bar for people who are looking; else a line at every quarter of the way. */
const progressOf = (total: number, tell: (...lines: string[]) => void) => {
  const bar = progressBar('Recording', 'commands');
  let told = 0;
  return {
    update: (done: number) => {
      bar.update(done, total);
      const quarter = Math.floor((done / Math.max(total, 1)) * QUARTERS);
      if (quarter > told && !process.stderr.isTTY) tell(`Recording: ${done} of ${total} commands`);
      told = Math.max(told, quarter);
    },
    stop: () => bar.stop(),
  };
};

type Driven = Readonly<{ commands: number; seconds: number }>;

const driven = async (ledger: OpenedLedger, plan: Plan, { concurrency = CONCURRENCY, say: tell = () => {} }: DemoOptions): Promise<Driven> => {
  const startedMs = performance.now();
  const progress = progressOf(stepsIn(plan), tell);
  const driver = new Driver(ledger, { causes: `demo-${plan.returns.year}-${plan.scale}-${plan.seed}`, concurrency, onCommands: progress.update });
  try {
    await driver.drive(phasesOf(plan));
    // What went fast is looked at again: the draw is the ledger’s, so it is asked for when the year is over.
    await driver.drive([{ title: `after ${plan.world.year}`, chains: auditing(plan.world, await samplesOf(ledger.inquire, plan)) }]);
  } finally {
    progress.stop();
  }
  return { commands: driver.commands, seconds: (performance.now() - startedMs) / 1000 };
};

const proven = async (ledger: OpenedLedger, plan: Plan, known: Pick<DemoFigures, 'returnsNotRead' | 'commands' | 'commandsPerSecond'>, startedMs: number) => {
  const { look } = ledger;
  const [compared, balances, corridors, alerts] = [await comparedProduction(look, plan), await balancesOf(look), await corridorsOf(look), await alertsOf(look)];
  const papers = await papersOf(ledger, plan, `${plan.returns.year + 1}-02-28`);
  const certificate = tellingShipment(plan);
  const trail = certificate === undefined ? undefined : await trailOf(look, certificate);
  const { rows } = plan.returns;
  const figures: DemoFigures = {
    year: plan.returns.year, scale: plan.scale, seed: plan.seed,
    participants: await participantsIn(look), returningParticipants: new Set(rows.map(({ participant }) => participant)).size,
    producers: new Set(compared.filter(({ recorded }) => recorded.milliCarats > 0).map(({ row }) => row.participant)).size,
    productionRows: compared.length, returnsFiled: rows.length, productionDifferences: compared.filter(({ isSame }) => !isSame).length, productionRecords: plan.records.length,
    producedMilliCarats: sumOf(compared, ({ recorded }) => recorded.milliCarats), producedUsdCents: sumOf(compared, ({ recorded }) => recorded.usdCents),
    holders: balances.holders.length, balanceResidualMilliCarats: balances.residualMilliCarats,
    certificates: sumOf(corridors, (one) => one.certificates) - papers.parts + papers.subdivided, certificatesIssued: sumOf(corridors, (one) => one.issued),
    corridorDifferences: corridors.filter(({ openMilliCarats, openUsdCents }) => openMilliCarats !== 0 || openUsdCents !== 0).length,
    papers, warranties: await warrantiesOf(ledger, plan),
    exportedMilliCarats: sumOf(corridors, (one) => one.milliCarats), exportedUsdCents: sumOf(corridors, (one) => one.usdCents),
    ...alerts, ...(trail && { trailCertificate: trail.certificate }), trailMines: trail?.mines.length ?? 0,
    events: await ledger.events.count(), ...known,
    seconds: Math.round((performance.now() - startedMs) / 10) / 100, peakRssMiB: Math.round(process.resourceUsage().maxRSS / MIB),
  };
  return { figures, report: reportOf(plan, { compared, balances, corridors, trail, figures }) };
};

/**
 * Records the year and proves it from the views. May be killed and run again over the same folder: every command is recognised.
 * @throws ReturnsFileError, UsageError, DemoRefused
 */
export const runDemo = async (options: DemoOptions): Promise<DemoFigures> => {
  const startedMs = performance.now();
  const { say: tell = () => {} } = options;
  const { returns, problems, problemCount } = await returnsOf(options);
  const plan = planOf(returns, options);
  claim(options, plan);
  tell(`${returns.year}: ${returns.rows.length} published returns; sites, parties and trade around them are synthetic, their ids start with SYN- (certificates: two letters, then SYN).`);
  for (const problem of problems) tell(`Not read: ${problemText(problem)}`);
  if (problemCount > problems.length) tell(`Not read: ${problemCount - problems.length} rows more.`);
  const ledger = await openLedger(placeOf(options), { projecting: options.projecting ?? 'here' });
  try {
    const { commands, seconds } = await driven(ledger, plan, options);
    const { figures, report } = await proven(ledger, plan, { returnsNotRead: problemCount, commands, commandsPerSecond: Math.round(commands / seconds) }, startedMs);
    tell(...report);
    return figures;
  } finally {
    await ledger.close();
  }
};

type CommandLine = Readonly<{ data?: string; engines?: Engines; scale: string; seed: string; returns?: string; year: string; port: string; exit?: boolean; quiet?: boolean; json?: boolean }>;

const LEAST_SCALE = 0.000_5;

const numberOf = (name: string, text: string, form: RegExp, wanted: string): number => {
  if (!form.test(text)) throw new UsageError(`--${name}: ${text} is not ${wanted}.`);
  return Number(text);
};

/** What the command line says. @throws UsageError */
export const optionsOf = (line: CommandLine): DemoOptions => {
  const year = numberOf('year', line.year, /^2[01]\d\d$/, 'a year of the scheme');
  const scale = numberOf('scale', line.scale, /^(0\.\d{1,6}|1(\.0+)?)$/, `a number from ${LEAST_SCALE} to 1`);
  const seed = numberOf('seed', line.seed, /^\d{1,9}$/, 'a whole number');
  if (scale < LEAST_SCALE) throw new UsageError(`--scale: ${line.scale} is less than ${LEAST_SCALE}.`);
  if (year < 2003) throw new UsageError('--year: the scheme began in 2003.');
  return {
    year, scale, seed, data: line.data ?? `./data/demo-${year}-${scale}-${seed}${line.returns === undefined ? '' : '-returns'}`, ...(line.returns !== undefined && { returns: line.returns }),
    ...(line.engines && { engines: line.engines }), say: line.quiet ? () => {} : (...lines) => say(line, ...lines),
  };
};

/** On a machine with much memory V8 lets the heap grow to four times what is alive before it looks; a year at full scale is to fit into 1 GiB. */
const boundHeap = (): void => setFlagsFromString('--heap-growing-percent=20');

/** `kimberlite demo`: records and proves the year, then keeps serving it. */
export const demoCommand = async (line: CommandLine): Promise<void> => {
  const options = optionsOf(line);
  boundHeap();
  const figures = await runDemo({ ...options, projecting: 'thread' }).catch((error: unknown) => { throw error instanceof ReturnsFileError ? new UsageError(error.message) : error; });
  sayJson(line, figures);
  if (figures.productionDifferences > 0 || figures.balanceResidualMilliCarats > 0 || figures.returnsNotRead > 0) process.exitCode = 1;
  if (!line.exit) await serve({ data: options.data, ...(line.engines && { engines: line.engines }), port: line.port, host: '127.0.0.1', ...(line.json && { json: true }) });
};
