import Database from 'better-sqlite3';
import { BEFORE_ALL, type Position } from '#kernel';
import { Checkpoints } from './checkpoints.ts';

const schema = 'CREATE TABLE IF NOT EXISTS checkpoints (consumer TEXT PRIMARY KEY, position TEXT NOT NULL) STRICT, WITHOUT ROWID';

/** Kept in a small file of its own, synchronous=NORMAL: the last seconds may be lost, and are then repeated. */
export class SqliteCheckpoints extends Checkpoints {
  private readonly db: Database.Database;
  constructor(file: string) {
    super();
    this.db = new Database(file);
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = NORMAL');
    this.db.pragma('busy_timeout = 5000');
    this.db.exec(schema);
  }

  async load(consumer: string): Promise<Position> {
    return this.db.prepare<[string], Position>('SELECT position FROM checkpoints WHERE consumer = ?').pluck().get(consumer) ?? BEFORE_ALL;
  }

  /** Two processes may save at once: the later position stays. */
  async save(consumer: string, position: Position): Promise<void> {
    this.db.prepare('INSERT INTO checkpoints VALUES (?, ?) ON CONFLICT DO UPDATE SET position = max(position, excluded.position)').run(consumer, position);
  }

  async close(): Promise<void> { this.db.close(); }
}
