import { randomBytes } from 'node:crypto';
import { Socket } from 'node:net';
import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { DATABASE_URL, faultOfOptions, RowsUnavailable, UnfitDatabase, type PostgresOptions } from './postgres.settings.ts';

/** A statement with a name is parsed once a connection. */
export type Statement = Readonly<{ text: string; values?: readonly unknown[]; name?: string }>;
type Result = pg.QueryResult<Record<string, unknown>>;
/** Asks one statement within a transaction. */
export type Ask = (statement: Statement) => Promise<Result>;

type Together = Readonly<{ statements: Statement[]; answers: Promise<readonly PromiseSettledResult<Result>[]> }>;
/** Classes an error. A connection with an outage is not used again. */
type Failed = (error: unknown) => unknown;

/** What takes its time: indexes of a large generation. */
const PATIENCE_MS = 3_600_000;
/** The server gives up first; our own clock is for one that does not answer at all. */
const GRACE_MS = 5_000;
/** Who stands still in the middle of a transaction keeps others from the rows he wrote: not for longer than this. */
const IDLE_MS = 5_000;
/** How long the end waits for what is under way. */
const CLOSE_MS = 2_000;
/** A machine that is gone without a word is noticed by the server after some ten seconds, and what it held is free. */
const NOTICE = '-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3';
const ABORTED = '25P02';

/** One database through a pool of connections. Its errors are classed: unavailable, unfit, or a mistake of ours. */
export class Database {
  readonly place: string;
  readonly #pool: pg.Pool;
  readonly #sockets = new Set<Socket>();
  #together: Together | undefined;

  /** Does not connect yet. @throws UnfitDatabase if the address is none */
  constructor({ url, connections = 10, statementTimeoutMs = 30_000, connectTimeoutMs = 5_000 }: PostgresOptions) {
    this.place = placeOf(url);
    this.#pool = new pg.Pool({
      connectionString: url, max: connections + 1, connectionTimeoutMillis: connectTimeoutMs, idleTimeoutMillis: 60_000, maxLifetimeSeconds: 3_600,
      statement_timeout: statementTimeoutMs, query_timeout: statementTimeoutMs + GRACE_MS, idle_in_transaction_session_timeout: IDLE_MS,
      keepAlive: true, keepAliveInitialDelayMillis: 10_000, application_name: 'kimberlite', pipeline: true, stream: () => this.#socket(),
      // Rows are a cache: what a power cut takes of them is projected again. Plans by index, also while a young table has no statistics.
      options: `-c synchronous_commit=off -c enable_seqscan=off -c jit=off -c client_min_messages=warning ${NOTICE}`,
    });
    this.#pool.on('error', () => {});
    // A broken connection tells whoever asks on it; said to nobody, it would end the process.
    this.#pool.on('connect', (client) => client.on('error', () => {}));
  }

  /** @throws RowsUnavailable, UnfitDatabase */
  async ask(statement: Statement): Promise<Result> { return this.#lent((client) => client.query(queryOf(client, statement))); }

  /** As `ask`, for quick questions: all of the same turn of the event loop go out together over one connection, which knows their plans already. */
  async askTogether(statement: Statement): Promise<Result> {
    const { statements, answers } = this.#together ??= this.#gather();
    const place = statements.push(statement) - 1;
    const end = (await answers)[place]!;
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  }

  /**
   * Several statements in one transaction, all of them or none, without waiting for one answer before the next is sent: the server works while the
   * later ones are still being made. `patient`: they may take their time; `signal` breaks them off. @throws what the first that failed says
   */
  async atomically(statements: Iterable<Statement>, { patient = false, signal }: Readonly<{ patient?: boolean; signal?: AbortSignal | undefined }> = {}): Promise<void> {
    await this.#lent(async (client) => {
      const sent: Promise<unknown>[] = [];
      const send = (statement: Statement) => {
        const answer = client.query({ ...queryOf(client, statement), ...(patient && { query_timeout: PATIENCE_MS + GRACE_MS }) });
        answer.catch(() => {});
        sent.push(answer);
      };
      send({ text: 'BEGIN' });
      if (patient) send({ text: `SET LOCAL statement_timeout = ${PATIENCE_MS}` });
      try {
        for (const statement of statements) {
          send(statement);
          await setImmediate();
        }
        send({ text: 'COMMIT' });
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      }
      const failed = (await this.#ends(sent, client, signal)).filter((end) => end.status === 'rejected').map(({ reason }) => reason as unknown);
      if (failed.length > 0) throw failed.find((error) => codeOf(error) !== ABORTED) ?? failed[0];
    });
  }

  /** Work that has to look before it writes. */
  async transaction<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    return this.#lent(async (client) => {
      await client.query('BEGIN');
      try {
        const done = await work((statement) => client.query(queryOf(client, statement)));
        await client.query('COMMIT');
        return done;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => {});
        throw error;
      }
    });
  }

  /** A connection for as long as its taker needs it; it says `release(true)` at the end. @throws RowsUnavailable, UnfitDatabase */
  async lend(): Promise<pg.PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw this.classed(error);
    }
  }

  /** Finishes what is under way, unless the server stands still: then it is broken off. */
  async close(): Promise<void> {
    if (this.#pool.ending) return;
    await Promise.race([this.#pool.end(), pause(CLOSE_MS, undefined, { ref: false })]);
    for (const socket of this.#sockets) socket.destroy();
  }

  /** What an error of the client or the server is to us. */
  classed(error: unknown): unknown {
    if (error instanceof UnfitDatabase || error instanceof RowsUnavailable || error instanceof TypeError) return error;
    const { message } = error as Error;
    const unfit = REMEDIES.find(([said]) => said.test(`${codeOf(error)} ${message}`));
    if (unfit) return new UnfitDatabase(DATABASE_URL, `${this.place}: ${message}. ${unfit[1]}`, { cause: error });
    if (error instanceof pg.DatabaseError && !PASSING.test(codeOf(error))) return error;
    return new RowsUnavailable(`The rows at ${this.place} (${DATABASE_URL}) cannot be reached: ${message || codeOf(error)}. Is the address right, and does the server run?`, { cause: error });
  }

  #gather(): Together {
    const statements: Statement[] = [];
    const answers = setImmediate().then(() => {
      this.#together = undefined;
      // A statement that fails is its asker’s: his neighbours have nothing to do with it.
      return this.#lent((client, failed) => Promise.allSettled(statements.map((statement) =>
        client.query(queryOf(client, statement)).catch((error: unknown) => { throw failed(error); }))));
    });
    return { statements, answers };
  }

  /** How all of them end. The signal breaks them off on the server. */
  async #ends(sent: readonly Promise<unknown>[], client: pg.PoolClient, signal?: AbortSignal): Promise<readonly PromiseSettledResult<unknown>[]> {
    const { processID } = client as pg.PoolClient & { processID?: number };
    const breakOff = () => { this.ask({ text: 'SELECT pg_cancel_backend($1)', values: [processID] }).catch(() => {}); };
    signal?.addEventListener('abort', breakOff);
    if (signal?.aborted) breakOff();
    try {
      return await Promise.allSettled(sent);
    } finally {
      signal?.removeEventListener('abort', breakOff);
    }
  }

  #socket(): Socket {
    const socket = new Socket();
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    return socket;
  }

  async #lent<T>(work: (client: pg.PoolClient, failed: Failed) => Promise<T>): Promise<T> {
    const client = await this.lend();
    let broken = false;
    const onError = () => { broken = true; };
    const failed: Failed = (error) => {
      const classed = this.classed(error);
      broken ||= classed instanceof RowsUnavailable;
      return classed;
    };
    client.on('error', onError);
    try {
      return await work(client, failed);
    } catch (error) {
      throw failed(error);
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }
}

