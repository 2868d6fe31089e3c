import type { DataOf, Shape } from './shape.ts';

/**
 * Where an event stands in the whole log. An opaque token: later positions are greater as strings, nothing else may be read out of it.
 * The empty string is before everything.
 */
export type Position = string;
export const BEFORE_ALL: Position = '';

/** An event as it comes back from the store. Its subject is the thing it happened to; its id is derived from its cause. */
export type Recorded<Event extends { type: string; data: unknown } = { type: string; data: any }> = Event & Readonly<{
  id: string; stream: string; noun: string; subject: string;
  /** Counts the events of the stream, from 1. */ revision: number;
  position: Position;
  /** When it happened, as given. */ occurredAt: string;
  /** When the ledger learned of it. */ recordedAt: string;
  /** The party that asked. */ by: string;
  cause: string; correlation: string;
}>;

/** What a fold returns to say that there is no such row any more. */
export const gone = null;

/** One row that an event touches: its key, and what becomes of it. */
export type Change<Row = any> = Readonly<{ key: string; fold: (row: Row | undefined) => Row | typeof gone }>;

/** Names a row and what becomes of it. */
export const at = <Row>(key: string, fold: (row: Row | undefined) => NoInfer<Row> | typeof gone): Change<Row> => ({ key, fold });

/**
 * How a view of edges is walked: `from` and `to` name the nodes, `order` the field that tells which edge came first. Where things travel
 * together in a container, `kind` is the field that says what an edge is, `into` and `outOf` the kinds that enter and leave a container:
 * a walk that enters one on its way does not leave it, for what else was in there has nothing to do with what it follows.
 */
export type Edges<Row> = Readonly<{
  from: keyof Row & string; to: keyof Row & string; order: keyof Row & string;
  containers?: Readonly<{ kind: keyof Row & string; into: string; outOf: string }>;
}>;

/** A read model: rows by key, folded from events. Unlisted events leave it unmoved. A view with `edges` can also be walked as a graph. */
export interface View<S extends Shape = any, Event extends { type: string; data: unknown } = any> {
  readonly name: string;
  /** Raise it when the meaning of a row changes: the view is then built anew. */
  readonly version: number;
  readonly row: S;
  /** Fields by which rows are asked for. Each one is an index. */
  readonly index: readonly (keyof InstanceType<S> & string)[];
  readonly edges?: Edges<InstanceType<S>>;
  readonly on: { readonly [T in Event['type']]?: (event: Recorded<Extract<Event, { type: T }>>) => readonly Change<DataOf<S>>[] };
}

/** Folds events into rows in memory. The projector does the same against a database. */
export const project = <S extends Shape>(of: View<S>, events: readonly Recorded[]): Map<string, DataOf<S>> => {
  const rows = new Map<string, DataOf<S>>();
  for (const event of events) {
    for (const { key, fold } of of.on[event.type]?.(event) ?? []) {
      const row = fold(rows.get(key));
      if (row === gone) rows.delete(key);
      else rows.set(key, row);
    }
  }
  return rows;
};
