import { BEFORE_ALL, type Position, type View } from '#kernel';
import { identifier, keptAs, statementName, textArray } from './postgres.columns.ts';
import { codeOf, type Database, type Statement } from './postgres.database.ts';
import { checkWanted, Fenced, indexedBy, type Bounds, type Generation, type KeyedRow, type Row, type RowChange, type Wanted } from './row-store.ts';

const columnsOf = (view: View): readonly string[] => [...new Set([...indexedBy(view), ...(view.edges ? [view.edges.order] : [])])];
/** Columns of fields are prefixed: a field may be called `key` or `row`. */
const column = (field: string): string => identifier(`.${field}`);
const COMPARED = { from: '>=', to: '<=', above: '>', below: '<' } as const;
const SIDES = Object.keys(COMPARED) as (keyof Bounds)[];

/** From so many changes on it pays to sort them: neighbours lie on one page. */
const MANY = 1_000;
/** Rows in one statement: the server writes them while the next ones are put into text. */
const AT_ONCE = 2_000;
const FENCED = '22012';

const named = (text: string): Statement => ({ text, name: statementName(text) });
const keyed = (found: readonly Record<string, unknown>[]): readonly KeyedRow[] =>
  (found as { key: string; row: string }[]).map(({ key, row }) => ({ key, row: JSON.parse(row) as Row }));

/** The table of one view and its statements. */
class Table {
  readonly #columns: readonly string[];
  readonly #name: string;
  readonly #get: Statement;
  readonly #put: Statement;
  readonly #remove: Statement;
  readonly #finds = new Map<string, Statement>();

