import { chmodSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { REACTIONS } from '#platform/cqrs';
import { copyLog, positionAt, snapshotOf, sqliteLogTarget, type LogTarget } from '#platform/event-store';
import { logOf, openStores, type Place, type Stores } from '../../api/index.ts';
import { progressBar, say, sayJson, UsageError, type CommonOptions } from '../output.ts';
import { placeOf } from '../place.ts';
import { filesOf, MANIFEST, madeAside, writeManifest, type Manifest } from './backup-folder.ts';
import { check, type CheckReport } from './check.ts';

const { version } = createRequire(import.meta.url)('#package') as { version: string };
const OWNER_ONLY = 0o600;

type Progress = (done: number, total?: number) => void;

/** What a backup holds, and what was found when it was looked through. */
export type BackupReport = Readonly<{ folder: string; manifest: Manifest; check: CheckReport }>;

/** Counts how many of the events that are copied lie up to a position of the log they come from. */
const counting = (target: LogTarget, upTo: string): LogTarget & { count: number } => {
  const counted = {
    ...target, count: 0,
    add: async (events: Parameters<LogTarget['add']>[0]) => {
      counted.count += events.filter(({ position }) => position <= upTo).length;
      await target.add(events);
    },
  };
  return counted;
};

/** The log as one ledger file. Tells how far the reactions had come in it: asked before, so that they are never ahead of it. */
const copyOfLog = async ({ place, checkpoints, mirrored, ledgerId }: Stores, file: string, onProgress: Progress): Promise<string> => {
  const reactions = await checkpoints.load(REACTIONS);
  if (!mirrored) {
    snapshotOf(logOf(place.dataFolder), file);
    return reactions;
  }
  const target = counting(sqliteLogTarget(file, ledgerId), reactions);
  await copyLog(mirrored.source, target, onProgress);
  await target.complete();
  return target.count === 0 ? '' : positionAt(target.count);
};

/** A backup that is not whole is no backup. */
const proved = (folder: string, onProgress: Progress): CheckReport => {
  const report = check(folder, onProgress);
  if (!report.ok) throw new UsageError(`The copy is NOT whole, so no backup was made. ${report.fault ? `Position ${report.fault.position}, ${report.fault.stream}: ${report.fault.says}.` : 'Carats are not conserved.'} Run kimberlite check on the ledger.`);
  return report;
};

/**
 * Copies a ledger while it is being written, proves the copy, and puts it in place as a whole: the log, the tokens, and how far the reactions had come. Read
 * models are not in it: they follow from the log. @throws UsageError if there is no ledger, the copy is not whole, or the folder is not empty
 */
export const backup = async (place: Place, folder: string, onProgress: Progress = () => {}): Promise<BackupReport> => {
  if (!place.eventStore && !existsSync(logOf(place.dataFolder))) throw new UsageError(`--data: there is no ledger in ${place.dataFolder}.`);
  return madeAside(folder, { option: 'backup', last: MANIFEST }, async (aside) => {
    const stores = await openStores(place);
    try {
      const reactions = await copyOfLog(stores, logOf(aside), onProgress);
      if (!place.database) snapshotOf(join(place.dataFolder, 'access.db'), join(aside, 'access.db'));
      const report = proved(aside, onProgress);
      const files = await filesOf(aside);
      for (const name of Object.keys(files)) chmodSync(join(aside, name), OWNER_ONLY);
      const manifest: Manifest = {
        kimberlite: version, layout: 1, madeAt: new Date().toISOString(), ledgerId: stores.ledgerId, from: stores.mirrored ? 'eventstoredb' : 'embedded',
        position: report.events === 0 ? '' : positionAt(report.events), events: report.events, streams: report.streams, reactions, files,
      };
      writeManifest(aside, manifest);
      return { folder, manifest, check: report };
    } finally {
      await stores.close();
    }
  });
};

/** `kimberlite backup FOLDER` */
export const backupCommand = async (folder: string, options: CommonOptions): Promise<void> => {
  const bar = progressBar('Copying and checking', 'events');
  try {
    const report = await backup(placeOf(options), folder, (done, total) => bar.update(done, total));
    bar.stop();
    const { manifest: { events, streams, position, ledgerId, files } } = report;
    say(options, `${folder}: ledger ${ledgerId} up to position ${position}, ${events} events on ${streams} streams, checked and whole.`);
    if (!files['access.db']) say(options, 'Tokens are in the database and not in this backup: they are the business of pg_dump.');
    sayJson(options, report);
  } finally {
    bar.stop();
  }
};
