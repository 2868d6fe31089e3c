/** Between the log of the test double (see server.ts) and the client’s own generated messages. */
import streams from '@eventstore/db-client/generated/streams_pb.js';
import words from '@eventstore/db-client/generated/shared_pb.js';
import type { Expected, Proposed, Written } from './log.ts';

const { ReadResp } = streams;
const { Empty, StreamIdentifier, UUID } = words;
const TICKS_PER_MS = 10_000n;

export const streamName = (identifier: words.StreamIdentifier | undefined): string => Buffer.from(identifier!.getStreamName_asU8()).toString('utf8');
export const identifierOf = (stream: string): words.StreamIdentifier => new StreamIdentifier().setStreamName(Buffer.from(stream)) as words.StreamIdentifier;
export const uuid = (id: string): words.UUID => new UUID().setString(id) as words.UUID;
export const nothing = (): words.Empty => new Empty();

type Message = streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage;
export const proposedOf = (message: Message): Proposed => ({
  id: message.getId()!.getString(), type: message.getMetadataMap().get('type') ?? '', contentType: message.getMetadataMap().get('content-type') ?? '',
  data: message.getData_asU8(), metadata: message.getCustomMetadata_asU8(),
});

/** An expectation as either kind of append states it. */
export const expectedOf = (revision: string | undefined, none: boolean, any: boolean): Expected => {
  if (revision !== undefined) return Number(revision);
  if (none) return -1;
  return any ? 'any' : 'exists';
};

export const eventOf = (event: Written): streams.ReadResp => {
  const recorded = new ReadResp.ReadEvent.RecordedEvent();
  const position = event.position.toString();
  recorded.setId(uuid(event.id)).setStreamIdentifier(identifierOf(event.stream)).setStreamRevision(`${event.revision}`);
  recorded.setCommitPosition(position).setPreparePosition(position).setData(event.data).setCustomMetadata(event.metadata);
  recorded.getMetadataMap().set('type', event.type).set('content-type', event.contentType).set('created', (BigInt(event.createdMs) * TICKS_PER_MS).toString());
  const resolved = new ReadResp.ReadEvent();
  resolved.setEvent(recorded).setCommitPosition(position);
  return new ReadResp().setEvent(resolved);
};

export const checkpointOf = (position: bigint): streams.ReadResp => {
  const checkpoint = new ReadResp.Checkpoint();
  checkpoint.setCommitPosition(`${position}`).setPreparePosition(`${position}`);
  return new ReadResp().setCheckpoint(checkpoint);
};
/** Where a stream ends. */
export const endOf = ({ revision }: Written): streams.ReadResp => new ReadResp().setLastStreamPosition(`${revision}`);
export const notFound = (stream: string): streams.ReadResp => new ReadResp().setStreamNotFound(new ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(stream)));
export const confirmation = (id: string): streams.ReadResp => new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId(id));
export const caughtUp = (): streams.ReadResp => new ReadResp().setCaughtUp(new ReadResp.CaughtUp());
export const fellBehind = (): streams.ReadResp => new ReadResp().setFellBehind(new ReadResp.FellBehind());

/** Which events a reader of $all wants. Without a filter: all. */
export const filterOf = (options: streams.ReadReq.Options): ((event: Written) => boolean) => {
  const filter = options.getFilter();
  if (!filter) return () => true;
  const expression = filter.getStreamIdentifier() ?? filter.getEventType()!;
  const what = filter.hasStreamIdentifier() ? ({ stream }: Written) => stream : ({ type }: Written) => type;
  const pattern = expression.getRegex();
  if (pattern !== '') {
    const regex = new RegExp(pattern);
    return (event) => regex.test(what(event));
  }
  const prefixes = expression.getPrefixList();
  return (event) => prefixes.some((prefix) => what(event).startsWith(prefix));
};
