/** From a certificate back to every mine its goods may have come from: how long it takes, and whether a log ten times as long makes it slower. */
import { SqliteEventStore } from '../../dist/libs/platform/event-store/index.js';
import { rebuild, SqliteRowStore, walk } from '../../dist/libs/platform/read-models/index.js';
import { allContexts, eventTypesOf, viewsOf } from './contexts.mjs';
import { asked, median, note, p99, report, scratch } from './measure.mjs';
import { fill } from './trade.mjs';

const { sizes, walks } = asked({ sizes: { type: 'string', default: '100000,1000000' }, walks: { type: 'string', default: '2000' } });
const MOST_P99_MS = 20;
const MOST_GROWTH = 2;

const contexts = await allContexts();
// The walk needs one view only; the others would make the preparation longer, not the walk.
const lineage = viewsOf(contexts).find(({ name }) => name === 'custody/lineage');

/** Certificates from everywhere in the log but its beginning, where trails are still short. */
const chosen = (certificates, count) => {
  const settled = certificates.slice(Math.floor(certificates.length / 5));
  return Array.from({ length: count }, (_, i) => settled[Math.floor((i * settled.length) / count)]);
};

const timed = async (generation, certificate) => {
  const startMs = performance.now();
  const { nodes, edges, truncated } = await walk(generation, lineage, { start: `certificate:${certificate}`, direction: 'back' });
  const ms = performance.now() - startMs;
  if (truncated || !nodes.some((node) => node.startsWith('site:'))) throw new Error(`The trail of ${certificate} does not reach a mine.`);
  return { ms, edges: edges.length };
};

const measured = async (count) => {
  const folder = scratch();
  const store = new SqliteEventStore(folder.file('ledger.db'));
  const rows = new SqliteRowStore(folder.file('rows'));
  try {
    const certificates = await fill(store, count);
    note(`trail: ${count} events are written`);
    const generation = await rebuild(store, rows, { views: [lineage], knownTypes: eventTypesOf(contexts) });
    for (const certificate of chosen(certificates, 200)) await timed(generation, certificate);
    const found = [];
    for (const certificate of chosen(certificates, Number(walks))) found.push(await timed(generation, certificate));
    return { count, ms: found.map(({ ms }) => ms), edges: found.map(({ edges }) => edges) };
  } finally {
    await rows.close();
    await store.close();
    folder.remove();
  }
};

const results = [];
for (const size of sizes.split(',')) results.push(await measured(Number(size)));
for (const { count, ms, edges } of results) {
  report({
    bench: 'trail', case: `certificate to mines, ${count} events`, unit: 'ms (p99)', ours: p99(ms), peers: { allowed: MOST_P99_MS },
    p50Ms: median(ms), edgesP50: median(edges), edgesP99: p99(edges), edgesMost: Math.max(...edges),
  });
}
const [first, last] = [results[0], results.at(-1)];
report({
  bench: 'trail', case: `growth from ${first.count} to ${last.count} events`, unit: 'times (p50)', ours: median(last.ms) / median(first.ms), peers: { allowed: MOST_GROWTH },
  p99Times: p99(last.ms) / p99(first.ms),
});
