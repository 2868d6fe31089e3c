import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** A server for one test run. `stop` ends it and removes what it kept; so does the end of this process, whatever ends it. */
export type PostgresServer = Readonly<{
  /** What answers: the version and where its programs are, or PGlite. */ called: string;
  /** True: PostgreSQL itself. False: PGlite, which has one session for all connections. */ real: boolean;
  /** The address of its first database. */ url: string;
  /** Makes another, empty database, and tells its address. On PGlite there is only one. */ database: (name: string, how?: string) => Promise<string>;
  stop: () => Promise<void>;
}>;

/** `durable`: flushes, as a server in production does. */
export type PostgresStart = Readonly<{ durable?: boolean }>;

const USER = 'kimberlite';
const START_MS = 30_000;
const NOBODY = 65_534;
const HURRIED = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
const SETTINGS = ['listen_addresses=', 'max_connections=60', 'shared_buffers=64MB', 'max_wal_size=2GB', 'log_min_messages=panic', 'log_statement=none'];

/** Runs a program until its own input ends, which it does with us, and then clears up. */
const UNTIL_WE_END = 'dir=$1; shift; "$@" <&- >"$dir/log" 2>&1 & pid=$!; read _; kill -INT $pid; wait $pid; rm -rf "$dir"';

/** The folder with the programs of a server: the newest of a Debian, else what is on the PATH. */
export const programs = (): string | undefined => {
  const versions = '/usr/lib/postgresql';
  const debian = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a)).map((version) => join(versions, version, 'bin')) : [];
  return [...debian, ...(process.env['PATH'] ?? '').split(delimiter)].find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
};

/** Starts a server of its own on a socket in a folder of its own: PostgreSQL where its programs are found, PGlite elsewhere, or if TEST_POSTGRES=pglite. */
export const startPostgres = async ({ durable = false }: PostgresStart = {}): Promise<PostgresServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'pg-'));
  const bin = process.env['TEST_POSTGRES'] === 'pglite' ? undefined : programs();
  const child = bin ? startReal(bin, folder, durable) : startPglite(folder);
  const addressOf = (database: string) => `postgresql://${USER}@${encodeURIComponent(folder)}/${database}`;
  const url = addressOf('postgres');
  try {
    await answers(url, child, folder);
    return {
      called: bin ? `${execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }).trim()} from ${bin}` : 'PGlite, for no PostgreSQL was found', real: bin !== undefined, url,
      database: async (name, how = '') => {
        if (!bin) return url;
        await ask(url, `CREATE DATABASE "${name}" ${how}`);
        return addressOf(name);
      },
      stop: () => ended(child),
    };
  } catch (error) {
    await ended(child);
    throw error;
  }
};

/** PostgreSQL does not run as root: then somebody else runs it. */
const runner = (): { uid?: number; gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const idOf = (which: string) => { try { return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })); } catch { return NOBODY; } };
  return { uid: idOf('-u'), gid: idOf('-g') };
};

const startReal = (bin: string, folder: string, durable: boolean): ChildProcess => {
  const [who, cluster] = [runner(), join(folder, 'cluster')];
  if (who.uid !== undefined) chownSync(folder, who.uid, who.gid!);
  const make = (...more: string[]) => execFileSync(join(bin, 'initdb'), ['-D', cluster, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--no-sync', ...more], { ...who, cwd: folder, stdio: 'ignore' });
  try {
    // Texts in the order of a language: whoever forgets to say COLLATE "C" is found out.
    make('--locale=C', '--locale-provider=icu', '--icu-locale=en-US');
  } catch {
    rmSync(cluster, { recursive: true, force: true });
    make('--locale=C');
  }
  const settings = [...SETTINGS, `unix_socket_directories=${folder}`, ...(durable ? [] : HURRIED)].flatMap((setting) => ['-c', setting]);
  return spawn('/bin/sh', ['-c', UNTIL_WE_END, 'sh', folder, join(bin, 'postgres'), '-D', cluster, ...settings], { ...who, cwd: folder, stdio: ['pipe', 'ignore', 'ignore'] });
};

const startPglite = (folder: string): ChildProcess =>
  spawn('/bin/sh', ['-c', UNTIL_WE_END, 'sh', folder, process.execPath, fileURLToPath(new URL('pglite.mjs', import.meta.url)), join(folder, '.s.PGSQL.5432')], { stdio: ['pipe', 'ignore', 'ignore'] });

const ask = async (url: string, text: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try { await client.query(text); } finally { await client.end(); }
};

const answers = async (url: string, child: ChildProcess, folder: string): Promise<void> => {
  for (const until = Date.now() + START_MS; ;) {
    const error = await ask(url, 'SELECT 1').then(() => undefined, (reason: unknown) => reason);
    if (error === undefined) return;
    if (Date.now() > until || child.exitCode !== null) throw new Error(`The server in ${folder} does not answer.`, { cause: error });
    await wait(25);
  }
};

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return;
  const exit = new Promise((resolve) => { child.once('exit', resolve); });
  child.stdin!.end();
  await exit;
};
