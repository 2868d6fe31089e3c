import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { REACTIONS, SqliteCheckpoints, type Lease } from '#platform/cqrs';
import { copyLog, MirrorEventStore, openEventStoreDb, OtherLog, proofOf, SqliteEventStore, sqliteLogTarget, type EventStore, type LogProof, type LogTarget } from '#platform/event-store';
import { logOf, mirrorOf, type Engines } from '../../api/index.ts';
import { progressBar, say, sayJson, UsageError } from '../output.ts';

type MigrateOptions = Readonly<{ from: string; to: string; ledger?: string; json?: boolean; engines?: Engines }>;
type Progress = (title: string, done: number, total: number) => void;

/** What was found there already, what was copied, and both logs in the same figures. */
export type MigrationReport = Readonly<{ ledgerId: string; found: number; copied: number; source: LogProof; target: LogProof; equal: boolean }>;

type Source = Readonly<{ log: EventStore; ledgerId: string; close: () => Promise<void> }>;
type Target = Readonly<{ log: LogTarget; close: () => Promise<void> }>;

const isAddress = (text: string): boolean => /^[a-z+]+:\/\//.test(text);
const named = (ledger: string | undefined) => (ledger === undefined ? {} : { ledger });

/** Nobody may react while a folder is copied: what follows from an event would be missing. */
const alone = async (folder: string): Promise<() => Promise<void>> => {
  const checkpoints = new SqliteCheckpoints(join(folder, 'reactions.db'));
  const lease: Lease | undefined = await checkpoints.take(REACTIONS, 'migrate');
  if (lease) return () => checkpoints.close();
  await checkpoints.close();
  throw new UsageError(`--from: a process is at work in ${folder}. Stop it first.`);
};

const openSource = async ({ from, ledger }: MigrateOptions): Promise<Source> => {
  if (isAddress(from)) {
    const log = await openEventStoreDb(from, named(ledger));
    return { log, ledgerId: await log.ledgerId(), close: () => log.close() };
  }
  const [embedded, mirrored] = [existsSync(logOf(from)), existsSync(mirrorOf(from))];
  if (!embedded && !mirrored) throw new UsageError(`--from: there is no ledger in ${from}.`);
  const leave = await alone(from);
  // A server that is lost leaves its mirror: all of the log that ever came here.
  const log = embedded ? new SqliteEventStore(logOf(from)) : new MirrorEventStore(mirrorOf(from));
  return { log, ledgerId: log.ledgerId, close: async () => { await log.close(); await leave(); } };
};

/** While it is being filled the file has a name under which nobody looks for a ledger. */
const openFolder = (folder: string, ledgerId: string): Target => {
  if (existsSync(mirrorOf(folder))) throw new UsageError(`--to: ${folder} holds the mirror of a log on EventStoreDB. Name another folder.`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const arriving = join(folder, 'arriving.db');
  if (existsSync(logOf(folder))) {
    const log = new SqliteEventStore(logOf(folder));
    if (log.ledgerId !== ledgerId) throw new UsageError(`--to: ${folder} holds the ledger ${log.ledgerId}, and not ${ledgerId}. Name another folder.`);
    const full = async () => { throw new UsageError(`--to: ${folder} holds a ledger already, and this one goes on beyond it. Name another folder.`); };
    return { log: { after: (position, limit) => log.after(position, limit), add: full, complete: async () => {} }, close: () => log.close() };
  }
  const strange = readdirSync(folder).find((name) => !/^arriving[.]db/.test(name));
  if (strange !== undefined) throw new UsageError(`--to: ${folder} is not empty: it holds ${strange}. Name a new folder.`);
  const log = sqliteLogTarget(arriving, ledgerId);
  const complete = async () => { await log.complete(); renameSync(arriving, logOf(folder)); };
  return { log: { ...log, complete }, close: async () => log.close() };
};

const openTarget = async ({ to, ledger }: MigrateOptions, ledgerId: string): Promise<Target> => {
  if (!isAddress(to)) return openFolder(to, ledgerId);
  const store = await openEventStoreDb(to, named(ledger));
  try {
    return { log: await store.receive(ledgerId), close: () => store.close() };
  } catch (error) {
    await store.close();
    throw error;
  }
};

const move = async (source: Source, target: LogTarget, onProgress: Progress): Promise<MigrationReport> => {
  const total = await source.log.count();
  const { found, copied } = await copyLog(source.log, target, (done) => onProgress('Copying', done, total));
  const [here, there] = [await proofOf(source.log, (done) => onProgress('Proving', done, 2 * total)), await proofOf(target, (done) => onProgress('Proving', total + done, 2 * total))];
  const equal = JSON.stringify(here) === JSON.stringify(there);
  if (equal) await target.complete();
  return { ledgerId: source.ledgerId, found, copied, source: here, target: there, equal };
};

/**
 * Copies a ledger’s log from one engine to another, as it is, goes on where an earlier run was broken off, and proves that both are the same. Only then can the
 * target be opened. @throws UsageError, OtherLog, StoreUnavailable
 */
export const migrate = async (options: MigrateOptions, onProgress: Progress = () => {}): Promise<MigrationReport> => {
  if (isAddress(options.from) === isAddress(options.to)) throw new UsageError('Say a folder and an address (esdb://…): a ledger is moved from one engine to another. For a copy there is kimberlite backup.');
  const source = await openSource(options);
  try {
    const target = await openTarget(options, source.ledgerId);
    try {
      return await move(source, target.log, onProgress);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
};

/** An address on a command line is seen by whoever lists processes, and so is the password in it: a place may be told by the name of the setting. */
const spelledOut = (place: string, { engines }: MigrateOptions): string => {
  if (place !== 'EVENTSTORE_URL') return place;
  if (!engines?.eventStore) throw new UsageError('EVENTSTORE_URL is not set.');
  return engines.eventStore.address;
};

/** `kimberlite migrate --from X --to Y` */
export const migrateCommand = async (options: MigrateOptions): Promise<void> => {
  const bar = progressBar('Copying and proving', 'events');
  try {
    const report = await migrate({ ...options, from: spelledOut(options.from, options), to: spelledOut(options.to, options) }, (_, done, total) => bar.update(done, total));
    bar.stop();
    const { ledgerId, found, copied, source, target, equal } = report;
    say(options, `Ledger ${ledgerId}: ${copied} events copied${found > 0 ? `, ${found} were there` : ''}.`);
    for (const [name, proof] of [['from', source], ['to', target]] as const) say(options, `${name.padEnd(4)}  ${proof.events} events on ${proof.streams} streams  sha256 ${proof.digest}  per stream ${proof.perStream}`);
    say(options, equal ? 'Both are the same: streams, revisions, ids, bytes, times and order.' : 'NOT the same: somebody has written meanwhile. Stop all processes of the ledger and run this again.');
    if (equal) say(options, 'Only the log has moved. Tokens and webhooks stay where they are kept: make them anew there, or go on with the same DATABASE_URL. Do not serve the old place any more: what is written there is not here.');
    sayJson(options, report);
    if (!equal) process.exitCode = 1;
  } catch (error) {
    throw error instanceof OtherLog ? new UsageError(`--to: ${error.message} Nothing was written.`) : error;
  } finally {
    bar.stop();
  }
};
