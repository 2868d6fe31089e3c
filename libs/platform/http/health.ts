import { Controller, Get, Inject, Logger, Optional, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Open } from '#platform/access';
import { Reactor, Watcher } from '#platform/cqrs';
import { EventStore } from '#platform/event-store';
import { Deliveries } from '#platform/feed';
import { Projection } from '#platform/read-models';
import type { Reply } from './wire.ts';

const SEE_LOG = 'It stands still; the log says why.';
/** Whoever asks how we fare gets an answer soon, also if the store gives none. */
const PATIENCE_MS = 2_000;

/** How a part of the process fares. */
type Part = Readonly<{ failure?: string; head?: string; generation?: string; stuck?: number }>;

/** That it stands still is for everybody to know, why is not. */
const shown = (status: Part): Part => (status.failure === undefined ? status : { ...status, failure: SEE_LOG });

/** What a part says of itself, or that it says nothing. */
const soon = (answer: Promise<Part>, what: string): Promise<Part> => new Promise((resolve) => {
  const timer = setTimeout(() => resolve({ failure: `${what} does not answer within ${PATIENCE_MS} ms.` }), PATIENCE_MS);
  void answer.catch((error: unknown): Part => ({ failure: String(error) })).then(resolve).finally(() => clearTimeout(timer));
});

type Answer = Readonly<{ ready: boolean; reading: boolean; store: object; readModels: object; reactions?: object; watches?: object; webhooks?: object }>;

/** What a load balancer and an operator want to know. Nothing of the ledger's content. */
@Controller('health')
@ApiTags('health')
@Open()
export class Health {
  private readonly log = new Logger('Health');
  private told: string | undefined;
  /** Where webhooks are known. */
  @Optional() @Inject(Deliveries) deliveries?: Deliveries;
  constructor(private readonly events: EventStore, private readonly projection: Projection, private readonly reactor: Reactor, private readonly watcher: Watcher) {}

  @Get('live')
  @ApiOperation({ operationId: 'Live', summary: 'The process answers' })
  @ApiResponse({ status: 200, description: 'It does.' })
  live(): object { return { live: true }; }

  @Get('ready')
  @ApiOperation({ operationId: 'Ready', summary: 'Commands are taken and views answer' })
  @ApiResponse({ status: 200, description: 'Ready.' })
  @ApiResponse({ status: 503, description: 'Not yet, or not any more; it says whether it is the store of the log or the read models.' })
  async ready(@Res({ passthrough: true }) reply: Reply): Promise<object> {
    const answer = await this.status();
    reply.code(answer.ready ? 200 : 503);
    return answer;
  }

  @Get('reading')
  @ApiOperation({ operationId: 'Reading', summary: 'Views answer, whether commands are taken or not' })
  @ApiResponse({ status: 200, description: 'They do; `readModels` says up to where they know the log.' })
  @ApiResponse({ status: 503, description: 'Not yet, or not any more.' })
  async reading(@Res({ passthrough: true }) reply: Reply): Promise<object> {
    const answer = await this.status();
    reply.code(answer.reading ? 200 : 503);
    return answer;
  }

  /** How the process fares, for whoever may know. */
  async status(): Promise<Answer> {
    const [store, rows, readModels, reactions, webhooks] = await Promise.all([
      soon(this.toldStore(), 'The store'),
      soon(this.projection.current().then(({ name }) => ({ generation: name })), 'The rows'),
      soon(this.projection.status().then(({ head: _, ...status }): Part => status), 'The views'),
      soon(this.reactor.latest().then(({ lastRefusal: _, ...status }): Part => status), 'The checkpoint'),
      soon(this.toldWebhooks(), 'The list of webhooks'),
    ]);
    const { lastRefusal: _, ...watches } = this.watcher.status();
    const givenUp = webhooks.stuck ? `Webhooks that are given up: ${webhooks.stuck}. kimberlite webhook list says why.` : undefined;
    this.tell([store, readModels, reactions, watches, webhooks].find(({ failure }) => failure !== undefined)?.failure ?? givenUp);
    const reading = rows.failure === undefined; // rows that do not go on, as when the disk is full, answer all the same
    const silence = store.failure === undefined ? {} : { silentMs: this.events.silentMs() };
    return {
      ready: reading && readModels.failure === undefined && store.failure === undefined, reading, store: { ...shown(store), ...silence }, readModels: shown(readModels), reactions: shown(reactions), watches: shown(watches),
      ...(this.deliveries && { webhooks: shown(webhooks) }),
    };
  }

  /** A log that is not read on is as good as none, though its end may be told. */
  private async toldStore(): Promise<Part> {
    const { standstill } = this.events;
    return standstill ? { failure: standstill.says } : { head: await this.events.head() };
  }

  /** Somebody who does not take what he is told is no reason to send others away. */
  private async toldWebhooks(): Promise<Part & { registered: number }> {
    const all = await this.deliveries?.status() ?? [];
    return { registered: all.length, stuck: all.filter(({ stuck }) => stuck).length };
  }

  /** Why something stands still is for the log, once; this address is open to everybody. */
  private tell(failure: string | undefined): void {
    if (failure !== undefined && failure !== this.told) this.log.error(failure);
    this.told = failure;
  }
}
