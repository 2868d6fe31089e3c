/** From a certificate back to every mine its goods may have come from: how long it takes, and whether a log ten times as long makes it slower. */
import { asked, median, p99, percentile, report } from './measure.mjs';
import { onLineage, trails } from './walks.mjs';

const { sizes, walks } = asked({ sizes: { type: 'string', default: '100000,1000000' }, walks: { type: 'string', default: '2000' } });
const MOST_P99_MS = 20;
const MOST_GROWTH = 2;

const results = [];
for (const count of sizes.split(',').map(Number)) {
  results.push({ count, ...await onLineage('trail', count, (generation, certificates) => trails(generation, certificates, Number(walks))) });
}
for (const { count, ms, edges } of results) {
  report({
    bench: 'trail', case: `certificate to mines, ${count} events`, unit: 'ms (p99)', ours: p99(ms), peers: { allowed: MOST_P99_MS },
    p50Ms: median(ms), p95Ms: percentile(ms, 0.95), edgesP50: median(edges), edgesP99: p99(edges), edgesMost: Math.max(...edges),
  });
}
const [first, last] = [results[0], results.at(-1)];
report({
  bench: 'trail', case: `growth from ${first.count} to ${last.count} events`, unit: 'times (p50)', ours: median(last.ms) / median(first.ms), peers: { allowed: MOST_GROWTH },
  p99Times: p99(last.ms) / p99(first.ms),
});
