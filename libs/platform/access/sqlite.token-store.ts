import { chmodSync } from 'node:fs';
import Database from 'better-sqlite3';
import { dayOf, type Role } from '#kernel';
import { isToken, knownOf, newToken, secretOf, type TokenRow } from './token-row.ts';
import { TokenStore, type Bearer, type Grant, type IssuedToken, type KnownToken } from './token-store.ts';

const SCHEMA = `CREATE TABLE IF NOT EXISTS tokens (
  id TEXT PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, party TEXT NOT NULL, participant TEXT NOT NULL, roles TEXT NOT NULL,
  expires_on TEXT, note TEXT, created_at TEXT NOT NULL, revoked_at TEXT, person TEXT) STRICT`;
/** What files of earlier versions lack. */
const ADDED_COLUMNS = ['person'];
const MAX_CACHED = 1_000;
const NOTICE_AFTER_MS = 500;
const OWNER_ONLY = 0o600;

type Cached = Readonly<{ bearer: Bearer; expiresOn: string | null }>;

/** Tokens in a file of their own, readable by its owner only: the ledger can be copied and shown without them. */
export class SqliteTokenStore extends TokenStore {
  private readonly db: Database.Database;
  private readonly bySecret: Database.Statement<[Buffer], TokenRow>;
  private readonly cache = new Map<string, Cached>();
  private version = 0;
  private lookedAtMs = 0;

  constructor(file: string, private readonly clock: () => number = Date.now) {
    super();
    this.db = new Database(file);
    chmodSync(file, OWNER_ONLY);
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = FULL');
    this.db.pragma('busy_timeout = 5000');
    this.db.exec(SCHEMA);
    this.migrate();
    this.bySecret = this.db.prepare('SELECT id, sha256, party, participant, roles, expires_on, note, created_at, revoked_at, person FROM tokens WHERE sha256 = ? AND revoked_at IS NULL');
  }

  async create(grant: Grant): Promise<IssuedToken> {
    const { token, row, sha256 } = newToken(grant, this.now());
    this.db.prepare(`INSERT INTO tokens (id, sha256, party, participant, roles, expires_on, note, created_at, revoked_at, person)
      VALUES (:id, :sha256, :party, :participant, :roles, :expires_on, :note, :created_at, :revoked_at, :person)`)
      .run({ ...row, sha256 });
    return { token, ...knownOf(row) };
  }

  async list(): Promise<readonly KnownToken[]> {
    return this.db.prepare<[], TokenRow>('SELECT * FROM tokens ORDER BY id').all().map(knownOf);
  }

  async revoke(id: string): Promise<boolean> {
    const { changes } = this.db.prepare('UPDATE tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL').run(this.now(), id);
    this.cache.clear();
    return changes > 0;
  }

  async find(token: string): Promise<Bearer | undefined> {
    if (!isToken(token)) return undefined;
    this.notice();
    const secret = secretOf(token);
    const known = this.cache.get(secret) ?? this.load(secret);
    if (!known || (known.expiresOn !== null && known.expiresOn < dayOf(this.now()))) return undefined;
    return known.bearer;
  }

  async close(): Promise<void> { this.db.close(); }

  private load(secret: string): Cached | undefined {
    const row = this.bySecret.get(Buffer.from(secret, 'base64url'));
    if (!row) return undefined;
    const { id, party, participant, roles, expires_on: expiresOn, person } = row;
    const known = { bearer: { tokenId: id, actor: { party, participant, roles: JSON.parse(roles) as Role[], ...(person !== null && { person }) } }, expiresOn };
    if (this.cache.size >= MAX_CACHED) this.cache.delete(this.cache.keys().next().value!);
    this.cache.set(secret, known);
    return known;
  }

  /** In one transaction with the look: of two processes that open an old file, the second finds nothing to do. */
  private migrate(): void {
    this.db.transaction(() => {
      const columns = new Set(this.db.prepare<[], { name: string }>("SELECT name FROM pragma_table_info('tokens')").all().map(({ name }) => name));
      for (const column of ADDED_COLUMNS) if (!columns.has(column)) this.db.exec(`ALTER TABLE tokens ADD COLUMN ${column} TEXT`);
    }).immediate();
  }

  /** Forgets what it remembers when another process wrote to the file. */
  private notice(): void {
    const nowMs = this.clock();
    if (nowMs - this.lookedAtMs < NOTICE_AFTER_MS && nowMs >= this.lookedAtMs) return;
    this.lookedAtMs = nowMs;
    const version = this.db.pragma('data_version', { simple: true }) as number;
    if (version !== this.version) this.cache.clear();
    this.version = version;
  }

  private now(): string { return new Date(this.clock()).toISOString(); }
}
