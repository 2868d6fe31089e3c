import { randomUUID } from 'node:crypto';
import words from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { alreadyAt, Conflict, StoreUnavailable, type StoredEvent } from './event-store.ts';
import type { Done } from './eventstoredb.append-call.ts';
import type { Connection, Link } from './eventstoredb.connection.ts';
import { portErrorOf, type Failure } from './eventstoredb.failure.ts';
import type { Figures } from './eventstoredb.figures.ts';
import { commitIn, storedAt, type Form } from './eventstoredb.form.ts';
import { pause, type Budget } from './eventstoredb.patience.ts';
import type { Reader } from './eventstoredb.reader.ts';
import type { EventText } from './stored-form.ts';

/** One append, made once: every try sends these ids to this place. */
export type Wanted = Readonly<{ stream: string; expected: number; texts: readonly EventText[]; recordedAt: string }>;

const MOST_TRIES = 5;
/** So much of the whole time is kept for reading back. */
const READ_BACK_SHARE = 0.25;

/**
 * Brings an append to one of three ends: done, not written, or nobody knows. A call that broke off says nothing; the same ids are sent to the same place again,
 * which the server answers as it would have the first time. If that does not help, what stands there is read.
 */
export class Settling {
  constructor(private readonly connection: Connection, private readonly reader: Reader, private readonly form: Form, private readonly figures: Figures) {}

  /** @throws Conflict, TooLarge, StoreUnavailable */
  async append(wanted: Wanted, budget: Budget): Promise<readonly StoredEvent[]> {
    const reserveMs = budget.leftMs * READ_BACK_SHARE;
    const messages = wanted.texts.map((text) => this.form.proposed(text, wanted.recordedAt));
    let last: Failure | undefined;
    for (let tries = 0; tries < MOST_TRIES && (tries === 0 || budget.leftMs > reserveMs); tries++) {
      const tried = await this.connection.attempt(budget, async (link, ms) => ({ link, done: await this.send(link, wanted, messages, ms) }), reserveMs);
      if ('value' in tried) return this.answer(wanted, tried.value, budget);
      last = tried.why;
      if (last.why === 'wrong-revision') return this.judge(wanted, last.actual, budget);
      if (last.isFinal) throw this.refusal(wanted, last);
      if (tries === 0) this.figures.unknownOutcomes += 1;
      this.figures.repeats += 1;
      await pause(Math.min(Math.max(0, budget.leftMs - reserveMs), budget.pauseMs(tries)));
    }
    return this.readBack(wanted, last, budget);
  }

  private async send(link: Link, { stream, expected }: Wanted, messages: streams.BatchAppendReq.ProposedMessage[], ms: number): Promise<Done> {
    const correlation = randomUUID();
    const options = new streams.BatchAppendReq.Options().setStreamIdentifier(this.form.identifierOf(stream));
    if (expected === 0) options.setNoStream(new words.Empty() as never);
    else options.setStreamPosition(`${expected - 1}`);
    const request = new streams.BatchAppendReq().setCorrelationId(new words.UUID().setString(correlation)).setOptions(options).setIsFinal(true);
    request.setProposedMessagesList(messages);
    return (await link.appends()).send(correlation, request, ms);
  }

  /** Where each event is: the server says it of the last one only, and the first time on a link it is not believed. */
  private async answer({ stream, expected, texts, recordedAt }: Wanted, { link, done }: Readonly<{ link: Link; done: Done }>, budget: Budget): Promise<readonly StoredEvent[]> {
    if (done.revision !== expected + texts.length) {
      this.figures.alarm(this.form.nameOf(stream), `An event after ${expected} was given the number ${done.revision}: somebody has deleted what stood there.`);
      throw new StoreUnavailable(`${stream} counts on from events that somebody has deleted.`);
    }
    if (texts.length === 1 && link.tellsPositions === true && done.commit !== undefined) return [storedAt(stream, done.revision, done.commit, { event: texts[0]!.event, recordedAt })];
    const { records } = await this.reader.stream(stream, expected, budget, done.revision);
    const found = records.slice(0, texts.length);
    link.tellsPositions = done.commit === commitIn(found.at(-1)!);
    return found.map((record) => this.form.stored(record));
  }

  /** Another append stands at this place: is it an earlier try of this one? */
  private async judge({ stream, expected, texts }: Wanted, actual: number, budget: Budget): Promise<readonly StoredEvent[]> {
    if (actual < expected + texts.length) throw new Conflict(stream, expected, actual);
    const { records, revision } = await this.reader.stream(stream, expected, budget, actual);
    const found = records.slice(0, texts.length).map((record) => this.form.stored(record));
    if (alreadyAt(found, texts.map(({ event }) => event))) return found;
    throw new Conflict(stream, expected, revision);
  }

  /** The last word: what stands at this place now. If nothing does, it may still come, and nobody can say. */
  private async readBack(wanted: Wanted, why: Failure | undefined, budget: Budget): Promise<readonly StoredEvent[]> {
    const { stream, expected } = wanted;
    const { revision } = await this.reader.stream(stream, expected, budget);
    if (revision <= expected) throw new StoreUnavailable(`It is not known whether the append to ${stream} after ${expected} is written: ${why?.message ?? 'no answer'}`, { cause: why });
    this.figures.settledByReading += 1;
    return this.judge(wanted, revision, budget);
  }

  private refusal({ stream }: Wanted, failure: Failure): Error {
    if (failure.why === 'deleted') this.figures.alarm(this.form.nameOf(stream), 'The stream was deleted.');
    return portErrorOf(failure, `Nothing was written to ${stream}`);
  }
}
