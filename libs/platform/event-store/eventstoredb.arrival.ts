import { randomUUID } from 'node:crypto';
import { StoreUnavailable, type StoredEvent } from './event-store.ts';
import type { Form } from './eventstoredb.form.ts';
import type { Budget } from './eventstoredb.patience.ts';
import type { Reader } from './eventstoredb.reader.ts';
import type { Settling } from './eventstoredb.settling.ts';
import { textsOf } from './stored-form.ts';

/** A migration into the ledger begins and ends on the stream in which its id stands. In between nobody else may open it: it is not whole. */
const [BEGUN, ARRIVING, ARRIVED] = ['LedgerBegun', 'MigrationBegun', 'MigrationEnded'] as const;
export const isArriving = (type: string): boolean => type === ARRIVING;

/** One append is under way at a time: so many bytes are few enough for any server. */
const MOST_EVENTS = 200;
const MOST_BYTES = 500_000;

/** The means by which the ledger’s own stream is read and written, beside the log. */
export type Beside = Readonly<{ form: Form; reader: Reader; settling: Settling; budget: () => Budget; now: string; stream: string; schema: number }>;

const note = (type: string, data: object, now: string) => ({ id: randomUUID(), type, data, occurredAt: now, by: 'ledger', cause: 'migrate', correlation: 'migrate', request: '' });

/** Opens the ledger on the server for the log of another store. @throws StoreUnavailable if another ledger is there */
export const beginArrival = async ({ form, reader, settling, budget, now, stream, schema }: Beside, ledgerId: string): Promise<void> => {
  const said = (await reader.stream(stream, 0, budget())).events;
  const there = said.map(({ data }) => (data as Readonly<{ ledgerId?: string }>).ledgerId)[0] ?? ledgerId;
  if (there !== ledgerId) throw new StoreUnavailable(`The ledger ${form.prefix.slice(0, -1)} on the server is ${there}, and not ${ledgerId}. Give another name for it there.`);
  if (said.slice(-1).some(({ type }) => isArriving(type))) return;
  const notes = [...(said.length === 0 ? [note(BEGUN, { ledgerId, schema }, now)] : []), note(ARRIVING, {}, now)];
  await settling.append({ stream, expected: said.length, texts: textsOf(notes), recordedAt: now }, budget());
};

export const endArrival = async ({ reader, settling, budget, now, stream }: Beside): Promise<void> => {
  const { revision } = await reader.stream(stream, 0, budget());
  await settling.append({ stream, expected: revision, texts: textsOf([note(ARRIVED, {}, now)]), recordedAt: now }, budget());
};

/** Neighbours in the log that can be one append: of one stream, recorded at one moment. */
const runsOf = (events: readonly StoredEvent[]): readonly (readonly StoredEvent[])[] => {
  const runs: StoredEvent[][] = [];
  let bytes = 0;
  for (const event of events) {
    const [run, size] = [runs.at(-1), Buffer.byteLength(JSON.stringify(event))];
    bytes += size;
    if (run && run[0]!.stream === event.stream && run[0]!.recordedAt === event.recordedAt && run.length < MOST_EVENTS && bytes < MOST_BYTES) run.push(event);
    else {
      runs.push([event]);
      bytes = size;
    }
  }
  return runs;
};

/** Writes events of another log as they stand there, one append after another: so their order is the same. A repeat finds them written. */
export const addAsTheyAre = async (events: readonly StoredEvent[], settling: Settling, budget: () => Budget): Promise<void> => {
  for (const run of runsOf(events)) {
    const { stream, revision, recordedAt } = run[0]!;
    await settling.append({ stream, expected: revision - 1, texts: textsOf(run), recordedAt }, budget());
  }
};
