import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { FeedEvent } from '#platform/feed';
import { openTokens, openWebhooks, type Place } from '../../apps/api/index.ts';
import { runFile } from '../processes/from-source.ts';
import { startService, until, type Service } from '../processes/services.ts';
import { EventStoreTestServer } from '../servers/eventstoredb/server.ts';
import { startPostgres, type PostgresServer } from '../servers/postgres/postgres.ts';

jest.setTimeout(120_000);

const COUNTRIES = [...'ABCDEFGH'].flatMap((a) => [...'KLMNOPQRST'].map((b) => a + b));
const root = mkdtempSync(join(tmpdir(), 'events-'));
const store = new EventStoreTestServer();
let postgres: PostgresServer;
beforeAll(async () => { [postgres] = await Promise.all([startPostgres(), store.start()]); });
afterAll(async () => {
  store.stop();
  await postgres.stop();
  rmSync(root, { recursive: true });
});

/** Somebody who is told of events; killed and begun again, he listens at the same place. */
const receiver = (file: string) => {
  let [port, child]: [string, ReturnType<typeof runFile> | undefined] = ['0', undefined];
  return {
    url: () => `http://127.0.0.1:${port}/hook`,
    begin: async (secret: string) => {
      child = runFile(join(import.meta.dirname, '../servers/receiver/main.ts'), [port, file, secret]);
      child.stderr!.pipe(process.stderr);
      port = String((await once(child.stdout, 'data'))[0]).trim();
    },
    kill: async () => {
      child?.kill('SIGKILL');
      if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
    taken: () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map((line) => line.split(' ')[0]!) : []),
  };
};

type Message = Readonly<{ id: string; event: FeedEvent | undefined }>;
const messageOf = (frame: string): Message[] => {
  const [id, data] = [/^id: (.*)$/m.exec(frame)?.[1], /^data: (.*)$/m.exec(frame)?.[1]];
  return id === undefined ? [] : [{ id, event: data === undefined ? undefined : JSON.parse(data) as FeedEvent }];
};
/** Puts the messages of a stream into a list. True: it ended by itself; false: there were so many. */
const read = async (stream: ReadableStream<Uint8Array>, messages: Message[], most: number): Promise<boolean> => {
  let text = '';
  for await (const chunk of stream.pipeThrough(new TextDecoderStream())) {
    const frames = (text + chunk).split('\n\n');
    text = frames.pop()!;
    messages.push(...frames.flatMap(messageOf));
    if (messages.length >= most) return false;
  }
  return true;
};
/** The messages of a stream, until there are so many, or it ends, or it is broken off after so long. */
const follow = async (url: string, headers: Record<string, string>, { most = Infinity, ms = 30_000 } = {}) => {
  const messages: Message[] = [];
  try {
    const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: AbortSignal.timeout(ms) });
    if (response.status !== 200) return { status: response.status, messages, ended: false };
    return { status: 200, messages, ended: await read(response.body!, messages, most) };
  } catch {
    return { status: 200, messages, ended: false }; // broken off
  }
};

