import { inCarats, inUsd } from '#kernel';
import type { OpenedLedger } from '../../api/index.ts';
import type { Plan } from './plan/plan.ts';
import type { Shipment } from './plan/trade.ts';

/** The way of a certificate’s goods back to their mines. */
export type Trail = Readonly<{ certificate: string; mines: readonly string[]; lines: readonly string[] }>;

type Edge = Readonly<{ from: string; to: string; kind: string; milliCarats: number; order: string; on: string }>;

const MAX_EDGES = 20_000;
const MOST_LOTS = 3;

/** A shipment that is easily read and tells much: few lots, several origins, each of them over a border before. */
export const tellingShipment = ({ trade: { shipments } }: Plan): string | undefined => {
  const crossed = new Map<string, number>();
  let best: { shipment: Shipment; told: number } | undefined;
  for (const shipment of shipments) {
    const goods = shipment.parcels.flat().map((one) => one.goods);
    const before = goods.map(({ lot }) => crossed.get(lot) ?? 0);
    for (const { lot } of goods) crossed.set(lot, (crossed.get(lot) ?? 0) + 1);
    const origins = new Set(goods.map(({ record }) => record.site.participant)).size;
    const told = goods.length > MOST_LOTS ? 0 : Math.min(2, origins) * 10 + Math.min(2, ...before) * 4 + Math.min(MOST_LOTS, goods.length);
    if (!best || told > best.told) best = { shipment, told };
  }
  return best?.shipment.number;
};

/** The steps that led to a node before a moment, the latest first. */
const arrivals = (into: readonly Edge[], bound: string | undefined): Edge[] =>
  into.filter(({ order }) => bound === undefined || order < bound).sort((a, b) => (a.order === b.order ? (a.from < b.from ? -1 : 1) : a.order > b.order ? -1 : 1));

/**
 * The tree, each line indented under what came of it. Under a lot stand the certificates it came with, the last one first, and what it was
 * part of; a parcel is opened in the tree only where it belongs to the certificate asked for, for the lots beside ours tell another story.
 */
const linesOf = (edges: readonly Edge[], start: string): string[] => {
  const into = new Map<string, Edge[]>();
  for (const edge of edges) into.set(edge.to, [...into.get(edge.to) ?? [], edge]);
  const lines: string[] = [];
  const tell = (node: string, { bound, depth, isCarrier }: { bound?: string; depth: number; isCarrier: boolean }): void => {
    for (const edge of arrivals(into.get(node) ?? [], bound)) {
      if (isCarrier && edge.kind === 'packed') continue;
      lines.push(`${'  '.repeat(depth)}← ${edge.from.replace(':', ' ')}  ${inCarats(edge.milliCarats)} ct  ${edge.on}`);
      tell(edge.from, { bound: edge.order, depth: depth + 1, isCarrier: isCarrier || edge.kind === 'opened' });
    }
  };
  tell(start, { depth: 1, isCarrier: false });
  return lines;
};

/** Walks the custody trail of a certificate back to its mines. */
export const trailOf = async (look: OpenedLedger['look'], certificate: string): Promise<Trail> => {
  const node = `certificate:${certificate}`;
  const { graph } = await look('custody/lineage', { ask: 'walk', node, direction: 'back', maxEdges: MAX_EDGES });
  const { row } = await look('certification/certificates', { ask: 'row', key: certificate });
  const { from, to, milliCarats, usdCents, origins } = row as { from: string; to: string; milliCarats: number; usdCents: number; origins: { participant: string; milliCarats: number }[] };
  const told = origins.map((share) => `${share.participant} ${inCarats(share.milliCarats)} ct`).join(', ');
  const mines = [...new Set((graph?.nodes ?? []).filter((one) => one.startsWith('site:')).map((one) => one.slice('site:'.length)))].sort();
  return {
    certificate, mines,
    lines: [`certificate ${certificate}  ${inCarats(milliCarats)} ct  ${inUsd(usdCents)} USD  ${from} → ${to}  origin: ${told}`, ...linesOf((graph?.edges ?? []) as unknown as Edge[], node)],
  };
};
