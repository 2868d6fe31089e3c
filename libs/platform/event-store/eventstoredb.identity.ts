import { randomUUID } from 'node:crypto';
import { Conflict, StoreUnavailable } from './event-store.ts';
import type { Connection } from './eventstoredb.connection.ts';
import type { Figures } from './eventstoredb.figures.ts';
import { Form } from './eventstoredb.form.ts';
import type { Budget } from './eventstoredb.patience.ts';
import { Reader } from './eventstoredb.reader.ts';
import { Settling } from './eventstoredb.settling.ts';
import { textsOf } from './stored-form.ts';

/** How this program writes events to the server. */
const SCHEMA = 1;
const STREAM = 'ledger';
type Identity = Readonly<{ ledgerId: string; schema: number }>;
type Means = Readonly<{ connection: Connection; figures: Figures; budget: Budget; now: string }>;

/** The ledger’s id, which stands in a stream of its own, outside the log; written by whoever comes first. */
export const identityOf = async (ledger: string, { connection, figures, budget, now }: Means): Promise<string> => {
  const form = new Form(ledger, ':'); // not the log’s own mark: this is no event of the log
  const reader = new Reader(connection, form, figures);
  const settling = new Settling(connection, reader, form, figures);
  const found = async (): Promise<Identity | undefined> => {
    const [record] = (await reader.stream(STREAM, 0, budget)).records;
    return record && form.stored(record).data as Identity;
  };
  const identity = await found() ?? await begin(settling, budget, now) ?? await found();
  if (identity?.schema !== SCHEMA) throw new StoreUnavailable(`The ledger ${ledger} on the server has schema ${identity?.schema}; this program keeps schema ${SCHEMA}. Use the program that wrote it, or a newer one.`);
  return identity.ledgerId;
};

/** @returns undefined if somebody else was faster */
const begin = async (settling: Settling, budget: Budget, now: string): Promise<Identity | undefined> => {
  const identity: Identity = { ledgerId: randomUUID(), schema: SCHEMA };
  const event = { id: randomUUID(), type: 'LedgerBegun', data: identity, occurredAt: now, by: 'ledger', cause: 'begin', correlation: 'begin', request: '' };
  try {
    await settling.append({ stream: STREAM, expected: 0, texts: textsOf([event]), recordedAt: now }, budget);
    return identity;
  } catch (error) {
    if (error instanceof Conflict) return undefined;
    throw error;
  }
};
