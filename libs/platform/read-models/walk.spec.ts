import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Generation } from './row-store.ts';
import { SqliteRowStore } from './sqlite.row-store.ts';
import { boxViews, pours } from './testing.ts';
import { walk, type Graph } from './walk.ts';

const store = new SqliteRowStore(':memory:');
let generation: Generation;
let at = '';
/** `a>b@3`: goods went from a to b, third of all. */
const given = async (...edges: string[]): Promise<void> => {
  const changes = (await generation.find(pours, { limit: 1_000_000 })).map(({ key }) => ({ view: pours, key, row: null }));
  const rows = edges.map((edge) => {
    const [from, to, order] = edge.split(/[>@]/) as [string, string, string];
    return { view: pours, key: edge, row: { from, to, order: order.padStart(6, '0'), milliCarats: 1 } };
  });
  await generation.commit(at, `${at}x`, [...changes, ...rows]);
  at += 'x';
};
const shown = ({ edges }: Graph) => edges.map(({ from, to, order }) => `${String(from)}>${String(to)}@${Number(order)}`).sort();

beforeAll(async () => { generation = await store.begin(boxViews); await store.promote(generation); });
afterAll(() => store.close());

it('goes back to every origin and forward to every end', async () => {
  await given('mine>a@1', 'a>b@2', 'a>c@3', 'b>parcel@4');
  expect(shown(await walk(generation, pours, { start: 'parcel', direction: 'back' }))).toEqual(['a>b@2', 'b>parcel@4', 'mine>a@1']);
  expect(shown(await walk(generation, pours, { start: 'mine', direction: 'forward' }))).toEqual(['a>b@2', 'a>c@3', 'b>parcel@4', 'mine>a@1']);
  expect(await walk(generation, pours, { start: 'nowhere', direction: 'back' })).toEqual({ nodes: ['nowhere'], edges: [], truncated: false });
});

it('a diamond is found once', async () => {
  await given('mine>a@1', 'a>b@2', 'a>c@2', 'b>d@3', 'c>d@4', 'd>parcel@5');
  const graph = await walk(generation, pours, { start: 'parcel', direction: 'back' });
  expect(shown(graph)).toEqual(['a>b@2', 'a>c@2', 'b>d@3', 'c>d@4', 'd>parcel@5', 'mine>a@1']);
  expect(graph.nodes).toEqual(['parcel', 'd', 'b', 'c', 'a', 'mine']);
});

it('a lot that was packed, opened after import and packed again is a circle, but not in time', async () => {
  await given('mine>lot@1', 'lot>P1@2', 'P1>C1@3', 'C1>lot@4', 'other>lot@5', 'lot>P2@6', 'P2>C2@7');
  expect(shown(await walk(generation, pours, { start: 'C1', direction: 'back' }))).toEqual(['P1>C1@3', 'lot>P1@2', 'mine>lot@1']);
  expect(shown(await walk(generation, pours, { start: 'C2', direction: 'back' }))).toEqual(['C1>lot@4', 'P1>C1@3', 'P2>C2@7', 'lot>P1@2', 'lot>P2@6', 'mine>lot@1', 'other>lot@5']);
  expect(shown(await walk(generation, pours, { start: 'other', direction: 'forward' }))).toEqual(['P2>C2@7', 'lot>P2@6', 'other>lot@5']);
  expect(shown(await walk(generation, pours, { start: 'mine', direction: 'forward' }))).toHaveLength(6);
});

it('goods cannot come from what arrived after they had left', async () => {
  await given('early>a@1', 'a>parcel@2', 'late>a@3', 'same>a@2');
  expect(shown(await walk(generation, pours, { start: 'parcel', direction: 'back' }))).toEqual(['a>parcel@2', 'early>a@1']);
  expect(shown(await walk(generation, pours, { start: 'late', direction: 'forward' }))).toEqual(['late>a@3']);
});

it('a place reached early on a short way, and later with a looser bound on a long one, is looked at again', async () => {
  await given('x>a@5', 'y>a@1', 'a>end@2', 'a>b@6', 'b>c@7', 'c>end@8');
  expect(shown(await walk(generation, pours, { start: 'end', direction: 'back' }))).toEqual(['a>b@6', 'a>end@2', 'b>c@7', 'c>end@8', 'x>a@5', 'y>a@1']);
  await given('start>a@9', 'a>x@8', 'start>b@1', 'b>c@2', 'c>a@3', 'a>y@10');
  expect(shown(await walk(generation, pours, { start: 'start', direction: 'forward' }))).toHaveLength(6);
});

