/** From a certificate back to every mine its goods may have come from: how long it takes, and whether a log ten times as long makes it slower. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '../../dist/libs/platform/event-store/index.js';
import { rebuild, SqliteRowStore, walk } from '../../dist/libs/platform/read-models/index.js';
import { allContexts, eventTypesOf, viewsOf } from './contexts.mjs';
import { median, p99, report } from './measure.mjs';
import { fill } from './trade.mjs';

const SIZES = (process.env.BENCH_TRAIL_EVENTS ?? '100000,1000000').split(',').map(Number);
const WALKS = 1_000;
const MOST_P99_MS = 20;
const MOST_GROWTH = 2;

const contexts = await allContexts();
// The walk needs one view only; the others would make the preparation longer, not the walk.
const lineage = viewsOf(contexts).find(({ name }) => name === 'custody/lineage');

/** Certificates from everywhere in the log but its beginning, where trails are still short. */
const chosen = (certificates) => {
  const settled = certificates.slice(Math.floor(certificates.length / 10));
  return Array.from({ length: WALKS }, (_, i) => settled[Math.floor((i * settled.length) / WALKS)]);
};

const measured = async (count) => {
  const folder = mkdtempSync(join(tmpdir(), 'kimberlite-bench-'));
  const store = new SqliteEventStore(join(folder, 'ledger.db'));
  const rows = new SqliteRowStore(join(folder, 'rows'));
  try {
    const certificates = await fill(store, count);
    const generation = await rebuild(store, rows, { views: [lineage], knownTypes: eventTypesOf(contexts) });
    for (const certificate of chosen(certificates).slice(0, 100)) await walk(generation, lineage, { start: `certificate:${certificate}`, direction: 'back' });
    const [times, sizes] = [[], []];
    for (const certificate of chosen(certificates)) {
      const began = performance.now();
      const { nodes, edges, truncated } = await walk(generation, lineage, { start: `certificate:${certificate}`, direction: 'back' });
      times.push(performance.now() - began);
      sizes.push(edges.length);
      if (truncated || !nodes.some((node) => node.startsWith('site:'))) throw new Error(`The trail of ${certificate} does not reach a mine.`);
    }
    return { count, times, edges: median(sizes), most: Math.max(...sizes) };
  } finally {
    await rows.close();
    await store.close();
    rmSync(folder, { recursive: true });
  }
};

const results = [];
for (const count of SIZES) {
  const result = await measured(count);
  results.push(result);
  for (const [name, of] of Object.entries({ p50: median, p99 })) {
    report({
      bench: 'trail', case: `certificate to mines, ${result.count} events, ${result.edges} edges (at most ${result.most}), ${name}`, unit: 'ms',
      ours: of(result.times), peers: name === 'p99' ? { bound: MOST_P99_MS } : {}, ...(name === 'p99' && { ratio: MOST_P99_MS / of(result.times) }),
    });
  }
}
const growth = median(results.at(-1).times) / median(results[0].times);
report({ bench: 'trail', case: `growth of p50 from ${results[0].count} to ${results.at(-1).count} events`, unit: 'times', ours: growth, peers: { bound: MOST_GROWTH }, ratio: MOST_GROWTH / growth });
