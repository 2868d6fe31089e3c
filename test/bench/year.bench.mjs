/**
 * `year`: the demo year at `--scale 1` (59,000 certificates, more than 500 million carats), through the command path, in a process of its own.
 * Shows that it finishes, its figures, events a second, and its peak memory against the limit of 1 GiB. `--scale` takes a part.
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asked, note, report, scratch } from './measure.mjs';

const MOST_RSS_MIB = 1_024;
const { scale } = asked({ scale: { type: 'string', default: '1' } });
const cli = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'dist', 'apps', 'cli', 'main.js');

const place = scratch();
try {
  const { status, stdout } = spawnSync(process.execPath, [cli, 'demo', '--exit', '--json', '--scale', scale, '--data', place.file('year')], { encoding: 'utf8', stdio: ['ignore', 'pipe', 2] });
  if (status !== 0) throw new Error(`The year did not finish: ${status}.`);
  const figures = JSON.parse(stdout.trim().split('\n').at(-1));
  note(JSON.stringify(figures));
  const { events, seconds, peakRssMiB, productionDifferences, balanceResidualMilliCarats, certificates, commandsPerSecond, exportedMilliCarats, exportedUsdCents } = figures;
  const checked = { productionDifferences, balanceResidualMilliCarats, certificates, exportedMilliCarats, exportedUsdCents };
  report({ bench: 'year', case: `scale ${scale}, all views kept up`, unit: 'events/s', ours: events / seconds, events, seconds, commandsPerSecond, ...checked });
  report({ bench: 'year', case: `scale ${scale}, peak memory`, unit: 'MiB', ours: peakRssMiB, peers: { limit: MOST_RSS_MIB } });
  if (productionDifferences !== 0 || balanceResidualMilliCarats !== 0) throw new Error('The year does not add up.');
} finally {
  place.remove();
}
