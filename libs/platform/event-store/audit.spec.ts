import { copyFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { auditEvents, type AuditOptions } from './audit.ts';
import { event } from './event-store.contract.ts';
import { StoreUnavailable } from './event-store.ts';
import { SqliteEventStore } from './sqlite.event-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'kimberlite-audit-'));
const file = join(folder, 'ledger.db');
beforeAll(async () => {
  const store = new SqliteEventStore(join(folder, 'whole.db'));
  await Promise.all(Array.from({ length: 600 }, (_, i) => store.append(`lot-${i}`, 0, [event('A'), event('B')])));
  await store.append('lot-5', 2, [event('C')]);
  for (let i = 0; i < 3_600; i += 600) await store.append('lot-long', i, Array.from({ length: 600 }, () => event('A')));
  await store.close();
});
beforeEach(() => copyFileSync(join(folder, 'whole.db'), file));
afterAll(() => rmSync(folder, { recursive: true }));

/** What somebody with the file in hand may do to it. */
const tamper = (sql: string) => {
  const db = new Database(file);
  const triggers = db.prepare<[], string>(`SELECT sql FROM sqlite_schema WHERE type = 'trigger'`).pluck().all();
  db.exec('DROP TRIGGER events_are_not_changed; DROP TRIGGER events_are_not_deleted');
  db.exec(`PRAGMA writable_schema = OFF; ${sql}`);
  for (const trigger of triggers) db.exec(trigger);
  db.close();
};
const faultOf = (options?: AuditOptions) => auditEvents(file, options).fault;
const at = (place: number) => `${place}`.padStart(16, '0');

it('finds nothing wrong with a ledger that was left alone, also while it is open', async () => {
  const store = new SqliteEventStore(file);
  await store.append('lot-new', 0, [event('A')]);
  const told: number[] = [];
  expect(auditEvents(file, { onProgress: (done, total) => told.push(done, total) })).toEqual({ events: 4_802, streams: 602 });
  expect(told.filter((_, i) => i % 2 === 0)).toEqual([1_000, 2_000, 3_000, 4_000, 4_802]);
  await store.close();
});

it.each([
  ['an event was taken out', 'DELETE FROM events WHERE position = 7', { position: at(8), stream: 'lot-3', revision: 2, says: 'position 7 is missing, 8 follows' }],
  ['the last events were taken out', 'DELETE FROM events WHERE position > 900', { position: '', stream: '', revision: 0, says: expect.stringContaining('the last events are missing') }],
  ['an event was put in before the first', `INSERT INTO events SELECT 0, 'lot-x', 1, id, type, data, metadata, recorded_at FROM events LIMIT 1`, { stream: 'lot-x', revision: 1, says: 'position 1 is missing, 0 follows' }],
  ['an event was moved to another stream', `UPDATE events SET stream = 'lot-9' WHERE position = 8`, { position: at(8), stream: 'lot-9', revision: 2, says: 'the stream is at revision 0, and revision 2 follows' }],
  ['the data were cut', `UPDATE events SET data = '{"n":' WHERE position = 3`, { position: at(3), says: expect.stringContaining('the row is not an event') }],
  ['the data became a number', 'UPDATE events SET data = 5 WHERE position = 3', { position: at(3), says: 'the data are not an object' }],
  ['the metadata became nothing', `UPDATE events SET metadata = 'null' WHERE position = 3`, { position: at(3), says: expect.stringContaining('the row is not an event') }],
  ['the author was removed', `UPDATE events SET metadata = json_remove(metadata, '$.by') WHERE position = 3`, { position: at(3), says: 'the metadata do not tell by' }],
  ['the time of recording became impossible', 'UPDATE events SET recorded_at = 9000000000000000 WHERE position = 3', { position: at(3), says: expect.stringContaining('Invalid time value') }],
  ['an id was shortened', `UPDATE events SET id = x'00' WHERE position = 3`, { position: at(3), says: 'the id has 1 bytes, not 16' }],
  ['the index leads elsewhere', `UPDATE streams SET position = 4 WHERE stream = 'lot-0' AND revision = 2`, { position: at(2), stream: 'lot-0', revision: 2, says: 'the index of streams does not lead to this event' }],
  ['the index has an entry too many', `INSERT INTO streams VALUES ('lot-x', 1, 1)`, { says: expect.stringContaining('entries, not') }],
])('names the first fault when %s', (_, sql, fault) => {
  tamper(sql);
  expect(faultOf()).toMatchObject(fault);
});

it('names a fault that only the caller can see', () => {
  expect(faultOf({ examine: ({ type }) => (type === 'C' ? 'no such event' : undefined) })).toEqual({ position: at(1_201), stream: 'lot-5', revision: 3, says: 'no such event' });
});

it('misses the triggers', () => {
  const db = new Database(file);
  db.exec('DROP TRIGGER events_are_not_deleted');
  db.close();
  expect(faultOf()).toMatchObject({ position: '', says: 'the trigger events_are_not_deleted is missing: the log is not protected against change' });
});

it('sees that pages of the file are damaged or gone', () => {
  truncateSync(file, 4_096 * 40);
  expect(faultOf()).toMatchObject({ says: expect.stringMatching(/^the file is damaged/) });
});

it('says so if there is no ledger to read', () => {
  expect(() => auditEvents(join(folder, 'none.db'))).toThrow(StoreUnavailable);
  writeFileSync(join(folder, 'text.db'), 'this is not a database, but it is long enough to look like one'.repeat(100));
  expect(() => auditEvents(join(folder, 'text.db'))).toThrow(/not a database/);
});
