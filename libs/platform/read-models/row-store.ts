import type { Position, View } from '#kernel';

/** A row as it is kept: plain JSON. */
export type Row = Readonly<Record<string, unknown>>;

/** What became of one row: its new content, or null if it is gone. `was` is its content before, if the writer knows it: a hint that saves work. */
export type RowChange = Readonly<{ view: View; key: string; row: Row | null; was?: Row | undefined }>;

/** Bounds of a field: `from` and `to` are inside, `above` and `below` outside. */
export type Bounds = Readonly<{ from?: string | number; to?: string | number; above?: string | number; below?: string | number }>;

/** Rows by equality and by range on indexed fields, in the order of their keys. */
export type Wanted = Readonly<{
  where?: Readonly<Record<string, string | number>>;
  ranges?: Readonly<Record<string, Bounds>>;
  /** The key after which to go on. */
  after?: string;
  /** How many rows at most. */
  limit: number;
}>;

/** A row with its key, as views hand it out. */
export type KeyedRow = Readonly<{ key: string; row: Row }>;

/** Another projector moved the rows since we read their position, or another generation took their place. Nothing was written. */
export class Fenced extends Error { override name = 'Fenced'; }

/** Rows cannot be asked for by this field: it is not an index of the view. The asker’s mistake. */
export class NotIndexed extends Error {
  override name = 'NotIndexed';
  constructor(readonly view: string, readonly field: string, readonly indexed: readonly string[]) {
    super(`Rows of ${view} cannot be asked for by ${field}, only by ${indexed.join(', ') || 'their key'}.`);
  }
}

/** One complete set of tables, built from one log by one set of views. */
export interface Generation {
  readonly name: string;
  /** What `fingerprintOf` says of the views it was built for. */
  readonly fingerprint: string;
  position(): Promise<Position>;
  /** Its position when `current` handed it out last, without asking again. A crash of a server may have taken it back. */
  readonly seen: Position;
  get(view: View, key: string): Promise<Row | undefined>;
  /** The rows that exist, by key. */
  getMany(view: View, keys: readonly string[]): Promise<ReadonlyMap<string, Row>>;
  /** @throws NotIndexed */
  find(view: View, wanted: Wanted): Promise<readonly KeyedRow[]>;
  /** Several finds in one go, one after another, at most `limit` rows together: the nodes of one level of a walk. @throws NotIndexed */
  findEach(view: View, wanted: readonly Wanted[], limit: number): Promise<readonly KeyedRow[]>;
  /** Writes rows and moves the position from `previous` to `next`: both, or neither. @throws Fenced if the position is not `previous`, or another generation is in its place */
  commit(previous: Position, next: Position, changes: readonly RowChange[]): Promise<void>;
}

/** Brings the rows of a build up to the log: to its end, or to a position at least, if the log has it. */
export type CatchUp = (until?: Position) => Promise<void>;

/**
 * The port. Views live in generations: one is current and answers, another may be built beside it (blue/green) and take over in one step.
 * Rows are a cache of the log; whatever is lost here is built again. Each set of views has a current generation of its own: while one version of the program
 * takes the place of another, neither is in the other’s way.
 */
export abstract class RowStore {
  /** The generation that answers for these views now; undefined if there is none. One that another process promoted is seen at once. */
  abstract current(views: readonly View[]): Promise<Generation | undefined>;
  /**
   * Starts an empty generation beside the current one, fast to fill and not yet durable. Leftovers that nobody holds are thrown away: builds that were interrupted, and
   * what is older than the last one before, for these views or for others.
   */
  abstract begin(views: readonly View[]): Promise<Generation>;
  /**
   * Makes a built generation durable, and current in the place of the one for the same views, in one step; readers of the old one finish undisturbed, and nobody moves
   * its rows any more. The preparation takes its time (indexes, flushing), and `signal` breaks it off; `catchUp` is called after it. If the old rows know more of the log
   * even so, nobody moves them, and `catchUp` is called again with their position: for who reads, the rows do not go back.
   */
  abstract promote(generation: Generation, catchUp?: CatchUp, signal?: AbortSignal): Promise<void>;
  /** Throws away a generation that will not be promoted. */
  abstract discard(generation: Generation): Promise<void>;
  abstract close(): Promise<void>;
}

/** Two sets of views with the same fingerprint have the same tables with the same meaning. */
export const fingerprintOf = (views: readonly View[]): string =>
  JSON.stringify(views.map(({ name, version, index, edges }) => [name, version, [...index].sort(), edges ?? null]).sort(byName));

const byName = ([a]: unknown[], [b]: unknown[]): number => (String(a) < String(b) ? -1 : 1);

/** The fields that have an index: those by which rows are asked for, and both ends of an edge. */
export const indexedBy = ({ index, edges }: View): readonly string[] => [...new Set(edges ? [...index, edges.from, edges.to] : index)];

/** The fields that stand in a wish for rows. The order of edges may be bounded, though it has no index of its own. @throws NotIndexed */
export const checkWanted = (view: View, { where = {}, ranges = {} }: Wanted): void => {
  const indexed = indexedBy(view);
  const bounded = view.edges ? [...indexed, view.edges.order] : indexed;
  for (const field of Object.keys(where)) if (!indexed.includes(field)) throw new NotIndexed(view.name, field, indexed);
  for (const field of Object.keys(ranges)) if (!bounded.includes(field)) throw new NotIndexed(view.name, field, indexed);
};
