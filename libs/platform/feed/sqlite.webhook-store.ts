import { chmodSync } from 'node:fs';
import Database from 'better-sqlite3';
import { newWebhook, webhookOf, WebhookStore, type Progress, type Webhook, type WebhookRow, type Wish } from './webhook-store.ts';

const SCHEMA = `CREATE TABLE IF NOT EXISTS webhooks (
  id TEXT PRIMARY KEY, url TEXT NOT NULL, types TEXT NOT NULL, secret TEXT NOT NULL, created_at TEXT NOT NULL, position TEXT NOT NULL,
  failures INTEGER NOT NULL, last_failure TEXT, stuck_since TEXT, token INTEGER NOT NULL DEFAULT 0) STRICT`;
const OWNER_ONLY = 0o600;

/** Webhooks in a file of their own, readable by its owner only. How far each has come may lose its last moment in a crash: it is then told again. */
export class SqliteWebhookStore extends WebhookStore {
  private readonly db: Database.Database;

  constructor(file: string) {
    super();
    this.db = new Database(file);
    chmodSync(file, OWNER_ONLY);
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = NORMAL');
    this.db.pragma('busy_timeout = 5000');
    this.db.exec(SCHEMA);
  }

  async add(wish: Wish): Promise<Webhook> {
    const row = newWebhook(wish, new Date().toISOString());
    this.db.prepare(`INSERT INTO webhooks (id, url, types, secret, created_at, position, failures)
      VALUES (:id, :url, :types, :secret, :created_at, :position, :failures)`).run(row);
    return webhookOf(row);
  }

  async list(): Promise<readonly Webhook[]> { return this.db.prepare<[], WebhookRow>('SELECT * FROM webhooks ORDER BY id').all().map(webhookOf); }
  async remove(id: string): Promise<boolean> { return this.db.prepare('DELETE FROM webhooks WHERE id = ?').run(id).changes > 0; }

  async resume(id: string): Promise<boolean> {
    return this.db.prepare('UPDATE webhooks SET failures = 0, stuck_since = NULL WHERE id = ? AND stuck_since IS NOT NULL').run(id).changes > 0;
  }

  async note(id: string, { position, failures, lastFailure, stuckSince }: Progress, token: number): Promise<boolean> {
    return this.db.prepare(`UPDATE webhooks SET position = max(position, ?), failures = ?, last_failure = ?, stuck_since = ?, token = ? WHERE id = ? AND token <= ?`)
      .run(position, failures, lastFailure ?? null, stuckSince ?? null, token, id, token).changes > 0;
  }

  async close(): Promise<void> { this.db.close(); }
}
