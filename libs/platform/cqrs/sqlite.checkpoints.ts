import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { BEFORE_ALL, type Position } from '#kernel';
import { Checkpoints, Superseded, type Holding, type Lease } from './checkpoints.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS checkpoints (consumer TEXT PRIMARY KEY, position TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS works (work TEXT PRIMARY KEY, holder TEXT NOT NULL, token INTEGER NOT NULL, since TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS ledger (id TEXT NOT NULL) STRICT`;
const MEMORY = ':memory:';

/**
 * Kept in a small file of its own, synchronous=NORMAL: the last seconds may be lost, and are then repeated. Whoever has a piece of work holds a lock on
 * another file beside it, which the system takes back when the process ends.
 */
export class SqliteCheckpoints extends Checkpoints {
  private readonly db: Database.Database;
  private readonly locks = new Set<Database.Database>();

  constructor(private readonly file: string) {
    super();
    this.db = new Database(file);
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = NORMAL');
    this.db.pragma('busy_timeout = 5000');
    this.db.exec(schema);
    for (const used of ['consumer, position FROM checkpoints', 'work, holder, token, since FROM works', 'id FROM ledger']) this.db.prepare(`SELECT ${used}`); // fails on a file of somebody else
  }

  async load(consumer: string): Promise<Position> {
    return this.db.prepare<[string], Position>('SELECT position FROM checkpoints WHERE consumer = ?').pluck().get(consumer) ?? BEFORE_ALL;
  }

  async save(consumer: string, position: Position, token?: number): Promise<void> {
    this.db.transaction(() => {
      if (token !== undefined && token < this.tokenOf(consumer)) throw new Superseded(`Somebody else has taken ${consumer}.`);
      this.db.prepare('INSERT INTO checkpoints VALUES (?, ?) ON CONFLICT DO UPDATE SET position = max(position, excluded.position)').run(consumer, position);
    }).immediate();
  }

  async take(work: string, holder: string): Promise<Lease | undefined> {
    const lock = this.lock(work);
    if (!lock) return undefined;
    const release = async () => {
      this.locks.delete(lock);
      lock.close();
    };
    try {
      return { work, token: this.enter(work, holder), isHeld: () => lock.open, release };
    } catch (error) {
      await release(); // else nobody could ever take it, and nobody would do it
      throw error;
    }
  }

  async holdings(): Promise<readonly Holding[]> { return this.db.prepare<[], Holding>('SELECT work, holder, token, since FROM works ORDER BY work').all(); }

  async belongTo(ledgerId: string): Promise<string> {
    return this.db.transaction(() => {
      const found = this.db.prepare<[], string>('SELECT id FROM ledger').pluck().get();
      if (found === undefined) this.db.prepare('INSERT INTO ledger VALUES (?)').run(ledgerId);
      return found ?? ledgerId;
    }).immediate();
  }

  async close(): Promise<void> {
    for (const lock of this.locks) lock.close();
    this.locks.clear();
    this.db.close();
  }

  /** Notes who has taken it, and tells the token. */
  private enter(work: string, holder: string): number {
    return this.db.prepare<[string, string, string], number>(`INSERT INTO works VALUES (?, ?, 1, ?)
      ON CONFLICT DO UPDATE SET token = token + 1, holder = excluded.holder, since = excluded.since RETURNING token`).pluck().get(work, holder, new Date().toISOString())!;
  }

  private tokenOf(work: string): number { return this.db.prepare<[string], number>('SELECT token FROM works WHERE work = ?').pluck().get(work) ?? 0; }

  /** Undefined: another process has it. */
  private lock(work: string): Database.Database | undefined {
    const lock = new Database(this.file === MEMORY ? MEMORY : join(dirname(this.file), `${work}.lease`), { timeout: 0 });
    try {
      lock.exec('BEGIN EXCLUSIVE');
      this.locks.add(lock);
      return lock;
    } catch (error) {
      lock.close();
      if (/^SQLITE_BUSY/.test((error as { code?: string }).code ?? '')) return undefined;
      throw error;
    }
  }
}
