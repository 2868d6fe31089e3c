import { createHash } from 'node:crypto';
import type { Position, View } from '#kernel';
import { identifier, statementName } from './postgres.columns.ts';
import type { Ask, Database, Statement } from './postgres.database.ts';
import { DATABASE_SCHEMA, DATABASE_URL, UnfitDatabase } from './postgres.settings.ts';
import { creationOf, type Registered } from './postgres.generation.ts';
import { Locks } from './postgres.locks.ts';
import { fingerprintOf, type CatchUp } from './row-store.ts';

/** What the schema of a register says of itself. Another version has other tables: rows are built again. */
const PROGRAM = 'kimberlite read models';
const LAYOUT = 1;
const OLDEST_SERVER = 130_000;
/** How long to wait for readers of what is thrown away. */
const DROP_MS = 2_000;

/** A generation as the register knows it. */
export type Known = Readonly<{ id: number; fingerprint: string; state: 'building' | 'current' | 'previous'; position: Position }>;

/** The schema that knows which generations there are, how far each is, and which ones are current: one for each set of views. */
export class Register {
  readonly locks: Locks;
  readonly #schema: string;
  readonly #table: string;
  readonly #program: string;
  readonly #all: Statement;
  /** What may be thrown away if nobody holds it: builds, and what is older than the last one before, which stays for a rollback to other views and for who reads the previous rows. */
  readonly #leftovers: string;

