import type { Type } from '@nestjs/common';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { Context, View } from '#kernel';
import { walk, type Direction, type Generation, type Graph, type KeyedRow, type Wanted } from '#platform/read-models';
import { Outlook, type Told, type When } from './outlook.ts';

/** What is asked of a view: some rows, one row, or a walk over its edges. */
export type Looked =
  | Readonly<{ ask: 'rows'; wanted: Wanted }>
  | Readonly<{ ask: 'row'; key: string }>
  | Readonly<{ ask: 'walk'; node: string; direction: Direction; maxEdges: number }>;

type Seen = Readonly<{ rows?: readonly KeyedRow[]; row?: KeyedRow['row']; graph?: Graph }>;

/** What a view answers, and what the answer knows of the log. */
export type Sight = Told & Seen;

/** A query on the bus. With `minPosition` it waits, within `timeoutMs`, until the view knows that much of the log; with `moment` it is answered as it would have been then. */
export abstract class Looking extends Query<Sight> {
  constructor(readonly looked: Looked, readonly when: When = {}) { super(); }
}

export const named = <T extends object>(name: string, cls: T): T => Object.defineProperty(cls, 'name', { value: name });

const see = async (generation: Generation, view: View, looked: Looked): Promise<Seen> => {
  if (looked.ask === 'rows') return { rows: await generation.find(view, looked.wanted) };
  if (looked.ask === 'walk') return { graph: await walk(generation, view, { start: looked.node, direction: looked.direction, maxEdges: looked.maxEdges }) };
  const row = await generation.get(view, looked.key);
  return row === undefined ? {} : { row };
};

/** A bus query, and its handler, for one view. Nobody writes them by hand. */
export const queryOf = (context: Context, view: View) => {
  class ViewQuery extends Looking {}

  @QueryHandler(ViewQuery)
  class ViewHandler {
    constructor(private readonly outlook: Outlook) {}
    async execute({ looked, when }: Looking): Promise<Sight> {
      const { on, told } = await this.outlook.from(when);
      const seen = await on(view, (generation) => see(generation, view, looked));
      return { ...told(), ...seen };
    }
  }

  return { context, view, query: named(view.name, ViewQuery), handler: named(`${view.name}Handler`, ViewHandler) as Type };
};
