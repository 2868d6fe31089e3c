import { Controller, Get, Logger, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Open } from '#platform/access';
import { Reactor } from '#platform/cqrs';
import { Projection } from '#platform/read-models';
import type { Reply } from './wire.ts';

const SEE_LOG = 'It stands still; the log says why.';

/** What a load balancer and an operator want to know. Nothing of the ledger's content. */
@Controller('health')
@ApiTags('health')
@Open()
export class Health {
  private readonly log = new Logger('Health');
  private told: string | undefined;
  constructor(private readonly projection: Projection, private readonly reactor: Reactor) {}

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

  private async status(): Promise<Readonly<{ ready: boolean; store: object; readModels?: object; reactions?: object }>> {
    try {
      const { head, failure: stuck, ...readModels } = await this.projection.status();
      const { position, refused, failure } = this.reactor.status();
      this.tell(stuck ?? failure);
      const ready = readModels.generation !== undefined && stuck === undefined;
      return { ready, store: { head }, readModels: { ...readModels, ...(stuck && { failure: SEE_LOG }) }, reactions: { position, refused, ...(failure && { failure: SEE_LOG }) } };
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
