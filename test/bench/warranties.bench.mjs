/**
 * `warranties`: a million invoices in the read model (`--size`), folded by the very view of the context. Each sells what its seller received under earlier ones, up to some six hands back
 * to a mine or an import; one in ten sells a blend of what came under two to five. Then the chain of any of them (`--asks`).
 */
import { warranties } from '../../dist/libs/contexts/warranties/index.js';
import { sightsOf } from '../../dist/libs/platform/cqrs/index.js';
import { SqliteRowStore } from '../../dist/libs/platform/read-models/index.js';
import { asked, median, msOf, note, p99, report, scratch } from './measure.mjs';

const { size, asks } = asked({ size: { type: 'string', default: '1000000' }, asks: { type: 'string', default: '5000' } });
const [ALL, ASKS, MOST_MS] = [Number(size), Number(asks), 50];
/** How far back the invoices lie under which goods came: some thousands are on the market at once. */
const [MARKET, DEEPEST, BATCH] = [5_000, 12, 20_000];

const links = warranties.views.find(({ name }) => name === 'warranties/links');
const chain = warranties.inquiries.find(({ name }) => name === 'warranties/chain');

const dice = (seed) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 4_294_967_296;
};
const roll = dice(7);

/** The invoices on the market: how many hands back they go, and how many carats are left of each. */
const market = [];
const bought = () => {
  const count = roll() < 0.1 ? 2 + Math.floor(roll() * 4) : 1;
  const from = new Map();
  while (from.size < Math.min(count, market.length)) {
    const one = market[Math.floor(roll() * market.length)];
    from.set(one.invoice, one);
  }
  return [...from.values()].filter(({ depth }) => depth < DEEPEST);
};

const lineOf = (i) => {
  const lot = `SYN-L${i}`;
  const from = roll() < 0.7 ? bought() : [];
  if (from.length === 0) {
    const milliCarats = 1_000 + Math.floor(roll() * 900_000);
    const fresh = roll() < 0.5 ? { production: [{ production: lot, milliCarats }] } : { imports: [{ certificate: `BW${i}`, milliCarats }] };
    return { depth: 1, line: { lot, milliCarats, usdCents: 1, ...fresh } };
  }
  const upstream = from.map(({ invoice, lot, milliCarats, gap }) => {
    const part = 1 + Math.floor(roll() * milliCarats);
    const unwarranted = Math.ceil(part * gap);
    return { invoice, lot, milliCarats: part, ...(unwarranted > 0 && { unwarrantedMilliCarats: unwarranted }) };
  });
  const sum = (field) => upstream.reduce((total, one) => total + (one[field] ?? 0), 0);
  const [milliCarats, unwarrantedMilliCarats] = [sum('milliCarats'), sum('unwarrantedMilliCarats')];
  const gaps = unwarrantedMilliCarats > 0 ? { unwarrantedMilliCarats, gaps: [{ why: 'upstream', milliCarats: unwarrantedMilliCarats }] } : {};
  return { depth: 1 + Math.max(...from.map(({ depth }) => depth)), line: { lot, milliCarats, usdCents: 1, upstream, ...gaps } };
};

const issued = (i) => {
  const { depth, line } = lineOf(i);
  const bare = roll() < 0.01;
  const subject = `SYN-I${i}`;
  const gap = bare ? 1 : (line.unwarrantedMilliCarats ?? 0) / line.milliCarats;
  market[i < MARKET ? i : Math.floor(roll() * MARKET)] = { invoice: subject, lot: line.lot, milliCarats: line.milliCarats, depth, gap };
  const told = bare ? { ...line, unwarrantedMilliCarats: line.milliCarats, gaps: [{ why: 'no-statement', milliCarats: line.milliCarats }] } : line;
  const data = { seller: `SYN-T${i % 997}`, buyer: `SYN-T${(i + 1) % 997}`, issuedOn: '2005-07-01', lines: [told], milliCarats: line.milliCarats, usdCents: 1, ...(!bare && { statement: '2002', language: 'en' }) };
  return links.on.InvoiceIssued({ subject, data, position: `${i}`.padStart(16, '0') }).map(({ key, fold }) => ({ view: links, key, row: fold(undefined) }));
};

const filled = async (store) => {
  const generation = await store.begin([links]);
  let [rows, position] = [[], ''];
  for (let i = 0; i < ALL; i += 1) {
    rows.push(...issued(i));
    if (rows.length < BATCH && i < ALL - 1) continue;
    const next = `${(Number(position) || 0) + 1}`.padStart(8, '0');
    await generation.commit(position, next, rows);
    [rows, position] = [[], next];
  }
  await store.promote(generation);
};

const place = scratch();
const store = new SqliteRowStore(place.file('rows'));
try {
  const fillMs = await msOf(() => filled(store));
  note(`warranties: ${ALL} invoices are in the read model after ${Math.round(fillMs / 1_000)} s`);
  const sights = sightsOf(await store.current([links]));
  const [steps, broken] = [[], []];
  const look = async () => {
    const answer = await chain.answer({ invoice: `SYN-I${Math.floor(roll() * ALL)}` }, sights);
    steps.push(answer.steps.length);
    if (answer.chain === 'broken') broken.push(answer);
  };
  globalThis.gc?.();
  for (let i = 0; i < ASKS / 10; i += 1) await look();
  const [ms, cpuMs] = [[], []];
  for (let i = 0; i < ASKS; i += 1) {
    const before = process.cpuUsage();
    ms.push(await msOf(look));
    const { user, system } = process.cpuUsage(before);
    cpuMs.push((user + system) / 1_000);
  }
  if (broken.length === 0) throw new Error('No chain is broken: a bench that asks for nothing.');
  report({
    bench: 'warranties', case: `chain of any of ${ALL} invoices`, unit: 'ms (p99)', ours: p99(ms), peers: { allowed: MOST_MS },
    p50Ms: median(ms), mostMs: Math.max(...ms), cpuP99Ms: p99(cpuMs), p50Steps: median(steps), p99Steps: p99(steps), mostSteps: Math.max(...steps), brokenOnes: broken.length,
  });
} finally {
  await store.close();
  place.remove();
}
