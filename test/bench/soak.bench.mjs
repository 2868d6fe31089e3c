/**
 * A ledger under load for long: `--perSecond` (1,000) productions a second recorded over HTTP on 32 connections, with the views projected beside it, for `--minutes` (10) in slices of
 * half a minute. Is it as quick at the end as at the beginning, and does its memory stay? What the log and the rows take on disk is told, too.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { memoryOf, processes, turn } from './http.servers.mjs';
import { asked, median, note, report, scratch } from './measure.mjs';

const [SLICE_MS, CONNECTIONS] = [30_000, 32];
/** In each record, as the client has it. */
const STONES = 40;
const { minutes, perSecond } = asked({ minutes: { type: 'string', default: '10' }, perSecond: { type: 'string', default: '1000' } });
const slices = Math.max(4, Math.round((Number(minutes) * 60_000) / SLICE_MS));
const load = { durationMs: SLICE_MS, connections: CONNECTIONS, everyMs: (CONNECTIONS / Number(perSecond)) * 1_000 };

const bytesOf = (folder, begins) => readdirSync(folder).filter((file) => file.startsWith(begins)).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);

const [place, { start, end }] = [scratch(), processes()];
try {
  const folder = place.file('soak');
  const server = await start('./http.server.mjs', 'ours', folder);
  const client = await start('./http.client.mjs');
  const done = [];
  for (let i = 1; i <= slices; i += 1) {
    const result = { ...await turn(client, server, load), ...await memoryOf(server) };
    done.push(result);
    note(`${i} of ${slices}: ${Math.round(result.perSecond)} commands/s, p95 ${result.p95Ms.toFixed(1)} ms, ${Math.round(result.rssMiB)} MiB`);
  }
  const quarter = Math.ceil(slices / 4);
  const [first, second, last] = [done.slice(0, quarter), done.slice(quarter, 2 * quarter), done.slice(-quarter)];
  const of = (some, name) => median(some.map((one) => one[name]));
  const commands = done.reduce((sum, { count }) => sum + count, 0);
  const what = `${minutes} minutes, ${commands} commands`;
  report({
    bench: 'soak', case: `${what}: last quarter against the first`, unit: 'ms (p95)', ours: of(last, 'p95Ms'), peers: { 'first quarter': of(first, 'p95Ms') },
    p50Ms: of(last, 'p50Ms'), p99Ms: of(last, 'p99Ms'), commandsPerSecond: of(last, 'perSecond'), stonesPerSecond: of(last, 'perSecond') * STONES,
  });
  report({ bench: 'soak', case: `${what}: memory, last quarter against the second`, unit: 'MiB', ours: of(last, 'rssMiB'), peers: { 'second quarter': of(second, 'rssMiB') } });
  report({ bench: 'soak', case: `${what}: disk`, unit: 'bytes of the log a command', ours: bytesOf(folder, 'ledger') / commands, rowsBytes: bytesOf(folder, 'read-models') / commands });
} finally {
  await end();
  place.remove();
}
