import { BEFORE_ALL, type Position } from '#kernel';
import { MAX_APPEND_BYTES, nounOf, subjectOf, TooLarge, type NewEvent, type StoredEvent } from './event-store.ts';

/** An event with its two texts, made once, when it was handed in: what is measured is what is written. */
export type EventText = Readonly<{ event: NewEvent; data: string; metadata: string }>;

/** What is told of an event beside its data, as one JSON text. */
export type Metadata = Pick<NewEvent, 'occurredAt' | 'by' | 'cause' | 'correlation' | 'request'>;

/** What an engine keeps of an event beside the two texts: its type, its ids, when it was recorded. EventStoreDB counts all of it against its limit. */
const BYTES_BESIDE = 200;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const textOf = (event: NewEvent): EventText => {
  if (!UUID.test(event.id)) throw new TypeError(`The id of an event must be a UUID in lower case, not ${event.id}.`);
  if (event.type === '' || !event.type.isWellFormed()) throw new TypeError('The type of an event must be a well-formed text.');
  const data: string | undefined = JSON.stringify(event.data);
  if (data === undefined) throw new TypeError(`The data of ${event.type} is not JSON.`);
  const { occurredAt, by, cause, correlation, request } = event;
  return { event, data, metadata: JSON.stringify({ occurredAt, by, cause, correlation, request } satisfies Metadata) };
};

/** @throws TypeError if an id is not a UUID, or data is not JSON (a bigint, a cycle) */
export const textsOf = (events: readonly NewEvent[]): readonly EventText[] => events.map(textOf);

/** What these events weigh, in bytes of UTF-8, wherever they are kept. @throws TooLarge beyond MAX_APPEND_BYTES */
export const weigh = (texts: readonly EventText[]): number => {
  let bytes = texts.length * BYTES_BESIDE;
  for (const { data, metadata } of texts) bytes += Buffer.byteLength(data) + Buffer.byteLength(metadata);
  if (bytes > MAX_APPEND_BYTES) throw new TooLarge(`An append of ${bytes} bytes is more than ${MAX_APPEND_BYTES}.`);
  return bytes;
};

/** @throws TypeError or RangeError if this can never be appended anywhere */
export const checkPlace = (stream: string, expectedRevision: number, events: readonly NewEvent[]): void => {
  if (stream === '' || !stream.isWellFormed()) throw new TypeError('The name of a stream must be a well-formed text.');
  if (!Number.isSafeInteger(expectedRevision) || expectedRevision < 0) throw new RangeError(`${expectedRevision} is not a revision.`);
  if (events.length === 0) throw new RangeError('An append holds at least one event.');
};

/** 16 digits hold every safe integer, so positions are ordered as strings too. */
export const positionAt = (place: number): Position => `${place}`.padStart(16, '0');

/** @throws RangeError if it is not a position of this kind of store */
export const placeOf = (position: Position): number => {
  if (position === BEFORE_ALL) return 0;
  if (!/^\d{16}$/.test(position)) throw new RangeError(`${JSON.stringify(position)} is not a position in this log.`);
  return Number(position);
};

/** @throws RangeError if it is not a number of events */
export const checkLimit = (limit: number): number => {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`${limit} is not a number of events.`);
  return limit;
};

/** Where and when an event was written. Its place counts all events from 1. */
export type Written = Readonly<{ stream: string; revision: number; place: number; recordedAt: string }>;

/** The event as a store returns it. */
export const storedEvent = (
  { stream, revision, place, recordedAt }: Written, { id, type }: Pick<NewEvent, 'id' | 'type'>, data: object, metadata: Metadata,
): StoredEvent => ({
  id, type, data, stream, noun: nounOf(stream), subject: subjectOf(stream), revision, position: positionAt(place),
  occurredAt: metadata.occurredAt, recordedAt, by: metadata.by, cause: metadata.cause, correlation: metadata.correlation, request: metadata.request,
});
