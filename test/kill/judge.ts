import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openEventStoreDb, SqliteEventStore, type EventStore, type StoredEvent } from '#platform/event-store';
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

/** What a command or a reaction wrote it wrote once: an event is there again under its own id, or under another with the same cause, place and words. */
const againIn = ({ log }: Log): number => {
  const said = ({ cause, stream, type, data }: StoredEvent): string => JSON.stringify([cause, stream, type, data]);
  return log.length - Math.min(new Set(log.map(({ id }) => id)).size, new Set(log.map(said)).size);
};

/** The log against what the writers were told. */
export const findingsIn = (written: Log, acknowledged: readonly string[]): Readonly<{ lost: number; doubled: number; wrong: readonly string[] }> => {
  const there = new Set(written.log.map(({ id }) => id));
  return {
    lost: new Set(acknowledged.filter((id) => !there.has(id))).size, doubled: againIn(written),
    wrong: [...gapsIn(written), ...verdictOn(written), ...(isSettled(written) ? [] : ['a blend was begun and never ended'])],
  };
};

/** Looks at a ledger from outside, while its processes run. */
export const judge = async ({ dataFolder, eventStore, database }: Place, acknowledged: readonly string[]): Promise<Verdict> => {
  const events = eventStore ? await openEventStoreDb(eventStore.address, eventStore) : new SqliteEventStore(join(dataFolder, 'ledger.db'));
  const rows = database ? await openPostgresRows(database) : new SqliteRowStore(dataFolder);
  try {
    const beganMs = performance.now();
    const { written, generation } = await settled(events, rows);
    const settledMs = Math.round(performance.now() - beganMs);
    const rowsEqual = generation !== undefined && await digest(generation, buses.views) === await cleanDigest(events);
    return { events: written.log.length, rowsEqual, settledMs, ...findingsIn(written, acknowledged) };
  } finally {
    await events.close();
    await rows.close();
  }
};
