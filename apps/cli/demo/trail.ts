import { inCarats, inUsd } from '#kernel';
import type { OpenedLedger } from '../../api/index.ts';
import { treeOf } from '../tree.ts';
import type { Plan } from './plan/plan.ts';
import type { Shipment } from './plan/shipment.ts';

/** The way of a certificate’s goods back to their mines. */
export type Trail = Readonly<{ certificate: string; mines: readonly string[]; lines: readonly string[] }>;

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
    lines: [`certificate ${certificate}  ${inCarats(milliCarats)} ct  ${inUsd(usdCents)} USD  ${from} → ${to}  origin: ${told}`, ...(graph ? treeOf(graph, node, 'back') : [])],
  };
};
