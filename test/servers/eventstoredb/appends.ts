/** Appends of the test double (see server.ts): one by one, and on the long stream that the client prefers. */
import { Metadata, type sendUnaryData, type ServerDuplexStream, type ServerReadableStream } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import words from '@eventstore/db-client/generated/shared_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import anything from 'google-protobuf/google/protobuf/any_pb.js';
import type { Expected, Log, Proposed, Verdict } from './log.ts';
import { commitsFirst, endingOf, type Fault, type Kind } from './faults.ts';
import { endWith } from './reads.ts';
import { expectedOf, identifierOf, nothing, proposedOf, streamName } from './wire.ts';

const { AppendResp, BatchAppendResp } = streams;
export type BatchCall = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;
type One = { stream: string; expected: Expected; deadlineMs: number | undefined; events: Proposed[]; correlation: words.UUID };
const ALREADY_EXISTS = 6;
const DEADLINE_EXCEEDED = 4;

/** What the server lends to an append: its log, the next fault, its clock, its pace, and how many bytes it takes. */
export type Desk = Readonly<{ log: Log; fault: () => Fault | undefined; nowMs: () => number; later: (act: () => void) => void; maxBytes: () => number }>;

const failed = (code: number, says: string, name?: string, details?: { serializeBinary: () => Uint8Array }): statuses.Status => {
  const status = new statuses.Status();
  const any = new anything.Any();
  any.pack((details ?? nothing()).serializeBinary(), name ?? 'google.protobuf.Empty');
  status.setCode(code as never).setMessage(says).setDetails(any);
  return status;
};

const wrongVersion = (revision: number): statuses.Status => {
  const wrong = new words.WrongExpectedVersion();
  if (revision < 0) wrong.setCurrentNoStream(nothing() as never);
  else wrong.setCurrentStreamRevision(`${revision}`);
  return failed(ALREADY_EXISTS, 'Wrong expected version.', 'event_store.client.WrongExpectedVersion', wrong);
};

const bytesOf = (events: readonly Proposed[]): number => events.reduce((bytes, { type, data, metadata }) => bytes + type.length + data.length + metadata.length, 0);

const tooLarge = (maxBytes: number): statuses.Status =>
  failed(3, 'Maximum Append Size Exceeded.', 'event_store.client.MaximumAppendSizeExceeded', new words.MaximumAppendSizeExceeded().setMaxappendsize(maxBytes));

const answerOf = (one: One, verdict: Verdict): streams.BatchAppendResp => {
  const response = new BatchAppendResp().setCorrelationId(one.correlation).setStreamIdentifier(identifierOf(one.stream));
  if (verdict.result === 'wrong') return response.setError(wrongVersion(verdict.revision));
  if (verdict.result === 'deleted') {
    return response.setError(failed(9, 'Stream deleted.', 'event_store.client.StreamDeleted', new words.StreamDeleted().setStreamIdentifier(identifierOf(one.stream))));
  }
  const success = new BatchAppendResp.Success().setCurrentRevision(`${verdict.revision}`);
  if (verdict.position === undefined) success.setNoPosition(nothing() as never);
  else {
    const position = new words.AllStreamPosition();
    position.setCommitPosition(`${verdict.position}`).setPreparePosition(`${verdict.position}`);
    success.setPosition(position);
  }
  return response.setSuccess(success);
};

/** One long call: requests in, answers out, told apart by their correlation. */
export class BatchAppends {
  private readonly parts = new Map<string, One>();
  private half: One[] = [];

  constructor(private readonly call: BatchCall, private readonly desk: Desk) {
    call.on('data', (request: streams.BatchAppendReq) => this.take(request));
    call.on('end', () => call.end());
  }

  private take(request: streams.BatchAppendReq): void {
    const correlation = request.getCorrelationId()!;
    const id = correlation.getString();
    const options = request.getOptions();
    if (options) this.parts.set(id, { ...this.begun(options), correlation });
    const one = this.parts.get(id);
    if (!one) return;
    one.events.push(...request.getProposedMessagesList().map(proposedOf));
    if (!request.getIsFinal()) return;
    this.parts.delete(id);
    this.desk.later(() => this.settle(one));
  }

  private begun(options: streams.BatchAppendReq.Options): Omit<One, 'correlation'> {
    const revision = options.hasStreamPosition() ? options.getStreamPosition() : undefined;
    return {
      stream: streamName(options.getStreamIdentifier()), expected: expectedOf(revision, options.hasNoStream(), options.hasAny()),
      deadlineMs: options.getDeadline()?.toDate().getTime(), events: [],
    };
  }

