import { Controller, Get, Logger, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Open } from '#platform/access';
import { Reactor, Watcher } from '#platform/cqrs';
import { Projection } from '#platform/read-models';
import type { Reply } from './wire.ts';

const SEE_LOG = 'It stands still; the log says why.';

/** That it stands still is for everybody to know, why is not. */
const shown = <Status extends { failure?: string }>(status: Status): Status => (status.failure === undefined ? status : { ...status, failure: SEE_LOG });

/** What a load balancer and an operator want to know. Nothing of the ledger's content. */
@Controller('health')
@ApiTags('health')
@Open()
export class Health {
  private readonly log = new Logger('Health');
  private told: string | undefined;
  constructor(private readonly projection: Projection, private readonly reactor: Reactor, private readonly watcher: Watcher) {}

  @Get('live')
  @ApiOperation({ operationId: 'Live', summary: 'The process answers' })
  @ApiResponse({ status: 200, description: 'It does.' })
  live(): object { return { live: true }; }

  @Get('ready')
  @ApiOperation({ operationId: 'Ready', summary: 'Commands are taken and views answer' })
  @ApiResponse({ status: 200, description: 'Ready.' })
  @ApiResponse({ status: 503, description: 'Not yet, or not any more; it says why.' })
  async ready(@Res({ passthrough: true }) reply: Reply): Promise<object> {
    const answer = await this.status();
    reply.code(answer.ready ? 200 : 503);
    return answer;
  }

  private async status(): Promise<Readonly<{ ready: boolean; store: object; readModels?: object; reactions?: object; watches?: object }>> {
    try {
      const { head, ...readModels } = await this.projection.status();
      const { lastRefusal: _, ...reactions } = this.reactor.status();
      const { lastRefusal: __, ...watches } = this.watcher.status();
      this.tell(readModels.failure ?? reactions.failure ?? watches.failure);
      const ready = readModels.generation !== undefined && readModels.failure === undefined;
      return { ready, store: { head }, readModels: shown(readModels), reactions: shown(reactions), watches: shown(watches) };
    } catch (error) {
      this.tell(String(error));
      return { ready: false, store: { failure: SEE_LOG } };
    }
  }

  /** Why something stands still is for the log, once; this address is open to everybody. */
  private tell(failure: string | undefined): void {
    if (failure !== undefined && failure !== this.told) this.log.error(failure);
    this.told = failure;
  }
}
