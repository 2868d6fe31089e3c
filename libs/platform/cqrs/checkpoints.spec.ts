import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { openPostgres } from '#platform/read-models';
import { startPostgres, type PostgresServer } from '../../../test/servers/postgres/postgres.ts';
import { checkpointsContract } from './checkpoints.contract.ts';
import { MemoryCheckpoints } from './memory.checkpoints.ts';
import { PostgresCheckpoints } from './postgres.checkpoints.ts';
import { SqliteCheckpoints } from './sqlite.checkpoints.ts';

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => { for (const close of closers.splice(0).reverse()) await close(); });

describe('checkpoints in a file', () => {
  checkpointsContract(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'checkpoints-'));
    const [one, other] = [1, 2].map(() => new SqliteCheckpoints(join(folder, 'reactions.db'))) as [SqliteCheckpoints, SqliteCheckpoints];
    closers.push(() => rmSync(folder, { recursive: true }), () => one.close(), () => other.close());
    return { one, other };
  });

  it('work that could not be entered is free for the next who asks', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'checkpoints-'));
    const [checkpoints, beside] = [new SqliteCheckpoints(join(folder, 'reactions.db')), new Database(join(folder, 'reactions.db'))];
    closers.push(() => rmSync(folder, { recursive: true }), () => checkpoints.close(), () => { beside.close(); });
    beside.exec('ALTER TABLE works RENAME TO away');
    await expect(checkpoints.take('reactions', 'one')).rejects.toMatchObject({ message: expect.stringContaining('no such table') });
    beside.exec('ALTER TABLE away RENAME TO works');
    expect(await checkpoints.take('reactions', 'one')).toMatchObject({ token: 1 });
  });
});

it('checkpoints in memory: who lets go of what he has lost takes it from nobody', async () => {
  const checkpoints = new MemoryCheckpoints();
  const first = (await checkpoints.take('reactions', 'one'))!;
  await first.release();
  const second = (await checkpoints.take('reactions', 'other'))!;
  await first.release();
  expect([second.isHeld(), await checkpoints.take('reactions', 'one')]).toEqual([true, undefined]);
});

describe('checkpoints in PostgreSQL', () => {
  let server: PostgresServer;
  let count = 0;
  beforeAll(async () => { server = await startPostgres(); }, 60_000);
  afterAll(() => server.stop());
  const open = async (schema: string, silentMs?: number) => {
    const checkpoints = new PostgresCheckpoints(await openPostgres({ url: server.url, connections: 4 }), schema, silentMs);
    await checkpoints.prepare();
    closers.push(() => checkpoints.close());
    return checkpoints;
  };
  const fresh = async () => {
    const schema = `state_${count += 1}`;
    const [one, other] = await Promise.all([open(schema), open(schema)]);
    return { one: one!, other: other! };
  };
  checkpointsContract(fresh, () => server.real);

  it('notices that its session was ended, and the next one takes over', async () => {
    if (!server.real) return; // PGlite has one session for all
    const { one, other } = await fresh();
    const lease = (await one.take('reactions', 'one'))!;
    const database = await openPostgres({ url: server.url });
    closers.push(() => database.close());
    await database.ask({ text: `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid <> pg_backend_pid()` });
    while (lease.isHeld()) await new Promise((resolve) => { setTimeout(resolve, 10); });
    const next = (await other.take('reactions', 'other'))!;
    expect(next.token).toBe(2);
    await expect(one.save('reactions', '0001', lease.token)).rejects.toThrow('Somebody else has taken reactions.');
    await lease.release();
  });

  it('who stands still has lost his work, and knows it as soon as he moves again', async () => {
    if (!server.real) return; // PGlite has one session for all, and ends none
    const [one, other] = [await open('state_still', 500), await open('state_still')];
    const lease = (await one.take('reactions', 'one'))!;
    await pause(1_200);
    expect([lease.isHeld(), await other.take('reactions', 'other')]).toEqual([true, undefined]);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_200); // nothing moves in this process
    expect(lease.isHeld()).toBe(false);
    expect(await other.take('reactions', 'other')).toMatchObject({ token: 2 });
    await expect(one.save('reactions', '0001', lease.token)).rejects.toThrow('Somebody else has taken reactions.');
    await lease.release();
  });

  it('says how far the server’s clock is ahead', async () => {
    const { one } = await fresh();
    expect(await one.serverAheadMs()).toBe(0);
    expect(Math.round(await one.serverAheadMs(() => Date.now() - 60_000) / 1_000)).toBe(60);
  });
});
