import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { View } from '#kernel';
import { MemoryEventStore } from '#platform/event-store';
import { buses } from '../../../apps/api/contexts.ts';
import { startPostgres } from '../../../test/servers/postgres/postgres.ts';
import { digest } from './digest.ts';
import { PostgresRowStore } from './postgres.row-store.ts';
import { Projector } from './projector.ts';
import { rebuild } from './rebuild.ts';
import { indexedBy, type Generation, type RowStore, type Wanted } from './row-store.ts';
import { SqliteRowStore } from './sqlite.row-store.ts';
import { append, boxTypes, boxViews, history, rowsFrom, rowsIn, wholeLog } from './testing.ts';
import { walk } from './walk.ts';

const server = await startPostgres();
let count = 0;
const postgres = (schema = `same_${count += 1}`) => new PostgresRowStore({ url: server.url, schema, connections: 4 });
afterAll(() => server.stop());

/** Bytes and all: the fields of a row in their order, too. */
const same = async (ask: (generation: Generation) => Promise<unknown>, [sqlite, other]: readonly [Generation, Generation]) => {
  const [expected, found] = [JSON.stringify(await ask(sqlite)), JSON.stringify(await ask(other))];
  if (found !== expected) expect(JSON.parse(found)).toEqual(JSON.parse(expected));
  expect(found === expected).toBe(true);
  return expected.length;
};

/** Some of many, from all over. */
const some = <T>(items: readonly T[], most: number): readonly T[] => items.filter((_, i) => i % Math.ceil(items.length / most) === 0);
type Value = string | number;
const valuesOf = (rows: readonly { row: Readonly<Record<string, unknown>> }[], field: string): readonly Value[] =>
  some([...new Set(rows.map(({ row }) => row[field] as Value).filter((value) => value !== undefined && value !== null))], 5);

/** Everything that can be asked of a field: equal, and within bounds, in pages. */
const wishes = (field: string, values: readonly Value[]): readonly Wanted[] => values.flatMap((value, i): Wanted[] => {
  const other = values[(i + 1) % values.length]!;
  return [
    { where: { [field]: value }, limit: 50 }, { ranges: { [field]: { from: value } }, limit: 7 }, { ranges: { [field]: { above: value, to: other } }, limit: 100 },
    { ranges: { [field]: { below: value } }, after: 'M', limit: 3 }, { where: { [field]: value }, ranges: { [field]: { from: other } }, limit: 9 },
  ];
});

describe(`all views of the ledger on ${server.called} and on SQLite`, () => {
  const stores: readonly [RowStore, RowStore] = [new SqliteRowStore(':memory:'), postgres()];
  let both: readonly [Generation, Generation];
  beforeAll(async () => {
    const [events, { fill }] = [new MemoryEventStore(), await import(new URL('../../../test/bench/trade.mjs', import.meta.url).href) as { fill: (store: object, count: number) => Promise<unknown> }];
    await fill(events, 6_000);
    const of = { views: buses.views, knownTypes: buses.eventTypes };
    const [sqlite, other] = [await rebuild(events, stores[0], of), await rebuild(events, stores[1], of, { rowsAtOnce: 900 })];
    both = [sqlite, other];
  }, 60_000);
  afterAll(async () => { for (const store of stores) await store.close(); });

  it('have the same rows, byte by byte, in the same order, and so the same digest', async () => {
    let bytes = 0;
    for (const view of buses.views) bytes += await same((generation) => generation.find(view, { limit: 1_000_000 }), both);
    expect(bytes).toBeGreaterThan(1_000_000);
    await same((generation) => digest(generation, buses.views), both);
  });

  it('find the same by every field that can be asked for, in pages and within bounds', async () => {
    let asked = 0;
    for (const view of buses.views) {
      const rows = await both[0].find(view, { limit: 1_000_000 });
      for (const field of indexedBy(view)) {
        for (const wanted of wishes(field, valuesOf(rows, field))) {
          await same((generation) => generation.find(view, wanted), both);
          asked += 1;
        }
      }
      const keys = some(rows.map(({ key }) => key), 20);
      await same(async (generation) => { const found = await generation.getMany(view, [...keys, 'nobody']); return keys.map((key) => found.get(key)); }, both);
    }
    expect(asked).toBeGreaterThan(300);
  }, 60_000);

  it('walk the same ways, back and forward', async () => {
    for (const view of buses.views.filter(({ edges }) => edges)) {
      const nodes = some((await both[0].find(view, { limit: 1_000_000 })).map(({ row }) => row[view.edges!.to] as string), 40);
      let bytes = 0;
      for (const start of nodes) {
        for (const direction of ['back', 'forward'] as const) {
          bytes += await same((generation) => walk(generation, view, { start, direction }), both);
          await same((generation) => walk(generation, view, { start, direction, maxEdges: 7 }), both);
        }
      }
      expect(bytes).toBeGreaterThan(10_000);
    }
  }, 60_000);
});

