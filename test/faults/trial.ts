/** One trial: a store, a burst of appends, and a server that misbehaves meanwhile. What the callers saw is compared with what the server holds. */
import { randomUUID } from 'node:crypto';
import { BEFORE_ALL } from '#kernel';
import { Conflict, type NewEvent, type StoredEvent } from '#platform/event-store';
import { EventStoreDbEventStore } from '../../libs/platform/event-store/eventstoredb.event-store.ts';
import { EventStoreTestServer, type ServerOptions } from '../servers/eventstoredb/server.ts';

/** The deadline of every call in a trial. No call may take longer than this and a fifth. */
export const DEADLINE_MS = 1_500;
const MOST_MS = DEADLINE_MS * 1.2;
const WRITERS = 8;

/** A fault: what it is, in words; how it is set off; what the callers must see; what must be stored of the burst. */
export type Row = Readonly<{
  fault: string; sees: string; stored: string; server?: ServerOptions;
  /** Two servers with one log: the address names both, and the first is the leader. */
  isCluster?: boolean;
  /** Before the burst. */
  before?: (stage: Stage) => void | Promise<void>;
  /** While it is under way. */
  during?: (stage: Stage) => void | Promise<void>;
  /** Something else than appends is tried. */
  instead?: (stage: Stage) => Promise<string>;
}>;
export type Stage = Readonly<{ server: EventStoreTestServer; follower: EventStoreTestServer; store: EventStoreDbEventStore; open: () => EventStoreDbEventStore }>;
/** What came of it. `lost` and `doubled` count events; `hangs` counts calls beyond 1.2 x deadline. */
export type Outcome = Readonly<{ fault: string; sees: string; stored: string; recovers: boolean; slowestMs: number; lost: number; doubled: number; hangs: number }>;

const event = (cause: string): NewEvent => ({
  id: randomUUID(), type: 'LotWeighed', data: { milliCarats: 1250 }, occurredAt: '2005-06-30T12:00:00Z', by: 'BW-DEBSWANA', cause, correlation: cause, request: 'digest',
});

type Tried = { stream: string; events: readonly NewEvent[]; says: string; answer?: readonly StoredEvent[]; tookMs: number };

const pause = (ms: number) => new Promise<void>((done) => { setTimeout(done, ms); });

/** By how much a plain timer of this process comes later than the deadline: so long the machine did not let it run, whatever the store does. */
const lateness = async (): Promise<number> => {
  const begunMs = performance.now();
  await pause(DEADLINE_MS);
  return performance.now() - begunMs - DEADLINE_MS;
};

const attempt = async (store: EventStoreDbEventStore, stream: string, events: readonly NewEvent[]): Promise<Tried> => {
  const begunMs = performance.now();
  const plain = lateness();
  const took = async () => { const ms = performance.now() - begunMs; return ms > DEADLINE_MS ? ms - await plain : ms; };
  const tried = { stream, events, tookMs: 0 };
  try {
    const answer = await store.append(stream, 0, events);
    return { ...tried, says: 'written', answer, tookMs: await took() };
  } catch (error) {
    return { ...tried, says: error instanceof Conflict ? 'Conflict' : (error as Error).name, tookMs: await took() };
  }
};

/** “8 written”, or “5 written, 3 StoreUnavailable”. */
export const summary = (words: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort().map(([word, count]) => `${count} ${word}`).join(', ');
};

/** The whole log, page after page. */
export const wholeLog = async (store: EventStoreDbEventStore): Promise<StoredEvent[]> => {
  const log: StoredEvent[] = [];
  for (let page = await store.after(BEFORE_ALL, 100); page.length > 0; page = await store.after(log.at(-1)!.position, 100)) log.push(...page);
  return log;
};

/** Runs one row on a server of its own. */
export const trial = async (row: Row): Promise<Outcome> => {
  const server = await new EventStoreTestServer(row.server).start();
  const follower = new EventStoreTestServer({ log: server.log });
  if (row.isCluster) await follower.start();
  follower.leader = { host: '127.0.0.1', port: server.port };
  const address = row.isCluster ? server.url.replace('?', `,127.0.0.1:${follower.port}?`) : server.url;
  const ledger = 'trial';
  const opened: EventStoreDbEventStore[] = [];
  const open = () => {
    const store = new EventStoreDbEventStore(address, { ledger, deadlineMs: DEADLINE_MS });
    opened.push(store);
    return store;
  };
  const stage: Stage = { server, follower, store: open(), open };
  try {
    const tried = row.instead ? [] : await burst(row, stage);
    const begunMs = performance.now();
    const instead = await row.instead?.(stage);
    const insteadMs = row.instead ? performance.now() - begunMs : 0;
    server.faults.clear();
    server.slowMs = 0;
    server.maxAppendBytes = Number.POSITIVE_INFINITY;
    return await judged(row, stage, { tried, instead, insteadMs });
  } finally {
    await Promise.all(opened.map((store) => store.close()));
    server.stop();
    follower.stop();
  }
};

const burst = async (row: Row, stage: Stage): Promise<Tried[]> => {
  if (!row.before) await stage.store.append('warm-1', 0, [event('warm')]);
  await row.before?.(stage);
  const all = Array.from({ length: WRITERS }, (_, i) => attempt(stage.store, `lot-${i}`, i % 2 === 0 ? [event(`c${i}`)] : [event(`c${i}`), event(`d${i}`)]));
  await row.during?.(stage);
  return Promise.all(all);
};

type Happened = Readonly<{ tried: readonly Tried[]; instead: string | undefined; insteadMs: number }>;

const judged = async ({ fault, instead: isInstead }: Row, { store, open }: Stage, { tried, instead, insteadMs }: Happened): Promise<Outcome> => {
  await pause(tried.some(({ says }) => says !== 'written') ? DEADLINE_MS / 2 : 20); // what was under way may still arrive
  const recovers = isInstead ? true : (await attempt(store, 'lot-after', [event('after')])).says === 'written';
  const log = isInstead ? [] : await wholeLog(open());
  const ids = log.map(({ id }) => id);
  const acknowledged = tried.flatMap(({ answer }) => answer ?? []);
  const standing = tried.filter(({ events }) => events.every(({ id }) => ids.includes(id)));
  const times = [...tried.map(({ tookMs }) => tookMs), insteadMs];
  return {
    fault, sees: instead ?? summary(tried.map(({ says }) => says)), stored: isInstead ? '' : `${standing.length} of ${tried.length}`, recovers,
    slowestMs: Math.round(Math.max(...times)), hangs: times.filter((ms) => ms > MOST_MS).length,
    lost: acknowledged.filter((one) => !log.some((there) => JSON.stringify(there) === JSON.stringify(one))).length,
    doubled: ids.length - new Set(ids).size,
  };
};
