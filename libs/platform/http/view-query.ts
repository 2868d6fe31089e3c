import { fieldsOf, type Field, type View } from '#kernel';
import { Malformed, type When } from '#platform/cqrs';
import type { Wanted } from '#platform/read-models';
import { isKeepable, KEEPABLE_SAYS, Parameters, valueOf, WHEN, whenOf } from './parameters.ts';
import { Trouble } from './problem.ts';
import type { Request } from './wire.ts';

export const MAX_ROWS = 1_000;
export const DEFAULT_ROWS = 100;
export const MAX_EDGES = 50_000;
export const DEFAULT_EDGES = 1_000;
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

export const cursorOf = (key: string): string => Buffer.from(key).toString('base64url');
const keyOf = (cursor: string): string | undefined => {
  const key = CURSOR.test(cursor) ? Buffer.from(cursor, 'base64url').toString() : '';
  return key !== '' && isKeepable(key) && cursorOf(key) === cursor ? key : undefined;
};

/** The key in an address. @throws Trouble, as for any row that is not there, if nothing can be kept under it */
export const rowKeyOf = ({ params }: Request, view: string): string => {
  const key = params['key']!;
  if (!isKeepable(key)) throw new Trouble('not-found', { detail: `${view} has no row of this key: it holds U+0000 or half of a surrogate pair.` });
  return key;
};

/** Where a walk begins. @throws Malformed */
export const nodeOf = ({ params }: Request): string => {
  const node = params['node']!;
  if (!isKeepable(node)) throw new Malformed([{ pointer: '#/node', detail: KEEPABLE_SAYS }]);
  return node;
};

/** Reads what is asked of a list. @throws Malformed naming the parameter */
export const listReader = (view: View) => {
  const filters = filtersOf(view);
  const known = new Set(['limit', 'cursor', ...WHEN, ...filters.map(({ name }) => name)]);
  return (request: Request): { wanted: Wanted; when: When } => {
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
    const when = whenOf(request, parameters);
    parameters.done();
    return { wanted: { where, ranges, limit, ...(after !== undefined && { after }) }, when };
  };
};

const ofPage = new Set<string>(WHEN);
/** Reads what is asked of a page. @throws Malformed */
export const pageReader = (request: Request): { when: When } => {
  const parameters = new Parameters(request.query, ofPage);
  const when = whenOf(request, parameters);
  parameters.done();
  return { when };
};

const ofWalk = new Set(['limit', ...WHEN]);
/** Reads what is asked of a walk. @throws Malformed */
export const walkReader = (request: Request): { maxEdges: number; when: When } => {
  const parameters = new Parameters(request.query, ofWalk);
  const maxEdges = parameters.limit(MAX_EDGES) ?? DEFAULT_EDGES;
  const when = whenOf(request, parameters);
  parameters.done();
  return { maxEdges, when };
};
