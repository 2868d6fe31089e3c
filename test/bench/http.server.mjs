/** One of the two servers of the benches over HTTP: the ledger, or a route that does everything but keep a ledger. */
import { Controller, Global, Module, Post, Req } from '@nestjs/common';
import { createApi } from '../../dist/apps/api/index.js';
import { complaints } from '../../dist/libs/kernel/index.js';
import { actorOf, SqliteTokenStore, TokenStore } from '../../dist/libs/platform/access/index.js';
import { buses } from '../../dist/apps/api/contexts.js';
import { Malformed } from '../../dist/libs/platform/cqrs/index.js';
import { createHttpApp, createLogger } from '../../dist/libs/platform/http/index.js';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const [, , kind, folder] = process.argv;
const logger = createLogger();
mkdirSync(folder, { recursive: true });
const mine = { party: 'SYN-BW-mine', participant: 'BW', roles: ['producer'] };

/** What the empty route answers: as large as a receipt. */
const receiptFor = (id, data) => ({
  stream: `production-${id}`, revision: 1, position: '0000000000000001',
  events: [{ id: '00000000-0000-5000-8000-000000000000', type: 'ProductionRecorded', data: { ...data, participant: 'BW', operator: 'SYN-BW-mine', scale: 'LSM' } }],
});

const emptyApp = async () => {
  const { decider, type } = buses.commands.find((one) => one.type === 'RecordProduction');
  const shape = decider.commands[type];
  class Empty {
    record(request) {
      actorOf(request);
      const { occurredAt, ...data } = request.body;
      const wrong = complaints(shape, data);
      if (wrong.length > 0 || !decider.id.word.check(request.params.id)) throw new Malformed(wrong);
      return receiptFor(request.params.id, data);
    }
  }
  Req()(Empty.prototype, 'record', 0);
  Post('extraction/productions/:id/record')(Empty.prototype, 'record', Object.getOwnPropertyDescriptor(Empty.prototype, 'record'));
  Controller()(Empty);
  class Root {}
  Module({})(Root);
  Global()(Root);
  const tokens = { provide: TokenStore, useFactory: () => new SqliteTokenStore(join(folder, 'access.db')) };
  return createHttpApp({ module: Root, controllers: [Empty], providers: [tokens], exports: [tokens] }, logger);
};

/** A site to record for: written by those who may, over the same bus. */
const furnish = async (app) => {
  const { CommandBus } = await import('@nestjs/cqrs');
  const ask = async (type, subject, data, by) => {
    const { command: Command } = buses.commands.find((one) => one.type === type);
    await app.get(CommandBus, { strict: false }).execute(new Command(subject, data, { by, cause: `${type}-${subject}`, occurredAt: '2003-01-01T00:00:00Z' }));
  };
  const chair = { party: 'SYN-chair', participant: 'RU', roles: ['chair'] };
  const authority = { party: 'SYN-BW-authority', participant: 'BW', roles: ['authority'] };
  await ask('AdmitParticipant', 'BW', { name: 'Botswana', kind: 'state', from: '2003-01-01' }, chair);
  await ask('RegisterParty', mine.party, { name: 'A mine', kind: 'producer', participant: 'BW' }, authority);
  await ask('RegisterSite', 'SYN-BW-site', {
    name: 'A pit', participant: 'BW', operator: mine.party, deposit: 'kimberlite', scale: 'LSM', licence: 'SYN-1', licensedFrom: '2003-01-01', licensedTo: '2030-12-31',
  }, authority);
};

const app = kind === 'ours' ? await createApi({ dataFolder: folder, logger, projecting: 'thread' }) : await emptyApp();
if (kind === 'ours') await furnish(app);
const { token } = await app.get(TokenStore, { strict: false }).create(mine);
await app.listen(0, '127.0.0.1');
process.send({ port: app.getHttpServer().address().port, token });
process.on('message', () => process.send({ rssMiB: process.memoryUsage.rss() / 2 ** 20 }));
