import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { View } from '#kernel';
import { fingerprintOf, RowStore, type CatchUp, type Generation } from './row-store.ts';
import { createIndexes, createTables, fence, SqliteGeneration } from './sqlite.generation.ts';

const MEMORY = ':memory:';
type Known = Readonly<{ id: number; fingerprint: string }>;
/** What may be thrown away if nobody holds it: builds, and what is older than the last one before, which stays for a rollback to other views and for who reads the previous rows. */
const LEFTOVERS = ([['building', 0], ['current', 2], ['previous', 1]] as const)
  .map(([state, kept]) => `SELECT id FROM (SELECT id FROM generations WHERE state = '${state}' ORDER BY id DESC LIMIT -1 OFFSET ${kept})`).join(' UNION ALL ');

/**
 * A folder with one file per generation (`read-models-<n>.db`) and one that knows which of them are current (`read-models.db`).
 * Several processes may use the folder. Whoever builds or reads a generation holds a lock on its file, so one that nobody locks is a leftover.
 * With ':memory:' nothing is kept and nothing is shared.
 */
export class SqliteRowStore extends RowStore {
  readonly #folder: string;
  readonly #register: Database.Database;
  #version = -1;
  /** The current generations of all views, by their fingerprint. */
  #pointed: ReadonlyMap<string, number> = new Map();
  /** The generations that answer in this process, by their fingerprint. */
  readonly #serving = new Map<string, SqliteGeneration>();
  /** One that answered until a moment ago: somebody may still be reading. */
  readonly #retired = new Map<string, SqliteGeneration>();
  readonly #building = new Set<SqliteGeneration>();

  /** @param folder is made if it is not there; ':memory:' keeps nothing */
  constructor(folder: string) {
    super();
    this.#folder = folder;
    if (folder !== MEMORY) mkdirSync(folder, { recursive: true });
    this.#register = new Database(folder === MEMORY ? MEMORY : join(folder, 'read-models.db'));
    this.#register.pragma('journal_mode = WAL');
    this.#register.pragma('synchronous = FULL');
    this.#register.exec(`CREATE TABLE IF NOT EXISTS generations (id INTEGER PRIMARY KEY AUTOINCREMENT, fingerprint TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('building', 'current', 'previous'))) STRICT`);
  }

  async current(views: readonly View[]): Promise<Generation | undefined> {
    return this.#current(fingerprintOf(views));
  }

  async begin(views: readonly View[]): Promise<Generation> {
    const fingerprint = fingerprintOf(views);
    const generation = this.#register.transaction(() => {
      this.#sweep();
      const id = Number(this.#register.prepare("INSERT INTO generations (fingerprint, state) VALUES (?, 'building')").run(fingerprint).lastInsertRowid);
      this.#remove(id);
      const db = new Database(this.#file(id));
      for (const pragma of ['locking_mode = EXCLUSIVE', 'journal_mode = MEMORY', 'synchronous = OFF', 'cache_size = -65536']) db.pragma(pragma);
      db.transaction(() => createTables(db, views)).exclusive();
      return new SqliteGeneration(nameOf(id), fingerprint, db);
    }).immediate();
    this.#building.add(generation);
    return generation;
  }

