import { Controller, Get, Req, Res, type Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { fieldsOf, type Shape } from '#kernel';
import { actorOf } from '#platform/access';
import type { Buses, Sight, When } from '#platform/cqrs';
import { kebab, schemaNameOf } from './addresses.ts';
import { inquiryReader } from './inquiry-query.ts';
import { OwnWrites } from './own-writes.ts';
import { Trouble } from './problem.ts';
import { problemResponse } from './schemas.ts';
import { askedWhen, toldOf } from './telling.ts';
import { rowKeyOf } from './view-query.ts';
import { tagOf, toldHeaders } from './view-route.ts';
import { isKnownTag, type Reply, type Request } from './wire.ts';

/** Other rows that stand on the paper: by view and key, of the same moment. */
export type Leaf = (view: string, key: string) => Promise<object | undefined>;

/** A document made from one row of a view: GET /certification/certificates/SL004199/document?language=fr */
export type Paper = Readonly<{
  /** The view whose rows are printed. */ of: string;
  /** The last part of the address. */ name: string;
  says: string;
  mediaType: 'application/pdf';
  asks: Shape;
  /** Undefined: of this row there is nothing to print. The same rows give the same bytes. */
  print: (row: object, asked: Readonly<Record<string, string | number>>, leaf: Leaf) => Promise<Buffer | undefined>;
}>;

const asks = (paper: Paper): MethodDecorator => (target, name, descriptor) => {
  for (const { name: parameter, optional, says, schema } of fieldsOf(paper.asks).values())
    ApiQuery({ name: parameter, required: !optional, description: says, schema })(target, name as string, descriptor);
};

/** Only what every file system takes. */
const fileNameOf = (key: string): string => `${key.replaceAll(/[^A-Za-z0-9_-]/g, '_')}.pdf`;

/** @throws TypeError if there is no such view */
export const paperRoute = (paper: Paper, { queries }: Buses): Type => {
  const queryOf = (view: string) => {
    const found = queries.find((one) => one.view.name === view);
    if (!found) throw new TypeError(`There is no view ${view}.`);
    return found;
  };
  const { context, view } = queryOf(paper.of);
  const read = inquiryReader(paper);

  @Controller()
  @ApiTags(context.name)
  @ApiBearerAuth()
  class PaperRoute {
    constructor(private readonly bus: QueryBus, private readonly ownWrites: OwnWrites) {}

    @Get(`${paper.of}/:key/${paper.name}`)
    @ApiOperation({ operationId: schemaNameOf({ name: `${paper.of}-${paper.name}` }), summary: `${paper.of}: ${paper.says}` })
    @ApiParam({ name: 'key', schema: { type: 'string' } })
    @asks(paper)
    @ApiHeader({ name: 'If-None-Match', required: false, description: 'The ETag of an answer you have.', schema: { type: 'string' } })
    @askedWhen()
    @ApiResponse({
      status: 200, description: paper.says, content: { [paper.mediaType]: { schema: { type: 'string', format: 'binary' } } },
      headers: { ...toldHeaders, ETag: { description: 'Of its content.', schema: { type: 'string' } } },
    })
    @ApiResponse({ status: 304, description: 'You have it.', headers: toldHeaders })
    @problemResponse(400, 401, 404, 503, 504)
    async print(@Req() request: Request, @Res() reply: Reply): Promise<void> {
      const { asked, when } = read(request);
      const [key, party] = [rowKeyOf(request, view.name), actorOf(request).party];
      const look = (name: string, of: string, when: When) => this.bus.execute<Sight>(new (queryOf(name).query)({ ask: 'row', key: of }, when));
      const sight = await this.ownWrites.look(party, when, (when) => look(view.name, key, when));
      const bytes = sight.row && await paper.print(sight.row, asked, async (name, of) => (await look(name, of, when)).row);
      if (!bytes) throw new Trouble('not-found', { detail: sight.row ? `Of this row of ${view.name} there is nothing to print.` : `${view.name} has no row of this key.` });
      const tag = tagOf(bytes);
      reply.header('etag', tag).header('cache-control', 'private, no-cache').header('content-disposition', `inline; filename="${fileNameOf(key)}"`);
      for (const [name, value] of Object.entries(toldOf(sight))) reply.header(kebab(name), String(value));
      if (isKnownTag(request.headers['if-none-match'], tag)) reply.code(304).send();
      else reply.header('content-type', paper.mediaType).send(bytes);
    }
  }
  return PaperRoute;
};
