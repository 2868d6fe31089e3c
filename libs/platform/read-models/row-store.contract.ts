import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Position, View } from '#kernel';
import { digest } from './digest.ts';
import { Fenced, NotIndexed, type Generation, type RowChange, type RowStore } from './row-store.ts';
import { boxViews, pours } from './testing.ts';

const [boxes, holders] = boxViews as [View, View, View];
const box = (key: string, holder: string, year: number, milliCarats = 5): RowChange => ({ view: boxes, key, row: { box: key, holder, year, milliCarats, moves: 1 } });
const edge = (key: string, from: string, to: string, order: string): RowChange => ({ view: pours, key, row: { from, to, order, milliCarats: 1 } });
const keys = (rows: readonly { key: string }[]) => rows.map(({ key }) => key);

/** Where rows are kept for one test: `another` opens what a second process would open. */
export type RowStorePlace = Readonly<{ another: () => RowStore; end: () => Promise<void> }>;

/** What every row store promises. @param itNeedsSessions for what one session alone cannot do: to write while another one holds a lock */
export const rowStoreContract = (name: string, prepare: () => Promise<RowStorePlace>, itNeedsSessions: typeof it | typeof it.skip = it): void => describe(`the row store on ${name}`, () => {
  let place: RowStorePlace;
  let store: RowStore;
  let opened: RowStore[];
  const another = () => { const one = place.another(); opened.push(one); return one; };
  const promoted = async (by: RowStore, ...changes: RowChange[]): Promise<Generation> => {
    const generation = await by.begin(boxViews);
    await generation.commit('', '1', changes);
    await by.promote(generation);
    return generation;
  };

  const version = (n: number) => boxViews.map((view) => ({ ...view, version: n }));
  const built = async (by: RowStore, n: number): Promise<Generation> => {
    const generation = await by.begin(version(n));
    await by.promote(generation);
    return generation;
  };

  beforeEach(async () => { [place, opened] = [await prepare(), []]; store = another(); });
  afterEach(async () => { for (const one of opened) await one.close(); await place.end(); });

  it('has nothing current until a generation was promoted', async () => {
    expect(await store.current(boxViews)).toBeUndefined();
    const generation = await store.begin(boxViews);
    await generation.commit('', '1', [box('B-1', 'H-1', 2001)]);
    expect(await store.current(boxViews)).toBeUndefined();
    await store.promote(generation);
    expect(await (await store.current(boxViews))!.get(boxes, 'B-1')).toMatchObject({ holder: 'H-1' });
  });

  it('keeps rows and position together: written, replaced, removed', async () => {
    const generation = await promoted(store, box('B-1', 'H-1', 2001), box('B-2', 'H-2', 2001));
    await generation.commit('1', '2', [{ ...box('B-1', 'H-3', 2002), was: box('B-1', 'H-1', 2001).row! }, { view: boxes, key: 'B-2', row: null }]);
    expect(await generation.position()).toBe('2');
    expect(await generation.find(boxes, { limit: 9 })).toEqual([{ key: 'B-1', row: box('B-1', 'H-3', 2002).row }]);
    expect(await generation.find(boxes, { where: { holder: 'H-1' }, limit: 9 })).toEqual([]);
    expect(keys(await generation.find(boxes, { where: { holder: 'H-3' }, limit: 9 }))).toEqual(['B-1']);
  });

  it('the hint of what was there changes nothing but the work', async () => {
    const generation = await promoted(store, box('B-1', 'H-1', 2001));
    await generation.commit('1', '2', [{ ...box('B-1', 'H-1', 2001, 77), was: box('B-1', 'H-1', 2001).row! }]);
    expect(await generation.get(boxes, 'B-1')).toMatchObject({ milliCarats: 77 });
  });

  it('a commit from a position that is not the present one is fenced, and writes nothing', async () => {
    const generation = await promoted(store, box('B-1', 'H-1', 2001));
    await generation.commit('1', '2', []);
    await expect(generation.commit('1', '2', [box('B-1', 'H-9', 2009)])).rejects.toThrow(Fenced);
    expect([await generation.position(), await generation.get(boxes, 'B-1')]).toMatchObject(['2', { holder: 'H-1' }]);
  });

  it('a commit that fails writes nothing', async () => {
    const generation = await promoted(store, box('B-1', 'H-1', 2001));
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    await expect(generation.commit('1', '2', [box('B-1', 'H-9', 2009), { view: boxes, key: 'B-2', row: circular }])).rejects.toThrow();
    expect([await generation.position(), await generation.get(boxes, 'B-1')]).toMatchObject(['1', { holder: 'H-1' }]);
  });

  it('finds rows by equality, range and page, in the order of keys', async () => {
    const generation = await promoted(store, ...[5, 3, 1, 4, 2].map((n) => box(`B-${n}`, n % 2 ? 'odd' : 'even', 2000 + n)));
    expect(keys(await generation.find(boxes, { limit: 3 }))).toEqual(['B-1', 'B-2', 'B-3']);
    expect(keys(await generation.find(boxes, { after: 'B-3', limit: 3 }))).toEqual(['B-4', 'B-5']);
    expect(keys(await generation.find(boxes, { where: { holder: 'odd' }, limit: 9 }))).toEqual(['B-1', 'B-3', 'B-5']);
    expect(keys(await generation.find(boxes, { where: { holder: 'odd' }, after: 'B-1', limit: 1 }))).toEqual(['B-3']);
    expect(keys(await generation.find(boxes, { ranges: { year: { from: 2002, to: 2004 } }, limit: 9 }))).toEqual(['B-2', 'B-3', 'B-4']);
    expect(keys(await generation.find(boxes, { ranges: { year: { above: 2002, below: 2004 } }, limit: 9 }))).toEqual(['B-3']);
    expect(keys(await generation.find(boxes, { where: { holder: 'even', year: 2004 }, limit: 9 }))).toEqual(['B-4']);
    expect(keys(await generation.find(boxes, { where: { year: 2004 }, ranges: { holder: { from: 'f' } }, limit: 9 }))).toEqual([]);
  });

  it('refuses to look by a field that is no index, and says which are', async () => {
    const generation = await promoted(store);
    await expect(generation.find(boxes, { where: { milliCarats: 5 }, limit: 1 })).rejects.toThrow(new NotIndexed('test/boxes', 'milliCarats', ['holder', 'year']));
    await expect(generation.find(boxes, { ranges: { moves: { from: 1 } }, limit: 1 })).rejects.toThrow(NotIndexed);
    await expect(generation.find(holders, { where: { 'x" OR 1=1': 1 }, limit: 1 })).rejects.toThrow('only by their key');
  });

  it('finds edges by both ends, within bounds of their order, several nodes in one go and not more than asked', async () => {
    const generation = await promoted(store, edge('1', 'a', 'c', '01'), edge('2', 'b', 'c', '02'), edge('3', 'c', 'd', '03'));
    const into = (to: string, below: string) => ({ where: { to }, ranges: { order: { below } }, limit: 9 });
    expect(keys(await generation.findEach(pours, [into('d', '09'), into('c', '02')], 9))).toEqual(['3', '1']);
    expect(keys(await generation.findEach(pours, [into('c', '09'), into('d', '09')], 2))).toEqual(['1', '2']);
    expect(keys(await generation.find(pours, { where: { from: 'a' }, limit: 9 }))).toEqual(['1']);
  });

  it('a field may be called like a column', async () => {
    const odd: View = { name: 'odd "name"', version: 1, row: class {}, index: ['key', 'row', 'or"der'], on: {} };
    const generation = await store.begin([odd]);
    await generation.commit('', '1', [{ view: odd, key: 'K', row: { key: 'inner', row: 1, 'or"der': 'x' } }]);
    await store.promote(generation);
    expect(keys(await generation.find(odd, { where: { key: 'inner', row: 1, 'or"der': 'x' }, limit: 1 }))).toEqual(['K']);
  });

  it('gets many rows at once, those that exist', async () => {
    const generation = await promoted(store, box('B-1', 'H-1', 2001), box('B-2', 'H-2', 2001));
    expect([...(await generation.getMany(boxes, ['B-2', 'B-9', 'B-1'])).keys()].sort()).toEqual(['B-1', 'B-2']);
  });

  it('blue and green: the old generation answers while another is built, and afterwards whoever still holds it', async () => {
    const blue = await promoted(store, box('B-1', 'H-1', 2001));
    const green = await store.begin(boxViews);
    await green.commit('', '1', [box('B-1', 'H-2', 2001)]);
    expect(await store.current(boxViews)).toBe(blue);
    await store.promote(green, async () => {
      expect(await store.current(boxViews)).toBe(blue);
      await green.commit('1', '2', [box('B-2', 'H-2', 2001)]);
    });
    expect(await store.current(boxViews)).toBe(green);
    expect([await green.position(), keys(await green.find(boxes, { where: { holder: 'H-2' }, limit: 9 }))]).toEqual(['2', ['B-1', 'B-2']]);
    expect(await blue.get(boxes, 'B-1')).toMatchObject({ holder: 'H-1' });
  });

  it('another process sees the promotion, moves the same rows, and fences us', async () => {
    const other = another();
    const blue = await promoted(store, box('B-1', 'H-1', 2001));
    const theirs = (await other.current(boxViews))!;
    expect([theirs.name, await theirs.position()]).toEqual([blue.name, '1']);
    await theirs.commit('1', '2', [box('B-1', 'H-2', 2001)]);
    expect(await blue.get(boxes, 'B-1')).toMatchObject({ holder: 'H-2' });
    await expect(blue.commit('1', '2', [box('B-1', 'H-3', 2001)])).rejects.toThrow(Fenced);

    const green = await promoted(other, box('B-1', 'H-4', 2001));
    expect((await store.current(boxViews))!.name).toBe(green.name);
    expect(await blue.get(boxes, 'B-1')).toMatchObject({ holder: 'H-2' });
  });

  it('other views are another generation: neither is in the other’s way, and who starts finds the one for his views', async () => {
    const [old, other] = [await promoted(store, box('B-1', 'H-1', 2001)), another()];
    expect(await other.current(version(2))).toBeUndefined();
    const next = await built(other, 2);
    expect(await other.current(version(2))).toBe(next);
    expect(await store.current(boxViews)).toBe(old);
    await old.commit('1', '2', [box('B-1', 'H-2', 2001)]);
    expect(await (await another().current(boxViews))!.get(boxes, 'B-1')).toMatchObject({ holder: 'H-2' });
    await promoted(store, box('B-1', 'H-3', 2001));
    expect((await another().current(version(2)))!.name).toBe(next.name);
  });

  it('a rollback finds the rows that it left, and goes on with them', async () => {
    const old = await promoted(store, box('B-1', 'H-1', 2001));
    await store.close();
    await built(another(), 2);
    const found = (await another().current(boxViews))!;
    await found.commit('1', '2', [box('B-2', 'H-2', 2001)]);
    expect([found.name, keys(await found.find(boxes, { limit: 9 }))]).toEqual([old.name, ['B-1', 'B-2']]);
  });

  it('what nobody holds is thrown away, but not the last one before; what somebody holds stays', async () => {
    const [first, other] = [await promoted(store, box('B-1', 'H-1', 2001)), another()];
    for (const n of [2, 3, 4]) await built(other, n);
    expect((await another().current(boxViews))!.name).toBe(first.name);
    for (const one of opened.splice(0)) await one.close();
    const last = another();
    await built(last, 5);
    const there = await Promise.all([1, 2, 3, 4, 5].map(async (n) => (await last.current(version(n))) !== undefined));
    expect(there).toEqual([false, false, false, true, true]);
  });

  itNeedsSessions('the new rows are not older than the old ones, which nobody moves any more', async () => {
    const [blue, green, asked] = [await promoted(store, box('B-1', 'H-1', 2001)), await another().begin(boxViews), [] as (Position | undefined)[]];
    const builder = opened.at(-1)!;
    await green.commit('', '1', [box('B-1', 'H-1', 2001)]);
    await builder.promote(green, async (until) => {
      asked.push(until);
      if (until === undefined) await blue.commit('1', '2', [box('B-2', 'H-2', 2001)]);
      else await green.commit('1', until, [box('B-2', 'H-2', 2001)]);
    });
    const now = (await store.current(boxViews))!;
    expect([now.name, now.seen, keys(await now.find(boxes, { limit: 9 })), asked]).toEqual([green.name, '2', ['B-1', 'B-2'], [undefined, '2']]);
    await expect(blue.commit('2', '3', [box('B-3', 'H-3', 2001)])).rejects.toThrow(Fenced);
    expect([await blue.position(), keys(await blue.find(boxes, { limit: 9 }))]).toEqual(['2', ['B-1', 'B-2']]);
    await now.commit('2', '3', []);
  });

  itNeedsSessions('while the new rows take the place of the old ones, who writes to these waits, and is fenced', async () => {
    const [blue, green] = [await promoted(store), await store.begin(boxViews)];
    let writing: Promise<unknown> = Promise.resolve();
    await store.promote(green, async (until) => {
      if (until === undefined) return;
      writing = blue.commit('1', '2', [box('B-2', 'H-2', 2001)]).catch((error: unknown) => error);
      await green.commit('', until, []);
    });
    expect(await writing).toBeInstanceOf(Fenced);
    expect([await blue.position(), await (await store.current(boxViews))!.position()]).toEqual(['1', '1']);
  });

  it('tells how far a generation is whenever it hands it out, also if it was taken back', async () => {
    const [generation, other] = [await promoted(store), another()];
    expect((await store.current(boxViews))!.seen).toBe('1');
    await (await other.current(boxViews))!.commit('1', '3', []);
    expect((await store.current(boxViews))!.seen).toBe('3');
    await generation.commit('3', '2', []);
    expect((await store.current(boxViews))!.seen).toBe('2');
  });

  it('a promotion can be called off while it makes indexes; the build is then thrown away', async () => {
    const [blue, green] = [await promoted(store), await store.begin(boxViews)];
    await expect(store.promote(green, async () => {}, AbortSignal.abort(new Error('called off')))).rejects.toThrow('called off');
    await store.discard(green);
    expect(await store.current(boxViews)).toBe(blue);
  });

  it('two builds at once do not disturb each other; the last promotion counts', async () => {
    const other = another();
    const [one, two] = [await store.begin(boxViews), await other.begin(boxViews)];
    await one.commit('', '1', [box('B-1', 'one', 2001)]);
    await two.commit('', '1', [box('B-1', 'two', 2001)]);
    await store.promote(one);
    await other.promote(two);
    for (const each of [store, other]) expect(await (await each.current(boxViews))!.get(boxes, 'B-1')).toMatchObject({ holder: 'two' });
  });

  it('a discarded build is gone, and cannot be promoted', async () => {
    const generation = await store.begin(boxViews);
    await store.discard(generation);
    await expect(store.promote(generation)).rejects.toThrow('is not being built here');
    expect(await store.current(boxViews)).toBeUndefined();
  });

  it('equal rows have equal digests, whatever the order of their fields; other rows have not', async () => {
    const one = await promoted(store, box('B-1', 'H-1', 2001), box('B-2', 'H-1', 2001));
    const two = await promoted(store, box('B-2', 'H-1', 2001), { view: boxes, key: 'B-1', row: Object.fromEntries(Object.entries(box('B-1', 'H-1', 2001).row!).reverse()) });
    expect(await digest(two, boxViews)).toBe(await digest(one, boxViews));
    await two.commit('1', '2', [box('B-1', 'H-1', 2001, 6)]);
    expect(await digest(two, boxViews)).not.toBe(await digest(one, boxViews));
  });
});
