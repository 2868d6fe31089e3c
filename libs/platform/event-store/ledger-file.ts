import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { assertSoundBinding } from './binding.ts';
import { StoreUnavailable } from './event-store.ts';

const SCHEMA_VERSION = 1;

/**
 * On disk: add, never rename. The id of an event is its 16 bytes; `recorded_at` is milliseconds since 1970.
 * `streams` finds the events of a stream, up to the place `indexed_to`; it can be made again from the events.
 */
const SCHEMA = `
  CREATE TABLE ledger (id TEXT NOT NULL, schema_version INTEGER NOT NULL, indexed_to INTEGER NOT NULL) STRICT;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, id BLOB NOT NULL, type TEXT NOT NULL,
    data TEXT NOT NULL, metadata TEXT NOT NULL, recorded_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE streams (stream TEXT NOT NULL, revision INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (stream, revision)) STRICT, WITHOUT ROWID;
  CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'The log is append-only: an event is never changed.'); END;
  CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'The log is append-only: an event is never deleted.'); END;
`;

const pragmas = [
  'busy_timeout = 5000', 'journal_mode = WAL', 'synchronous = FULL',
  'fullfsync = ON', // on a Mac a plain fsync leaves the last commits in the drive’s cache
  'wal_autocheckpoint = 16000', 'cache_size = -65536', 'foreign_keys = ON',
];

/** A writer that finds the file locked waits this long inside SQLite, then comes back by itself. */
const LOCK_WAIT_MS = 20;

/** An open ledger, and the id it was born with. */
export type LedgerFile = Readonly<{ db: Database.Database; ledgerId: string }>;

/**
 * Opens the file, or makes a new ledger of an absent or empty one. @param bornAs the id of a new one, if it is not to have its own
 * @throws StoreUnavailable if it is not a ledger this program can keep
 */
export const openLedger = (file: string, bornAs?: string): LedgerFile => {
  assertSoundBinding();
  let db: Database.Database | undefined;
  try {
    db = new Database(file);
    for (const pragma of pragmas) db.pragma(pragma);
    assertDurable(db);
    const ledgerId = db.transaction(ledgerIn).immediate(db, file, bornAs);
    db.pragma(`busy_timeout = ${LOCK_WAIT_MS}`);
    return { db, ledgerId };
  } catch (error) {
    db?.close();
    throw error instanceof StoreUnavailable ? error : new StoreUnavailable(`The ledger ${file} cannot be opened: ${(error as Error).message}.`, { cause: error });
  }
};

/** Refuses a connection that would acknowledge what a power cut can take back. @throws StoreUnavailable */
export const assertDurable = (db: Database.Database): void => {
  const journal = db.pragma('journal_mode', { simple: true });
  if (!db.memory && journal !== 'wal') throw new StoreUnavailable(`The ledger needs journal_mode wal, and got ${journal}.`);
  const synchronous = db.pragma('synchronous', { simple: true });
  if (synchronous !== 2) throw new StoreUnavailable(`The ledger needs synchronous FULL (2), and got ${synchronous}.`);
};

/** The id of the ledger in this file; it is made if the file is empty. @throws StoreUnavailable if the file holds something else */
export const ledgerIn = (db: Database.Database, file: string, bornAs: string = randomUUID()): string => {
  const tables = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
  if (tables.length === 0 && !db.readonly) {
    db.exec(SCHEMA);
    db.prepare('INSERT INTO ledger (id, schema_version, indexed_to) VALUES (?, ?, 0)').run(bornAs, SCHEMA_VERSION);
  } else if (!tables.includes('ledger') || !tables.includes('events')) {
    throw new StoreUnavailable(`${file} is not a ledger.`);
  }
  const found = db.prepare<[], { id: string; version: number }>('SELECT id, schema_version AS version FROM ledger').get();
  if (!found) throw new StoreUnavailable(`${file} is not a ledger: it has no id.`);
  if (found.version !== SCHEMA_VERSION) {
    throw new StoreUnavailable(`The ledger ${file} has schema ${found.version}; this program keeps schema ${SCHEMA_VERSION}. Use the program that wrote it, or a newer one.`);
  }
  return found.id;
};

const codeOf = (error: unknown): string => {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
};

/** Does another process hold the lock just now? */
export const isLocked = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));

/** Are pages of the file not what they should be? */
export const isDamaged = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_CORRUPT');

/** Is it the disk, the file or the memory, and not this one append? */
export const isOutage = (error: unknown): boolean =>
  isLocked(error) || /^SQLITE_(FULL|IOERR|READONLY|CORRUPT|NOTADB|CANTOPEN|NOMEM|PERM|AUTH|PROTOCOL|INTERNAL)/.test(codeOf(error));
