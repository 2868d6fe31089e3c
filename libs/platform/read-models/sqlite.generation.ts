import Database from 'better-sqlite3';
import { BEFORE_ALL, type Position, type View } from '#kernel';
import { checkWanted, Fenced, indexedBy, type Bounds, type Generation, type KeyedRow, type Row, type RowChange, type Wanted } from './row-store.ts';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const columnsOf = (view: View): readonly string[] => [...new Set([...indexedBy(view), ...(view.edges ? [view.edges.order] : [])])];
/** Columns of fields are prefixed: a field may be called `key` or `row`. */
const column = (field: string): string => quoted(`.${field}`);
const COMPARED = { from: '>=', to: '<=', above: '>', below: '<' } as const;

/** From so many changes on it pays to sort them: neighbours lie on one page. */
const MANY = 1_000;
const inOrder = (changes: readonly RowChange[]): readonly RowChange[] =>
  [...changes].sort((a, b) => (a.view === b.view ? (a.key < b.key ? -1 : 1) : a.view.name < b.view.name ? -1 : 1));

/** The prepared statements of one view. */
class Table {
  readonly #get: Database.Statement<[string], string>;
  readonly #put: Database.Statement<unknown[]>;
  readonly #updates = new Map<string, Database.Statement<unknown[]>>();
  readonly #remove: Database.Statement<[string]>;
  readonly #finds = new Map<string, Database.Statement<unknown[], { key: string; row: string }>>();
  readonly #columns: readonly string[];
  readonly #name: string;

  constructor(readonly db: Database.Database, readonly view: View) {
    this.#columns = columnsOf(view);
    this.#name = quoted(view.name);
    const names = this.#columns.map(column);
    this.#get = db.prepare<[string], string>(`SELECT row FROM ${this.#name} WHERE key = ?`).pluck();
    this.#put = db.prepare(`INSERT OR REPLACE INTO ${this.#name} (${['key', 'row', ...names].join()}) VALUES (?, ?${', ?'.repeat(names.length)})`);
    this.#remove = db.prepare(`DELETE FROM ${this.#name} WHERE key = ?`);
  }

  get(key: string): Row | undefined {
    const row = this.#get.get(key);
    return row === undefined ? undefined : JSON.parse(row) as Row;
  }

  write({ key, row, was }: RowChange): void {
    if (row === null) this.#remove.run(key);
    else if (was) this.#update(key, row, was);
    else {
      const values: unknown[] = [key, JSON.stringify(row)];
      for (const field of this.#columns) values.push(row[field] ?? null);
      this.#put.run(values);
    }
  }

  /** Sets only the columns that changed: an index whose column is not named is not touched. */
  #update(key: string, row: Row, was: Row): void {
    const changed = this.#columns.filter((field) => row[field] !== was[field]);
    const columns = changed.map((field) => `, ${column(field)} = ?`).join('');
    let update = this.#updates.get(columns);
    if (!update) this.#updates.set(columns, update = this.db.prepare(`UPDATE ${this.#name} SET row = ?${columns} WHERE key = ?`));
    update.run([JSON.stringify(row), ...changed.map((field) => row[field] ?? null), key]);
  }

  find(wanted: Wanted): readonly KeyedRow[] {
    checkWanted(this.view, wanted);
    const [clauses, values]: [string[], unknown[]] = [[], []];
    const compare = (name: string, operator: string, value: unknown) => { clauses.push(`${name} ${operator} ?`); values.push(value); };
    for (const [field, value] of Object.entries(wanted.where ?? {})) compare(column(field), '=', value);
    for (const [field, bounds] of Object.entries(wanted.ranges ?? {})) {
      for (const side of Object.keys(bounds) as (keyof Bounds)[]) compare(column(field), COMPARED[side], bounds[side]);
    }
    if (wanted.after !== undefined) compare('key', '>', wanted.after);
    const found = this.#prepared(clauses.join(' AND ')).all(...values, wanted.limit);
    return found.map(({ key, row }) => ({ key, row: JSON.parse(row) as Row }));
  }

  /** All rows in the order of their keys. */
  #prepared(condition: string) {
    let statement = this.#finds.get(condition);
    if (!statement) {
      statement = this.db.prepare(`SELECT key, row FROM ${this.#name} ${condition && `WHERE ${condition}`} ORDER BY key LIMIT ?`);
      this.#finds.set(condition, statement);
    }
    return statement;
  }
}

