import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UnfitSetting, type Place } from './settings.ts';

const OWNER_ONLY = 0o700;

/** Where the log of a data folder is. */
export const logOf = (dataFolder: string): string => join(dataFolder, 'ledger.db');
/** Where the mirror of a log on another machine is. */
export const mirrorOf = (dataFolder: string): string => join(dataFolder, 'mirror.db');
/** Where the log is while it is copied from another engine. */
const arrivingOf = (dataFolder: string): string => join(dataFolder, 'arriving.db');

/** A folder is of one kind, and whole: what was a ledger of its own does not become the mirror of another by a setting. @throws UnfitSetting */
export const refuseFolder = ({ dataFolder, eventStore }: Place): void => {
  if (existsSync(arrivingOf(dataFolder))) {
    throw new UnfitSetting('KIMBERLITE_DATA', `${dataFolder} holds half a ledger (arriving.db): a migration into it has begun and not ended. Run kimberlite migrate again; it goes on where it was.`);
  }
  if (eventStore && existsSync(logOf(dataFolder))) {
    throw new UnfitSetting('EVENTSTORE_URL', `${dataFolder} (KIMBERLITE_DATA) holds a ledger of its own (ledger.db). Move it with kimberlite migrate, or name another folder.`);
  }
  if (!eventStore && existsSync(mirrorOf(dataFolder)) && !existsSync(logOf(dataFolder))) {
    throw new UnfitSetting('KIMBERLITE_DATA', `${dataFolder} holds the mirror of a log on EventStoreDB (mirror.db). Set EVENTSTORE_URL, or name another folder.`);
  }
};

/** Makes the data folder, for its owner only, if it is not there. @throws UnfitSetting if it cannot be made, or not be written */
export const makeFolder = (dataFolder: string): void => {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: OWNER_ONLY });
  } catch (error) {
    throw new UnfitSetting('KIMBERLITE_DATA', `${dataFolder} cannot be made: ${(error as Error).message}. Name a folder that this user may write.`, { cause: error });
  }
  try {
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unwritable(dataFolder, error);
  }
};

const unwritable = (dataFolder: string, error: unknown): UnfitSetting =>
  new UnfitSetting('KIMBERLITE_DATA', `${dataFolder} cannot be used by this user: ${(error as Error).message}. Name a folder that is his own, or give him this one with its files.`, { cause: error });

const codeOf = (error: unknown): string => {
  const { code, cause } = error as NodeJS.ErrnoException;
  return code ?? (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
};

/** Opens one of the folder’s files. @throws UnfitSetting if the system does not let us, or if it holds something else */
export const openIn = <T>(file: string, open: (file: string) => T): T => {
  try {
    return open(file);
  } catch (error) {
    const [folder, code] = [dirname(file), codeOf(error)];
    if (/^(EACCES|EPERM|EROFS|SQLITE_(CANTOPEN|READONLY|PERM))/.test(code)) throw unwritable(folder, error);
    if (!/^SQLITE_(NOTADB|CORRUPT|ERROR)/.test(code)) throw error;
    throw new UnfitSetting('KIMBERLITE_DATA', `${file} is not what belongs there: ${(error as Error).message}. Put back what was ${basename(file)}, or name another folder.`, { cause: error });
  }
};