  async promote(generation: Generation, catchUp: CatchUp = async () => {}, signal?: AbortSignal): Promise<void> {
    if (!(generation instanceof SqliteGeneration) || !this.#building.has(generation)) throw new TypeError(`${generation.name} is not being built here.`);
    const { db } = generation;
    for (const _ of createIndexes(db)) {
      await setImmediate();
      signal?.throwIfAborted();
    }
    flush(db);
    await catchUp();
    flush(db);
    await this.#takePlace(generation, catchUp);
    this.#register.transaction(() => this.#sweep()).immediate();
  }

  async discard(generation: Generation): Promise<void> {
    if (!(generation instanceof SqliteGeneration) || !this.#building.delete(generation)) return;
    generation.db.close();
    this.#register.transaction(() => this.#sweep()).immediate();
  }

  async close(): Promise<void> {
    for (const { db } of [...this.#building, ...this.#retired.values(), ...this.#serving.values()]) db.close();
    this.#register.close();
  }

  #current(fingerprint: string): SqliteGeneration | undefined {
    this.#look();
    const [id, serving] = [this.#pointed.get(fingerprint), this.#serving.get(fingerprint)];
    if (id === undefined) return undefined;
    return serving?.name === nameOf(id) ? serving : this.#open({ id, fingerprint });
  }

  /** Another connection wrote to the register if its data version changed: 2 µs to ask. */
  #look(): void {
    const version = this.#register.pragma('data_version', { simple: true }) as number;
    if (version !== this.#version) this.#point();
    this.#version = version;
  }

  #point(): void {
    const known = this.#register.prepare<[], Known>("SELECT id, fingerprint FROM generations WHERE state = 'current'").all();
    this.#pointed = new Map(known.map(({ id, fingerprint }) => [fingerprint, id]));
  }

  /** While nobody writes to the one for the same views. If another build was faster, that is another one now. */
  async #takePlace(generation: SqliteGeneration, catchUp: CatchUp): Promise<void> {
    const { fingerprint, db } = generation;
    const before = this.#current(fingerprint);
    const id = this.#pointed.get(fingerprint);
    const step = async () => {
      if (before && generation.seen < before.seen) {
        await catchUp(before.seen);
        flush(db);
      }
      return this.#enter(generation, id, before);
    };
    const done = await (before ? before.alone(step) : step());
    if (!done) await this.#takePlace(generation, catchUp);
  }

  /**
   * In the place of the one for the same views, to which nobody writes from then on; false if the register has another one by now. Two files cannot change as one: if the
   * process ends in between, the register has the new one, and whoever does not look may still write to the old one.
   */
  #enter(generation: SqliteGeneration, id: number | undefined, before: SqliteGeneration | undefined): boolean {
    const { fingerprint, name, db } = generation;
    const done = this.#register.transaction(() => {
      this.#look();
      if (this.#pointed.get(fingerprint) !== id) return false;
      if (this.#folder !== MEMORY) serve(db);
      this.#register.prepare("UPDATE generations SET state = 'previous' WHERE state = 'current' AND fingerprint = ?").run(fingerprint);
      this.#register.prepare("UPDATE generations SET state = 'current' WHERE id = ?").run(idOf(name));
      this.#flushFolder();
      return true;
    }).immediate();
    this.#point();
    if (!done) return false;
    this.#building.delete(generation);
    this.#serve(generation);
    if (before) fence(before.db);
    return true;
  }

  /** Rows are a cache: if the file is gone they are built again. */
  #open({ id, fingerprint }: Known): SqliteGeneration | undefined {
    if (!existsSync(this.#file(id))) return undefined;
    const db = new Database(this.#file(id), { fileMustExist: true });
    serve(db);
    const generation = new SqliteGeneration(nameOf(id), fingerprint, db);
    this.#serve(generation);
    return generation;
  }

  #serve(generation: SqliteGeneration): void {
    const { fingerprint } = generation;
    const before = this.#serving.get(fingerprint);
    this.#serving.set(fingerprint, generation);
    if (!before) return;
    this.#retired.get(fingerprint)?.db.close();
    this.#retired.set(fingerprint, before);
  }

  /** Forgets what is left over and nobody holds. */
  #sweep(): void {
    for (const id of this.#register.prepare<[], number>(LEFTOVERS).pluck().all().filter((one) => !this.#isHeld(one))) {
      this.#remove(id);
      this.#register.prepare('DELETE FROM generations WHERE id = ?').run(id);
    }
  }

  /** Who reads a file holds it, too: it is asked for as if nobody else had it. */
  #isHeld(id: number): boolean {
    if (this.#folder === MEMORY) return true;
    if (!existsSync(this.#file(id))) return false;
    const db = new Database(this.#file(id), { timeout: 0 });
    try {
      db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; ROLLBACK');
      return false;
    } catch (error) {
      return (error as { code?: string }).code === 'SQLITE_BUSY';
    } finally {
      db.close();
    }
  }

  #remove(id: number): void {
    if (this.#folder !== MEMORY) for (const end of ['', '-wal', '-shm', '-journal']) rmSync(this.#file(id) + end, { force: true });
  }

  #flushFolder(): void {
    if (this.#folder === MEMORY) return;
    const folder = openSync(this.#folder, 'r');
    try { fsyncSync(folder); } finally { closeSync(folder); }
  }

  #file(id: number): string { return this.#folder === MEMORY ? MEMORY : join(this.#folder, `${nameOf(id)}.db`); }
}

const nameOf = (id: number): string => `read-models-${id}`;
const idOf = (name: string): number => Number(name.slice('read-models-'.length));

/**
 * One synchronous commit flushes the whole file. It must change something, or SQLite does not write and not flush.
 * Not by a second descriptor: closing it would drop the lock.
 */
const flush = (db: Database.Database): void => {
  db.pragma('synchronous = FULL');
  db.exec('UPDATE progress SET flushes = flushes + 1');
  db.pragma('synchronous = OFF');
};

/** Readers beside one writer. Not FULL: what a power cut takes from the rows is projected again, and a commit is whole or not there. */
const serve = (db: Database.Database): void => {
  db.pragma('locking_mode = NORMAL');
  db.exec('SELECT position FROM progress');
  const mode = db.pragma('journal_mode = WAL', { simple: true });
  if (mode !== 'wal') throw new Error(`The rows cannot be served: journal mode ${String(mode)} instead of wal.`);
  for (const pragma of ['synchronous = NORMAL', 'busy_timeout = 5000', 'cache_size = -65536', 'wal_autocheckpoint = 16000']) db.pragma(pragma);
  db.exec('SELECT position FROM progress'); // from here on the file is held
};
