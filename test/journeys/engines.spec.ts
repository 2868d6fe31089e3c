import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openPostgres } from '#platform/read-models';
import { openTokens } from '../../apps/api/index.ts';
import { startService, until, type Service } from '../processes/services.ts';
import { EventStoreTestServer } from '../servers/eventstoredb/server.ts';
import { startPostgres, type PostgresServer } from '../servers/postgres/postgres.ts';

jest.setTimeout(60_000);

type Answer = Readonly<{ status: number; headers: Headers; body: Readonly<Record<string, unknown>> }>;

const folder = mkdtempSync(join(tmpdir(), 'engines-'));
const store = new EventStoreTestServer();
let postgres: PostgresServer;
let settings: Readonly<Record<string, string>>;
let [api, one, other]: (Service | undefined)[] = [];
let authorization: string;

const settingsOf = (name: string) => ({ ...settings, KIMBERLITE_DATA: join(folder, name) });
const send = async (service: Service, path: string, init: RequestInit = {}): Promise<Answer> => {
  const response = await fetch(service.url + path, init);
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) as Answer['body'] };
};
const admit = (code: string) => send(api!, `/identity/participants/${code}/admit`, {
  method: 'POST', headers: { authorization, 'content-type': 'application/json', 'idempotency-key': `admit-${code}` },
  body: JSON.stringify({ name: `Participant ${code}`, kind: 'state', from: '2003-01-01' }),
});
const look = (path: string, headers: Record<string, string> = {}) => send(api!, path, { headers: { authorization, ...headers } });
type Works = readonly Readonly<{ work: string; held: boolean; token?: number; failure?: string }>[];
const worksOf = async (worker: Service): Promise<Works> => (await send(worker, '/health/ready')).body['works'] as Works;

