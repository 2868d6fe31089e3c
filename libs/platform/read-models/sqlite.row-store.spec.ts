import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rowStoreContract } from './row-store.contract.ts';
import type { SqliteGeneration } from './sqlite.generation.ts';
import { SqliteRowStore } from './sqlite.row-store.ts';
import { boxViews } from './testing.ts';

const folderOf = () => mkdtempSync(join(tmpdir(), 'kimberlite-rows-'));

rowStoreContract('SQLite', async () => {
  const folder = folderOf();
  return { another: () => new SqliteRowStore(folder), end: async () => rmSync(folder, { recursive: true }) };
});

describe('the folder of a SQLite row store', () => {
  let folder: string;
  let store: SqliteRowStore;
  const files = () => readdirSync(folder).filter((name) => /^read-models-\d+[.]db$/.test(name));
  const build = async () => { const generation = await store.begin(boxViews); await store.promote(generation); return generation as SqliteGeneration; };
  beforeEach(() => { folder = folderOf(); store = new SqliteRowStore(folder); });
  afterEach(async () => { await store.close(); rmSync(folder, { recursive: true, force: true }); });

  it('holds the current generation and the one before it', async () => {
    for (let i = 0; i < 4; i += 1) await build();
    expect(files()).toEqual(['read-models-3.db', 'read-models-4.db']);
  });

  it('forgets a build that was interrupted, not one that goes on', async () => {
    const crashed = new SqliteRowStore(folder);
    await crashed.begin(boxViews);
    const other = new SqliteRowStore(folder);
    const goesOn = await other.begin(boxViews);
    await crashed.close();
    await build();
    expect(files()).toEqual(['read-models-2.db', 'read-models-3.db']);
    await goesOn.commit('', '7', []);
    await other.promote(goesOn);
    expect(await (await store.current(boxViews))!.position()).toBe('7');
    await other.close();
  });

  it('is current after a restart, in WAL and with synchronous NORMAL', async () => {
    await (await build()).commit('', '5', []);
    await store.close();
    store = new SqliteRowStore(folder);
    const generation = await store.current(boxViews) as SqliteGeneration;
    expect(await generation.position()).toBe('5');
    expect(['journal_mode', 'synchronous', 'locking_mode'].map((pragma) => generation.db.pragma(pragma, { simple: true }))).toEqual(['wal', 1, 'normal']);
  });

  it('asks an index, and not the whole table', async () => {
    const { db } = await build();
    const plan = db.prepare<unknown[], { detail: string }>('EXPLAIN QUERY PLAN SELECT key, row FROM "test/boxes" WHERE ".holder" = ? AND key > ? ORDER BY key LIMIT ?');
    expect(plan.all('H-1', 'B-1', 9).map(({ detail }) => detail)).toEqual([expect.stringContaining('USING INDEX test/boxes.holder (.holder=? AND key>?)')]);
  });

  it('has no current generation if its file was taken away', async () => {
    await build();
    await store.close();
    for (const name of files()) rmSync(join(folder, name));
    store = new SqliteRowStore(folder);
    expect(await store.current(boxViews)).toBeUndefined();
  });
});

it('in memory everything is the same, for one process', async () => {
  const store = new SqliteRowStore(':memory:');
  const generation = await store.begin(boxViews);
  await generation.commit('', '1', [{ view: boxViews[0]!, key: 'B-1', row: { box: 'B-1', holder: 'H-1' } }]);
  await store.promote(generation);
  expect(await store.current(boxViews)).toBe(generation);
  expect(await generation.find(boxViews[0]!, { where: { holder: 'H-1' }, limit: 1 })).toHaveLength(1);
  await store.promote(await store.begin(boxViews));
  expect(await generation.position()).toBe('1');
  await store.close();
});
