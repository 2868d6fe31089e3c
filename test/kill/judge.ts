import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openEventStoreDb, SqliteEventStore, type EventStore } from '#platform/event-store';
import { digest, openPostgresRows, rebuild, SqliteRowStore, type Generation, type RowStore } from '#platform/read-models';
import { buses, type Place } from '../../apps/api/index.ts';
import { logOf as wholeLog, verdictOn, type Log } from '../simulation/verdict.ts';

/** How long the processes may take to finish what was begun, once nobody asks for more. */
const SETTLE_MS = 90_000;

/** What is there, against what was promised. */
export type Verdict = Readonly<{ events: number; lost: number; doubled: number; rowsEqual: boolean; settledMs: number; wrong: readonly string[] }>;

const isSettled = ({ log }: Log): boolean => {
  const of = (type: string) => log.filter((event) => event.type === type).length;
  return of('BlendStarted') === of('BlendCompleted');
};

/** Waits until every blend has ended and the rows know the whole log. */
const settled = async (events: EventStore, rows: RowStore): Promise<Readonly<{ written: Log; generation: Generation | undefined }>> => {
  for (const until = Date.now() + SETTLE_MS; ;) {
    const [written, generation] = [await wholeLog(events), await rows.current(buses.views)];
    if (isSettled(written) && await generation?.position() === written.log.at(-1)?.position) return { written, generation };
    if (Date.now() > until) return { written, generation };
    await wait(200);
  }
};

const cleanDigest = async (events: EventStore): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'clean-'));
  const rows = new SqliteRowStore(folder);
  try {
    return await digest(await rebuild(events, rows, { views: buses.views, knownTypes: buses.eventTypes }), buses.views);
  } finally {
    await rows.close();
    rmSync(folder, { recursive: true });
  }
};

/** In every stream each revision once, from the first. */
const gapsIn = ({ streams }: Log): string[] => [...streams].flatMap(([stream, events]) => (events.every(({ revision }, i) => revision === i + 1) ? [] : [`${stream} has a gap or a repeat`]));

/** Looks at a ledger from outside, while its processes run. */
export const judge = async ({ dataFolder, eventStore, database }: Place, acknowledged: readonly string[]): Promise<Verdict> => {
  const events = eventStore ? await openEventStoreDb(eventStore.address, eventStore) : new SqliteEventStore(join(dataFolder, 'ledger.db'));
  const rows = database ? await openPostgresRows(database) : new SqliteRowStore(dataFolder);
  try {
    const beganMs = performance.now();
    const { written, generation } = await settled(events, rows);
    const settledMs = Math.round(performance.now() - beganMs);
    const times = new Map<string, number>();
    for (const { id } of written.log) times.set(id, (times.get(id) ?? 0) + 1);
    const rowsEqual = generation !== undefined && await digest(generation, buses.views) === await cleanDigest(events);
    return {
      events: written.log.length, lost: new Set(acknowledged.filter((id) => !times.has(id))).size, doubled: written.log.length - times.size, rowsEqual, settledMs,
      wrong: [...gapsIn(written), ...verdictOn(written), ...(isSettled(written) ? [] : ['a blend was begun and never ended'])],
    };
  } finally {
    await events.close();
    await rows.close();
  }
};