describe(`rows written by hand on ${server.called} and on SQLite`, () => {
  const stores: RowStore[] = [];
  const view: View = { name: 'a name/that is longer than the sixty-three bytes that PostgreSQL keeps of one: 1', version: 1, row: class {}, index: ['value', 'other'], on: {} };
  const twin: View = { ...view, name: view.name.replace(/1$/, '2') };
  const built = async (of: readonly View[], fill: (generation: Generation) => Promise<void>): Promise<readonly [Generation, Generation]> => {
    const open = async (store: RowStore) => { stores.push(store); const generation = await store.begin(of); await fill(generation); await store.promote(generation); return generation; };
    return [await open(new SqliteRowStore(':memory:')), await open(postgres())];
  };
  afterEach(async () => { for (const store of stores.splice(0)) await store.close(); });

  const values = [
    Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1, Number.MIN_SAFE_INTEGER, 2 ** 31, -(2 ** 31) - 1, 0, -0, 1, -1, 255, 256, 0.1, -0.1, 1e308, -1e308, 5e-324, Infinity, -Infinity,
    '', ' ', '0', '10', '9', 'A', 'a', 'B', 'Z', 'ab', 'a b', 'a-b', 'ä', 'Ä', 'z', 'é', 'e\u0301', 'ß', 'ss', '\u{10000}', '\uFFFD', '\uE000', '钻石', "o'neill", 'back\\slash', '"quoted"', '{a,b}', 'NULL', '%', '\u0001', '\t\n',
  ];

  it('texts are in the order of their bytes, numbers in theirs and before all texts; nothing is rounded, nothing is unquoted wrongly', async () => {
    const rows = values.map((value, i) => ({ view, key: `${String(value)}·${i}`, row: { value, text: String(value), ...(i % 3 > 0 && { other: i % 3 === 1 ? null : i }) } }));
    const both = await built([view, twin], (generation) => generation.commit('', '1', [...rows, { view: twin, key: 'K', row: { value: 1 } }]));
    await same((generation) => generation.find(view, { limit: 999 }), both);
    for (const value of values) {
      for (const bounds of [{ from: value }, { to: value }, { above: value }, { below: value }]) await same((generation) => generation.find(view, { ranges: { value: bounds }, limit: 999 }), both);
      await same((generation) => generation.find(view, { where: { value }, limit: 9 }), both);
      await same((generation) => generation.find(view, { ranges: { other: { from: value } }, after: String(value), limit: 999 }), both);
    }
    expect(await both[1].find(view, { where: { value: Number.MAX_SAFE_INTEGER }, limit: 9 })).toHaveLength(1);
    await same((generation) => generation.find(twin, { limit: 9 }), both);
  });

  it('several finds in one go give what one after another gives: other fields, other bounds, other limits', async () => {
    const both = await built([view], (generation) => generation.commit('', '1', Array.from({ length: 300 }, (_, i) => ({ view, key: `K${i}`, row: { value: i % 7, other: `o${i % 5}` } }))));
    const wanted: Wanted[] = [
      { where: { value: 1 }, limit: 5 }, { where: { value: 2 }, ranges: { other: { from: 'o2' } }, limit: 99 }, { where: { value: 1 }, ranges: { other: { below: 'o2', above: 'o0' } }, limit: 99 },
      { where: { other: 'o1' }, after: 'K2', limit: 4 }, { limit: 3 }, { after: 'K9', limit: 3 }, { where: { value: 6, other: 'o3' }, limit: 99 }, { where: { value: 99 }, limit: 99 }, { where: { value: 3 }, limit: 0 },
    ];
    for (const limit of [0, 1, 5, 6, 17, 60, Number.MAX_SAFE_INTEGER]) await same((generation) => generation.findEach(view, wanted, limit), both);
    await same((generation) => generation.findEach(view, [], 9), both);
  });

  it('what is no text and no number can be no index', async () => {
    const bad = { view, key: 'K', row: { value: true } };
    for (const generation of await built([view], async () => {})) await expect(generation.commit('', '1', [bad])).rejects.toMatchObject({ name: 'TypeError' });
  });
});

it(`what is projected as it happens into ${server.called} is what is projected into SQLite${server.real ? '; two projectors fence each other' : ''}`, async () => {
  const [events, sqlite, one, two] = [new MemoryEventStore(), new SqliteRowStore(':memory:'), postgres('projected'), postgres('projected')];
  // PGlite has one session: what one of two projectors breaks off breaks the other's transaction.
  const projectors = [sqlite, one, ...(server.real ? [two] : [])].map((rows) => new Projector(events, rows, boxViews, boxTypes));
  for (const projector of projectors) projector.start();
  const all = history(3_000);
  for (let i = 0; i < all.length; i += 300) {
    await append(events, all.slice(i, i + 300));
    if (i % 600 === 0) await Promise.all(projectors.map(async (projector) => projector.reached(await events.head(), { timeoutMs: 20_000 })));
  }
  const [first, ...others] = await Promise.all(projectors.map(async (projector) => projector.reached(await events.head(), { timeoutMs: 20_000 })));
  for (const other of others) await same((generation) => digest(generation, boxViews), [first!, other]);
  expect(await rowsIn(others[0]!, boxViews)).toEqual(rowsFrom(await wholeLog(events), boxViews));
  for (const projector of projectors) await projector.stop();
  for (const store of [sqlite, one, two]) await store.close();
}, 60_000);