  constructor(readonly database: Database, schema: string) {
    this.locks = new Locks(database, createHash('sha256').update(`${PROGRAM} ${schema}`).digest().readInt32BE(0));
    this.#schema = schema;
    [this.#table, this.#program] = [`${identifier(schema)}.generations`, `${identifier(schema)}.program`];
    const text = `SELECT id, fingerprint, state, position FROM ${this.#table}`;
    this.#all = { text, name: statementName(text) };
    const after = (state: string, kept: number) => `(SELECT id FROM ${this.#table} WHERE state = '${state}' ORDER BY id DESC OFFSET ${kept})`;
    this.#leftovers = [after('building', 0), after('current', 2), after('previous', 1)].join(' UNION ALL ');
  }

  /** Checks the server and the schema, and makes the register where there is none. @throws UnfitDatabase, RowsUnavailable */
  async prepare(): Promise<void> {
    await this.database.transaction(async (ask) => {
      await fitServer(ask, this.database.place);
      await ask({ text: this.locks.forChange });
      // One current generation for each set of views: the lock sees to it. An index from before allowed one in all.
      if (await this.#isOurs(ask)) return void await ask({ text: `DROP INDEX IF EXISTS ${identifier(this.#schema)}.generations_state_idx` });
      await ask({ text: `CREATE SCHEMA IF NOT EXISTS ${identifier(this.#schema)};
        CREATE TABLE ${this.#program} (name text NOT NULL, layout integer NOT NULL);
        INSERT INTO ${this.#program} VALUES ('${PROGRAM}', ${LAYOUT});
        CREATE SEQUENCE ${identifier(this.#schema)}.numbers AS integer;
        CREATE TABLE ${this.#table} (id integer PRIMARY KEY, fingerprint text NOT NULL, state text NOT NULL CHECK (state IN ('building', 'current', 'previous')),
          position text COLLATE "C" NOT NULL DEFAULT '') WITH (fillfactor = 50)` });
    });
  }

  async all(): Promise<readonly Known[]> {
    return (await this.database.ask(this.#all)).rows as Known[];
  }

  generation({ id, fingerprint }: Readonly<{ id: number; fingerprint: string }>): Registered {
    return { id, fingerprint, name: `read-models-${id}`, schema: this.#schemaOf(id), register: this.#table };
  }

  /** Enters a generation with empty tables. It is held, as being built. */
  async enter(views: readonly View[]): Promise<Registered> {
    const fingerprint = fingerprintOf(views);
    const id = Number((await this.database.ask({ text: `SELECT nextval('${identifier(this.#schema).replaceAll("'", "''")}.numbers') AS id` })).rows[0]!['id']);
    await this.locks.hold(id, 'building');
    await this.database.transaction(async (ask) => {
      await ask({ text: creationOf(this.#schemaOf(id), views) });
      await ask({ text: `INSERT INTO ${this.#table} (id, fingerprint, state) VALUES ($1, $2, 'building')`, values: [id, fingerprint] });
    });
    return this.generation({ id, fingerprint });
  }

  /**
   * Makes a built generation current in the place of the one for the same views. If that one knows more of the log, `catchUp` is called with its position; nobody moves it
   * meanwhile, nor afterwards. This commit is flushed, and with it everything that was written before.
   */
  async promote({ id, fingerprint }: Registered, catchUp: CatchUp): Promise<void> {
    await this.database.transaction(async (ask) => {
      await ask({ text: 'SET LOCAL synchronous_commit = on' });
      await ask({ text: this.locks.forChange });
      const { rows: [before] } = await ask({ text: `UPDATE ${this.#table} SET state = 'previous' WHERE state = 'current' AND fingerprint = $1
        RETURNING position, position > (SELECT built.position FROM ${this.#table} AS built WHERE built.id = $2) AS ahead`, values: [fingerprint, id] });
      if (before?.['ahead']) await catchUp(before['position'] as Position);
      const { rowCount } = await ask({ text: `UPDATE ${this.#table} SET state = 'current' WHERE id = $1 AND state = 'building'`, values: [id] });
      if (rowCount !== 1) throw new Error(`read-models-${id} was thrown away while it was built: its connection was lost. Build again.`);
    });
  }

  /** Forgets what is left over. */
  async sweep(): Promise<void> {
    const { rows } = await this.database.ask({ text: this.#leftovers });
    for (const { id } of rows) await this.remove(id as number).catch(laterIfInUse);
  }

  /** Throws a generation away that is left over, and that nobody holds. */
  async remove(id: number): Promise<void> {
    await this.database.transaction(async (ask) => {
      await ask({ text: `SET LOCAL lock_timeout = ${DROP_MS}` });
      await ask({ text: this.locks.forChange });
      const { rowCount } = await ask({ text: `DELETE FROM ${this.#table} WHERE id = $1 AND id IN (${this.#leftovers}) AND NOT ${this.locks.isHeld(`${this.#table}.id`)}`, values: [id] });
      if (rowCount === 1) await ask({ text: `DROP SCHEMA IF EXISTS ${identifier(this.#schemaOf(id))} CASCADE` });
    });
  }

  #schemaOf(id: number): string { return `${this.#schema}_${id}`; }

  /** @throws UnfitDatabase if the schema holds something else, or tables of another time */
  async #isOurs(ask: Ask): Promise<boolean> {
    const { rows: [found] } = await ask({ text: 'SELECT to_regclass($1) IS NOT NULL AS program, EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace($2)) AS anything', values: [this.#program, identifier(this.#schema)] });
    const unfit = (why: string) => new UnfitDatabase(DATABASE_SCHEMA, `the schema ${this.#schema} at ${this.database.place} ${why}`);
    if (!found!['anything']) return false;
    const said = found!['program'] ? (await ask({ text: `SELECT * FROM ${this.#program}` })).rows[0] : undefined;
    if (said?.['name'] !== PROGRAM) throw unfit('holds tables that are not ours. Name another schema, which is made if it is not there.');
    if (said['layout'] === LAYOUT) return true;
    throw Number(said['layout']) < LAYOUT
      ? unfit(`was made by an older version (layout ${String(said['layout'])}, not ${LAYOUT}). Drop it with its generations (DROP SCHEMA ${this.#schema} CASCADE), or name another one: the rows are built again.`)
      : unfit(`was made by a newer version (layout ${String(said['layout'])}, not ${LAYOUT}). Run that version, or name another schema.`);
  }
}

/** @throws UnfitDatabase */
const fitServer = async (ask: Ask, place: string): Promise<void> => {
  const { rows: [server] } = await ask({ text: `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS called, pg_is_in_recovery() AS standby,
    current_setting('server_encoding') AS encoding, has_database_privilege(current_database(), 'CREATE') AS may` });
  const faults: readonly (readonly [is: boolean, why: string])[] = [
    [Number(server!['version']) < OLDEST_SERVER, `PostgreSQL ${String(server!['called'])} is too old. Use 13 or newer.`],
    [server!['standby'] === true, 'this server is a standby and takes no writes. Name the primary, or all hosts with target_session_attrs=read-write.'],
    [server!['encoding'] !== 'UTF8', `the database is in ${String(server!['encoding'])}. Create one with ENCODING 'UTF8'.`],
    [server!['may'] !== true, 'this user may not make schemas. Let the owner GRANT CREATE ON DATABASE to him.'],
  ];
  const fault = faults.find(([is]) => is);
  if (fault) throw new UnfitDatabase(DATABASE_URL, `${place}: ${fault[1]}`);
};

/** Locked by somebody who reads: it is thrown away next time. */
const laterIfInUse = (error: unknown): void => {
  if ((error as { cause?: { code?: unknown } }).cause?.code !== '55P03') throw error;
};
