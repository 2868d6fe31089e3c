import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Open } from '#platform/access';
import { Reactor } from '#platform/cqrs';
import { Projector } from '#platform/read-models';
import type { Reply } from './wire.ts';

/** What a load balancer and an operator want to know. Nothing of the ledger's content. */
@Controller('health')
@ApiTags('health')
@Open()
export class Health {
  constructor(private readonly projector: Projector, private readonly reactor: Reactor) {}

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
      const { head, ...readModels } = await this.projector.status();
      const reactions = this.reactor.status();
      const ready = readModels.generation !== undefined && readModels.failure === undefined;
      return { ready, store: { head }, readModels, reactions };
    } catch {
      return { ready: false, store: { failure: 'The store cannot be reached.' } };
    }
  }
}
