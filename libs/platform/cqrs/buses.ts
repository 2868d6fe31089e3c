import type { Type } from '@nestjs/common';
import { Command, CommandHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Context, Decider, Position, View } from '#kernel';
import { Projection, walk, type Direction, type Graph, type KeyedRow, type Wanted } from '#platform/read-models';
import type { Question, Receipt } from './answers.ts';
import { Ledger } from './ledger.ts';
import { Reactor } from './reactor.ts';

/** A command on the bus: for which subject, with which data, asked how. */
export abstract class Asking extends Command<Receipt> {
  constructor(readonly subject: string, readonly data: unknown, readonly question: Question) { super(); }
}

/** What is asked of a view: some rows, one row, or a walk over its edges. */
export type Looked =
  | Readonly<{ ask: 'rows'; wanted: Wanted }>
  | Readonly<{ ask: 'row'; key: string }>
  | Readonly<{ ask: 'walk'; node: string; direction: Direction; maxEdges: number }>;

/** What a view answers, and the position of the log that the answer knows. */
export type Sight = Readonly<{ position: Position; rows?: readonly KeyedRow[]; row?: KeyedRow['row']; graph?: Graph }>;

/** A query on the bus. With `minPosition` it waits, within `timeoutMs`, until the view knows that much of the log. */
export abstract class Looking extends Query<Sight> {
  constructor(readonly looked: Looked, readonly minPosition?: Position, readonly timeoutMs?: number) { super(); }
}

const named = <T extends object>(name: string, cls: T): T => Object.defineProperty(cls, 'name', { value: name });

/** A bus command, and its handler, for one command of a decider. Nobody writes them by hand. */
const commandOf = (context: Context, decider: Decider, type: string) => {
  class DeciderCommand extends Asking {}

  @CommandHandler(DeciderCommand)
  class DeciderHandler {
    constructor(private readonly ledger: Ledger, private readonly reactor: Reactor) {}
    /** The answer waits for what follows by itself, so that the caller finds it done. */
    async execute({ subject, data, question }: Asking): Promise<Receipt> {
      const receipt = await this.ledger.decide({ decider, subject, type, data }, question);
      if (this.reactor.concerns(receipt)) await this.reactor.reached(receipt.position);
      return receipt;
    }
  }

  return { context, decider, type, command: named(type, DeciderCommand), handler: named(`${type}Handler`, DeciderHandler) as Type };
};

/** The same for a view. */
const queryOf = (context: Context, view: View) => {
  class ViewQuery extends Looking {}

  @QueryHandler(ViewQuery)
  class ViewHandler {
    constructor(private readonly projection: Projection) {}
    async execute({ looked, minPosition, timeoutMs }: Looking): Promise<Sight> {
      if (minPosition !== undefined) await this.projection.reached(minPosition, timeoutMs === undefined ? {} : { timeoutMs });
      const generation = await this.projection.current();
      const position = await generation.position();
      if (looked.ask === 'rows') return { position, rows: await generation.find(view, looked.wanted) };
      if (looked.ask === 'walk') return { position, graph: await walk(generation, view, { start: looked.node, direction: looked.direction, maxEdges: looked.maxEdges }) };
      const row = await generation.get(view, looked.key);
      return row === undefined ? { position } : { position, row };
    }
  }

  return { context, view, query: named(view.name, ViewQuery), handler: named(`${view.name}Handler`, ViewHandler) as Type };
};

/** Everything that can be asked of these contexts, and everything that can be looked at. @throws if two commands, events or views share a name */
export const busesOf = (contexts: readonly Context[]) => {
  const deciders = contexts.flatMap((context) => context.deciders.map((decider) => ({ context, decider })));
  const commands = deciders.flatMap(({ context, decider }) => Object.keys(decider.commands).map((type) => commandOf(context, decider, type)));
  const queries = contexts.flatMap((context) => context.views.map((view) => queryOf(context, view)));
  const eventTypes = deciders.flatMap(({ decider }) => Object.keys(decider.events));
  for (const names of [commands.map(({ type }) => type), queries.map(({ view }) => view.name), eventTypes, deciders.map(({ decider }) => decider.noun)]) refuseTwins(names);
  return {
    commands, queries, eventTypes: new Set(eventTypes), views: queries.map(({ view }) => view),
    reactions: contexts.flatMap(({ reactions }) => reactions),
  };
};

const refuseTwins = (names: readonly string[]): void => {
  const twin = names.find((name, i) => names.indexOf(name) !== i);
  if (twin !== undefined) throw new TypeError(`${twin} is the name of two things: the bus would quietly keep one.`);
};

export type Buses = ReturnType<typeof busesOf>;
