import type { ClientDuplexStream } from '@grpc/grpc-js';
import words from '@eventstore/db-client/generated/shared_pb.js';
import type statuses from '@eventstore/db-client/generated/status_pb.js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { Failure, failureOf, type Why } from './eventstoredb.failure.ts';

/** What the server says of an append that is done: the revision of its last event, counted from 1, and where it is in the log, if it says. */
export type Done = Readonly<{ revision: number; commit: bigint | undefined }>;
type Waiting = Readonly<{ done: (done: Done) => void; failed: (why: Failure) => void; timer: NodeJS.Timeout }>;

const BY_NAME: Readonly<Record<string, Why>> = {
  StreamDeleted: 'deleted', AccessDenied: 'denied', MaximumAppendSizeExceeded: 'too-large', MaximumAppendEventSizeExceeded: 'too-large', BadRequest: 'refused', InvalidTransaction: 'refused',
};

/** A refusal in words: google.rpc.Status with one detail, whose type names it. What we cannot read may have been written. */
const failureIn = (status: statuses.Status): Failure => {
  const details = status.getDetails();
  const name = details?.getTypeName().split('.').at(-1) ?? '';
  if (name !== 'WrongExpectedVersion') return new Failure(BY_NAME[name] ?? 'unknown', `${status.getMessage() || name || 'the server does not say why'}`);
  const wrong = words.WrongExpectedVersion.deserializeBinary(details!.getValue_asU8());
  return new Failure('wrong-revision', status.getMessage(), wrong.hasCurrentStreamRevision() ? Number(wrong.getCurrentStreamRevision()) + 1 : 0);
};

const doneIn = (success: streams.BatchAppendResp.Success): Done => {
  const position = success.getPosition();
  return { revision: Number(success.getCurrentRevision()) + 1, commit: position ? BigInt(position.getCommitPosition()) : undefined };
};

const idIn = (uuid: words.UUID): string => {
  const parts = uuid.getStructured();
  if (!parts) return uuid.getString();
  const hex = [parts.getMostSignificantBits(), parts.getLeastSignificantBits()].map((half) => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/**
 * The long call on which appends go out and answers come back, told apart by their correlation. It belongs to one link and to nobody else: when it ends, for
 * whatever reason, those that wait here have an unknown outcome, and nobody else is touched. No deadline is sent, so no clock of ours is compared with the server’s.
 */
export class AppendCall {
  private readonly waiting = new Map<string, Waiting>();
  ended = false;
  private finishing = false;

  constructor(private readonly call: ClientDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>) {
    call.on('data', (response: streams.BatchAppendResp) => this.take(response));
    call.on('error', (error) => this.end(failureOf(error)));
    call.on('end', () => this.end(new Failure('unknown', 'The server ended the call.')));
    call.on('close', () => this.end(new Failure('unknown', 'The call was closed.')));
  }

  send(correlation: string, request: streams.BatchAppendReq, ms: number): Promise<Done> {
    return new Promise((done, failed) => {
      if (this.ended) throw new Failure('unknown', 'The call has ended.');
      const timer = setTimeout(() => {
        this.leave(correlation);
        failed(new Failure('expired', `Nobody answered within ${Math.round(ms)} ms.`));
      }, ms);
      this.waiting.set(correlation, { done, failed, timer });
      this.call.write(request);
    });
  }

  /** Nothing more is sent. It ends as soon as nobody waits any more. */
  finish(): void {
    this.finishing = true;
    if (this.waiting.size === 0) this.end(new Failure('unknown', 'The call was given up.'));
  }

  /** What cannot be read may be the answer to anything that was sent here. */
  private take(response: streams.BatchAppendResp): void {
    try {
      this.answer(response);
    } catch (error) {
      this.end(failureOf(error));
    }
  }

  /** An answer that nobody waits for any more is let go. */
  private answer(response: streams.BatchAppendResp): void {
    const id = idIn(response.getCorrelationId()!);
    const one = this.waiting.get(id);
    if (!one) return;
    const success = response.getSuccess();
    const told = success ? doneIn(success) : failureIn(response.getError()!);
    clearTimeout(one.timer);
    this.leave(id);
    if (told instanceof Failure) one.failed(told);
    else one.done(told);
  }

  private leave(correlation: string): void {
    this.waiting.delete(correlation);
    if (this.finishing) this.finish();
  }

  /** Error, end and close are one thing, once. */
  private end(why: Failure): void {
    if (this.ended) return;
    this.ended = true;
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    this.call.end();
    for (const { failed, timer } of waiting) {
      clearTimeout(timer);
      failed(why); // one and the same: it is one trouble, however many wait
    }
  }
}
