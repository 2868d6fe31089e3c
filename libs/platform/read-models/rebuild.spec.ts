import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BEFORE_ALL } from '#kernel';
import { SqliteEventStore, type EventStore } from '#platform/event-store';
import { runText, urlOf } from '../../../test/processes/from-source.ts';
import { digest } from './digest.ts';
import { Projector } from './projector.ts';
import { rebuild, type Progress } from './rebuild.ts';
import { SqliteRowStore } from './sqlite.row-store.ts';
import { append, boxTypes, boxViews, history, rowsFrom, rowsIn, wholeLog } from './testing.ts';

const of = { views: boxViews, knownTypes: boxTypes };

/** Another process that does `work`, in TypeScript as it stands here. */
const child = (work: string, ...args: string[]) => {
  const text = `import { Projector, rebuild, SqliteRowStore } from '#platform/read-models'; import { SqliteEventStore } from '#platform/event-store';
    import { boxViews, boxTypes } from ${urlOf(join(import.meta.dirname, 'testing.ts'))};
    const [log, folder] = process.argv.slice(1); const [events, rows] = [new SqliteEventStore(log), new SqliteRowStore(folder)];
    ${work}`;
  return runText(text, ...args);
};

/** Hands out what there was when its end was asked for last. */
const lagging = (source: EventStore): EventStore => {
  let shown = BEFORE_ALL;
  return {
    head: async () => shown = await source.head(),
    after: async (position, limit) => (await source.after(position, limit)).filter((event) => event.position <= shown),
  } as Partial<EventStore> as EventStore;
};

describe('a rebuild', () => {
  let folder: string;
  let log: string;
  let events: EventStore;
  let rows: SqliteRowStore;
  const expected = async () => rowsFrom(await wholeLog(events), boxViews);
  const current = async () => rowsIn((await rows.current(boxViews))!, boxViews);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kimberlite-rebuild-'));
    log = join(folder, 'ledger.db');
    [events, rows] = [new SqliteEventStore(log), new SqliteRowStore(join(folder, 'rows'))];
  });
  afterEach(async () => { await rows.close(); await events.close(); rmSync(folder, { recursive: true }); });

  it('comes to the rows that a simple fold comes to, and tells how far it is', async () => {
    await append(events, history(5_000));
    const told: Progress[] = [];
    await rebuild(events, rows, of, { onProgress: (progress) => told.push(progress) });
    expect(await current()).toEqual(await expected());
    expect(told.map(({ events }) => events)).toEqual(Array.from({ length: 20 }, (_, i) => (i + 1) * 250));
    expect(told.at(-1)).toMatchObject({ position: await events.head(), head: await events.head() });
  });

  it('twice comes to the same digest, and so does projecting as it happens', async () => {
    const projector = new Projector(events, rows, boxViews, boxTypes);
    projector.start();
    for (let i = 0; i < 10; i += 1) await append(events, history(1_000).slice(i * 100, i * 100 + 100));
    const live = await digest(await projector.reached(await events.head()), boxViews);
    await projector.stop();
    for (let i = 0; i < 2; i += 1) expect(await digest(await rebuild(events, rows, of), boxViews)).toBe(live);
  });

  it('goes on beside writes and reads: nobody sees half of it', async () => {
    await append(events, history(6_000));
    const projector = new Projector(events, rows, boxViews, boxTypes);
    projector.start();
    const before = await projector.reached(await events.head());
    let [done, reads] = [false, 0];
    const reading = (async () => {
      while (!done) {
        const generation = await projector.current();
        expect((await generation.find(boxViews[0]!, { limit: 1_000_000 })).length).toBeGreaterThan(1_000);
        reads += 1;
        await new Promise((resolve) => { setImmediate(resolve); });
      }
    })();
    const building = rebuild(events, rows, of);
    await append(events, history(500, 7).map((event) => ({ ...event, type: 'BoxOpened', subject: `N-${event.subject}`, data: { holder: 'H-1', milliCarats: 3 } })).filter(({ subject }, i, all) => all.findIndex((one) => one.subject === subject) === i));
    const built = await building;
    done = true;
    await reading;
    const after = await projector.reached(await events.head());
    expect([after, after === before, reads > 0]).toEqual([built, false, true]);
    expect(await current()).toEqual(await expected());
    await projector.stop();
  });

  it('who saw his own write before the switch sees it after it, also if the build reads a mirror that lags', async () => {
    await append(events, history(300));
    const projector = new Projector(events, rows, boxViews, boxTypes);
    projector.start();
    const [blue, promote] = [await projector.reached(await events.head()), rows.promote.bind(rows)];
    rows.promote = (generation, catchUp) => promote(generation, async (until) => {
      await catchUp!(until);
      if (until !== undefined) return;
      await append(events, [{ type: 'BoxOpened', subject: 'B-seen', data: { holder: 'H-1', milliCarats: 5 } }]);
      expect(await projector.reached(await events.head())).toBe(blue);
    });
    const green = await rebuild(lagging(events), rows, of);
    expect([await rows.current(boxViews), green.seen]).toEqual([green, await events.head()]);
    expect(await current()).toEqual(await expected());
    await projector.stop();
  });

  it('stops at an event that nobody knows, and leaves the current generation alone', async () => {
    await append(events, history(100));
    const before = await rebuild(events, rows, of);
    await append(events, [{ type: 'BoxMelted', subject: 'B-x', data: {} }]);
    await expect(rebuild(events, rows, of)).rejects.toThrow('no context here knows this type of event');
    expect(await rows.current(boxViews)).toBe(before);
  });

  it('can be called off', async () => {
    await append(events, history(100));
    await expect(rebuild(events, rows, of, { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
    expect(await rows.current(boxViews)).toBeUndefined();
  });

  it('killed in the middle, again and again, harms nothing: the next one is right', async () => {
    await append(events, history(9_000));
    const blue = await rebuild(events, rows, of);
    for (const after of [2_000, 6_000, 8_000]) {
      const process = child(`await rebuild(events, rows, { views: boxViews, knownTypes: boxTypes },
        { onProgress: ({ events }) => { if (events >= ${after}) { process.kill(process.pid, 'SIGKILL'); } } });`, log, join(folder, 'rows'));
      expect(await once(process, 'exit')).toEqual([null, 'SIGKILL']);
      expect(await rows.current(boxViews)).toBe(blue);
    }
    const green = await rebuild(events, rows, of);
    expect(await rows.current(boxViews)).toBe(green);
    expect(await current()).toEqual(await expected());
  }, 60_000);

  it('a projector that is killed anywhere, while the log grows, is as good as a clean rebuild', async () => {
    const all = history(4_000);
    for (let round = 0; round < 5; round += 1) {
      const projecting = child('const p = new Projector(events, rows, boxViews, boxTypes); p.start(); console.log("up"); setInterval(() => {}, 1000);', log, join(folder, 'rows'));
      await once(projecting.stdout, 'data');
      for (let i = 0; i < 8; i += 1) await append(events, all.slice(round * 800 + i * 100, round * 800 + i * 100 + 100));
      await new Promise((resolve) => { setTimeout(resolve, 13 * round); });
      projecting.kill('SIGKILL');
      await once(projecting, 'exit');
    }
    const projector = new Projector(events, rows, boxViews, boxTypes);
    projector.start();
    await projector.reached(await events.head());
    await projector.stop();
    expect(await current()).toEqual(await expected());
    const projected = await digest((await rows.current(boxViews))!, boxViews);
    expect(await digest(await rebuild(events, rows, of), boxViews)).toBe(projected);
  }, 60_000);
});
