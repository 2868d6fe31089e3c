import { Readable } from 'node:stream';
import { expect, it } from '@jest/globals';
import { Methods } from './methods.ts';
import { createLogger } from './request-log.ts';
import { serverFor } from './server.ts';

const endless = () => Readable.from((async function* () {
  yield 'retry: 1000\n\n';
  await new Promise(() => { /* and no more */ });
})(), { objectMode: false });

it('leaves one line for each answer: also for a stream that its reader left, and it says so', async () => {
  const lines: Record<string, unknown>[] = [];
  let logged = () => {};
  const log = createLogger({ write: (line) => { lines.push(JSON.parse(line) as Record<string, unknown>); logged(); } });
  const server = serverFor(log, new Methods()).getInstance();
  server.get('/whole', async () => ({ whole: true }));
  server.get('/stream', (_, reply) => { reply.send(endless()); });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  await (await fetch(`${url}/whole`)).text();
  const leaving = new AbortController();
  await (await fetch(`${url}/stream`, { signal: leaving.signal })).body!.getReader().read();
  const last = new Promise<void>((resolve) => { logged = resolve; });
  leaving.abort();
  await last;
  server.server.closeAllConnections();
  await server.close();
  expect(lines).toMatchObject([{ route: '/whole', status: 200 }, { route: '/stream', status: 200, brokenOff: true }]);
  expect(lines[0]).not.toHaveProperty('brokenOff');
});
