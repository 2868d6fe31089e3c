/**
 * What all benches share: medians, percentiles, runs taken in turn, and one form of output.
 *
 *   import { inTurns, median, p99, report, scratch } from './measure.mjs';
 *   const { ours, raw } = await inTurns(5, { ours: () => …, raw: () => … });      // each gives a figure (or an object of figures) per run
 *   report({ bench: 'append', case: '64 callers', unit: 'events/s', ours: median(ours), peers: { raw: median(raw) } });
 *
 * With --json, report() prints one object a line: bench, case, unit, ours, peers {name: figure}, ratio (ours to the first peer), and whatever else it is given.
 * Without, a line to read. Notes for the reader go to stderr, so that stdout stays one object a line.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** What a bench may be asked: `--json`, and options of its own that run.mjs hands on (`--scale 1`). */
export const asked = (options = {}) => parseArgs({ options: { json: { type: 'boolean', default: false }, ...options }, strict: false }).values;

const sorted = (figures) => Float64Array.from(figures).sort();

/** The figure below which lies this share of all (0 to 1). */
export const percentile = (figures, share) => {
  const inOrder = sorted(figures);
  return inOrder[Math.min(inOrder.length - 1, Math.floor(inOrder.length * share))];
};
export const p99 = (figures) => percentile(figures, 0.99);

export const median = (figures) => {
  const inOrder = sorted(figures);
  const middle = inOrder.length >> 1;
  return inOrder.length % 2 === 1 ? inOrder[middle] : (inOrder[middle - 1] + inOrder[middle]) / 2;
};

/** Runs contestants one after another, again and again, so that a slow minute of the machine meets them all. @returns their results by name, a list each */
export const inTurns = async (rounds, contestants) => {
  const results = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(contestants)) {
      globalThis.gc?.();
      results[name].push(await run());
    }
  }
  return results;
};

/** Events (or whatever) per second. */
export const perSecond = (count, ms) => (count / ms) * 1000;

/** How long something took, in ms. */
export const msOf = async (work) => {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
};

const round = (figure) => (typeof figure !== 'number' ? figure : Number(figure.toPrecision(figure >= 1000 ? 4 : 3)));
const rounded = (figures) => Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, round(figure)]));

/** Prints one result. `ratio` is ours to the first peer; further fields are printed as they are. */
export const report = ({ bench, case: name, unit, ours, peers = {}, ...more }) => {
  const [first] = Object.values(peers);
  const result = { bench, case: name, unit, ours: round(ours), peers: rounded(peers), ...(first !== undefined && { ratio: round(ours / first) }), ...rounded(more) };
  if (asked().json) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return;
  }
  const others = Object.entries({ ...result.peers, ...rounded(more) }).map(([peer, figure]) => `${peer} ${typeof figure === 'object' ? JSON.stringify(figure) : figure}`);
  process.stdout.write(`${bench} ${name}: ${result.ours} ${unit}${others.length > 0 ? ` (${others.join(', ')})` : ''}${result.ratio === undefined ? '' : `, ratio ${result.ratio}`}\n`);
};

/** A remark for whoever watches. */
export const note = (text) => process.stderr.write(`${text}\n`);

/** An empty folder for one run, and the way to be rid of it. */
export const scratch = () => {
  const folder = mkdtempSync(join(tmpdir(), 'kimberlite-bench-'));
  return { file: (name) => join(folder, name), remove: () => rmSync(folder, { recursive: true, force: true }) };
};
