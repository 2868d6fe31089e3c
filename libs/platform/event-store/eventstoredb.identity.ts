import { randomUUID } from 'node:crypto';
import { Conflict, StoreUnavailable, type StoredEvent } from './event-store.ts';
import { isArriving, type Beside } from './eventstoredb.arrival.ts';
import type { Connection } from './eventstoredb.connection.ts';
import type { Figures } from './eventstoredb.figures.ts';
import { Form, type Recorded } from './eventstoredb.form.ts';
import type { Budget } from './eventstoredb.patience.ts';
import { Reader } from './eventstoredb.reader.ts';
import { Settling } from './eventstoredb.settling.ts';
import { textsOf } from './stored-form.ts';

/** How this program writes events to the server. */
const SCHEMA = 1;
const STREAM = 'ledger';
type Identity = Readonly<{ ledgerId: string; schema: number }>;
/** Some ticks of the server’s clock are a millisecond: it counts in 100 ns. */
const TICKS_PER_MS = 10_000;
type Means = Readonly<{ connection: Connection; figures: Figures; budget: Budget; now: string }>;

/** What the ledger says of itself stands beside the log: another mark than that of the log’s streams. */
const besideLog = (ledger: string, { connection, figures }: Means) => {
  const form = new Form(ledger, ':');
  const reader = new Reader(connection, form, figures);
  return { form, reader, settling: new Settling(connection, reader, form, figures) };
};

/** The ledger’s id, which stands in a stream of its own, outside the log; written by whoever comes first. */
export const identityOf = async (ledger: string, means: Means, bornAs?: string): Promise<string> => {
  const { reader, settling } = besideLog(ledger, means);
  const { budget } = means;
  const found = async (): Promise<Identity | undefined> => {
    const said = (await reader.stream(STREAM, 0, budget)).events;
    refuseArriving(ledger, said.at(-1));
    return said[0]?.data as Identity | undefined;
  };
  const identity = await found() ?? await begin(settling, means, bornAs) ?? await found();
  if (identity?.schema !== SCHEMA) throw new StoreUnavailable(`The ledger ${ledger} on the server has schema ${identity?.schema}; this program keeps schema ${SCHEMA}. Use the program that wrote it, or a newer one.`);
  return identity.ledgerId;
};

const refuseArriving = (ledger: string, last: StoredEvent | undefined): void => {
  if (last && isArriving(last.type)) throw new StoreUnavailable(`The ledger ${ledger} on the server is not whole: a migration into it has begun and not ended. Run \`kimberlite migrate\` again; it goes on where it was.`);
};

/** The same stream, for whoever brings the log of another store here. */
export const besideFor = (ledger: string, means: Means, budget: () => Budget): Beside => ({ ...besideLog(ledger, means), budget, now: means.now, stream: STREAM, schema: SCHEMA });

/** @returns undefined if somebody else was faster */
const begin = async (settling: Settling, { budget, now }: Means, bornAs: string = randomUUID()): Promise<Identity | undefined> => {
  const identity: Identity = { ledgerId: bornAs, schema: SCHEMA };
  const event = { id: randomUUID(), type: 'LedgerBegun', data: identity, occurredAt: now, by: 'ledger', cause: 'begin', correlation: 'begin', request: '' };
  try {
    await settling.append({ stream: STREAM, expected: 0, texts: textsOf([event]), recordedAt: now }, budget);
    return identity;
  } catch (error) {
    if (error instanceof Conflict) return undefined;
    throw error;
  }
};

/**
 * How far the server’s clock is ahead of ours, in milliseconds. It is read off a small record that is written now, of this process having come: so it is
 * also known that we may write.
 */
export const serverAheadMs = async (ledger: string, means: Means, clock: () => number): Promise<number> => {
  const { reader, settling } = besideLog(ledger, means);
  const stream = `opening-${randomUUID()}`;
  const event = { id: randomUUID(), type: 'LedgerOpened', data: { pid: process.pid }, occurredAt: means.now, by: 'ledger', cause: 'open', correlation: 'open', request: '' };
  await reader.stream(STREAM, 0, means.budget); // the first word costs a connection, which is not the clock’s fault
  const beforeMs = clock();
  await settling.append({ stream, expected: 0, texts: textsOf([event]), recordedAt: means.now }, means.budget);
  const afterMs = clock();
  const seen = (record: Recorded) => Number(BigInt(record.getMetadataMap().get('created') ?? '0') / BigInt(TICKS_PER_MS));
  const createdMs = (await reader.records(stream, means.budget, { afterRevision: 0, seen })).events[0]!;
  if (createdMs >= beforeMs && createdMs <= afterMs) return 0;
  return createdMs > afterMs ? createdMs - afterMs : createdMs - beforeMs;
};