beforeAll(async () => {
  [postgres] = await Promise.all([startPostgres(), store.start()]);
  settings = { EVENTSTORE_URL: store.url, DATABASE_URL: postgres.url };
  const tokens = await openTokens({ dataFolder: join(folder, 'tokens'), database: { url: postgres.url } });
  authorization = `Bearer ${(await tokens.create({ party: 'SYN-KP-chair', participant: 'RU', roles: ['chair'] })).token}`;
  await tokens.close();
});
afterAll(async () => {
  for (const service of [api, one, other]) await service?.end('SIGKILL');
  store.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

describe('an api that only answers, two workers, and engines of their own', () => {
  it('all begin; one worker has the work, the other stands by, and both are well', async () => {
    one = await startService('worker', settingsOf('one'));
    [other, api] = await Promise.all([startService('worker', settingsOf('other')), startService('api', { ...settingsOf('api'), KIMBERLITE_ROLE: 'api' })]);
    expect(await worksOf(one)).toMatchObject(['projection', 'reactions', 'webhooks'].map((work) => ({ work, held: true, token: 1 })));
    if (postgres.real) expect(await worksOf(other!)).toEqual(['projection', 'reactions', 'webhooks'].map((work) => ({ work, held: false }))); // PGlite has one session for all
    await until(async () => (await send(one!, '/health/ready')).status === 200 && (await look('/health/ready')).status === 200);
    expect((await send(other!, '/health/ready')).status).toBe(200);
    expect((await look('/health/ready')).body).toMatchObject({ ready: true, reactions: { elsewhere: true } });
    for (const path of ['//', '//:99999', '/health/ready/']) expect((await send(other!, path)).status).toBe(404); // whatever is asked, it lives
  });

  it('who wrote through the api sees it there, though another process projects', async () => {
    for (const code of ['BW', 'ZA', 'NA']) {
      const { status, body } = await admit(code);
      expect(status).toBe(201);
      expect(await look(`/identity/participants/${code}`, { 'min-position': body['position'] as string })).toMatchObject({ status: 200, body: { key: code } });
      expect(await look(`/identity/participants/${code}`)).toMatchObject({ status: 200 });
    }
    expect((await look('/identity/participants?knownAt=2100-01-01')).body).toMatchObject({ rows: { length: 3 } });
  });

  it('when the one at work is killed, the other goes on where it was', async () => {
    if (!postgres.real) return; // PGlite has one session for all: nobody can be told apart
    expect(await one!.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
    const { status, body } = await admit('AO');
    expect(status).toBe(201);
    await until(async () => (await look('/identity/participants/AO', { 'min-position': body['position'] as string })).status === 200);
    expect(await worksOf(other!)).toMatchObject(['projection', 'reactions', 'webhooks'].map((work) => ({ work, held: true, token: 2 })));
  });

  it('when the database drops every connection, all goes on by itself, and nobody works under a lease that he lost', async () => {
    if (!postgres.real) return; // PGlite has one session for all
    const database = await openPostgres({ url: postgres.url, connections: 1 });
    await database.ask({ text: 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()' });
    await database.close();
    await until(async () => (await admit('LS')).status === 201);
    const works = await until(async () => { const found = await worksOf(other!); return found.every(({ held }) => held) && found; });
    expect(works.map(({ token }) => token! > 2)).toEqual([true, true, true]);
    await until(async () => (await look('/identity/participants/LS', { 'min-position': (await admit('LS')).body['position'] as string })).status === 200);
  });

  it('while the database lets nobody in, no worker says that it is ready', async () => {
    if (!postgres.real) return; // PGlite has one database
    const database = await openPostgres({ url: await postgres.database('beside'), connections: 1 });
    await database.ask({ text: 'ALTER DATABASE postgres ALLOW_CONNECTIONS false' });
    await database.ask({ text: `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'postgres'` });
    const worker = await until(async () => { const answer = await send(other!, '/health/ready'); return (answer.body['works'] as Works).every(({ held, failure }) => !held && failure !== undefined) && answer; });
    expect(worker).toMatchObject({ status: 503, body: { ready: false } });
    await database.ask({ text: 'ALTER DATABASE postgres ALLOW_CONNECTIONS true' });
    await database.close();
    await until(async () => (await send(other!, '/health/ready')).status === 200 && (await worksOf(other!)).every(({ held }) => held));
  });

  it('while the store is away reads are answered with their position and age, and writes are turned away; then all goes on by itself', async () => {
    store.stop();
    const refused = await admit('CD');
    expect(refused).toMatchObject({ status: 503, body: { type: '/problems/unavailable', status: 503 } });
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(refused.headers.get('retry-after')).toBe('1');
    const seen = await look('/identity/participants/BW');
    expect(seen).toMatchObject({ status: 200, body: { key: 'BW' } });
    expect(Number(seen.headers.get('age-ms'))).toBeGreaterThan(0);
    expect((await look('/identity/participants')).body).toMatchObject({ rows: { length: postgres.real ? 5 : 3 }, ageMs: expect.any(Number) });
    expect((await look('/identity/participants?asOf=2100-01-01')).body).toMatchObject({ ageMs: expect.any(Number) });
    expect(await look('/health/ready')).toMatchObject({ status: 503, body: { ready: false, reading: true, store: { failure: expect.any(String) }, readModels: { position: seen.headers.get('position') } } });
    expect((await look('/health/reading')).status).toBe(200);
    expect((await look('/health/live')).status).toBe(200);
    await store.start();
    const accepted = await until(async () => { const answer = await admit('CD'); return answer.status === 201 && answer; });
    const back = await until(async () => { const answer = await look('/identity/participants/CD', { 'min-position': accepted.body['position'] as string }); return answer.status === 200 && answer; });
    expect(back.body).toMatchObject({ key: 'CD' });
    await until(async () => (await look('/health/ready')).status === 200);
    expect((await look('/identity/participants/CD')).headers.get('age-ms')).toBeNull();
  });

  it('all end when they are told to, and nothing that was answered is lost', async () => {
    for (const service of [api!, other!]) expect(await service.end('SIGTERM')).toEqual({ code: 0, signal: null });
    api = await startService('api', settingsOf('whole'));
    const rows = await until(async () => { const { status, body } = await look('/identity/participants'); return status === 200 && body['rows']; }) as readonly Readonly<{ key: string }>[];
    expect(rows.map(({ key }) => key)).toEqual(postgres.real ? ['AO', 'BW', 'CD', 'LS', 'NA', 'ZA'] : ['BW', 'CD', 'NA', 'ZA']);
  });
});

describe('an api that only answers, and workers, on one data folder', () => {
  it('share it as they share engines: one works, what is written is seen, another takes over', async () => {
    const place = join(folder, 'one-folder');
    const here = { KIMBERLITE_DATA: place };
    const tokens = await openTokens({ dataFolder: place });
    const bearer = `Bearer ${(await tokens.create({ party: 'SYN-KP-chair', participant: 'RU', roles: ['chair'] })).token}`;
    await tokens.close();
    const [answering, first] = await Promise.all([startService('api', { ...here, KIMBERLITE_ROLE: 'api' }), startService('worker', here)]);
    const services = [answering, first];
    const ask = (code: string) => send(answering, `/identity/participants/${code}/admit`, {
      method: 'POST', headers: { authorization: bearer, 'content-type': 'application/json' }, body: JSON.stringify({ name: code, kind: 'state', from: '2003-01-01' }),
    });
    const seen = async (code: string, position: unknown) =>
      (await send(answering, `/identity/participants/${code}`, { headers: { authorization: bearer, 'min-position': position as string } })).status === 200;
    try {
      const one = await ask('BW');
      await until(() => seen('BW', one.body['position']));
      const second = await startService('worker', here);
      services.push(second);
      expect((await worksOf(second)).map(({ held }) => held)).toEqual([false, false, false]);
      await first.end('SIGKILL');
      const two = await ask('ZA');
      await until(() => seen('ZA', two.body['position']));
      expect(await worksOf(second)).toMatchObject([1, 2, 3].map(() => ({ held: true, token: 2 })));
      expect(await second.end('SIGTERM')).toEqual({ code: 0, signal: null });
    } finally {
      for (const service of services) await service.end('SIGKILL');
    }
  });
});
