import { openLedger } from '../../api/index.ts';
import { momentLine, momentOf, ofTheLog, type MomentOptions } from '../moment.ts';
import { say, sayJson, UsageError, type CommonOptions } from '../output.ts';
import { treeOf } from '../tree.ts';

type TrailOptions = CommonOptions & MomentOptions & Readonly<{ forward?: boolean }>;
const MAX_EDGES = 100_000;

/** Prints how the goods of a certificate came from their mines, or, forward, where they went. */
export const trailCommand = async (certificate: string, options: TrailOptions): Promise<void> => {
  const direction = options.forward ? 'forward' : 'back';
  const moment = momentOf(options);
  const opened = await openLedger(options.data);
  try {
    const node = `certificate:${certificate}`;
    const { graph, ...told } = await ofTheLog(opened.look('custody/lineage', { ask: 'walk', node, direction, maxEdges: MAX_EDGES }, moment));
    if (!graph || graph.edges.length === 0) throw new UsageError(`The ledger ${moment ? 'knew' : 'knows'} no certificate ${certificate}.`);
    say(options, `certificate ${certificate}`, ...momentLine(told), ...treeOf(graph, node, direction));
    if (graph.truncated) say(options, `… more than ${MAX_EDGES} steps: cut here.`);
    sayJson(options, { certificate, direction, ...told, ...graph });
  } finally {
    await opened.close();
  }
};
