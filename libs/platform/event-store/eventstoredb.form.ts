import { createHash } from 'node:crypto';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import words from '@eventstore/db-client/generated/shared_pb.js';
import { v5 } from 'uuid';
import { BEFORE_ALL, type Position } from '#kernel';
import { nounOf, subjectOf, type NewEvent, type StoredEvent } from './event-store.ts';
import { Failure } from './eventstoredb.failure.ts';
import type { EventText, Metadata } from './stored-form.ts';

export type Recorded = streams.ReadResp.ReadEvent.RecordedEvent;
/** Beside what every store keeps: the ledger’s own id of the event, and when it was handed in. */
type Told = Metadata & Readonly<{ id: string; recordedAt: string }>;

/** A server older than 22.6 gives no positions in streams; the wire then says the greatest number there is. */
const NO_POSITION = 2n ** 64n - 1n;
const DIGITS = 20;
const NAMESPACE = '6b1d3f0e-6a55-5f0c-9d57-2a8f3a0c7e11';

/** 20 digits hold every 64-bit number, so positions are ordered as strings too. They are byte offsets of the server: nobody may count with them. */
export const positionOf = (commit: bigint): Position => `${commit}`.padStart(DIGITS, '0');

/** @throws RangeError if it is not a position of this kind of store. undefined: before all */
export const commitOf = (position: Position): bigint | undefined => {
  if (position === BEFORE_ALL) return undefined;
  if (!/^\d{20}$/.test(position)) throw new RangeError(`${JSON.stringify(position)} is not a position in this log.`);
  return BigInt(position);
};

export const nameIn = (record: Recorded): string => Buffer.from(record.getStreamIdentifier()!.getStreamName_asU8()).toString('utf8');
export const typeIn = (record: Recorded): string => record.getMetadataMap().get('type') ?? '';
export const revisionIn = (record: Recorded): number => Number(record.getStreamRevision()) + 1;

/** @throws Failure if the server gives none, or one that is not an event’s own */
export const commitIn = (record: Recorded): bigint => {
  const commit = BigInt(record.getCommitPosition());
  if (commit === NO_POSITION) throw new Failure('refused', 'The server gives no positions; version 22.6 or later is needed.');
  if (BigInt(record.getPreparePosition()) !== commit) throw new Failure('refused', `${nameIn(record)} holds an event of somebody’s transaction, which this ledger never begins.`);
  return commit;
};

const wireIdOf = (...says: readonly string[]): string => v5(createHash('sha256').update(says.join('\n')).digest('hex'), NAMESPACE);

/** How this ledger’s events look on the server: its streams have a prefix of their own, so that it may stand beside others. */
export class Form {
  readonly prefix: string;
  /** @param ledger a word: the name of the ledger on this server. @param mark what parts it from the stream’s name. @throws RangeError */
  constructor(ledger: string, mark = '.') {
    if (!/^[a-z][a-z0-9]{0,31}$/.test(ledger)) throw new RangeError(`${JSON.stringify(ledger)} is no name for a ledger on a server: small letters and digits, at most 32.`);
    this.prefix = `${ledger}${mark}`;
  }

  nameOf(stream: string): string { return this.prefix + stream; }
  identifierOf(stream: string): words.StreamIdentifier { return new words.StreamIdentifier().setStreamName(Buffer.from(this.nameOf(stream))) as words.StreamIdentifier; }

  /**
   * The event as it is sent. Its id on the wire derives from the ledger’s id and from every byte it says: the server then takes for a repeat only what says the
   * same, so that an append it calls done holds what we asked for, and not what another process asked under the same cause.
   */
  proposed({ event, data, metadata }: EventText, recordedAt: string): streams.BatchAppendReq.ProposedMessage {
    const told = `{"id":"${event.id}","recordedAt":"${recordedAt}",${metadata.slice(1)}`;
    const message = new streams.BatchAppendReq.ProposedMessage();
    message.setId(new words.UUID().setString(wireIdOf(event.type, told, data)));
    message.getMetadataMap().set('type', event.type).set('content-type', 'application/json');
    return message.setData(Buffer.from(data)).setCustomMetadata(Buffer.from(told));
  }

  /** @throws Failure if the event was not written by this program */
  stored(record: Recorded): StoredEvent {
    const stream = nameIn(record).slice(this.prefix.length);
    const [told, data] = this.told(record);
    return {
      id: told.id, type: typeIn(record), data, stream, noun: nounOf(stream), subject: subjectOf(stream),
      revision: revisionIn(record), position: positionOf(commitIn(record)), occurredAt: told.occurredAt, recordedAt: told.recordedAt, by: told.by,
      cause: told.cause, correlation: told.correlation, request: told.request,
    };
  }

  private told(record: Recorded): [Told, object] {
    try {
      const [told, data] = [JSON.parse(textOf(record.getCustomMetadata_asU8())) as Told, JSON.parse(textOf(record.getData_asU8())) as object];
      if (typeof told.id === 'string' && typeof told.cause === 'string') return [told, data];
    } catch { /* said below */ }
    throw new Failure('refused', `${nameIn(record)} holds an event of type ${typeIn(record)} that this ledger has not written. Is the ledger’s name used by another program?`);
  }
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');

/** The answer to an append whose place the server has told. */
export const storedAt = (stream: string, revision: number, commit: bigint, { event, recordedAt }: Readonly<{ event: NewEvent; recordedAt: string }>): StoredEvent => ({
  id: event.id, type: event.type, data: event.data, stream, noun: nounOf(stream), subject: subjectOf(stream), revision, position: positionOf(commit),
  occurredAt: event.occurredAt, recordedAt, by: event.by, cause: event.cause, correlation: event.correlation, request: event.request,
});
