import { Controller, Get, Inject, Optional, Req, Res, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Duties, Reactor } from '#platform/cqrs';
import { EventStore } from '#platform/event-store';
import { Deliveries } from '#platform/feed';
import { Projection } from '#platform/read-models';
import { scrape, watching } from '#platform/telemetry';
import { lookerOf } from './lookers.ts';
import { figuresOf, sourcesOf } from './standings.ts';
import type { Reply, Request } from './wire.ts';

/** How the process fares, for Prometheus. Nothing of the ledger’s content, but how busy the trade is: so not for everybody. */
@Controller('metrics')
@ApiExcludeController()
export class Metrics implements OnModuleInit, OnApplicationShutdown {
  private unwatch = (): void => {};
  @Optional() @Inject(Reactor) private readonly reactor?: Reactor;
  @Optional() @Inject(Duties) private readonly duties?: Duties;
  @Optional() @Inject(Deliveries) private readonly deliveries?: Deliveries;
  constructor(private readonly events: EventStore, private readonly projection: Projection) {}

  onModuleInit(): void {
    const { events, projection, reactor, duties, deliveries } = this;
    const leases = duties && (() => duties.status().map(({ work, held }) => ({ of: work, held })));
    this.unwatch = watching(sourcesOf({ events, projection, ...(reactor && { reactor }), ...(leases && { leases }), ...(deliveries && { deliveries }), ...figuresOf(events) }));
  }

  @Get()
  async metrics(@Req() request: Request, @Res({ passthrough: true }) reply: Reply): Promise<string> {
    lookerOf(request);
    const { status, headers, body } = await scrape();
    reply.code(status);
    for (const [name, value] of Object.entries(headers)) reply.header(name, value);
    return body;
  }

  onApplicationShutdown(): void { this.unwatch(); }
}
