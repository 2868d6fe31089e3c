import type { Position, View } from '#kernel';

/** What became of one row: its new content, or null if it is gone. */
export type RowChange = Readonly<{ view: View; key: string; row: Readonly<Record<string, unknown>> | null }>;

/** Rows by equality and by range on indexed fields, in the order of their keys. */
export type Wanted = Readonly<{
  where?: Readonly<Record<string, string | number>>;
  /** Inclusive bounds on indexed fields. */
  ranges?: Readonly<Record<string, Readonly<{ from?: string | number; to?: string | number }>>>;
  /** The key after which to go on. */
  after?: string;
  /** How many rows at most. */
  limit: number;
}>;

/** A row with its key, as views hand it out. */
export type KeyedRow = Readonly<{ key: string; row: Readonly<Record<string, unknown>> }>;

/** Another projector moved the rows since we read their position. Nothing was written. */
export class Fenced extends Error { override name = 'Fenced'; }

/** One complete set of tables, built from one log by one set of views. */
export interface Generation {
  readonly name: string;
  /** Names and versions of the views it was built for. */
  readonly fingerprint: string;
  position(): Promise<Position>;
  get(view: View, key: string): Promise<KeyedRow['row'] | undefined>;
  /** The rows that exist, by key. */
  getMany(view: View, keys: readonly string[]): Promise<ReadonlyMap<string, KeyedRow['row']>>;
  find(view: View, wanted: Wanted): Promise<readonly KeyedRow[]>;
  /** Writes rows and moves the position from `previous` to `next`: both, or neither. @throws Fenced if the position is not `previous` */
  commit(previous: Position, next: Position, changes: readonly RowChange[]): Promise<void>;
}

/**
 * The port. Views live in generations: one is current and answers, another may be built beside it (blue/green) and take over in one step.
 * Rows are a cache of the log; whatever is lost here is built again.
 */
export abstract class RowStore {
  /** The generation that answers now; undefined until the first one took over. */
  abstract current(): Promise<Generation | undefined>;
  /** Starts an empty generation beside the current one, fast to fill and not yet durable. A leftover of an interrupted build is thrown away. */
  abstract begin(views: readonly View[]): Promise<Generation>;
  /** Makes a built generation durable and current, in one step; readers of the old one finish undisturbed. */
  abstract promote(generation: Generation): Promise<void>;
  abstract close(): Promise<void>;
}
