import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startPostgres } from '../../../test/servers/postgres/postgres.ts';
import { Database } from './postgres.database.ts';
import { RowsUnavailable } from './postgres.settings.ts';

const server = await startPostgres();
/** PGlite has one session for everybody, breaks nothing off, and after an error loses the answers behind it. */
const itNeedsSessions = server.real ? it : it.skip; // because PGlite has one session
afterAll(() => server.stop());

describe(`a database on ${server.called}`, () => {
  let database: Database;
  beforeEach(() => { database = new Database({ url: server.url, connections: 3 }); });
  afterEach(() => database.close());

  itNeedsSessions('a lent connection that breaks ends no process, also if nobody listens to it', async () => {
    const client = await database.lend();
    const { rows: [me] } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const ended = new Promise((resolve) => { client.once('end', () => resolve('ended')); });
    await database.ask({ text: 'SELECT pg_terminate_backend($1)', values: [me!.pid] });
    expect(await ended).toBe('ended');
    await expect(client.query('SELECT 1')).rejects.toThrow();
    client.release(true);
  });

  itNeedsSessions('of questions that go out together, one that is refused is refused alone', async () => {
    const echo = (text: string) => database.askTogether({ text: 'SELECT $1::text AS said', values: [text], name: 'echo' });
    const ends = await Promise.allSettled([echo('one'), echo('a\0b'), echo('two')]);
    expect(ends.map((end) => (end.status === 'fulfilled' ? end.value.rows[0]!['said'] : (end.reason as { code: string }).code))).toEqual(['one', '22021', 'two']);
  });

  itNeedsSessions('an outage is everybody’s, and the connection is not used again', async () => {
    const ends = await Promise.allSettled([database.askTogether({ text: 'SELECT pg_terminate_backend(pg_backend_pid())' }), database.askTogether({ text: 'SELECT 1 AS one' })]);
    expect(ends.map((end) => end.status === 'rejected' && end.reason instanceof RowsUnavailable)).toEqual([true, true]);
    expect((await database.askTogether({ text: 'SELECT 1 AS one' })).rows).toEqual([{ one: 1 }]);
  });

  itNeedsSessions('who stands still in the middle of a transaction has lost it after five seconds, and with it what he kept from others', async () => {
    const frozen = function* () {
      yield { text: 'SELECT pg_advisory_xact_lock(7)' };
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 6_000);
      yield { text: 'SELECT 1' };
    };
    await expect(database.atomically(frozen())).rejects.toThrow(RowsUnavailable);
    expect((await database.ask({ text: 'SELECT pg_try_advisory_lock(7) AS free' })).rows).toEqual([{ free: true }]);
  }, 15_000);

  itNeedsSessions('a patient statement is broken off by its signal, on the server, too', async () => {
    const [calling, slow] = [new AbortController(), [{ text: 'SELECT pg_sleep(60) /* slow */' }]];
    const asked = expect(database.atomically(slow, { patient: true, signal: calling.signal })).rejects.toThrow('canceling statement');
    await pause(200);
    calling.abort();
    await asked;
    const { rows } = await database.ask({ text: "SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE '%/* slow */%' AND state = 'active' AND pid <> pg_backend_pid()" });
    expect(rows).toEqual([{ n: 0 }]);
  });

  itNeedsSessions('its end does not wait for a server that does not answer', async () => {
    const [lent, asked] = [await database.lend(), expect(database.ask({ text: 'SELECT pg_sleep(60)' })).rejects.toThrow(RowsUnavailable)];
    await pause(100);
    const beganMs = performance.now();
    await database.close();
    expect(performance.now() - beganMs).toBeLessThan(4_000);
    await asked;
    await expect(lent.query('SELECT 1')).rejects.toThrow();
    lent.release(true);
    await expect(database.ask({ text: 'SELECT 1' })).rejects.toThrow(RowsUnavailable);
  });
});
