import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, it } from '@jest/globals';
import { SqliteTokenStore } from './sqlite.token-store.ts';
import { tokenStoreContract } from './token-store.contract.ts';

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => { for (const close of closers.splice(0).reverse()) await close(); });

const fresh = () => {
  const folder = mkdtempSync(join(tmpdir(), 'tokens-'));
  let nowMs = Date.parse('2026-01-01T00:00:00Z');
  const [one, other] = [1, 2].map(() => new SqliteTokenStore(join(folder, 'access.db'), () => nowMs)) as [SqliteTokenStore, SqliteTokenStore];
  closers.push(() => rmSync(folder, { recursive: true }), () => one.close(), () => other.close());
  return { folder, one, other, turnTo: (instant: string) => { nowMs = Date.parse(instant); } };
};

tokenStoreContract(async () => fresh());

it('the files hold no token, and only their owner reads them', async () => {
  const { folder, one } = fresh();
  const { token } = await one.create({ party: 'SYN-BW-mine', participant: 'BW', roles: ['producer'] });
  expect(await one.find(token)).toBeDefined();
  for (const file of readdirSync(folder)) {
    expect(readFileSync(join(folder, file)).includes(token.slice(4))).toBe(false);
    expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
  }
});

it('a file of an earlier version opens, its tokens work, and new ones name their person', async () => {
  const { folder, one } = fresh();
  const { token } = await one.create({ party: 'SYN-BW-mine', participant: 'BW', roles: ['producer'] });
  await one.close();
  const file = new Database(join(folder, 'access.db'));
  file.exec('ALTER TABLE tokens DROP COLUMN person');
  file.close();
  const [again, beside] = [1, 2].map(() => new SqliteTokenStore(join(folder, 'access.db'))) as [SqliteTokenStore, SqliteTokenStore];
  closers.push(() => again.close(), () => beside.close());
  expect((await again.find(token))!.actor).toEqual({ party: 'SYN-BW-mine', participant: 'BW', roles: ['producer'] });
  const { token: named } = await again.create({ party: 'SYN-BW-mine', participant: 'BW', roles: ['producer'], person: 'SYN-CLERK-7' });
  expect((await beside.find(named))!.actor.person).toBe('SYN-CLERK-7');
});
