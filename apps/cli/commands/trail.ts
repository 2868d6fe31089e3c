import { openLedger, type OpenedLedger } from '../../api/index.ts';
import { paperLines, type Paper } from '../chain.ts';
import { momentLine, momentOf, ofTheLog, type MomentOptions } from '../moment.ts';
import { say, sayJson, UsageError, type CommonOptions } from '../output.ts';
import { ledgerPlaceOf } from '../place.ts';
import { treeOf } from '../tree.ts';

type TrailOptions = CommonOptions & MomentOptions & Readonly<{ forward?: boolean }>;
type Nodes = readonly string[];
const MAX_EDGES = 100_000;
/** Certificates of which the chain tells the documents. A trail over more borders is cut there, and says so. */
const MOST_PAPERS = 200;
const CERTIFICATE = 'certificate:';

/** The certificates on the way, the one that was asked for first, each with its documents. */
const papersOf = async (opened: OpenedLedger, certificates: Nodes, options: MomentOptions): Promise<Paper[]> => {
  const papers: Paper[] = [];
  for (const key of certificates.slice(0, MOST_PAPERS)) {
    const { row } = await ofTheLog(opened.look('certification/certificates', { ask: 'row', key }, momentOf(options)));
    if (row) papers.push(row as Paper);
  }
  return papers;
};

/** Prints how the goods of a certificate came from their mines, or, forward, where they went; and the documents of each certificate on the way. */
export const trailCommand = async (certificate: string, options: TrailOptions): Promise<void> => {
  const direction = options.forward ? 'forward' : 'back';
  const moment = momentOf(options);
  const opened = await openLedger(ledgerPlaceOf(options));
  try {
    const node = `${CERTIFICATE}${certificate}`;
    const { graph, ...told } = await ofTheLog(opened.look('custody/lineage', { ask: 'walk', node, direction, maxEdges: MAX_EDGES }, moment));
    if (!graph || graph.edges.length === 0) throw new UsageError(`The ledger ${moment ? 'knew' : 'knows'} no certificate ${certificate}.`);
    const certificates = graph.nodes.flatMap((one) => (one.startsWith(CERTIFICATE) ? [one.slice(CERTIFICATE.length)] : []));
    const papers = await papersOf(opened, certificates, options);
    say(options, `certificate ${certificate}`, ...momentLine(told), ...treeOf(graph, node, direction));
    if (graph.truncated) say(options, `… more than ${MAX_EDGES} steps: cut here.`);
    say(options, '', 'Certificates on the way, and the documents behind their goods', ...papers.flatMap(paperLines));
    if (certificates.length > MOST_PAPERS) say(options, `… and ${certificates.length - MOST_PAPERS} more certificates.`);
    sayJson(options, { certificate, direction, ...told, ...graph, certificates: papers });
  } finally {
    await opened.close();
  }
};
