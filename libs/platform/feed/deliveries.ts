import type { Lease } from '#platform/cqrs';
import type { EventStore } from '#platform/event-store';
import { Delivery, PATIENCE, type Means, type Patience } from './delivery.ts';
import { Feed } from './feed.ts';
import type { Reach } from './outbound.ts';
import type { WebhookStore } from './webhook-store.ts';

/** The name of this work. */
export const WEBHOOKS = 'webhooks';
/** How often it is looked whether a webhook was added, removed or resumed. */
const LOOK_EVERY_MS = 1_000;
/** What is under way at the end has so long to be answered. */
const GRACE_MS = 2_000;

export type DeliveriesOptions = Readonly<{ reach?: Reach; patience?: Partial<Patience>; random?: () => number; everyMs?: number }>;

/** How webhooks fare, for whoever may see it: never where they lead. */
export type WebhookStanding = Readonly<{ id: string; position: string; failures: number; stuck: boolean }>;

/** Delivers the log to all webhooks, each from its own place and at its own pace. One process at a time does it, under a lease. */
export class Deliveries {
  private readonly running = new Map<string, Delivery>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private means: Means | undefined;

  constructor(private readonly events: EventStore, private readonly store: WebhookStore, private readonly options: DeliveriesOptions = {}) {}

  async start(lease: Lease): Promise<void> {
    const { reach = 'public', patience, random = Math.random, everyMs = LOOK_EVERY_MS } = this.options;
    this.means = { feed: new Feed(this.events), store: this.store, lease, reach, patience: { ...PATIENCE, ...patience }, random };
    this.timer = setInterval(() => { this.look().catch(() => { /* a store that is away for a moment */ }); }, everyMs).unref();
    await this.look();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.means = undefined;
    await this.looking?.catch(() => {});
    await Promise.all([...this.running.values()].map((one) => one.stop(GRACE_MS)));
    this.running.clear();
  }

  /** How all webhooks fare, also if another process delivers. @throws StoreUnavailable */
  async status(): Promise<readonly WebhookStanding[]> {
    return (await this.store.list()).map(({ id, position, failures, stuckSince }) => ({ id, position, failures, stuck: stuckSince !== undefined }));
  }

  private look(): Promise<void> {
    this.looking ??= this.all().finally(() => { this.looking = undefined; });
    return this.looking;
  }

  private async all(): Promise<void> {
    const before = new Set(this.running.keys());
    const wanted = new Map((await this.store.list()).filter(({ stuckSince }) => stuckSince === undefined).map((one) => [one.id, one]));
    const { means } = this;
    if (!means?.lease.isHeld()) return;
    for (const [id, delivery] of this.running) if (!wanted.has(id)) void delivery.stop(0);
    for (const [id, webhook] of wanted) {
      if (before.has(id)) continue; // what ended meanwhile is begun at the next look, from the place it has then
      const delivery = new Delivery(webhook, means);
      this.running.set(id, delivery);
      void delivery.ended.then(() => this.running.delete(id));
    }
  }
}
