import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openPostgres } from '#platform/read-models';
import { startPostgres, type PostgresServer } from '../../../test/servers/postgres/postgres.ts';
import { PostgresWebhookStore } from './postgres.webhook-store.ts';
import { SqliteWebhookStore } from './sqlite.webhook-store.ts';
import { webhookStoreContract } from './webhook-store.contract.ts';

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => { for (const close of closers.splice(0).reverse()) await close(); });

describe('webhooks in a file', () => {
  const fresh = () => {
    const folder = mkdtempSync(join(tmpdir(), 'webhooks-'));
    closers.push(() => rmSync(folder, { recursive: true }));
    return join(folder, 'webhooks.db');
  };
  const open = (file: string) => {
    const store = new SqliteWebhookStore(file);
    closers.push(() => store.close());
    return store;
  };
  webhookStoreContract(async () => {
    const file = fresh();
    return { one: open(file), other: open(file) };
  });

  it('are for the eyes of their owner only: their secrets sign', () => {
    const file = fresh();
    open(file);
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
  });
});

describe('webhooks in PostgreSQL', () => {
  let server: PostgresServer;
  let count = 0;
  beforeAll(async () => { server = await startPostgres(); }, 60_000);
  afterAll(() => server.stop());
  const open = async (schema: string) => {
    const store = new PostgresWebhookStore(await openPostgres({ url: server.url, connections: 2 }), schema);
    closers.push(() => store.close());
    await store.prepare();
    return store;
  };
  webhookStoreContract(async () => {
    const schema = `webhooks_${count += 1}`;
    return { one: await open(schema), other: await open(schema) };
  });
});