it('a bound at the start tells of an earlier time', async () => {
  await given('m1>lot@1', 'm2>lot@5');
  expect(shown(await walk(generation, pours, { start: 'lot', direction: 'back', bound: '000005' }))).toEqual(['m1>lot@1']);
  expect(shown(await walk(generation, pours, { start: 'm1', direction: 'forward', bound: '000001' }))).toEqual([]);
});

it('goes as deep as it must: a chain of 5,000', async () => {
  await given(...Array.from({ length: 5_000 }, (_, i) => `n${i}>n${i + 1}@${i + 1}`));
  expect((await walk(generation, pours, { start: 'n5000', direction: 'back' })).edges).toHaveLength(5_000);
});

it('says so when there is more than was asked for', async () => {
  await given(...Array.from({ length: 500 }, (_, i) => `mine>l${i}@${i + 1}`), ...Array.from({ length: 500 }, (_, i) => `l${i}>p@${i + 501}`));
  const graph = await walk(generation, pours, { start: 'mine', direction: 'forward', maxEdges: 600 });
  expect([graph.edges.length, graph.truncated]).toEqual([600, true]);
  const whole = await walk(generation, pours, { start: 'mine', direction: 'forward', maxEdges: 1_000 });
  expect([whole.edges.length, whole.truncated]).toEqual([1_000, false]);
});

it('a walk finds what a slow and simple search finds', async () => {
  for (let seed = 1; seed <= 30; seed += 1) {
    const roll = (n: number) => (seed * 7_919 * (n + 3) * (n + 11)) % 9;
    const edges = Array.from({ length: 40 }, (_, i) => `n${roll(i)}>n${roll(i * 5 + 2)}@${i + 1}`);
    await given(...edges);
    expect(shown(await walk(generation, pours, { start: 'n1', direction: 'back' }))).toEqual(simply(edges, 'n1'));
  }
});

/** Follows every path that respects time. */
const simply = (edges: readonly string[], start: string): string[] => {
  const found = new Set<string>();
  const go = (node: string, before: number): void => {
    for (const edge of edges) {
      const [from, to, order] = edge.split(/[>@]/) as [string, string, string];
      if (to !== node || Number(order) >= before) continue;
      found.add(edge);
      go(from, Number(order));
    }
  };
  go(start, Infinity);
  return [...found].sort();
};

it('a view without edges is no graph', async () => {
  await expect(walk(generation, boxViews[0]!, { start: 'x', direction: 'back' })).rejects.toThrow('has no edges to walk on');
});

it('what travelled beside the goods in one container is not theirs, but the container is shown', async () => {
  const packing: typeof pours = { ...pours, edges: { from: 'from', to: 'to', order: 'order', containers: { kind: 'milliCarats', into: 'in', outOf: 'out' } } };
  const kinds: Record<string, string> = { lot: 'in', other: 'in', C1: 'out', C2: 'out' };
  await given('mine>lot@1', 'pit>other@2', 'lot>P1@3', 'other>P1@4', 'P1>C1@5', 'C1>lot@6', 'C1>other@7', 'lot>P2@8', 'P2>C2@9', 'other>P3@10');
  const rows = await generation.find(pours, { limit: 1_000 });
  await generation.commit(at, `${at}x`, rows.map(({ key, row }) => ({ view: pours, key, row: { ...row, milliCarats: kinds[String(row['from'])] ?? '-' } })));
  at += 'x';
  expect(shown(await walk(generation, packing, { start: 'C2', direction: 'back' }))).toEqual(['C1>lot@6', 'P1>C1@5', 'P2>C2@9', 'lot>P2@8', 'mine>lot@1']);
  expect((await walk(generation, packing, { start: 'C1', direction: 'back' })).nodes).toEqual(['C1', 'P1', 'lot', 'other', 'mine', 'pit']);
  expect((await walk(generation, packing, { start: 'mine', direction: 'forward' })).nodes).not.toContain('other');
  expect((await walk(generation, packing, { start: 'P1', direction: 'forward' })).nodes).toEqual(expect.arrayContaining(['C1', 'lot', 'other', 'P2', 'C2']));
});
