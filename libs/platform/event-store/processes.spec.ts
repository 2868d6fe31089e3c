import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { runText, urlOf } from '../../../test/processes/from-source.ts';
import { auditEvents } from './audit.ts';
import { event, wholeLog } from './event-store.contract.ts';
import { SqliteEventStore } from './sqlite.event-store.ts';

/** Another process that appends to the file, several at once, and tells each event’s id when it is acknowledged. It reads TypeScript as it stands here. */
const writer = (file: string, name: string, appends: number) => {
  const text = `import { randomUUID } from 'node:crypto';
    import { SqliteEventStore } from ${urlOf(join(import.meta.dirname, 'sqlite.event-store.ts'))};
    const store = new SqliteEventStore(${JSON.stringify(file)});
    const make = () => ({ id: randomUUID(), type: 'A', data: { n: 1 }, occurredAt: '', by: '', cause: '', correlation: '', request: '' });
    await Promise.all(Array.from({ length: 8 }, async (_, lane) => {
      for (let i = 0; i < ${appends}; i++) for (const { id } of await store.append('lot-${name}-' + lane, i * 3, [make(), make(), make()])) process.stdout.write(id + '\\n');
    }));
    await store.close();`;
  return runText(text);
};

let folder: string;
let file: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'kimberlite-processes-')); file = join(folder, 'ledger.db'); });
afterEach(() => rmSync(folder, { recursive: true }));

const idsOf = (child: ReturnType<typeof writer>): string[] => {
  const ids: string[] = [];
  createInterface({ input: child.stdout }).on('line', (id) => { ids.push(id); });
  return ids;
};

it('two processes write one file, and each event is there once', async () => {
  const store = new SqliteEventStore(file);
  const child = writer(file, 'other', 40);
  const acknowledged = idsOf(child);
  let told = 0;
  store.onChange(() => { told += 1; });
  const ended = once(child, 'close');
  let running = true;
  void ended.then(() => { running = false; });
  let own = 0;
  for (; running || own < 50; own++) {
    for (const { id } of await store.append('lot-own', own, [event('Own')])) acknowledged.push(id);
  }
  await ended;
  expect(child.exitCode).toBe(0);
  const log = await wholeLog(store, 1_000);
  expect(log.map(({ id }) => id).sort()).toEqual(acknowledged.sort());
  expect(log).toHaveLength(own + 8 * 40 * 3);
  expect((await store.read('lot-other-7')).revision).toBe(120);
  expect(told).toBeGreaterThan(own / 2);
  expect(auditEvents(file)).toEqual({ events: log.length, streams: 9 });
  await store.close();
}, 60_000);

it('a process killed in the middle loses nothing it has acknowledged, and leaves no half of an append', async () => {
  const acknowledged: string[] = [];
  for (let round = 0; round < 3; round++) {
    const child = writer(file, `round${round}`, 100_000);
    const ids = idsOf(child);
    while (ids.length < 300) await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'close');
    acknowledged.push(...ids.filter((id) => id.length === 36));
  }
  expect(auditEvents(file).fault).toBeUndefined();
  const store = new SqliteEventStore(file);
  const log = await wholeLog(store, 1_000);
  const stored = new Set(log.map(({ id }) => id));
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  expect(log.length % 3).toBe(0);
  await store.close();
}, 60_000);
