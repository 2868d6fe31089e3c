import { randomUUID } from 'node:crypto';
import words from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { alreadyAt, Conflict, StoreUnavailable, type StoredEvent } from './event-store.ts';
import type { Done } from './eventstoredb.append-call.ts';
import type { Connection, Link } from './eventstoredb.connection.ts';
import { portErrorOf, type Failure } from './eventstoredb.failure.ts';
import type { Figures } from './eventstoredb.figures.ts';
import { positionOf, storedAt, type Form } from './eventstoredb.form.ts';
import { pause, type Budget } from './eventstoredb.patience.ts';
import type { Reader } from './eventstoredb.reader.ts';
import type { EventText } from './stored-form.ts';

/** One append, made once: every try sends these ids to this place. `atLeast`: the revision the stream is known to have reached. */
export type Wanted = Readonly<{ stream: string; expected: number; texts: readonly EventText[]; recordedAt: string; atLeast?: number }>;

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
    for (let tries = 0; ; tries++) {
      const tried = await this.connection.attempt(budget, async (link, time) => ({ link, done: await this.send(link, wanted, messages, time) }), reserveMs);
      if ('value' in tried) return this.answer(wanted, tried.value, budget);
      const { why } = tried;
      if (why.why === 'wrong-revision' && !isBehind(wanted, why.actual, tries)) return this.judge(wanted, why.actual, budget);
      if (isRefusal(why)) return this.refused(wanted, why, tries, budget);
      if (!await this.pausesBeforeNext(tries, budget, reserveMs)) return this.readBack(wanted, why, budget);
    }
  }

  /** @returns false if no time is left for another try */
  private async pausesBeforeNext(tries: number, budget: Budget, reserveMs: number): Promise<boolean> {
    if (tries === 0) this.figures.unknownOutcomes += 1;
    const pauseMs = budget.pauseMs(tries);
    if (budget.leftMs - reserveMs <= pauseMs) return false;
    this.figures.repeats += 1;
    await pause(pauseMs);
    return true;
  }

  private async send(link: Link, { stream, expected }: Wanted, messages: streams.BatchAppendReq.ProposedMessage[], time: Budget): Promise<Done> {
    const correlation = randomUUID();
    const options = new streams.BatchAppendReq.Options().setStreamIdentifier(this.form.identifierOf(stream));
    if (expected === 0) options.setNoStream(new words.Empty() as never);
    else options.setStreamPosition(`${expected - 1}`);
    const request = new streams.BatchAppendReq().setCorrelationId(new words.UUID().setString(correlation)).setOptions(options).setIsFinal(true);
    request.setProposedMessagesList(messages);
    return (await link.appends(time.leftMs)).send(correlation, request, time.leftMs);
  }

  /** Where each event is: the server says it of the last one only, and the first time on a link it is not believed. */
  private async answer({ stream, expected, texts, recordedAt }: Wanted, { link, done }: Readonly<{ link: Link; done: Done }>, budget: Budget): Promise<readonly StoredEvent[]> {
    if (done.revision !== expected + texts.length) {
      this.figures.alarm(this.form.nameOf(stream), `An event after ${expected} was given the number ${done.revision}: somebody has deleted what stood there.`);
      throw new StoreUnavailable(`${stream} counts on from events that somebody has deleted.`);
    }
    if (texts.length === 1 && link.tellsPositions === true && done.commit !== undefined) return [storedAt(stream, done.revision, done.commit, { event: texts[0]!.event, recordedAt })];
    const found = (await this.reader.stream(stream, expected, budget, done.revision)).events.slice(0, texts.length);
    link.tellsPositions = done.commit !== undefined && positionOf(done.commit) === found.at(-1)!.position;
    return found;
  }

  /** Another append stands at this place: is it an earlier try of this one? */
  private async judge({ stream, expected, texts }: Wanted, actual: number, budget: Budget): Promise<readonly StoredEvent[]> {
    if (actual < expected + texts.length) throw new Conflict(stream, expected, actual);
    const { events, revision } = await this.reader.stream(stream, expected, budget, actual);
    const found = events.slice(0, texts.length);
    if (alreadyAt(found, texts.map(({ event }) => event))) return found;
    throw new Conflict(stream, expected, revision);
  }

  /** The last word: what stands at this place now. If nothing does, it may still come, and nobody can say. */
  private async readBack(wanted: Wanted, why: Failure, budget: Budget): Promise<readonly StoredEvent[]> {
    const { stream, expected } = wanted;
    const { revision } = await this.reader.stream(stream, expected, budget);
    if (revision <= expected) throw new StoreUnavailable(`It is not known whether the append to ${stream} after ${expected} is written: ${why.message}`, { cause: why });
    this.figures.settledByReading += 1;
    return this.judge(wanted, revision, budget);
  }

  /** What an earlier try has sent may be written, whatever the later one is told. */
  private async refused(wanted: Wanted, failure: Failure, tries: number, budget: Budget): Promise<readonly StoredEvent[]> {
    if (tries > 0) return this.readBack(wanted, failure, budget);
    if (failure.why === 'deleted') this.figures.alarm(this.form.nameOf(wanted.stream), 'The stream was deleted.');
    throw portErrorOf(failure, `Nothing was written to ${wanted.stream}`);
  }
}

/** Does whoever answers know less of the stream than we do? Then he lags behind, and what he says decides nothing. */
const isBehind = ({ expected, atLeast = 0 }: Wanted, actual: number, tries: number): boolean => actual < atLeast || (tries > 0 && actual < expected);
const isRefusal = ({ isFinal, why }: Failure): boolean => isFinal && why !== 'wrong-revision';