const connections = new WeakMap<pg.PoolClient, string>();

/** A statement as the client wants it. Its name is the connection’s own: behind a pooler two connections may share one session. */
const queryOf = (client: pg.PoolClient, { text, values, name }: Statement): pg.QueryConfig => {
  if (name && !connections.has(client)) connections.set(client, randomBytes(6).toString('hex'));
  return { text, ...(values && { values: [...values] }), ...(name && { name: `${connections.get(client)}${name}` }) };
};

/** The SQLSTATE of an error, or the code that the operating system gave it. */
export const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');

/** Connection, resources, shutdown, system, serialisation, locks; a standby in place of the primary; tables of a generation that was thrown away. */
const PASSING = /^(08|40|53|55|57|58|25006|42P01|3F000)/;

/** What will not pass by itself, and what helps. */
const REMEDIES: readonly (readonly [said: RegExp, remedy: string])[] = [
  [/^28|SASL|password/, 'Set a user and a password that the server knows.'],
  [/^3D000/, 'Create the database, or name another one.'],
  [/^42501/, 'Let the owner GRANT CREATE ON DATABASE to this user, and own what is in it.'],
  [/^(ENOENT|EACCES|EISDIR).*, (open|read)/, 'Name files that this user may read in sslrootcert, sslcert and sslkey.'],
  [/does not support SSL|CERT|certificate|self-signed|^ERR_TLS|^ERR_SSL|UNABLE_TO_/i, 'Set sslmode and sslrootcert to what the server has.'],
];

/** Host and database without user and password. @throws UnfitDatabase */
const placeOf = (url: string): string => {
  const { protocol, host, pathname, searchParams } = URL.canParse(url) ? new URL(url) : { protocol: '', host: '', pathname: '', searchParams: new URLSearchParams() };
  if (!/^postgres(ql)?:$/.test(protocol) || pathname.length <= 1 || /%(?![0-9a-f]{2})/i.test(host)) {
    throw new UnfitDatabase(DATABASE_URL, 'this is no address of a PostgreSQL database. Write postgresql://user:password@host:5432/database.');
  }
  const fault = faultOfOptions(searchParams);
  if (fault !== undefined) throw new UnfitDatabase(DATABASE_URL, fault);
  return `${decodeURIComponent(host)}${pathname}`;
};