/** One SQLite file with a table per view. All of it happens in this thread, so a find sees one state of the rows. */
export class SqliteGeneration implements Generation {
  readonly #tables = new Map<string, Table>();
  readonly #position: Database.Statement<[], string>;
  readonly #getMany: Database.Transaction<(table: Table, keys: readonly string[]) => ReadonlyMap<string, Row>>;
  readonly #commit: Database.Transaction<(previous: Position, next: Position, changes: readonly RowChange[]) => void>;
  /** Nobody here keeps others from writing. */
  #free = Promise.resolve();

  constructor(readonly name: string, readonly fingerprint: string, readonly db: Database.Database) {
    this.#position = db.prepare<[], string>('SELECT position FROM progress').pluck();
    const move = db.prepare<[Position, Position]>('UPDATE progress SET position = ? WHERE position = ?');
    // One transaction for all of them: alone, each would lock and let go of the file.
    this.#getMany = db.transaction((table, keys) => {
      const found = new Map<string, Row>();
      for (const key of keys) {
        const row = table.get(key);
        if (row) found.set(key, row);
      }
      return found;
    });
    this.#commit = db.transaction((previous, next, changes) => {
      if (move.run(next, previous).changes !== 1) throw new Fenced(`${name} is not at position ${previous || 'zero'} any more, or another one is in its place.`);
      for (const change of changes.length > MANY ? inOrder(changes) : changes) this.#table(change.view).write(change);
    });
  }

  /** Cheap enough to be read. */
  get seen(): Position { return this.#position.get() ?? BEFORE_ALL; }

  async position(): Promise<Position> { return this.seen; }

  async get(view: View, key: string): Promise<Row | undefined> { return this.#table(view).get(key); }

  async getMany(view: View, keys: readonly string[]): Promise<ReadonlyMap<string, Row>> { return this.#getMany(this.#table(view), keys); }

  async find(view: View, wanted: Wanted): Promise<readonly KeyedRow[]> { return this.#table(view).find(wanted); }

  async findEach(view: View, wanted: readonly Wanted[], limit: number): Promise<readonly KeyedRow[]> {
    const [table, found]: [Table, KeyedRow[]] = [this.#table(view), []];
    for (const one of wanted) {
      if (found.length >= limit) break;
      found.push(...table.find({ ...one, limit: Math.min(one.limit, limit - found.length) }));
    }
    return found;
  }

  async commit(previous: Position, next: Position, changes: readonly RowChange[]): Promise<void> {
    await this.#free;
    this.#commit.immediate(previous, next, changes);
  }

  /** Does something while nobody writes, here or in another process. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#free;
    let leave = () => {};
    this.#free = new Promise((resolve) => { leave = resolve; });
    await before;
    try {
      this.db.exec('BEGIN IMMEDIATE');
      return await work();
    } finally {
      if (this.db.inTransaction) this.db.exec('COMMIT');
      leave();
    }
  }

  #table(view: View): Table {
    let table = this.#tables.get(view.name);
    if (!table) this.#tables.set(view.name, table = new Table(this.db, view));
    return table;
  }
}

/** Makes the empty tables of these views. Indexes come later: they are cheaper to sort once than to keep in order row by row. */
export const createTables = (db: Database.Database, views: readonly View[]): void => {
  db.exec('CREATE TABLE progress (position TEXT NOT NULL, flushes INTEGER NOT NULL) STRICT; INSERT INTO progress VALUES (\'\', 0)');
  db.exec('CREATE TABLE indexes (sql TEXT NOT NULL) STRICT');
  const later = db.prepare('INSERT INTO indexes VALUES (?)');
  for (const view of views) {
    const fields = columnsOf(view).map((field) => `, ${column(field)} ANY`);
    db.exec(`CREATE TABLE ${quoted(view.name)} (key TEXT NOT NULL PRIMARY KEY, row TEXT NOT NULL${fields.join('')}) STRICT, WITHOUT ROWID`);
    for (const field of indexedBy(view)) later.run(`CREATE INDEX ${quoted(`${view.name}.${field}`)} ON ${quoted(view.name)} (${column(field)}, key)`);
  }
};

/** From now on every commit is fenced. */
export const fence = (db: Database.Database): void => {
  db.exec('CREATE TRIGGER fenced BEFORE UPDATE OF position ON progress BEGIN SELECT RAISE(IGNORE); END');
};

/** Makes the indexes that were put off, one at a step. */
export const createIndexes = function* (db: Database.Database): Generator<string> {
  for (const sql of db.prepare<[], string>('SELECT sql FROM indexes').pluck().all()) {
    db.exec(sql);
    yield sql;
  }
};
