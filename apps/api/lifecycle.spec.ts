import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, expect, it } from '@jest/globals';
import { TokenStore } from '#platform/access';
import { createLogger } from '#platform/http';
import { buses, createApi, openLedger } from './index.ts';

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => { for (const close of closers.splice(0).reverse()) await close(); });

const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'lifecycle-'));
  closers.push(() => rmSync(folder, { recursive: true }));
  return folder;
};
const api = async (dataFolder: string) => {
  const app = await createApi({ dataFolder, logger: createLogger({ write: () => {} }) });
  closers.push(() => app.close());
  await app.listen(0, '127.0.0.1');
  return app;
};
const get = async (app: NestFastifyApplication, path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${await app.getUrl()}${path}`, { headers });
  return { status: response.status, body: await response.json() as Readonly<{ store: Readonly<{ head: string }> }> };
};
const ready = (app: NestFastifyApplication) => get(app, '/health/ready');
const chair = { party: 'SYN-KP-chair', participant: 'RU', roles: ['chair' as const] };
const admit = { name: 'Botswana', kind: 'state', from: '2003-01-01' };

it('is alive at once, and ready when its views are built; it says how far they are', async () => {
  const app = await api(newFolder());
  expect(await get(app, '/health/live')).toEqual({ status: 200, body: { live: true } });
  for (let answer = await ready(app); answer.status !== 200; answer = await ready(app)) expect(answer).toMatchObject({ status: 503, body: { ready: false } });
  expect((await ready(app)).body).toMatchObject({ ready: true, store: { head: '' }, readModels: { position: '', caughtUp: true, lagMs: 0 }, reactions: { refused: 0 } });
});

it('without HTTP it is the same ledger: what is written there is served here', async () => {
  const folder = newFolder();
  const opened = await openLedger(folder);
  const { command: Admit } = buses.commands.find(({ type }) => type === 'AdmitParticipant')!;
  await opened.bus.execute(new Admit('BW', admit, { by: chair, cause: 'first' }));
  expect((await opened.look('identity/participants', { ask: 'row', key: 'BW' })).row).toMatchObject({ name: 'Botswana' });
  await expect(opened.look('identity/nothing', { ask: 'row', key: 'BW' })).rejects.toThrow('no view');
  await opened.close();

  const app = await api(folder);
  const { token } = await app.get(TokenStore).create(chair);
  const headers = { authorization: `Bearer ${token}`, 'min-position': (await ready(app)).body.store.head };
  expect(await get(app, '/identity/participants/BW', headers)).toMatchObject({ status: 200, body: { key: 'BW', name: 'Botswana' } });
});

it('closing answers the requests under way, and loses nothing that was answered', async () => {
  const folder = newFolder();
  const app = await api(folder);
  const { token } = await app.get(TokenStore).create(chair);
  const url = await app.getUrl();
  const ask = (code: string) => fetch(`${url}/identity/participants/${code}/admit`, {
    method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify(admit),
  }).then(({ status }) => status, () => 'turned away');
  const asked = ['BW', 'BE', 'ZA', 'NA', 'RU', 'CA', 'AU', 'IN'].map(ask);
  await new Promise((resolve) => { setTimeout(resolve, 5); });
  await app.close();
  const answers = await Promise.all(asked);
  const opened = await openLedger(folder, { start: false });
  closers.push(() => opened.close());
  expect(await opened.events.after('', 100)).toHaveLength(answers.filter((status) => status === 201).length);
  await expect(fetch(`${url}/health/live`)).rejects.toThrow();
});
