import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { MemoryEventStore, StoreUnavailable } from '#platform/event-store';
import { NotReached } from './projection.ts';
import { ProjectionInTurn } from './projection-in-turn.ts';
import { Projector } from './projector.ts';
import type { Generation } from './row-store.ts';
import { SqliteRowStore } from './sqlite.row-store.ts';
import { append, boxTypes, boxViews } from './testing.ts';

class Leaving extends MemoryEventStore {
  awayMs = 0;
  override silentMs(): number { return this.awayMs; }
  override async head() {
    if (this.awayMs > 0) throw new StoreUnavailable('away');
    return super.head();
  }
}

let folder: string;
let events: Leaving;
const closers: (() => Promise<void>)[] = [];
beforeEach(() => { [folder, events] = [mkdtempSync(join(tmpdir(), 'kimberlite-turn-')), new Leaving()]; });
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  rmSync(folder, { recursive: true });
});

/** As another process would have it: rows of its own over the same folder. */
const process = () => {
  const rows = new SqliteRowStore(folder);
  const projection = new ProjectionInTurn(new Projector(events, rows, boxViews, boxTypes), events, rows, boxViews);
  closers.push(() => rows.close(), () => projection.stop());
  return projection;
};
const open = async (subject: string) => {
  await append(events, [{ type: 'BoxOpened', subject, data: { holder: 'H-1', milliCarats: 5 } }]);
  return events.head();
};

it('waits for what another process projects, and finds it there', async () => {
  const [works, waits] = [process(), process()];
  const first = await open('B-1');
  await expect(waits.reached(first, { timeoutMs: 30 })).rejects.toThrow(NotReached);
  works.start();
  for (const subject of ['B-2', 'B-3', 'B-4']) {
    const position = await open(subject);
    expect(await (await waits.reached(position)).get(boxViews[0]!, subject)).toMatchObject({ box: subject });
  }
  expect(await waits.status()).toMatchObject({ caughtUp: true, lagMs: 0, position: await events.head() });
});

it('whoever waited when the turn passed gets his answer from the next', async () => {
  const [one, other] = [process(), process()];
  one.start();
  await one.reached(await open('B-1'));
  const waiting = one.reached('9999999999999999', { timeoutMs: 200 }).catch((error: unknown) => error);
  await one.stop();
  other.start();
  expect(await waiting).toBeInstanceOf(NotReached);
  const position = await open('B-2');
  expect(await (await one.reached(position)).get(boxViews[0]!, 'B-2')).toBeDefined();
});

it('hands out what has reached the position, whatever was seen of it before', async () => {
  const [rows, seen] = [new SqliteRowStore(folder), ['1', '2', '1', '2']];
  closers.push(() => rows.close());
  rows.current = async () => ({ seen: seen.shift() ?? '2' }) as Partial<Generation> as Generation;
  const projection = new ProjectionInTurn(new Projector(events, rows, boxViews, boxTypes), events, rows, boxViews);
  expect((await projection.reached('2')).seen).toBe('2');
});

it('says how far the rows are while the log cannot be reached, and for how long that has been so', async () => {
  const projection = process();
  projection.start();
  const position = await open('B-1');
  await projection.reached(position);
  events.awayMs = 7_000;
  expect(await projection.status()).toMatchObject({ position, caughtUp: false, lagMs: 7_000 });
  expect(await (await projection.current()).get(boxViews[0]!, 'B-1')).toBeDefined();
});
