import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { BEFORE_ALL, type Position, type View } from '#kernel';
import { MemoryEventStore, type EventStore, type StoredEvent } from '#platform/event-store';
import { NotReached } from './projection.ts';
import { Projector } from './projector.ts';
import { rebuild } from './rebuild.ts';
import { SqliteRowStore } from './sqlite.row-store.ts';
import { append, boxTypes, boxViews, history, rowsFrom, rowsIn, wholeLog } from './testing.ts';

const opened = (subject: string, milliCarats = 5) => ({ type: 'BoxOpened', subject, data: { holder: 'H-1', milliCarats } });
const boxes = boxViews[0]!;

describe('the projector', () => {
  let folder: string;
  let events: EventStore;
  let rows: SqliteRowStore;
  const started: Projector[] = [];
  const opens: SqliteRowStore[] = [];
  const store = () => { const one = new SqliteRowStore(folder); opens.push(one); return one; };
  const start = (of: { events?: EventStore; rows?: SqliteRowStore; views?: readonly View[]; types?: ReadonlySet<string> } = {}) => {
    const projector = new Projector(of.events ?? events, of.rows ?? rows, of.views ?? boxViews, of.types ?? boxTypes);
    started.push(projector);
    projector.start();
    return projector;
  };
  const caughtUp = async (projector: Projector) => projector.reached(await events.head());
  const expectRight = async (projector: Projector) => expect(await rowsIn(await caughtUp(projector), boxViews)).toEqual(rowsFrom(await wholeLog(events), boxViews));

  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'kimberlite-rows-')); [events, rows] = [new MemoryEventStore(), store()]; });
  afterEach(async () => {
    for (const projector of started.splice(0)) await projector.stop();
    for (const one of opens.splice(0)) await one.close();
    await events.close();
    rmSync(folder, { recursive: true });
  });

  it('builds what is not there, then follows the log', async () => {
    await append(events, history(1_500));
    const projector = start();
    await expectRight(projector);
    await append(events, [opened('B-new-1'), opened('B-new-2')]);
    await expectRight(projector);
    expect(await projector.status()).toMatchObject({ caughtUp: true, lagMs: 0, generation: 'read-models-1', position: await events.head() });
  });

  it('goes on after a restart where it was, without building again', async () => {
    await append(events, history(300));
    const first = start();
    await caughtUp(first);
    await first.stop();
    await append(events, [opened('B-new')]);
    rows = store();
    const second = start();
    await expectRight(second);
    expect((await second.current()).name).toBe('read-models-1');
  });

  it('builds anew if a view has another meaning now', async () => {
    await append(events, history(50));
    await caughtUp(start());
    const views = boxViews.map((view) => ({ ...view, version: view.version + 1 }));
    rows = store();
    const generation = await caughtUp(start({ views }));
    expect(generation.name).toBe('read-models-2');
  });

  it('read your own writes: answers at once if the rows know the position, waits if not, and not for ever', async () => {
    const projector = start();
    await append(events, [opened('B-1')]);
    const generation = await projector.reached(await events.head());
    expect(await generation.get(boxes, 'B-1')).toBeDefined();
    const began = performance.now();
    await expect(projector.reached('9999999999999999', { timeoutMs: 60 })).rejects.toThrow(NotReached);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(await projector.reached(BEFORE_ALL)).toBe(generation);
  });

  it('who waits when it stops is told so; nobody waits for one that does not run', async () => {
    const projector = start();
    await caughtUp(projector);
    const waiting = projector.reached('9999999999999999');
    const refused = expect(waiting).rejects.toThrow('the projection was stopped');
    await projector.stop();
    await refused;
    await expect(projector.reached('9999999999999999')).rejects.toThrow('does not run');
  });

  it('an event that no context knows is not passed over: it stops before it, says so, and still answers', async () => {
    const projector = start();
    await append(events, [opened('B-1'), { ...opened('B-2'), type: 'BoxMelted' }, opened('B-3')]);
    const [known] = await wholeLog(events);
    const generation = await projector.reached(known!.position);
    await expect(caughtUp(projector)).rejects.toThrow('no context here knows this type of event');
    expect(await projector.status()).toMatchObject({ position: known!.position, caughtUp: false, failure: expect.stringContaining('BoxMelted') });
    expect((await projector.status(Date.parse(known!.recordedAt) + 60_000)).lagMs).toBeGreaterThan(50_000);
    expect(await projector.reached(known!.position)).toBe(generation);
    expect([await generation.get(boxes, 'B-1'), await generation.get(boxes, 'B-3')]).toEqual([expect.anything(), undefined]);
    await expect(caughtUp(projector)).rejects.toThrow(NotReached);
  });

  it('so it is if a fold fails, also while the first generation is built', async () => {
    const poisoned = { ...boxes, on: { BoxOpened: boxes.on['BoxOpened']!, BoxLost: () => { throw new Error('a bad fold'); } } } as View;
    await append(events, [opened('B-1'), opened('B-2'), { type: 'BoxLost', subject: 'B-1', data: {} }, opened('B-3')]);
    const projector = start({ views: [poisoned] });
    await expect(caughtUp(projector)).rejects.toThrow('a bad fold');
    expect((await (await projector.current()).find(boxes, { limit: 9 })).map(({ key }) => key)).toEqual(['B-1', 'B-2']);
  });

  it('tries again when the log comes back', async () => {
    const failing = jest.spyOn(events, 'after').mockRejectedValueOnce(new Error('the log is away'));
    const projector = start();
    await append(events, [opened('B-1')]);
    await expect(projector.reached(await events.head())).rejects.toThrow('the log is away');
    failing.mockRestore();
    await new Promise((resolve) => { setTimeout(resolve, 1_200); });
    await expectRight(projector);
    expect((await projector.status()).failure).toBeUndefined();
  });

  it('every batch delivered twice, and overlapping, comes to the same as once', async () => {
    class Twice extends MemoryEventStore {
      #last: readonly StoredEvent[] = [];
      override async after(position: Position, limit: number) {
        const batch = await super.after(position, Math.min(limit, 7));
        const again = [...this.#last, ...batch];
        this.#last = batch;
        return batch.length === 0 ? batch : again;
      }
    }
    events = new Twice();
    const projector = start();
    await caughtUp(projector);
    await append(events, history(200));
    await projector.reached(await events.head());
    expect(await rowsIn(await projector.current(), boxViews)).toEqual(rowsFrom(await logOf(events), boxViews));
  });

  it('two projectors on one set of rows fence each other, and the rows stay right', async () => {
    const [one, two] = [start(), start({ rows: store() })];
    for (let round = 0; round < 20; round += 1) {
      await append(events, history(60, round + 1).map((event) => renamed(event, `R${round}-`)));
      if (round % 5 === 0) await Promise.all([caughtUp(one), caughtUp(two)]);
    }
    await Promise.all([expectRight(one), expectRight(two)]);
  });

  it('goes on with a generation that another process has built beside it', async () => {
    const projector = start();
    await append(events, history(400));
    const before = await caughtUp(projector);
    const built = await rebuild(events, store(), { views: boxViews, knownTypes: boxTypes });
    await append(events, [opened('B-new')]);
    const after = await caughtUp(projector);
    expect([after.name, after.name === before.name]).toEqual([built.name, false]);
    await expectRight(projector);
  });

  it('brings such a generation up to the log as soon as somebody looks, also if nothing new is written', async () => {
    const projector = start();
    await append(events, history(400));
    await caughtUp(projector);
    const other = store();
    const behind = await other.begin(boxViews);
    await other.promote(behind);
    expect((await projector.current()).name).toBe(behind.name);
    await expectRight(projector);
    expect((await projector.current()).name).toBe(behind.name);
  });

  it('what a crash took back is projected again, and nobody is told meanwhile that it is there', async () => {
    const projector = start();
    await append(events, [opened('B-1'), opened('B-2')]);
    const [head, [first]] = [await events.head(), await wholeLog(events)];
    const before = await projector.reached(head);
    await (await store().current(boxViews))!.commit(head, first!.position, boxViews.map((view) => ({ view, key: view === boxes ? 'B-2' : 'H-1', row: view === boxes ? null : { holder: 'H-1', boxes: 1, milliCarats: 5 } })));
    expect(await before.get(boxes, 'B-2')).toBeUndefined();
    expect(await (await projector.reached(head)).get(boxes, 'B-2')).toBeDefined();
    expect(await before.get(boxViews[1]!, 'H-1')).toEqual({ holder: 'H-1', boxes: 2, milliCarats: 10 });
    expect(await projector.status()).toMatchObject({ position: head, caughtUp: true });
  });

  it('so it is if nobody asks: it looks by itself', async () => {
    const projector = start();
    await append(events, [opened('B-1')]);
    const generation = await caughtUp(projector);
    await generation.commit(await events.head(), BEFORE_ALL, [{ view: boxes, key: 'B-1', row: null }]);
    await new Promise((resolve) => { setTimeout(resolve, 1_300); });
    expect([await generation.position(), await generation.get(boxes, 'B-1')]).toEqual([await events.head(), expect.anything()]);
  });

  it('rows of another log are not taken for ours', async () => {
    await append(events, history(40));
    await caughtUp(start());
    events = new MemoryEventStore();
    const projector = start({ rows: store() });
    await append(events, [opened('B-1')]);
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    expect((await projector.status()).failure).toContain('they are of another log');
  });

  it('lets others have their turn between two batches', async () => {
    const projector = start();
    await caughtUp(projector);
    const turns: Position[] = [];
    const advancing = jest.spyOn(events, 'after').mockImplementation(async (position, limit) => {
      setImmediate(() => turns.push(position));
      return MemoryEventStore.prototype.after.call(events as MemoryEventStore, position, limit);
    });
    await append(events, history(1_000));
    await caughtUp(projector);
    advancing.mockRestore();
    expect(turns.length).toBeGreaterThanOrEqual(4);
  });
});

const renamed = <E extends { subject: string; data: object }>(event: E, prefix: string): E => ({
  ...event, subject: prefix + event.subject, data: 'into' in event.data ? { ...event.data, into: `${prefix}${String(event.data.into)}` } : event.data,
});
const logOf = async (events: EventStore) => MemoryEventStore.prototype.after.call(events as MemoryEventStore, BEFORE_ALL, 1_000_000);
