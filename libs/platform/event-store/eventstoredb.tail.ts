import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Connection, Link } from './eventstoredb.connection.ts';
import type { Figures } from './eventstoredb.figures.ts';
import { commitIn, nameIn, typeIn, type Form, type Recorded } from './eventstoredb.form.ts';
import { failureOf, type Failure } from './eventstoredb.failure.ts';
import { backoffMs, pause } from './eventstoredb.patience.ts';
import { follow, requestOfAll } from './eventstoredb.reader.ts';

/** Events the server looks through between two marks of how far it has come. */
const WINDOW = 1_000;
const MOST_BACKOFF_MS = 3_000;
/** A subscription that lasted so long was a good one: after it the next is tried at once. */
const LONG_MS = 10_000;
/** setTimeout counts no further; nothing ends a subscription but the other side, and us. */
const FOR_EVER_MS = 2 ** 31 - 1;
const FORGETTING = ['$tb', '$maxCount', '$maxAge'] as const;

/**
 * Follows the ledger’s streams, and what is said about them in theirs ($$): tells that something came, and raises the alarm when somebody makes the server forget.
 * It carries no events to anybody: who is told reads the log from where he stands. A subscription that ends, in whatever way, is one drop; it is taken up again from
 * where it had come, and the server’s marks move that place only after all events before them.
 */
export class Tail {
  private place: bigint | undefined;
  private drops = 0;
  private stopped = false;
  private cancel: (() => void) | undefined;
  private confirmedMs: number | undefined;
  /** Since when it has been following, in milliseconds since 1970; undefined: it is not. */
  followingSinceMs: number | undefined;

  constructor(private readonly connection: Connection, private readonly form: Form, private readonly figures: Figures, private readonly tell: (commit: bigint) => void) {}

  /** @param start the last position known; what comes after it is told */
  async run(start: () => Promise<bigint | undefined>): Promise<void> {
    while (!this.stopped) {
      let link: Link | undefined;
      try {
        this.place ??= await start() ?? -1n;
        link = await this.connection.link();
        await this.subscribe(link, this.place < 0n ? 'start' : this.place);
      } catch (error) {
        this.note(link, failureOf(error));
      }
      if (this.stopped) return;
      await pause(backoffMs(this.dropped(), MOST_BACKOFF_MS), { isIdle: true });
    }
  }

  /** @returns how many drops there were, with no long subscription between */
  private dropped(): number {
    const { confirmedMs = Number.POSITIVE_INFINITY } = this;
    this.followingSinceMs = this.confirmedMs = undefined;
    this.figures.drops += 1;
    this.drops = performance.now() - confirmedMs > LONG_MS ? 1 : this.drops + 1;
    return this.drops;
  }

  stop(): void {
    this.stopped = true;
    this.cancel?.();
  }

  /** That a subscription ended says nothing against the connection which carried it, nor does a refusal: others are answered there. */
  private note(link: Link | undefined, why: Failure): void {
    if (this.stopped || this.confirmedMs !== undefined) return;
    this.connection.note(why.isFinal ? undefined : link, why);
  }

  private async subscribe(link: Link, from: bigint | 'start'): Promise<void> {
    const request = requestOfAll([this.form.prefix, `$$${this.form.prefix}`], from, { count: 'subscription', window: WINDOW });
    const call = await link.follow(request, this.connection.deadlineMs);
    if (this.stopped) return call.cancel();
    this.cancel = () => call.cancel();
    await follow(call, FOR_EVER_MS, (response) => this.take(response));
  }

  private take(response: streams.ReadResp): void {
    if (response.hasConfirmation()) {
      this.followingSinceMs = Date.now();
      this.confirmedMs = performance.now();
      this.connection.trouble = undefined;
    }
    const mark = response.getCheckpoint();
    if (mark) this.place = BigInt(mark.getCommitPosition());
    const record = response.getEvent()?.getEvent();
    if (record) this.see(record);
  }

  private see(record: Recorded): void {
    const commit = commitIn(record);
    const name = nameIn(record);
    if (name.startsWith('$$')) this.seeMetadata(name.slice(2), record);
    else if (typeIn(record) === '$streamDeleted') this.figures.alarm(name, 'The stream was deleted.');
    else this.tell(commit);
    this.place = commit;
  }

  private seeMetadata(name: string, record: Recorded): void {
    const told = textOf(record.getData_asU8());
    for (const word of FORGETTING) if (told.includes(`"${word}"`)) this.figures.alarm(name, `Somebody has told the server to forget its events (${word}).`);
  }
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
