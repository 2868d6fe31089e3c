/** A blend of very many lots traced both ways, in a log of a million events of other trade; and the common trail beside it. */
import { asked, median, p99, report } from './measure.mjs';
import { onLineage, timedWalk, trails } from './walks.mjs';

const { size, inputs, walks, runs } = asked({
  size: { type: 'string', default: '1000000' }, inputs: { type: 'string', default: '10000' }, walks: { type: 'string', default: '2000' }, runs: { type: 'string', default: '9' },
});
const [MOST_MS, MOST_P99_MS, MANY] = [1_000, 20, Number(inputs)];
const PARTS = 10;
const LOTS_MILLI_CARATS = 1_000;

const figures = (milliCarats) => ({ milliCarats, usdCents: milliCarats, hsCode: '7102.10', origins: [{ participant: 'BW', milliCarats }] });
const lots = Array.from({ length: MANY }, (_, i) => `SYN-BENCH-${i + 1}`);
const all = MANY * LOTS_MILLI_CARATS;

let count = 0;
const appended = (store, stream, type, data) => {
  count += 1;
  const id = `00000000-0000-5000-9000-${String(count).padStart(12, '0')}`;
  return store.append(stream, 0, [{ id, type, data, occurredAt: '2005-12-31T12:00:00Z', by: 'SYN-A', cause: id, correlation: id, request: 'f'.repeat(64) }]);
};

/** Many lots of one site, blended into one, which is split again. */
const blended = async (store) => {
  const dug = { site: 'SYN-BENCH-SITE', participant: 'BW', operator: 'SYN-A', scale: 'LSM', from: '2005-12-01', to: '2005-12-31', milliCarats: LOTS_MILLI_CARATS, usdCents: 1 };
  for (let i = 0; i < MANY; i += 1_000) await Promise.all(lots.slice(i, i + 1_000).map((lot) => appended(store, `production-${lot}`, 'ProductionRecorded', dug)));
  const brought = lots.map((lot) => ({ lot, milliCarats: LOTS_MILLI_CARATS, usdCents: 1 }));
  await appended(store, 'blend-SYN-BENCH-B', 'BlendCommitted', { holder: 'SYN-A', lot: 'SYN-BENCH-B.0', inputs: brought, made: { holder: 'SYN-A', ...figures(all) } });
  const parts = Array.from({ length: PARTS }, (_, i) => ({ lot: `SYN-BENCH-B.0.${i + 1}`, ...figures(all / PARTS) }));
  await appended(store, 'lot-SYN-BENCH-B.0', 'LotSplit', { holder: 'SYN-A', milliCarats: all, parts, lossMilliCarats: 0 });
};

const MAX_EDGES = 50_000;
const ways = {
  back: [{ start: 'lot:SYN-BENCH-B.0.1', direction: 'back', maxEdges: MAX_EDGES }, 'site:SYN-BENCH-SITE'],
  forward: [{ start: 'site:SYN-BENCH-SITE', direction: 'forward', maxEdges: MAX_EDGES }, `lot:SYN-BENCH-B.0.${PARTS}`],
};

const measured = async (generation, certificates) => {
  const times = {};
  for (const [name, way] of Object.entries(ways)) {
    times[name] = [];
    for (let run = 0; run < Number(runs); run += 1) times[name].push(await timedWalk(generation, ...way));
  }
  return { times, trail: await trails(generation, certificates, Number(walks)) };
};

const { times, trail } = await onLineage('lineage', Number(size), measured, blended);
for (const [name, found] of Object.entries(times)) {
  const ms = found.map((one) => one.ms);
  report({
    bench: 'lineage', case: `blend of ${MANY} lots, ${name}, ${size} events`, unit: 'ms (p50)', ours: median(ms), peers: { allowed: MOST_MS }, mostMs: Math.max(...ms), edges: found[0].edges,
  });
}
report({
  bench: 'lineage', case: `certificate to mines, ${size} events`, unit: 'ms (p99)', ours: p99(trail.ms), peers: { allowed: MOST_P99_MS },
  p50Ms: median(trail.ms), edgesP50: median(trail.edges), edgesP99: p99(trail.edges),
});
