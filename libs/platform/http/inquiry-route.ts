import { Controller, Get, Req, type Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { fieldsOf, type Inquiry } from '#kernel';
import { actorOf } from '#platform/access';
import type { Answered, Buses } from '#platform/cqrs';
import { schemaNameOf } from './addresses.ts';
import { inquiryReader } from './inquiry-query.ts';
import { OwnWrites } from './own-writes.ts';
import { problemResponse, ref } from './schemas.ts';
import { askedWhen, toldOf } from './telling.ts';
import type { Request } from './wire.ts';

const asks = (inquiry: Inquiry): MethodDecorator => (target, name, descriptor) => {
  for (const { name: parameter, optional, says, schema } of fieldsOf(inquiry.asks).values())
    ApiQuery({ name: parameter, required: !optional, description: says, schema })(target, name as string, descriptor);
};

/** GET /custody/recall?of=site:SYN-1: a question that takes more than one view to answer. */
export const inquiryRoute = ({ context, inquiry, query: Query }: Buses['inquiries'][number]): Type => {
  const read = inquiryReader(inquiry);

  @Controller()
  @ApiTags(context.name)
  @ApiBearerAuth()
  class InquiryRoute {
    constructor(private readonly bus: QueryBus, private readonly ownWrites: OwnWrites) {}

    @Get(inquiry.name)
    @ApiOperation({ operationId: schemaNameOf(inquiry), summary: `${inquiry.name}: ${inquiry.says}` })
    @asks(inquiry)
    @askedWhen()
    @ApiResponse({ status: 200, description: inquiry.says, schema: ref(schemaNameOf(inquiry)) })
    @problemResponse(400, 401, 422, 503, 504)
    async ask(@Req() request: Request): Promise<object> {
      const { asked, when } = read(request);
      const answered = await this.ownWrites.look(actorOf(request).party, when, (when) => this.bus.execute<Answered>(new Query(asked, when)));
      return { ...answered.answer, ...toldOf(answered) };
    }
  }
  return InquiryRoute;
};
