import { Controller, Get, Inject, Optional, Req, Res, type OnApplicationShutdown } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Role } from '#kernel';
import { actorOf } from '#platform/access';
import { Duties, Reactor } from '#platform/cqrs';
import { EventStore } from '#platform/event-store';
import { Projection } from '#platform/read-models';
import { scrape, watching } from '#platform/telemetry';
import { Trouble } from './problem.ts';
import { figuresOf, sourcesOf } from './standings.ts';
import type { Reply, Request } from './wire.ts';

/** Who may see how the ledger fares: those who may look at all of it. */
const LOOKERS: readonly Role[] = ['auditor', 'chair'];

/** How the process fares, for Prometheus. Nothing of the ledger’s content, but how busy the trade is: so not for everybody. */
@Controller('metrics')
@ApiExcludeController()
export class Metrics implements OnApplicationShutdown {
  private readonly unwatch: () => void;
  constructor(events: EventStore, projection: Projection, @Optional() @Inject(Reactor) reactor?: Reactor, @Optional() @Inject(Duties) duties?: Duties) {
    this.unwatch = watching(sourcesOf({ events, projection, ...(reactor && { reactor }), ...(duties && { leases: () => duties.status().map(({ work, held }) => ({ of: work, held })) }), ...figuresOf(events) }));
  }

  @Get()
  async metrics(@Req() request: Request, @Res({ passthrough: true }) reply: Reply): Promise<string> {
    if (!actorOf(request).roles.some((role) => LOOKERS.includes(role))) throw new Trouble('forbidden', { detail: `The token must have the role ${LOOKERS.join(' or ')}.` });
    const { status, headers, body } = await scrape();
    reply.code(status);
    for (const [name, value] of Object.entries(headers)) reply.header(name, value);
    return body;
  }

  onApplicationShutdown(): void { this.unwatch(); }
}
