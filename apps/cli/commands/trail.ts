import { inCarats } from '#kernel';
import type { Graph } from '#platform/read-models';
import { openLedger } from '../../api/index.ts';
import { say, sayJson, UsageError, type CommonOptions } from '../output.ts';

type TrailOptions = CommonOptions & Readonly<{ forward?: boolean }>;
type Edge = Readonly<{ from: string; to: string; milliCarats: number; order: string; on: string }>;

const MAX_EDGES = 100_000;

/**
 * The edges of a walk as an indented tree, nearest first. A node seen before is named again but not opened again; along a path edges
 * respect time, so goods that came back do not explain their own past.
 */
export const treeOf = (graph: Graph, start: string, direction: 'back' | 'forward'): string[] => {
  const [near, far] = direction === 'back' ? ['to', 'from'] as const : ['from', 'to'] as const;
  const edges = graph.edges as unknown as readonly Edge[];
  const byNear = grouped(edges, near);
  const lines = [start];
  const opened = new Set<string>();
  const stack: { edge: Edge; depth: number }[] = [];
  const open = (node: string, depth: number, bound: string | undefined) => {
    const next = (byNear.get(node) ?? []).filter(({ order }) => bound === undefined || (direction === 'back' ? order < bound : order > bound));
    for (const edge of next.reverse()) stack.push({ edge, depth });
  };
  open(start, 1, undefined);
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { edge, depth } = top;
    const again = opened.has(edge[far] + edge.order);
    lines.push(`${'  '.repeat(depth)}${direction === 'back' ? '←' : '→'} ${edge[far]}  ${inCarats(edge.milliCarats)} ct  ${edge.on}${again ? '  (see above)' : ''}`);
    if (!again) open(edge[far], depth + 1, edge.order);
    opened.add(edge[far] + edge.order);
  }
  return lines;
};

const grouped = (edges: readonly Edge[], near: 'from' | 'to'): Map<string, Edge[]> => {
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) {
    const group = groups.get(edge[near]);
    if (group) group.push(edge);
    else groups.set(edge[near], [edge]);
  }
  return groups;
};

/** Prints how the goods of a certificate came from their mines, or, forward, where they went. */
export const trailCommand = async (certificate: string, options: TrailOptions): Promise<void> => {
  const direction = options.forward ? 'forward' : 'back';
  const opened = await openLedger(options.data);
  try {
    const node = `certificate:${certificate}`;
    const { graph, position } = await opened.look('custody/lineage', { ask: 'walk', node, direction, maxEdges: MAX_EDGES });
    if (!graph || graph.edges.length === 0) throw new UsageError(`The ledger knows no certificate ${certificate}.`);
    say(options, ...treeOf(graph, node, direction));
    if (graph.truncated) say(options, `… more than ${MAX_EDGES} steps: cut here.`);
    sayJson(options, { certificate, direction, position, ...graph });
  } finally {
    await opened.close();
  }
};
