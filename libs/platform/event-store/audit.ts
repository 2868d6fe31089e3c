import Database from 'better-sqlite3';
import type { Position } from '#kernel';
import { assertSoundBinding } from './binding.ts';
import { StoreUnavailable, type StoredEvent } from './event-store.ts';
import { isDamaged, isOutage, ledgerIn } from './ledger-file.ts';
import { eventOf, type EventRow } from './rows.ts';
import { positionAt } from './stored-form.ts';

/** The first thing that is wrong, and where. Position and stream are empty if it is the file itself. */
export type Fault = Readonly<{ position: Position; stream: string; revision: number; says: string }>;

/** What was read until the end, or until the fault. */
export type Audit = Readonly<{ events: number; streams: number; fault?: Fault }>;

export type AuditOptions = Readonly<{
  /** Looks at each event, in order, and says what is wrong with it: its id, its data. */
  examine?: (event: StoredEvent) => string | undefined;
  /** Called after each page of the log. */
  onProgress?: (done: number, total: number) => void;
}>;

const PAGE = 1_000;
const TRIGGERS = ['events_are_not_changed', 'events_are_not_deleted'];

/** Where a row says it stands. A damaged row may say anything. */
type Place = Readonly<{ place: number; stream: string; revision: number }>;

const fault = (says: string, { place, stream, revision }: Place = { place: 0, stream: '', revision: 0 }): Fault =>
  ({ position: place === 0 ? '' : positionAt(place), stream, revision, says });

/**
 * Reads a whole ledger, beside a running store if need be, and names its first fault: the pages of the file, the triggers, positions dense
 * from 1, revisions dense in each stream, rows that are events, and the index of streams. Memory: one number per stream, one page of events.
 * The log may grow meanwhile; what was there at the start is audited. @throws StoreUnavailable if there is no ledger to read
 */
export const auditEvents = (file: string, options: AuditOptions = {}): Audit => {
  assertSoundBinding();
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { readonly: true });
    ledgerIn(db, file);
    db.exec('BEGIN'); // one snapshot for log and index
    return audit(db, options);
  } catch (error) {
    if (isDamaged(error)) return { events: 0, streams: 0, fault: fault(`the file is damaged: ${(error as Error).message}`) };
    throw isOutage(error) ? new StoreUnavailable(`The ledger ${file} cannot be read: ${(error as Error).message}.`, { cause: error }) : error;
  } finally {
    db?.close();
  }
};

const audit = (db: Database.Database, { examine = () => undefined, onProgress = () => {} }: AuditOptions): Audit => {
  const broken = fileFault(db);
  if (broken) return { events: 0, streams: 0, fault: broken };
  const walked = walk(db, examine, onProgress);
  const unfindable = walked.fault ? undefined : indexFault(db, walked.events);
  return unfindable ? { ...walked, fault: unfindable } : walked;
};

const fileFault = (db: Database.Database): Fault | undefined => {
  const damage = db.pragma('integrity_check(1)', { simple: true });
  if (damage !== 'ok') return fault(`the file is damaged: ${damage}`);
  const triggers = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'events'`).pluck().all();
  const missing = TRIGGERS.find((trigger) => !triggers.includes(trigger));
  return missing === undefined ? undefined : fault(`the trigger ${missing} is missing: the log is not protected against change`);
};

const walk = (db: Database.Database, examine: NonNullable<AuditOptions['examine']>, onProgress: NonNullable<AuditOptions['onProgress']>): Audit => {
  const page = db.prepare<[number, number], EventRow>('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT ?').raw();
  const total = db.prepare<[], number>('SELECT count(*) FROM events').pluck().get()!;
  const heads = new Map<string, number>();
  let done = 0;
  for (let rows = page.all(firstPlace(db) - 1, PAGE); rows.length > 0; rows = page.all(rows.at(-1)![0], PAGE)) {
    for (const row of rows) {
      const found = rowFault(row, done + 1, heads) ?? eventFault(row, examine);
      if (found) return { events: done, streams: heads.size, fault: found };
      heads.set(row[1], row[2]);
      done++;
    }
    onProgress(done, total);
  }
  return { events: done, streams: heads.size };
};

/** Places start at 1. Whatever lies before is a fault, so the walk starts with it. */
const firstPlace = (db: Database.Database): number => Math.min(1, db.prepare<[], number | null>('SELECT min(position) FROM events').pluck().get() ?? 1);

const rowFault = ([place, stream, revision]: EventRow, expectedPlace: number, heads: ReadonlyMap<string, number>): Fault | undefined => {
  const here = { place, stream, revision };
  if (place !== expectedPlace) return fault(`position ${expectedPlace} is missing, ${place} follows`, here);
  const head = heads.get(stream) ?? 0;
  return revision === head + 1 ? undefined : fault(`the stream is at revision ${head}, and revision ${revision} follows`, here);
};

const METADATA = ['occurredAt', 'by', 'cause', 'correlation', 'request'] as const;

const eventFault = (row: EventRow, examine: NonNullable<AuditOptions['examine']>): Fault | undefined => {
  const [place, stream, revision, id] = row;
  const here = { place, stream, revision };
  if (id.length !== 16) return fault(`the id has ${id.length} bytes, not 16`, here);
  let event: StoredEvent;
  try {
    event = eventOf(row);
  } catch (error) {
    return fault(`the row is not an event: ${((error as Error).cause as Error).message}`, here);
  }
  if (event.data === null || typeof event.data !== 'object') return fault('the data are not an object', here);
  const missing = METADATA.find((name) => typeof event[name] !== 'string');
  const says = missing === undefined ? examine(event) : `the metadata do not tell ${missing}`;
  return says === undefined ? undefined : fault(says, here);
};

/** Does the table of streams lead to every event it should, and to no other? */
const indexFault = (db: Database.Database, events: number): Fault | undefined => {
  const indexedTo = db.prepare<[], number>('SELECT indexed_to FROM ledger').pluck().get()!;
  if (indexedTo > events) return fault(`the log ends at ${events}, and the index of streams reaches to ${indexedTo}: the last events are missing`);
  const lost = db.prepare<[number], Place>(`
    SELECT events.position AS place, events.stream, events.revision FROM events LEFT JOIN streams USING (stream, revision)
    WHERE events.position <= ? AND streams.position IS NOT events.position ORDER BY events.position LIMIT 1`).get(indexedTo);
  if (lost) return fault('the index of streams does not lead to this event', lost);
  const entries = db.prepare<[], number>('SELECT count(*) FROM streams').pluck().get()!;
  return entries === indexedTo ? undefined : fault(`the index of streams has ${entries} entries, not ${indexedTo}`);
};