  private settle(one: One): void {
    const fault = this.desk.fault();
    if (fault) this.goWrong(fault, one);
    else if (one.deadlineMs !== undefined && one.deadlineMs <= this.desk.nowMs()) this.refuse(one, failed(DEADLINE_EXCEEDED, 'Timeout', 'event_store.client.Timeout', new words.Timeout()));
    else if (bytesOf(one.events) > this.desk.maxBytes()) this.refuse(one, tooLarge(this.desk.maxBytes()));
    else this.answer(answerOf(one, this.commit(one)));
  }

  private goWrong(fault: Fault, one: One): void {
    const special: Partial<Record<Kind, () => void>> = {
      half: () => this.gather(fault, one),
      'not-ready': () => this.refuse(one, failed(2, 'Server Is Not Ready')),
      denied: () => this.refuse(one, failed(7, 'Access Denied', 'event_store.client.AccessDenied', new words.AccessDenied())),
      late: () => { setTimeout(() => this.commit(one), fault.afterMs ?? 100); },
      quiet: () => { this.call.end(); },
      behind: () => this.answer(answerOf(one, { result: 'wrong', revision: 0 })),
      garbled: () => this.answer(new BatchAppendResp()),
    };
    const act = special[fault.kind];
    if (act) return act();
    if (commitsFirst(fault.kind)) this.commit(one);
    const ending = endingOf(fault.kind);
    if (ending) endWith(this.call, ending.code, ending.details);
  }

  /** Waits for `of` appends, or a moment; then commits the first half of them and breaks off. */
  private gather(fault: Fault, one: One): void {
    this.half.push(one);
    if (this.half.length > 1) return;
    setTimeout(() => {
      const all = this.half;
      this.half = [];
      for (const first of all.slice(0, Math.ceil(all.length / 2))) this.commit(first);
      endWith(this.call, 14, 'read ECONNRESET');
    }, fault.afterMs ?? 20);
  }

  private commit({ stream, expected, events }: One): Verdict { return this.desk.log.append(stream, expected, events); }
  private refuse({ correlation, stream }: One, status: statuses.Status): void {
    this.answer(new BatchAppendResp().setCorrelationId(correlation).setStreamIdentifier(identifierOf(stream)).setError(status));
  }
  private answer(response: streams.BatchAppendResp): void { if (!this.call.cancelled && !this.call.destroyed) this.call.write(response); }
}

/** One append in one call: a header, then the events. */
export const appendOnce = (call: ServerReadableStream<streams.AppendReq, streams.AppendResp>, answer: sendUnaryData<streams.AppendResp>, desk: Desk): void => {
  let header: streams.AppendReq.Options | undefined;
  const events: Proposed[] = [];
  call.on('data', (request: streams.AppendReq) => {
    header ??= request.getOptions();
    if (request.hasProposedMessage()) events.push(proposedOf(request.getProposedMessage()!));
  });
  call.on('end', () => desk.later(() => {
    const fault = desk.fault();
    const commit = () => desk.log.append(streamName(header!.getStreamIdentifier()), expectedOf(header!.hasRevision() ? header!.getRevision() : undefined, header!.hasNoStream(), header!.hasAny()), events);
    if (fault && commitsFirst(fault.kind)) commit();
    const ending = fault && endingOf(fault.kind);
    if (ending) return answer({ ...ending, metadata: new Metadata() });
    if (!fault) answer(null, oneAnswer(commit()));
  }));
};

const oneAnswer = (verdict: Verdict): streams.AppendResp => {
  if (verdict.result === 'deleted' || verdict.result === 'wrong') {
    const wrong = new AppendResp.WrongExpectedVersion();
    if (verdict.result === 'deleted' || verdict.revision < 0) wrong.setCurrentNoStream(nothing());
    else wrong.setCurrentRevision(`${verdict.revision}`);
    return new AppendResp().setWrongExpectedVersion(wrong);
  }
  const success = new AppendResp.Success().setCurrentRevision(`${verdict.revision}`);
  const position = new AppendResp.Position();
  position.setCommitPosition(`${verdict.position ?? 0n}`).setPreparePosition(`${verdict.position ?? 0n}`);
  return new AppendResp().setSuccess(verdict.position === undefined ? success.setNoPosition(nothing()) : success.setPosition(position));
};
