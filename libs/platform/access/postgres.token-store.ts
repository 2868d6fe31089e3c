import { dayOf } from '#kernel';
import type { Database } from '#platform/read-models';
import { isToken, knownOf, newToken, secretOf, type TokenRow } from './token-row.ts';
import { TokenStore, type Bearer, type Grant, type IssuedToken, type KnownToken } from './token-store.ts';

const MAX_CACHED = 1_000;
/** How long what was found is believed: as long as a revocation may take to be noticed. */
const BELIEVED_MS = 500;

type Cached = Readonly<{ bearer: Bearer; expiresOn: string | null; foundMs: number }>;

/** Tokens in a database, for all processes that serve one ledger. */
export class PostgresTokenStore extends TokenStore {
  readonly #database: Database;
  readonly #table: string;
  readonly #cache = new Map<string, Cached>();

  /** @param schema a small word; it is made where it is not there */
  constructor(database: Database, private readonly schema: string, private readonly clock: () => number = Date.now) {
    super();
    this.#database = database;
    this.#table = `"${schema}".tokens`;
  }

  /** Makes what is missing. @throws UnfitDatabase, RowsUnavailable */
  async prepare(): Promise<void> {
    await this.#database.transaction(async (ask) => {
      await ask({ text: `SELECT pg_advisory_xact_lock(hashtext('${this.schema}'), 0)` });
      await ask({ text: `CREATE SCHEMA IF NOT EXISTS "${this.schema}";
        CREATE TABLE IF NOT EXISTS ${this.#table} (id text PRIMARY KEY, sha256 bytea NOT NULL UNIQUE, party text NOT NULL, participant text NOT NULL,
          roles text NOT NULL, expires_on text, note text, created_at text NOT NULL, revoked_at text, person text);
        SELECT id, sha256, party, participant, roles, expires_on, note, created_at, revoked_at, person FROM ${this.#table} LIMIT 0` });
    });
  }

  async create(grant: Grant): Promise<IssuedToken> {
    const { token, row, sha256 } = newToken(grant, this.now());
    const names = Object.keys(row);
    await this.#durably({
      text: `INSERT INTO ${this.#table} (sha256, ${names.join()}) VALUES ($1, ${names.map((_, i) => `$${i + 2}`).join()})`, values: [sha256, ...Object.values(row)],
    });
    return { token, ...knownOf(row) };
  }

  async list(): Promise<readonly KnownToken[]> {
    return (await this.#database.ask({ text: `SELECT * FROM ${this.#table} ORDER BY id` })).rows.map((row) => knownOf(row as TokenRow));
  }

  async revoke(id: string): Promise<boolean> {
    const revoked = await this.#durably({ text: `UPDATE ${this.#table} SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL`, values: [this.now(), id] });
    this.#cache.clear();
    return revoked > 0;
  }

  async find(token: string): Promise<Bearer | undefined> {
    if (!isToken(token)) return undefined;
    const secret = secretOf(token);
    const [cached, nowMs] = [this.#cache.get(secret), this.clock()];
    const known = cached && nowMs - cached.foundMs < BELIEVED_MS && nowMs >= cached.foundMs ? cached : await this.#load(secret);
    if (!known || (known.expiresOn !== null && known.expiresOn < dayOf(this.now()))) return undefined;
    return known.bearer;
  }

  async close(): Promise<void> { await this.#database.close(); }

  async #load(secret: string): Promise<Cached | undefined> {
    const foundMs = this.clock();
    const { rows } = await this.#database.ask({ text: `SELECT * FROM ${this.#table} WHERE sha256 = $1 AND revoked_at IS NULL`, values: [Buffer.from(secret, 'base64url')] });
    this.#cache.delete(secret);
    if (rows.length === 0) return undefined;
    const { id, party, participant, roles, person, expiresOn = null } = knownOf(rows[0] as TokenRow);
    const known = { bearer: { tokenId: id, actor: { party, participant, roles, ...(person !== undefined && { person }) } }, expiresOn, foundMs };
    if (this.#cache.size >= MAX_CACHED) this.#cache.delete(this.#cache.keys().next().value!);
    this.#cache.set(secret, known);
    return known;
  }

  /** Rows are a cache and may be lost with the last moment; a token may not. */
  #durably(statement: Readonly<{ text: string; values: readonly unknown[] }>): Promise<number> {
    return this.#database.transaction(async (ask) => {
      await ask({ text: 'SET LOCAL synchronous_commit = on' });
      return (await ask(statement)).rowCount ?? 0;
    });
  }

  private now(): string { return new Date(this.clock()).toISOString(); }
}
