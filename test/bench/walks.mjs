/** Walks over the lineage of a large log, timed: what the benches `trail` and `lineage` have in common. */
import { SqliteEventStore } from '../../dist/libs/platform/event-store/index.js';
import { rebuild, SqliteRowStore, walk } from '../../dist/libs/platform/read-models/index.js';
import { allContexts, eventTypesOf, viewsOf } from './contexts.mjs';
import { note, scratch } from './measure.mjs';
import { fill } from './trade.mjs';

const contexts = await allContexts();
// The walk needs one view only; the others would make the preparation longer, not the walk.
const lineage = viewsOf(contexts).find(({ name }) => name === 'custody/lineage');

/** One walk, in ms, and how many edges it found. It must come by a node that begins like this. */
export const timedWalk = async (generation, way, finds) => {
  const startMs = performance.now();
  const { nodes, edges, truncated } = await walk(generation, lineage, way);
  const ms = performance.now() - startMs;
  if (truncated || !nodes.some((node) => node.startsWith(finds))) throw new Error(`The walk from ${way.start} does not come by ${finds}.`);
  return { ms, edges: edges.length };
};

/** Certificates from everywhere in the log but its beginning, where trails are still short. */
const chosen = (certificates, count) => {
  const settled = certificates.slice(Math.floor(certificates.length / 5));
  return Array.from({ length: count }, (_, i) => settled[Math.floor((i * settled.length) / count)]);
};

/** So many walks from certificates back to their mines, after some to warm up. */
export const trails = async (generation, certificates, count) => {
  const one = (certificate) => timedWalk(generation, { start: `certificate:${certificate}`, direction: 'back' }, 'site:');
  for (const certificate of chosen(certificates, 200)) await one(certificate);
  const found = [];
  for (const certificate of chosen(certificates, count)) found.push(await one(certificate));
  return { ms: found.map(({ ms }) => ms), edges: found.map(({ edges }) => edges) };
};

/** Works on the lineage of a log of trade of `count` events, and of what `beside` appends to it. */
export const onLineage = async (bench, count, work, beside = async () => {}) => {
  const folder = scratch();
  const store = new SqliteEventStore(folder.file('ledger.db'));
  const rows = new SqliteRowStore(folder.file('rows'));
  try {
    const certificates = await fill(store, count);
    await beside(store);
    note(`${bench}: ${count} events are written`);
    return await work(await rebuild(store, rows, { views: [lineage], knownTypes: eventTypesOf(contexts) }), certificates);
  } finally {
    await rows.close();
    await store.close();
    folder.remove();
  }
};
