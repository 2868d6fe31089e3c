import { createHash } from 'node:crypto';
import { BEFORE_ALL, type Position } from '#kernel';
import type { EventStore, StoredEvent } from './event-store.ts';

const PAGE = 2_000;

type Source = Pick<EventStore, 'after'>;

/** Where a log is copied to, as it is: the same streams, revisions, ids, data and times, in the same order. */
export type LogTarget = Source & Readonly<{
  /** Adds what follows in the log. It is durable when answered. */
  add: (events: readonly StoredEvent[]) => Promise<void>;
  /** All of it is here: from now on it is a ledger like any other. */
  complete: () => Promise<void>;
}>;

/** What is to be copied to is there already, and it is something else. Nothing was written. */
export class OtherLog extends Error {
  override name = 'OtherLog';
  constructor(readonly place: number, says: string) { super(says); }
}

/** A log in three figures. Two logs that agree in them hold the same events in the same order. */
export type LogProof = Readonly<{
  events: number; streams: number;
  /** SHA-256 over every event in the order of the log: stream, revision, id, type, data, all that is told beside it, and when it was recorded. */ digest: string;
  /** SHA-256 over the names of the streams, sorted, each with how many events it has. */ perStream: string;
}>;

/** Everything that is kept of an event, but for its position, which is the store’s. */
const wordsOf = ({ stream, revision, id, type, data, occurredAt, recordedAt, by, cause, correlation, request }: StoredEvent): string =>
  JSON.stringify([stream, revision, id, type, data, occurredAt, recordedAt, by, cause, correlation, request]);

const pagesOf = async function* (log: Source, after: Position = BEFORE_ALL): AsyncGenerator<readonly StoredEvent[]> {
  for (let page = await log.after(after, PAGE); page.length > 0; page = await log.after(page.at(-1)!.position, PAGE)) yield page;
};

/** Reads a whole log, and says what is in it. */
export const proofOf = async (log: Source, onProgress: (events: number) => void = () => {}): Promise<LogProof> => {
  const whole = createHash('sha256');
  const counts = new Map<string, number>();
  let events = 0;
  for await (const page of pagesOf(log)) {
    for (const event of page) {
      whole.update(wordsOf(event)).update('\n');
      counts.set(event.stream, (counts.get(event.stream) ?? 0) + 1);
    }
    events += page.length;
    onProgress(events);
  }
  const perStream = createHash('sha256');
  for (const [stream, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) perStream.update(`${JSON.stringify(stream)} ${count}\n`);
  return { events, streams: counts.size, digest: whole.digest('hex'), perStream: perStream.digest('hex') };
};

/** How far a copy has come: both ends of what is the same, and how many events that is. */
type Reached = Readonly<{ here: Position; count: number }>;

/** Is what is there already the beginning of what is here? */
const beginning = async (from: Source, to: Source): Promise<Reached> => {
  let [here, there, count] = [BEFORE_ALL, BEFORE_ALL, 0];
  for (let theirs = await to.after(there, PAGE); theirs.length > 0; theirs = await to.after(there, PAGE)) {
    const ours = await from.after(here, theirs.length);
    if (ours.length === 0) throw new OtherLog(count + 1, `The target holds more than the log: it goes on after ${count} events with ${theirs[0]!.stream}.`);
    for (const [i, event] of ours.entries()) {
      if (wordsOf(event) !== wordsOf(theirs[i]!)) throw new OtherLog(count + i + 1, `The target holds another log: event ${count + i + 1} is ${theirs[i]!.type} on ${theirs[i]!.stream} there, and ${event.type} on ${event.stream} here.`);
    }
    count += ours.length;
    [here, there] = [ours.at(-1)!.position, theirs[ours.length - 1]!.position];
  }
  return { here, count };
};

/**
 * Copies a log, or what is missing of it: what an earlier run has copied is compared, and not written again. Ends when nothing more is there. Does not
 * complete the target: prove first that both are the same. @throws OtherLog
 */
export const copyLog = async (from: Source, to: LogTarget, onProgress: (events: number) => void = () => {}): Promise<Readonly<{ found: number; copied: number }>> => {
  const { here, count: found } = await beginning(from, to);
  let copied = 0;
  onProgress(found);
  for await (const page of pagesOf(from, here)) {
    await to.add(page);
    copied += page.length;
    onProgress(found + copied);
  }
  return { found, copied };
};
