import { fieldsOf, type Field, type Position, type View } from '#kernel';
import { Malformed } from '#platform/cqrs';
import type { Wanted } from '#platform/read-models';
import { misplaced, type Misplaced } from './problem.ts';
import { isVisible, type Request } from './wire.ts';

export const MAX_ROWS = 1_000;
export const DEFAULT_ROWS = 100;
export const MAX_EDGES = 10_000;
export const DEFAULT_EDGES = 1_000;
const WHOLE = /^(?:0|-?[1-9][0-9]{0,15})$/;
const CURSOR = /^[A-Za-z0-9_-]{1,2000}$/;

/** A parameter of a list: an index field, or one end of its range. */
export type Filter = Readonly<{ name: string; field: Field; bound?: 'from' | 'to' }>;

/** The parameters by which rows of a view are asked for: each index field, and both ends of its range. */
export const filtersOf = (view: View): readonly Filter[] => {
  const names = new Set([...view.index, ...(view.edges ? [view.edges.from, view.edges.to] : [])]);
  return [...names].flatMap((name) => {
    const field = fieldsOf(view.row).get(name)!;
    return [{ name, field }, { name: `${name}From`, field, bound: 'from' as const }, { name: `${name}To`, field, bound: 'to' as const }];
  });
};

/** Reads a parameter as the field has it: digits are a number only where the field is one. Undefined if the field cannot hold it. */
const valueOf = ({ schema, check }: Field, text: string): string | number | undefined => {
  const { type, enum: fixed } = schema as { type?: string; enum?: unknown[] };
  const isNumber = type === 'integer' || fixed?.every((one) => typeof one === 'number');
  const value = isNumber && WHOLE.test(text) ? Number(text) : text;
  return check(value) ? value : undefined;
};

/** Reads parameters one by one and keeps account of what is wrong. Repeated and unknown ones (brackets included) are refused by name. */
class Parameters {
  readonly wrong: Misplaced[] = [];
  constructor(private readonly query: Request['query'], known: ReadonlySet<string>) {
    for (const [name, value] of Object.entries(query)) {
      if (!known.has(name)) this.complain(name, `is not a parameter of this; they are ${[...known].join(', ')}`);
      else if (typeof value !== 'string') this.complain(name, 'must be given once');
    }
  }

  /** The value of one parameter, if it is there. `read` yields undefined for what it cannot take. */
  take<T>(name: string, says: string, read: (text: string) => T | undefined): T | undefined {
    const text = this.query[name];
    if (typeof text !== 'string') return undefined;
    const value = read(text);
    if (value === undefined) this.complain(name, `must be ${says}`);
    return value;
  }

  limit(max: number): number | undefined {
    return this.take('limit', `a whole number from 1 to ${max}`, (text) => (WHOLE.test(text) && Number(text) >= 1 && Number(text) <= max ? Number(text) : undefined));
  }

  /** @throws Malformed if anything was wrong */
  done(): void { if (this.wrong.length > 0) throw new Malformed(this.wrong); }

  private complain(name: string, detail: string): void { this.wrong.push(misplaced('query', name, detail)); }
}

const position = (text: string) => (isVisible(text) ? text : undefined);
const POSITION_SAYS = 'a position, as a receipt has it';

/** Up to where the answer must know the log: a header, or a parameter where headers cannot be set. */
const minPositionOf = ({ headers }: Request, parameters: Parameters): Position | undefined => {
  const header = headers['min-position'];
  if (header !== undefined && !isVisible(header)) parameters.wrong.push(misplaced('header', 'Min-Position', `must be ${POSITION_SAYS}`));
  return parameters.take('minPosition', POSITION_SAYS, position) ?? header as Position | undefined;
};

export const cursorOf = (key: string): string => Buffer.from(key).toString('base64url');
const keyOf = (cursor: string): string | undefined => {
  const key = CURSOR.test(cursor) ? Buffer.from(cursor, 'base64url').toString() : '';
  return key !== '' && cursorOf(key) === cursor ? key : undefined;
};

/** Reads what is asked of a list. @throws Malformed naming the parameter */
export const listReader = (view: View) => {
  const filters = filtersOf(view);
  const known = new Set(['limit', 'cursor', 'minPosition', ...filters.map(({ name }) => name)]);
  return (request: Request): { wanted: Wanted; minPosition: Position | undefined } => {
    const parameters = new Parameters(request.query, known);
    const where: Record<string, string | number> = {};
    const ranges: Record<string, { from?: string | number; to?: string | number }> = {};
    for (const { name, field, bound } of filters) {
      const value = parameters.take(name, field.says, (text) => valueOf(field, text));
      if (value === undefined) continue;
      if (bound) (ranges[field.name] ??= {})[bound] = value;
      else where[field.name] = value;
    }
    const after = parameters.take('cursor', 'the `next` of an earlier answer', keyOf);
    const limit = parameters.limit(MAX_ROWS) ?? DEFAULT_ROWS;
    const minPosition = minPositionOf(request, parameters);
    parameters.done();
    return { wanted: { where, ranges, limit, ...(after !== undefined && { after }) }, minPosition };
  };
};

const ofPage = new Set(['minPosition']);
/** Reads what is asked of a page. @throws Malformed */
export const pageReader = (request: Request): { minPosition: Position | undefined } => {
  const parameters = new Parameters(request.query, ofPage);
  const minPosition = minPositionOf(request, parameters);
  parameters.done();
  return { minPosition };
};

const ofWalk = new Set(['limit', 'minPosition']);
/** Reads what is asked of a walk. @throws Malformed */
export const walkReader = (request: Request): { maxEdges: number; minPosition: Position | undefined } => {
  const parameters = new Parameters(request.query, ofWalk);
  const maxEdges = parameters.limit(MAX_EDGES) ?? DEFAULT_EDGES;
  const minPosition = minPositionOf(request, parameters);
  parameters.done();
  return { maxEdges, minPosition };
};
