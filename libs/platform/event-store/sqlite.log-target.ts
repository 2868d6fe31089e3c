import Database from 'better-sqlite3';
import type { Position } from '#kernel';
import { StoreUnavailable, type StoredEvent } from './event-store.ts';
import { ledgerIn, openLedger } from './ledger-file.ts';
import type { LogTarget } from './log-copy.ts';
import { EventRows, type EventRow } from './rows.ts';
import { placeOf, textsOf } from './stored-form.ts';

const ROWS_AT_ONCE = 10_000;

/** Lets the streams be found in the file as a whole: whoever opens it need not read the log for that. */
const indexStreams = (db: Database.Database): void => db.transaction(() => {
  const indexedTo = db.prepare<[], number>('SELECT indexed_to FROM ledger').pluck().get()!;
  db.prepare('INSERT INTO streams SELECT stream, revision, position FROM events WHERE position > ? ORDER BY stream, revision').run(indexedTo);
  db.prepare('UPDATE ledger SET indexed_to = (SELECT coalesce(max(position), 0) FROM events)').run();
}).immediate();

/** One file and nothing beside it: what is written ahead goes into it. */
const closeWhole = (db: Database.Database): void => {
  db.pragma('journal_mode = DELETE');
  db.close();
};

/** A file for the log of another store, which becomes a ledger with that one’s id. `close` leaves what was copied, to be gone on with. */
export const sqliteLogTarget = (file: string, ledgerId: string): LogTarget & Readonly<{ close: () => void }> => {
  const { db, ledgerId: there } = openLedger(file, ledgerId);
  if (there !== ledgerId) {
    db.close();
    throw new StoreUnavailable(`${file} is for the ledger ${there}, and not for ${ledgerId}.`);
  }
  const rows = new EventRows(db);
  const last = db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM events').pluck();
  const write = db.transaction((events: readonly StoredEvent[]) => {
    let place = last.get()!;
    for (const [i, text] of textsOf(events).entries()) {
      const { stream, revision, recordedAt } = events[i]!;
      rows.put({ place: place += 1, stream, revision, recordedMs: Date.parse(recordedAt) }, text);
    }
  });
  return {
    after: async (position: Position, limit: number) => rows.after(placeOf(position), limit),
    add: async (events) => { write.immediate(events); },
    complete: async () => {
      indexStreams(db);
      closeWhole(db);
    },
    close: () => { if (db.open) db.close(); },
  };
};

/** Opens a ledger file to look into it, and changes nothing. @throws StoreUnavailable if it is none */
const reading = <T>(file: string, look: (db: Database.Database, ledgerId: string) => T): T => {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    return look(db, ledgerIn(db, file));
  } finally {
    db.close();
  }
};

/** Whose ledger a file holds, and how far it goes. @throws StoreUnavailable if it is none */
export const ledgerFileOf = (file: string): Readonly<{ ledgerId: string; last: number }> => reading(file, (db, ledgerId) => (
  { ledgerId, last: db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM events').pluck().get()! }));

/** The last place before the first event that was recorded later than this, in milliseconds since 1970. The log is cut there: what follows a gap of the clock goes too. */
export const placeAt = (file: string, recordedMs: number): number => reading(file, (db) => {
  const later = db.prepare<[number], number | null>('SELECT min(position) FROM events WHERE recorded_at > ?').pluck().get(recordedMs);
  return (later ?? db.prepare<[], number>('SELECT coalesce(max(position), 0) + 1 FROM events').pluck().get()!) - 1;
});

/** The last place up to this one that does not lie inside an append: what was written together is kept together. */
export const wholeAppendAt = (file: string, upTo: number): number => reading(file, (db) => {
  const told = db.prepare<[number], [stream: string, cause: string]>(`SELECT stream, json_extract(metadata, '$.cause') FROM events WHERE position = ?`).raw();
  const words = (place: number) => JSON.stringify(told.get(place) ?? place);
  let place = upTo;
  while (place > 0 && words(place) === words(place + 1)) place -= 1;
  return place;
});

/** A file as it was when this was called, beside whoever writes to it. The copy is one file; it is not flushed to disk yet. */
export const snapshotOf = (file: string, copy: string): void => {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    db.prepare('VACUUM INTO ?').run(copy);
  } finally {
    db.close();
  }
};

/** The beginning of a ledger, up to a place, as a ledger of its own with the same id: row by row, byte by byte. */
export const cutLedger = (file: string, copy: string, upTo: number): void => reading(file, (source, ledgerId) => {
  const { db } = openLedger(copy, ledgerId);
  const page = source.prepare<[number, number, number], EventRow>('SELECT * FROM events WHERE position > ? AND position <= ? ORDER BY position LIMIT ?').raw();
  const insert = db.prepare<unknown[]>('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const write = db.transaction((rows: readonly EventRow[]) => { for (const row of rows) insert.run(...row); });
  for (let rows = page.all(0, upTo, ROWS_AT_ONCE); rows.length > 0; rows = page.all(rows.at(-1)![0], upTo, ROWS_AT_ONCE)) write.immediate(rows);
  indexStreams(db);
  closeWhole(db);
});
