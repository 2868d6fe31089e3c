import { setTimeout as pause } from 'node:timers/promises';
import type { Lease } from '#platform/cqrs';
import type { StoredEvent } from '#platform/event-store';
import { feedEvent, type Feed } from './feed.ts';
import { Outbound, type Reach } from './outbound.ts';
import { signatureOf } from './signature.ts';
import type { Progress, Webhook, WebhookStore } from './webhook-store.ts';

const MS_PER_S = 1_000;
/** How often it is kept how far it has come, where nothing is delivered. */
const QUIET_MS = 5_000;

/** How a delivery is repeated: first after about this long, then twice as long each time, at most so long; given up after so many failures on end. */
export type Patience = Readonly<{ firstMs: number; mostMs: number; failures: number; timeoutMs: number }>;
/** About an hour, till it is given up. */
export const PATIENCE: Patience = { firstMs: 1_000, mostMs: 300_000, failures: 20, timeoutMs: 10_000 };

/** What it takes to deliver. `lease`: under which it is delivered. `random`: from 0 to 1. */
export type Means = Readonly<{ feed: Feed; store: WebhookStore; lease: Lease; reach: Reach; patience: Patience; random: () => number }>;

/** From half of the time to all of it: those who failed together do not come back together. */
const backoffMs = (failures: number, { firstMs, mostMs }: Patience, random: () => number): number => Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 30)) * (0.5 + random() / 2);

/** Delivers events to one webhook, in order, each until it is taken. Ends when it is given up, removed, or somebody else’s. */
export class Delivery {
  /** Settles when nothing is delivered any more; then whoever began it may look why. */
  readonly ended: Promise<void>;
  private readonly stopping = new AbortController();
  private readonly breaking = new AbortController();
  /** Of its own: whoever does not answer holds up nobody else at the same address. */
  private readonly outbound: Outbound;
  private progress: Progress;

  constructor(private readonly webhook: Webhook, private readonly means: Means) {
    this.outbound = new Outbound(means.reach);
    const { position, failures, lastFailure } = webhook;
    this.progress = { position, failures, ...(lastFailure !== undefined && { lastFailure }) };
    this.ended = this.run().finally(() => this.outbound.close());
  }

  /** Begins nothing more; what is under way has so long to end. */
  async stop(graceMs: number): Promise<void> {
    this.stopping.abort();
    const timer = setTimeout(() => this.breaking.abort(), graceMs);
    await this.ended;
    clearTimeout(timer);
  }

  /** Also if somebody else may be delivering by now. */
  private get isStopped(): boolean { return this.stopping.signal.aborted || !this.means.lease.isHeld(); }

  private async run(): Promise<void> {
    while (!this.isStopped) {
      try {
        if (!await this.means.feed.hasPlace(this.progress.position)) await this.giveUp('its place is none in this log: the ledger was moved or restored; remove it, and add it again');
        else await this.follow();
      } catch { /* a store that is away for a moment: from the same place again */ }
      await this.rest(this.means.patience.firstMs);
    }
  }

  private async follow(): Promise<void> {
    const types = this.webhook.types.length > 0 ? new Set(this.webhook.types) : undefined;
    for await (const { events, position } of this.means.feed.follow(this.progress.position, { types, signal: this.stopping.signal, quietMs: QUIET_MS })) {
      for (const event of events) await this.deliver(event);
      if (this.isStopped) return;
      if (position > this.progress.position) await this.keep({ ...this.progress, position });
    }
  }

  /** Until it is taken, or nothing is delivered any more. */
  private async deliver(event: StoredEvent): Promise<void> {
    const { patience, random } = this.means;
    while (!this.isStopped) {
      const failure = await this.attempt(event);
      if (failure === undefined) return this.keep({ position: event.position, failures: 0 });
      if (this.breaking.signal.aborted) return;
      const failures = this.progress.failures + 1;
      if (failures >= patience.failures) return this.giveUp(failure, failures);
      await this.keep({ ...this.progress, failures, lastFailure: failure });
      await this.rest(backoffMs(failures, patience, random));
    }
  }

  /** Why it was not taken; undefined if it was. */
  private async attempt(event: StoredEvent): Promise<string | undefined> {
    const body = JSON.stringify(feedEvent(event));
    const headers = {
      'content-type': 'application/json', 'user-agent': 'kimberlite', 'webhook-position': event.position,
      ...signatureOf(this.webhook.secret, { id: event.id, seconds: Math.floor(Date.now() / MS_PER_S), body }),
    };
    try {
      const status = await this.outbound.send({ url: this.webhook.url, headers, body, timeoutMs: this.means.patience.timeoutMs, signal: this.breaking.signal });
      return status >= 200 && status < 300 ? undefined : `it answered ${status}`;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      return code ?? message;
    }
  }

  private giveUp(lastFailure: string, failures = this.progress.failures): Promise<void> {
    this.stopping.abort();
    return this.keep({ ...this.progress, failures, lastFailure, stuckSince: new Date().toISOString() });
  }

  /** A store that is away costs a repetition. */
  private async keep(progress: Progress): Promise<void> {
    this.progress = progress;
    if (!await this.means.store.note(this.webhook.id, progress, this.means.lease.token)) this.stopping.abort();
  }

  private async rest(ms: number): Promise<void> { await pause(ms, undefined, { signal: this.stopping.signal }).catch(() => {}); }
}
