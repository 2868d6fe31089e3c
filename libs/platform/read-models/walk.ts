import { setImmediate } from 'node:timers/promises';
import type { View } from '#kernel';
import type { Bounds, Generation, KeyedRow, Row, Wanted } from './row-store.ts';

/** Back: where it came from. Forward: where it went. */
export type Direction = 'back' | 'forward';

/** What was found: the nodes in the order of discovery, the start first, and the rows of the edges. `truncated`: there is more. */
export type Graph = Readonly<{ nodes: readonly string[]; edges: readonly Row[]; truncated: boolean }>;

type Order = string | number;
/** How many nodes are looked up at once; in between others have their turn. */
const NODES = 100;

/** Where a walk begins, which way it goes, and how far. */
export type Way = Readonly<{
  start: string; direction: Direction; maxEdges?: number;
  /** Only edges before this (back) or after it (forward) leave the start. */ bound?: Order;
}>;

/**
 * Walks the edges of a view from a node, breadth first, as far as they lead. It respects time: goods that left a place cannot have come from
 * what arrived there later. So, going back over an edge, only earlier edges lead on; going forward, only later ones. And it respects
 * containers: what entered one on the way is not followed into what else was in there.
 */
export const walk = async (generation: Generation, view: View, { start, direction, maxEdges = 10_000, bound }: Way): Promise<Graph> => {
  const frontier = new Frontier(view, direction, start, bound);
  const edges = new Map<string, Row>();
  const graph = (truncated: boolean): Graph => ({ nodes: frontier.nodes, edges: [...edges.values()], truncated });
  /** False: there are more than were asked for. */
  const take = (found: readonly KeyedRow[], inside: boolean): boolean => found.every(({ key, row }) => {
    if (edges.has(key) || !frontier.leadsOn(row, inside)) return true;
    if (edges.size === maxEdges) return false;
    edges.set(key, row);
    frontier.reach(row, inside);
    return true;
  });
  for (let step = frontier.next(); step; step = frontier.next()) {
    const limit = 2 * maxEdges - edges.size + 1;
    const found = await generation.findEach(view, step.wanted, limit);
    if (!take(found, step.inside) || found.length === limit) return graph(true);
    if (step.wanted.length === NODES) await setImmediate();
  }
  return graph(false);
};

/** Some nodes to look up together: all of them inside a container that the walk entered, or none. */
type Step = Readonly<{ inside: boolean; wanted: readonly Wanted[] }>;

/**
 * Which nodes were reached, and with which bound, outside and inside of containers. A node is visited again only if it was reached with a
 * looser bound, and then only its edges between the two bounds are looked up: so every edge is found once.
 */
class Frontier {
  readonly #places: readonly [Places, Places];
  readonly #here: string;
  readonly #there: string;
  readonly #order: string;
  readonly #containers: Readonly<{ kind: string; enter: string; leave: string }> | undefined;

  constructor(view: View, readonly direction: Direction, start: string, bound: Order | undefined) {
    if (!view.edges) throw new TypeError(`${view.name} has no edges to walk on.`);
    const { from, to, order, containers } = view.edges;
    const back = direction === 'back';
    [this.#here, this.#there, this.#order] = back ? [to, from, order] : [from, to, order];
    this.#containers = containers && { kind: containers.kind, enter: back ? containers.outOf : containers.into, leave: back ? containers.into : containers.outOf };
    this.#places = [new Places(back), new Places(back)];
    this.#places[0].reach(start, bound);
  }

  get nodes(): readonly string[] { return [...new Set(this.#places.flatMap((places) => places.nodes))]; }

  /** What to look up next; undefined: nothing is left. */
  next(): Step | undefined {
    const inside = this.#places[0].waits ? 0 : 1;
    const level = this.#places[inside].take(NODES);
    if (level.length === 0) return undefined;
    const wanted = level.map(({ node, bounds }) => ({ where: { [this.#here]: node }, ranges: { [this.#order]: bounds }, limit: Number.MAX_SAFE_INTEGER }));
    return { inside: inside === 1, wanted };
  }

  /** False for an edge that would leave a container which the walk had entered. */
  leadsOn(edge: Row, inside: boolean): boolean { return !inside || !this.#is(edge, 'leave'); }

  reach(edge: Row, inside: boolean): void {
    this.#places[inside || this.#is(edge, 'enter') ? 1 : 0].reach(edge[this.#there] as string, edge[this.#order] as Order);
  }

  #is(edge: Row, what: 'enter' | 'leave'): boolean {
    return this.#containers !== undefined && edge[this.#containers.kind] === this.#containers[what];
  }
}

/** The nodes of one kind of place, with the loosest bound each was reached with; undefined: none at all. */
class Places {
  readonly #reached = new Map<string, Order | undefined>();
  readonly #visited = new Map<string, Order | undefined>();
  readonly #waiting = new Set<string>();
  constructor(private readonly back: boolean) {}

  get nodes(): string[] { return [...this.#reached.keys()]; }
  get waits(): boolean { return this.#waiting.size > 0; }

  reach(node: string, order: Order | undefined): void {
    if (this.#reached.has(node) && !this.#isLooser(order, this.#reached.get(node))) return;
    this.#reached.set(node, order);
    this.#waiting.add(node);
  }

  take(count: number): { node: string; bounds: Bounds }[] {
    const taken: { node: string; bounds: Bounds }[] = [];
    for (const node of this.#waiting) {
      if (taken.length === count) break;
      this.#waiting.delete(node);
      taken.push({ node, bounds: this.#between(node) });
      this.#visited.set(node, this.#reached.get(node));
    }
    return taken;
  }

  #isLooser(order: Order | undefined, than: Order | undefined): boolean {
    if (than === undefined || order === undefined) return than !== undefined;
    return this.back ? order > than : order < than;
  }

  #between(node: string): Bounds {
    const [outer, inner] = [this.#reached.get(node), this.#visited.get(node)];
    return {
      ...(outer !== undefined && { [this.back ? 'below' : 'above']: outer }),
      ...(inner !== undefined && { [this.back ? 'from' : 'to']: inner }),
    };
  }
}
