import { inCarats } from '#kernel';
import type { Graph } from '#platform/read-models';

type Edge = Readonly<{ from: string; to: string; milliCarats: number; order: string; on: string }>;
type Direction = 'back' | 'forward';
type Branch = Readonly<{ edge: Edge; depth: number }>;

const ends = (direction: Direction): readonly ['from' | 'to', 'from' | 'to'] => (direction === 'back' ? ['to', 'from'] : ['from', 'to']);

const groupedBy = (edges: readonly Edge[], end: 'from' | 'to'): ReadonlyMap<string, Edge[]> => {
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) {
    const group = groups.get(edge[end]);
    if (group) group.push(edge);
    else groups.set(edge[end], [edge]);
  }
  return groups;
};

/** What is nearest in time comes last, for it is taken first; of one moment, by name. */
const nearestLast = (direction: Direction) => (a: Edge, b: Edge): number => {
  const [, far] = ends(direction);
  if (a.order === b.order) return a[far] < b[far] ? 1 : -1;
  return (a.order < b.order) === (direction === 'back') ? -1 : 1;
};

/**
 * The edges of a walk over custody/lineage as an indented tree, nearest in time first. Along a path edges respect time, so goods that came
 * back do not explain their own past. A step that was shown before is named again, but not opened again.
 */
export const treeOf = (graph: Graph, start: string, direction: Direction): string[] => {
  const [near, far] = ends(direction);
  const arrow = direction === 'back' ? '←' : '→';
  const edges = graph.edges as unknown as readonly Edge[];
  const byNear = groupedBy(edges, near);
  const leads = (from: Edge | undefined, to: Edge) => from === undefined || (direction === 'back' ? to.order < from.order : to.order > from.order);
  const branches = (node: string, after: Edge | undefined, depth: number): Branch[] =>
    (byNear.get(node) ?? []).filter((edge) => leads(after, edge)).sort(nearestLast(direction)).map((edge) => ({ edge, depth }));

  const lines: string[] = [];
  const opened = new Set<Edge>();
  const waiting = branches(start, undefined, 1);
  for (let branch = waiting.pop(); branch; branch = waiting.pop()) {
    const { edge, depth } = branch;
    const again = opened.has(edge) && byNear.has(edge[far]);
    lines.push(`${'  '.repeat(depth)}${arrow} ${edge[far].replace(':', ' ')}  ${inCarats(edge.milliCarats)} ct  ${edge.on}${again ? '  (see above)' : ''}`);
    if (!again) waiting.push(...branches(edge[far], edge, depth + 1));
    opened.add(edge);
  }
  return lines;
};
