import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { openPostgres } from '#platform/read-models';
import { startPostgres, type PostgresServer } from '../../../test/servers/postgres/postgres.ts';
import { PostgresTokenStore } from './postgres.token-store.ts';
import { tokenStoreContract } from './token-store.contract.ts';

let server: PostgresServer;
let count = 0;
const closers: (() => Promise<void>)[] = [];
beforeAll(async () => { server = await startPostgres(); }, 60_000);
afterEach(async () => { for (const close of closers.splice(0)) await close(); });
afterAll(() => server.stop());

const fresh = async () => {
  const schema = `tokens_${count += 1}`;
  let nowMs = Date.parse('2026-01-01T00:00:00Z');
  const open = async () => {
    const tokens = new PostgresTokenStore(await openPostgres({ url: server.url, connections: 2 }), schema, () => nowMs);
    await tokens.prepare();
    closers.push(() => tokens.close());
    return tokens;
  };
  const [one, other] = await Promise.all([open(), open()]);
  return { schema, one: one!, other: other!, turnTo: (instant: string) => { nowMs = Date.parse(instant); } };
};

tokenStoreContract(fresh);

it('the database holds no token', async () => {
  const { schema, one } = await fresh();
  const { token } = await one.create({ party: 'SYN-BW-mine', participant: 'BW', roles: ['producer'] });
  const database = await openPostgres({ url: server.url });
  closers.push(() => database.close());
  const { rows } = await database.ask({ text: `SELECT tokens::text AS said FROM "${schema}".tokens` });
  expect(String(rows[0]!['said'])).toContain('SYN-BW-mine');
  expect(String(rows[0]!['said'])).not.toContain(token.slice(4));
});
