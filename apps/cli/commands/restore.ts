import { copyFileSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isDay } from '#kernel';
import { REACTIONS, SqliteCheckpoints } from '#platform/cqrs';
import { cutLedger, placeAt, positionAt, wholeAppendAt } from '#platform/event-store';
import { CLOCKS } from '#platform/read-models';
import { logOf } from '../../api/index.ts';
import { progressBar, say, sayJson, UsageError, type CommonOptions } from '../output.ts';
import { madeAside, readBackup, type Manifest } from './backup-folder.ts';
import { check, type CheckReport } from './check.ts';

type RestoreOptions = CommonOptions & Readonly<{ until?: string }>;
type Progress = (done: number, total?: number) => void;

/** What was restored: up to which position, how much of the backup was left out, and what was found when it was looked through. */
export type RestoreReport = Readonly<{ data: string; ledgerId: string; position: string; events: number; leftOut: number; check: CheckReport }>;

const END_OF_DAY = 'T23:59:59.999Z';

/** How many events of the backup were recorded by a moment: a day with all of it, an instant, or a position; what was written together stays together. @throws UsageError */
const countUntil = (file: string, { events, madeAt }: Manifest, until: string): number => {
  if (!CLOCKS.knownAt.check(until)) throw new UsageError(`--until: ${until} is not ${CLOCKS.knownAt.says}.`);
  if (/^\d{1,16}$/.test(until)) {
    if (Number(until) > events) throw new UsageError(`--until: the backup ends at position ${positionAt(events)}.`);
    return wholeAppendAt(file, Number(until));
  }
  const lastMs = Date.parse(isDay(until) ? `${until}${END_OF_DAY}` : until);
  if (Number.isNaN(lastMs)) throw new UsageError(`--until: ${until} is not ${CLOCKS.knownAt.says}; a position has 16 digits.`);
  // A day on which the backup was made counts as far as it went.
  if ((isDay(until) ? Date.parse(until) : lastMs) > Date.parse(madeAt)) throw new UsageError(`--until: ${until} is later than the backup, which was made at ${madeAt}. Leave it out, or use a later backup.`);
  return wholeAppendAt(file, placeAt(file, lastMs));
};

/** The reactions go on where they were, but not beyond what is there. */
const keepReactions = async (folder: string, { reactions, ledgerId }: Manifest, last: number): Promise<void> => {
  const checkpoints = new SqliteCheckpoints(join(folder, 'reactions.db'));
  try {
    await checkpoints.belongTo(ledgerId);
    const position = Number(reactions) > last ? positionAt(last) : reactions;
    if (Number(position) > 0) await checkpoints.save(REACTIONS, position);
  } finally {
    await checkpoints.close();
  }
};

const refuseBroken = ({ ok, fault, events }: CheckReport, last: number): void => {
  if (!ok) throw new UsageError(`What was restored is NOT whole, so nothing was kept of it: ${fault?.says ?? 'carats are not conserved'}. Use another backup, or a moment before.`);
  if (events !== last) throw new UsageError(`There are ${events} events, and the manifest of the backup speaks of ${last}; nothing was kept of it. Use another backup.`);
};

/**
 * Makes a new data folder of a backup, as of its end or of a moment before, proves it, and puts it in place as a whole. Tokens are as of the backup, also for an
 * earlier moment: what was revoked since stays revoked. @throws UsageError if the backup is not what was written, or the folder is not empty
 */
export const restore = async (from: string, data: string, until?: string, onProgress: Progress = () => {}): Promise<RestoreReport> => {
  const manifest = await readBackup(from);
  const last = until === undefined ? manifest.events : countUntil(logOf(from), manifest, until);
  return madeAside(data, { option: '--data', last: basename(logOf(data)) }, async (aside) => {
    if (last === manifest.events) copyFileSync(logOf(from), logOf(aside));
    else cutLedger(logOf(from), logOf(aside), last);
    if (existsSync(join(from, 'access.db'))) copyFileSync(join(from, 'access.db'), join(aside, 'access.db'));
    await keepReactions(aside, manifest, last);
    const report = check(aside, onProgress);
    refuseBroken(report, last);
    return { data, ledgerId: manifest.ledgerId, position: last === 0 ? '' : positionAt(last), events: last, leftOut: manifest.events - last, check: report };
  });
};

/** `kimberlite restore BACKUP --data NEW [--until MOMENT]` */
export const restoreCommand = async (from: string, options: RestoreOptions): Promise<void> => {
  const bar = progressBar('Checking', 'events');
  try {
    const report = await restore(from, options.data, options.until, (done, total) => bar.update(done, total));
    bar.stop();
    const { ledgerId, position, events, leftOut } = report;
    say(options, `${options.data}: ledger ${ledgerId} ${position === '' ? 'before its first event' : `up to position ${position}`}, ${events} events, checked and whole${leftOut > 0 ? `; ${leftOut} later events left out` : ''}.`);
    if (events === 0) say(options, 'The ledger is EMPTY: the first event of the backup was recorded later than that. Times are those of recording, not of what happened.');
    say(options, `Read models are built at the first start. If the ledger stood on EventStoreDB: npx kimberlite migrate --from ${options.data} --to EVENTSTORE_URL`);
    sayJson(options, report);
  } finally {
    bar.stop();
  }
};