  constructor(schema: string, readonly view: View) {
    this.#columns = columnsOf(view);
    this.#name = `${identifier(schema)}.${identifier(view.name)}`;
    const names = ['key', 'row', ...this.#columns.map(column)];
    this.#get = named(`SELECT key, row FROM ${this.#name} WHERE key = ANY($1::text[])`);
    this.#put = named(`INSERT INTO ${this.#name} (${names.join()}) SELECT * FROM unnest(${names.map((_, i) => `$${i + 1}::text[]`).join()})
      ON CONFLICT (key) DO UPDATE SET ${names.slice(1).map((name) => `${name} = excluded.${name}`).join()}`);
    this.#remove = named(`DELETE FROM ${this.#name} WHERE key = ANY($1::text[])`);
  }

  /** Statements that make the empty table. Rows change often: room on the page keeps a change from touching the indexes. */
  get creation(): string {
    const fields = this.#columns.map((field) => `, ${column(field)} text COLLATE "C"`);
    return `CREATE TABLE ${this.#name} (key text COLLATE "C" PRIMARY KEY, row text NOT NULL${fields.join('')}) WITH (fillfactor = 85)`;
  }

  /** Statements for when it is full: cheaper to sort once than to keep in order row by row. */
  get completion(): readonly string[] {
    return [...indexedBy(this.view).map((field) => `CREATE INDEX ON ${this.#name} (${column(field)}, key)`), `ANALYZE ${this.#name}`];
  }

  get(keys: readonly string[]): Statement { return { ...this.#get, values: [textArray(keys)] }; }

  /** Each row once: the last word on a key counts. */
  *write(changes: readonly RowChange[]): Generator<Statement> {
    const last = new Map<string, Row | null>();
    for (const { key, row } of changes) last.set(key, row);
    const sorted = last.size > MANY ? [...last].sort(([a], [b]) => (a < b ? -1 : 1)) : [...last];
    const [kept, removed] = [sorted.filter((one): one is [string, Row] => one[1] !== null), sorted.filter(([, row]) => row === null)];
    if (removed.length > 0) yield { ...this.#remove, values: [textArray(removed.map(([key]) => key))] };
    for (let i = 0; i < kept.length; i += AT_ONCE) {
      const some = kept.slice(i, i + AT_ONCE);
      const fields = this.#columns.map((field) => textArray(some.map(([, row]) => keptAs(row[field]))));
      yield { ...this.#put, values: [textArray(some.map(([key]) => key)), textArray(some.map(([, row]) => JSON.stringify(row))), ...fields] };
    }
  }

  find(wanted: Wanted): Statement {
    checkWanted(this.view, wanted);
    const [clauses, values]: [string[], unknown[]] = [[], []];
    const compare = (name: string, operator: string, value: unknown) => clauses.push(`${name} ${operator} $${values.push(value)}`);
    for (const [field, value] of Object.entries(wanted.where ?? {})) compare(column(field), '=', keptAs(value));
    for (const [field, bounds] of Object.entries(wanted.ranges ?? {})) {
      for (const side of Object.keys(bounds) as (keyof Bounds)[]) compare(column(field), COMPARED[side], keptAs(bounds[side]));
    }
    if (wanted.after !== undefined) compare('key', '>', wanted.after);
    const condition = clauses.join(' AND ');
    return { ...this.#prepared(`SELECT key, row FROM ${this.#name} ${condition && `WHERE ${condition}`} ORDER BY key LIMIT $${values.length + 1}`), values: [...values, wanted.limit] };
  }

  /** Several finds by the same fields as one statement: a row of `wanted` for each, and the rows it finds after one another. */
  findAll(wanted: readonly Wanted[], limit: number): Statement {
    const [clauses, names, values]: [string[], string[], unknown[]] = [[], [], []];
    const given = (texts: readonly (string | null)[]): string => {
      values.push(textArray(texts));
      return `wanted.${names[names.push(`w${values.length}`) - 1]!}`;
    };
    for (const field of Object.keys(wanted[0]!.where ?? {})) clauses.push(`${column(field)} = ${given(wanted.map(({ where }) => keptAs(where![field])))}`);
    const bounded = (name: string, operator: string, texts: readonly (string | null)[]) => {
      if (texts.every((text) => text === null)) return;
      const bound = given(texts);
      clauses.push(`(${bound} IS NULL OR ${name} ${operator} ${bound})`);
    };
    for (const field of new Set(wanted.flatMap(({ ranges = {} }) => Object.keys(ranges)))) {
      for (const side of SIDES) bounded(column(field), COMPARED[side], wanted.map(({ ranges }) => keptAs(ranges?.[field]?.[side])));
    }
    bounded('key', '>', wanted.map(({ after = null }) => after));
    values.push(wanted.map((one) => Math.min(one.limit, limit)), limit);
    const arrays = names.map((_, i) => `$${i + 1}::text[]`);
    return { ...this.#prepared(`SELECT found.key, found.row FROM unnest(${[...arrays, `$${values.length - 1}::bigint[]`].join()}) WITH ORDINALITY AS wanted(${[...names, 'most', 'place'].join()}),
      LATERAL (SELECT key, row FROM ${this.#name} ${clauses.length > 0 ? `WHERE ${clauses.join(' AND ')}` : ''} ORDER BY key LIMIT wanted.most) found
      ORDER BY wanted.place, found.key LIMIT $${values.length}`), values };
  }

  #prepared(text: string): Statement {
    let statement = this.#finds.get(text);
    if (!statement) this.#finds.set(text, statement = named(text));
    return statement;
  }
}

/** What a generation is called in the register, and where. */
export type Registered = Readonly<{ id: number; name: string; fingerprint: string; schema: string; register: string }>;

/** One schema with a table per view; its position stands in the register. Every read is one statement, so it sees one state of the rows. */
export class PostgresGeneration implements Generation {
  readonly #tables = new Map<string, Table>();
  readonly #move: Statement;
  readonly #position: Statement;
  seen: Position = BEFORE_ALL;

  constructor(readonly registered: Registered, private readonly database: Database) {
    const { register } = registered;
    this.#position = named(`SELECT position FROM ${register} WHERE id = $1`);
    this.#move = named(`WITH moved AS (UPDATE ${register} SET position = $3 WHERE id = $1 AND position = $2 AND state <> 'previous' RETURNING id) SELECT 1 / count(*) FROM moved`);
  }

  get name(): string { return this.registered.name; }
  get fingerprint(): string { return this.registered.fingerprint; }

  async position(): Promise<Position> {
    const [found] = await this.#ask({ ...this.#position, values: [this.registered.id] });
    return (found?.['position'] as Position | undefined) ?? BEFORE_ALL;
  }

  async get(view: View, key: string): Promise<Row | undefined> { return (await this.getMany(view, [key])).get(key); }

  async getMany(view: View, keys: readonly string[]): Promise<ReadonlyMap<string, Row>> {
    if (keys.length === 0) return new Map();
    const { rows } = await this.database.askTogether(this.#table(view).get(keys));
    return new Map(keyed(rows).map(({ key, row }) => [key, row]));
  }

  async find(view: View, wanted: Wanted): Promise<readonly KeyedRow[]> { return keyed(await this.#ask(this.#table(view).find(wanted))); }

  async findEach(view: View, wanted: readonly Wanted[], limit: number): Promise<readonly KeyedRow[]> {
    const [table, found]: [Table, KeyedRow[]] = [this.#table(view), []];
    for (const one of wanted) checkWanted(view, one);
    for (let from = 0, to = 0; from < wanted.length && found.length < limit; from = to) {
      while (to < wanted.length && sameFields(wanted[from]!, wanted[to]!)) to += 1;
      found.push(...keyed(await this.#ask(table.findAll(wanted.slice(from, to), limit - found.length))));
    }
    return found;
  }

  /** Makes the indexes that were put off, those of one view at a step. @throws the signal’s reason */
  async complete(views: readonly View[], signal?: AbortSignal): Promise<void> {
    for (const view of views) {
      signal?.throwIfAborted();
      await this.database.atomically(this.#table(view).completion.map((text) => ({ text })), { patient: true, signal }).catch((error: unknown) => {
        signal?.throwIfAborted();
        throw error;
      });
    }
  }

  async commit(previous: Position, next: Position, changes: readonly RowChange[]): Promise<void> {
    try {
      await this.database.atomically(this.#statements(previous, next, changes));
    } catch (error) {
      throw codeOf(error) === FENCED ? new Fenced(`${this.name} is not at position ${previous || 'zero'} any more, or another one is in its place.`) : error;
    }
  }

  /** The position first: where it is not what it should be, that fails, and nothing after it is done. */
  *#statements(previous: Position, next: Position, changes: readonly RowChange[]): Generator<Statement> {
    yield { ...this.#move, values: [this.registered.id, previous, next] };
    const byView = new Map<View, RowChange[]>();
    for (const change of changes) byView.get(change.view)?.push(change) ?? byView.set(change.view, [change]);
    for (const [view, some] of byView) yield* this.#table(view).write(some);
  }

  async #ask(statement: Statement): Promise<readonly Record<string, unknown>[]> {
    return (await this.database.ask(statement)).rows;
  }

  #table(view: View): Table {
    let table = this.#tables.get(view.name);
    if (!table) this.#tables.set(view.name, table = new Table(this.registered.schema, view));
    return table;
  }
}

/** Statements that make the empty tables of these views. */
export const creationOf = (schema: string, views: readonly View[]): string =>
  [`CREATE SCHEMA ${identifier(schema)}`, ...views.map((view) => new Table(schema, view).creation)].join(';\n');

const sameFields = (a: Wanted, b: Wanted): boolean => Object.keys(a.where ?? {}).join('\0') === Object.keys(b.where ?? {}).join('\0');
