import type { Database } from '#platform/read-models';
import { newWebhook, webhookOf, WebhookStore, type Progress, type Webhook, type WebhookRow, type Wish } from './webhook-store.ts';

/** Webhooks in a database, for all processes that serve one ledger. */
export class PostgresWebhookStore extends WebhookStore {
  readonly #database: Database;
  readonly #schema: string;
  readonly #table: string;

  /** @param schema a small word; it is made where it is not there */
  constructor(database: Database, schema: string) {
    super();
    [this.#database, this.#schema, this.#table] = [database, schema, `"${schema}".webhooks`];
  }

  /** Makes what is missing. @throws UnfitDatabase, RowsUnavailable */
  async prepare(): Promise<void> {
    await this.#database.transaction(async (ask) => {
      await ask({ text: `SELECT pg_advisory_xact_lock(hashtext('${this.#schema}'), 0)` });
      await ask({ text: `CREATE SCHEMA IF NOT EXISTS "${this.#schema}";
        CREATE TABLE IF NOT EXISTS ${this.#table} (id text PRIMARY KEY, url text NOT NULL, types text NOT NULL, secret text NOT NULL, created_at text NOT NULL,
          position text COLLATE "C" NOT NULL, failures integer NOT NULL, last_failure text, stuck_since text, token bigint NOT NULL DEFAULT 0) WITH (fillfactor = 50)` });
    });
  }

  async add(wish: Wish): Promise<Webhook> {
    const row = newWebhook(wish, new Date().toISOString());
    const names = Object.keys(row);
    await this.#database.transaction(async (ask) => {
      await ask({ text: 'SET LOCAL synchronous_commit = on' });
      await ask({ text: `INSERT INTO ${this.#table} (${names.join()}) VALUES (${names.map((_, i) => `$${i + 1}`).join()})`, values: Object.values(row) });
    });
    return webhookOf(row);
  }

  async list(): Promise<readonly Webhook[]> {
    return (await this.#database.ask({ text: `SELECT * FROM ${this.#table} ORDER BY id` })).rows.map((row) => webhookOf(row as unknown as WebhookRow));
  }

  remove(id: string): Promise<boolean> { return this.#changes(`DELETE FROM ${this.#table} WHERE id = $1`, id); }
  resume(id: string): Promise<boolean> { return this.#changes(`UPDATE ${this.#table} SET failures = 0, stuck_since = NULL WHERE id = $1 AND stuck_since IS NOT NULL`, id); }

  note(id: string, { position, failures, lastFailure, stuckSince }: Progress, token: number): Promise<boolean> {
    return this.#changes(`UPDATE ${this.#table} SET position = greatest(position, $2), failures = $3, last_failure = $4, stuck_since = $5, token = $6
      WHERE id = $1 AND token <= $6`, id, position, failures, lastFailure ?? null, stuckSince ?? null, token);
  }

  async close(): Promise<void> { await this.#database.close(); }

  async #changes(text: string, ...values: readonly unknown[]): Promise<boolean> { return ((await this.#database.ask({ text, values })).rowCount ?? 0) > 0; }
}