describe.each(['in one folder', 'on engines of their own'])('the events of a ledger %s', (engines) => {
  const folder = join(root, engines === 'in one folder' ? 'folder' : 'engines');
  let place: Place;
  let settings: Record<string, string>;
  let [api, authorization, member]: [Service | undefined, string, string] = [undefined, '', ''];
  beforeAll(async () => {
    const own = engines === 'in one folder';
    place = { dataFolder: folder, ...(!own && { database: { url: postgres.url } }) };
    settings = { KIMBERLITE_DATA: folder, KIMBERLITE_WEBHOOKS: 'anywhere', ...(!own && { EVENTSTORE_URL: store.url, DATABASE_URL: postgres.url }) };
    const tokens = await openTokens(place);
    authorization = `Bearer ${(await tokens.create({ party: 'SYN-KP-chair', participant: 'RU', roles: ['chair'] })).token}`;
    member = `Bearer ${(await tokens.create({ party: 'SYN-BW-mine', participant: 'BW', roles: ['producer', 'authority'] })).token}`;
    await tokens.close();
    api = await startService('api', settings);
  });
  afterAll(async () => { await api?.end('SIGKILL'); });

  const begin = async () => { api = await startService('api', settings); };
  const admit = (code: string) => until(async () => (await fetch(`${api!.url}/identity/participants/${code}/admit`, {
    method: 'POST', headers: { authorization, 'content-type': 'application/json', 'idempotency-key': `admit-${code}` },
    body: JSON.stringify({ name: `Participant ${code}`, kind: 'state', from: '2003-01-01' }),
  })).status === 201);
  type Page = Readonly<{ events: readonly FeedEvent[]; next: string; position: string; errors?: readonly object[] }>;
  const page = async (query: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${api!.url}/events${query}`, { headers: { authorization, ...headers } });
    return { status: response.status, body: await response.json() as Page };
  };
  /** The whole log, page by page. */
  const all = async (query = ''): Promise<FeedEvent[]> => {
    const found: FeedEvent[] = [];
    for (let after = ''; ;) {
      const { body } = await page(`?limit=7${query}${after && `&after=${after}`}`);
      found.push(...body.events);
      if (body.next === body.position) return found;
      after = body.next;
    }
  };

  it('are read in pages, from any position, by those who may see the whole', async () => {
    for (const code of COUNTRIES.slice(0, 20)) await admit(code);
    const events = await all();
    expect(events.map(({ stream }) => stream)).toEqual(COUNTRIES.slice(0, 20).map((code) => `participant-${code}`));
    expect(events[0]).toEqual({
      position: expect.any(String), id: expect.any(String), type: 'ParticipantAdmitted', stream: 'participant-AK', revision: 1, occurredAt: expect.any(String), recordedAt: expect.any(String),
      by: 'SYN-KP-chair', cause: 'SYN-KP-chair/admit-AK', correlation: expect.any(String), data: expect.objectContaining({ name: 'Participant AK' }),
    });
    expect((await page(`?after=${events[16]!.position}`)).body).toMatchObject({ events: events.slice(17), next: events[19]!.position, position: events[19]!.position });
    expect((await page('?types=LotSplit,LotOpened')).body).toEqual({ events: [], next: events[19]!.position, position: events[19]!.position });
    expect(await all('&types=ParticipantAdmitted,LotSplit')).toEqual(events);
    expect((await page('', { authorization: member })).status).toBe(403);
    expect((await page('', { authorization: '' })).status).toBe(401);
    for (const query of ['?after=x', '?after=99999999999999999999', '?after=1', '?types=NoSuchThing', '?types=', '?limit=0', '?limit=1001', '?before=1', '?after=&after='])
      expect(await page(query)).toMatchObject({ status: 400, body: { errors: [{ in: 'query' }] } });
    expect(await follow(`${api!.url}/events`, { authorization: member })).toMatchObject({ status: 403 });
    expect(await follow(`${api!.url}/events`, { authorization, 'last-event-id': 'x' })).toMatchObject({ status: 400 });
    expect(await follow(`${api!.url}/events?limit=1`, { authorization })).toMatchObject({ status: 400 });
  });

  it('are followed as they come; who breaks off and comes again misses nothing and gets nothing twice, also when the process ends in between', async () => {
    const seen: FeedEvent[] = [];
    const writing = (async () => { for (const code of COUNTRIES.slice(20, 50)) { await admit(code); await pause(10); } })();
    let restarts = 0;
    const restart = async () => {
      const [old, held] = [api!, follow(`${api!.url}/events`, { authorization })];
      await pause(200);
      restarts += 1;
      if (restarts === 1) expect([await old.end('SIGTERM'), (await held).ended]).toEqual([{ code: 0, signal: null }, true]);
      else await old.end('SIGKILL');
      await begin();
    };
    while (seen.length < 50 || restarts < 2) {
      const last = seen.at(-1)?.position;
      const breaks = follow(`${api!.url}/events`, { authorization, ...(last && { 'last-event-id': last }) }, { most: 1 + seen.length % 7, ms: 2_000 });
      if (restarts < 2 && seen.length > 15 + 15 * restarts) await restart();
      seen.push(...(await breaks).messages.flatMap(({ event }) => event ?? []));
    }
    await writing;
    expect(seen).toEqual(await all());
  });

  it('a stream ends when its token is revoked', async () => {
    const tokens = await openTokens(place);
    const { token, id } = await tokens.create({ party: 'SYN-auditor', participant: 'BW', roles: ['auditor'] });
    const following = follow(`${api!.url}/events`, { authorization: `Bearer ${token}` });
    await pause(300);
    await tokens.revoke(id);
    await tokens.close();
    expect(await following).toMatchObject({ ended: true, messages: { length: 50 } });
  });

  it('are told to a webhook: receiver and ledger are killed and begun again, and he has all, once, in order', async () => {
    const hooked = receiver(join(root, `${engines}.taken`));
    await hooked.begin('whsec_');
    const webhooks = await openWebhooks(place);
    const { secret, id } = await webhooks.add({ url: hooked.url(), types: [], position: '' });
    await hooked.kill();
    await hooked.begin(secret);
    const writing = (async () => { for (const code of COUNTRIES.slice(50)) { await admit(code); await pause(5); } })();
    for (let kills = 0; kills < 3; kills++) {
      await until(async () => hooked.taken().length > 10 + 20 * kills);
      await hooked.kill();
      if (kills === 1) {
        await api!.end('SIGKILL');
        await begin();
      }
      await hooked.begin(secret);
    }
    await writing;
    const positions = (await all()).map(({ position }) => position);
    await until(async () => hooked.taken().length >= positions.length);
    expect(hooked.taken()).toEqual(positions);
    await until(async () => (await webhooks.list())[0]!.position === positions.at(-1));
    expect(await (await fetch(`${api!.url}/health/ready`)).json()).toMatchObject({ ready: true, webhooks: { registered: 1, stuck: 0 } });
    const metrics = await (await fetch(`${api!.url}/metrics`, { headers: { authorization } })).text();
    expect(metrics).toContain(`kimberlite_stands_still{of="webhook ${id}"} 0`);
    expect(metrics).toContain('kimberlite_lease_held{of="webhooks"} 1');
    await hooked.kill();
    await webhooks.close();
  });
});
