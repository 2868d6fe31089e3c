import { setTimeout as pause } from 'node:timers/promises';
import { BEFORE_ALL, type Position } from '#kernel';
import { UnfitDatabase, type Database } from '#platform/read-models';
import { Checkpoints, Superseded, type Holding, type Lease } from './checkpoints.ts';

/** How long a database that does not answer may keep a process from ending. */
const PATIENCE_MS = 2_000;
/** A process that stands still keeps its connection, for the system answers for it; a session that says nothing ends. PostgreSQL 13 has no such setting, and goes without. */
const END_WHEN_SILENT = `SELECT set_config(name, $1, false) FROM pg_settings WHERE name = 'idle_session_timeout'`;
/** Of the tables beside the rows, for all that is kept there. */
const LAYOUT = 1;

type Client = Awaited<ReturnType<Database['lend']>>;

/** Who says nothing for so long has lost what he held: he is frozen, or cut off. The server’s clock and ours each see to it on their own side. */
const SILENT_MS = 10_000;
/** So often within that time we say something. */
const BEATS = 5;

/**
 * Kept beside the rows, for all processes. Whoever has a piece of work holds an advisory lock by a session of his own, which ends with his process or his
 * connection; the token in the table tells apart those who held it one after another.
 */
export class PostgresCheckpoints extends Checkpoints {
  readonly #database: Database;
  readonly #schema: string;
  readonly #silentMs: number;
  readonly #leases = new Set<Lease>();

  /** @param schema a small word; it is made where it is not there. @param silentMs after how long without a word a holder has lost what he held */
  constructor(database: Database, schema: string, silentMs = SILENT_MS) {
    super();
    [this.#database, this.#schema, this.#silentMs] = [database, schema, silentMs];
  }

  /** Makes what is missing. @throws UnfitDatabase, RowsUnavailable */
  async prepare(): Promise<void> {
    await this.#database.transaction(async (ask) => {
      await ask({ text: `SELECT pg_advisory_xact_lock(hashtext('${this.#schema}'), 0)` });
      await ask({ text: `CREATE SCHEMA IF NOT EXISTS "${this.#schema}";
        CREATE TABLE IF NOT EXISTS "${this.#schema}".ledger (id text NOT NULL, layout integer NOT NULL);
        CREATE TABLE IF NOT EXISTS "${this.#schema}".consumers (
          name text PRIMARY KEY, position text COLLATE "C" NOT NULL DEFAULT '', token bigint NOT NULL DEFAULT 0, holder text NOT NULL DEFAULT '', since timestamptz
        ) WITH (fillfactor = 50);
        SELECT name, position, token, holder, since FROM "${this.#schema}".consumers LIMIT 0; SELECT id, layout FROM "${this.#schema}".ledger LIMIT 0` });
      const { rows: [found] } = await ask({ text: `SELECT max(layout) AS layout FROM "${this.#schema}".ledger` });
      const layout = (found?.['layout'] ?? LAYOUT) as number;
      if (layout !== LAYOUT) throw new UnfitDatabase('DATABASE_SCHEMA', `${this.#schema} is of layout ${layout}, this program keeps layout ${LAYOUT}. Use the program that made it, or name another schema.`);
    });
  }

  async load(consumer: string): Promise<Position> {
    const { rows } = await this.#database.ask({ text: `SELECT position FROM "${this.#schema}".consumers WHERE name = $1`, values: [consumer] });
    return (rows[0]?.['position'] ?? BEFORE_ALL) as Position;
  }

  async save(consumer: string, position: Position, token = Number.MAX_SAFE_INTEGER): Promise<void> {
    const { rowCount } = await this.#database.ask({
      text: `INSERT INTO "${this.#schema}".consumers AS known (name, position) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET position = greatest(known.position, excluded.position) WHERE known.token <= $3`,
      values: [consumer, position, token],
    });
    if (rowCount === 0) throw new Superseded(`Somebody else has taken ${consumer}.`);
  }

  async take(work: string, holder: string): Promise<Lease | undefined> {
    const client = await this.#database.lend();
    try {
      const { rows: [locked] } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock(hashtext($1), hashtext($2)) AS free', [this.#schema, work]);
      if (locked?.free) return await this.#begin(client, work, holder);
      client.release();
      return undefined;
    } catch (error) {
      client.release(true);
      throw this.#database.classed(error);
    }
  }

  async holdings(): Promise<readonly Holding[]> {
    const { rows } = await this.#database.ask({ text: `SELECT name AS work, holder, token, since FROM "${this.#schema}".consumers WHERE token > 0 ORDER BY name` });
    return rows.map(({ work, holder, token, since }) => ({ work: String(work), holder: String(holder), token: Number(token), since: (since as Date).toISOString() }));
  }

  async belongTo(ledgerId: string): Promise<string> {
    return this.#database.transaction(async (ask) => {
      await ask({ text: 'SET LOCAL synchronous_commit = on' });
      await ask({ text: `SELECT pg_advisory_xact_lock(hashtext('${this.#schema}'), 0)` });
      const { rows } = await ask({ text: `SELECT id FROM "${this.#schema}".ledger` });
      if (rows.length === 0) await ask({ text: `INSERT INTO "${this.#schema}".ledger VALUES ($1, $2)`, values: [ledgerId, LAYOUT] });
      return String(rows[0]?.['id'] ?? ledgerId);
    });
  }

  /** How far the server’s clock is ahead of ours, in milliseconds. */
  async serverAheadMs(clock: () => number = Date.now): Promise<number> {
    await this.#database.ask({ text: 'SELECT 1' });
    const beforeMs = clock();
    const { rows } = await this.#database.ask({ text: 'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS ms' });
    const [serverMs, afterMs] = [Math.floor(Number(rows[0]!['ms'])), clock()];
    if (serverMs >= beforeMs && serverMs <= afterMs) return 0;
    return serverMs > afterMs ? serverMs - afterMs : serverMs - beforeMs;
  }

  async close(): Promise<void> {
    for (const lease of [...this.#leases]) await lease.release();
    await this.#database.close();
  }

  async #begin(client: Client, work: string, holder: string): Promise<Lease> {
    let [held, heardMs] = [true, performance.now()];
    const lost = () => { held = false; };
    client.on('error', lost).on('end', lost);
    await client.query(END_WHEN_SILENT, [String(this.#silentMs)]);
    const { rows } = await client.query<{ token: string }>(`INSERT INTO "${this.#schema}".consumers AS known (name, token, holder, since) VALUES ($1, 1, $2, now())
      ON CONFLICT (name) DO UPDATE SET token = known.token + 1, holder = excluded.holder, since = excluded.since RETURNING token`, [work, holder]);
    const beating = setInterval(() => { client.query('SELECT 1').then(() => { heardMs = performance.now(); }, lost); }, this.#silentMs / BEATS).unref();
    const isHeld = () => held && performance.now() - heardMs < this.#silentMs;
    let given = false;
    const release = async () => {
      if (given) return;
      clearInterval(beating);
      const mayUnlock = isHeld();
      [held, given] = [false, true];
      this.#leases.delete(lease);
      const unlocked = mayUnlock ? client.query('SELECT pg_advisory_unlock(hashtext($1), hashtext($2))', [this.#schema, work]).catch(() => {}) : undefined;
      await Promise.race([unlocked, pause(PATIENCE_MS, undefined, { ref: false })]);
      client.release(true); // the session ends, and its locks with it
    };
    const lease: Lease = { work, token: Number(rows[0]!.token), isHeld, release };
    this.#leases.add(lease);
    return lease;
  }
}
