import { setImmediate } from 'node:timers/promises';
import type { View } from '#kernel';
import type { Bounds, Generation, Row, Wanted } from './row-store.ts';

/** Back: where it came from. Forward: where it went. */
export type Direction = 'back' | 'forward';

/** What was found: the nodes in the order of discovery, the start first, and the rows of the edges. `truncated`: there is more. */
export type Graph = Readonly<{ nodes: readonly string[]; edges: readonly Row[]; truncated: boolean }>;

type Order = string | number;
/** How many nodes are looked up at once; in between others have their turn. */
const NODES = 100;

export type WalkOptions = Readonly<{
  maxEdges?: number;
  /** Only edges before this (back) or after it (forward) leave the start. */ bound?: Order;
}>;

/**
 * Walks the edges of a view from a node, breadth first, as far as they lead. It respects time: goods that left a place cannot have come from
 * what arrived there later. So, going back over an edge, only earlier edges lead on; going forward, only later ones.
 */
export const walk = async (
  generation: Generation, view: View, start: string, direction: Direction, { maxEdges = 10_000, bound }: WalkOptions = {},
): Promise<Graph> => {
  const frontier = new Frontier(view, direction, start, bound);
  const edges: Row[] = [];
  for (let level = frontier.next(); level.length > 0; level = frontier.next()) {
    for (let i = 0; i < level.length; i += NODES) {
      const found = await generation.findEach(view, level.slice(i, i + NODES), maxEdges - edges.length + 1);
      for (const { row } of found) {
        if (edges.length === maxEdges) return { nodes: frontier.nodes, edges, truncated: true };
        edges.push(row);
        frontier.reach(row);
      }
      if (level.length > NODES) await setImmediate();
    }
  }
  return { nodes: frontier.nodes, edges, truncated: false };
};

/**
 * Which nodes were reached, and with which bound. A node is visited again only if it was reached with a looser bound, and then
 * only its edges between the two bounds are looked up: so every edge is found once.
 */
class Frontier {
  /** The loosest bound with which a node was reached; undefined: none at all. */
  readonly #reached: Map<string, Order | undefined>;
  readonly #visited = new Map<string, Order | undefined>();
  #waiting: Set<string>;
  readonly #here: string;
  readonly #there: string;
  readonly #order: string;

  constructor(view: View, readonly direction: Direction, start: string, bound: Order | undefined) {
    if (!view.edges) throw new TypeError(`${view.name} has no edges to walk on.`);
    const { from, to, order } = view.edges;
    [this.#here, this.#there, this.#order] = direction === 'back' ? [to, from, order] : [from, to, order];
    this.#reached = new Map([[start, bound]]);
    this.#waiting = new Set([start]);
  }

  get nodes(): readonly string[] { return [...this.#reached.keys()]; }

  /** What to look up for the nodes that wait. */
  next(): readonly Wanted[] {
    const level = [...this.#waiting].map((node) => ({ where: { [this.#here]: node }, ranges: this.#between(node), limit: Number.MAX_SAFE_INTEGER }));
    for (const node of this.#waiting) this.#visited.set(node, this.#reached.get(node));
    this.#waiting = new Set();
    return level;
  }

  reach(edge: Row): void {
    const [node, order] = [edge[this.#there] as string, edge[this.#order] as Order];
    if (this.#reached.has(node) && !this.#isLooser(order, this.#reached.get(node))) return;
    this.#reached.set(node, order);
    this.#waiting.add(node);
  }

  #isLooser(order: Order, than: Order | undefined): boolean {
    if (than === undefined) return false;
    return this.direction === 'back' ? order > than : order < than;
  }

  #between(node: string): Record<string, Bounds> {
    const [outer, inner] = [this.#reached.get(node), this.#visited.get(node)];
    const back = this.direction === 'back';
    const bounds = {
      ...(outer !== undefined && { [back ? 'below' : 'above']: outer }),
      ...(inner !== undefined && { [back ? 'from' : 'to']: inner }),
    };
    return { [this.#order]: bounds };
  }
}
