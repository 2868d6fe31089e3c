import { hash } from 'node:crypto';
import { Controller, Get, Req, Res, type Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { actorOf } from '#platform/access';
import type { Buses, Sight, Told } from '#platform/cqrs';
import type { Direction, KeyedRow } from '#platform/read-models';
import { kebab, schemaNameOf } from './addresses.ts';
import { OwnWrites } from './own-writes.ts';
import { Trouble } from './problem.ts';
import { problemResponse, ref } from './schemas.ts';
import { askedWhen, told, toldOf } from './telling.ts';
import { cursorOf, DEFAULT_EDGES, DEFAULT_ROWS, filtersOf, listReader, MAX_EDGES, MAX_ROWS, nodeOf, pageReader, rowKeyOf, walkReader } from './view-query.ts';
import { isKnownTag, type Reply, type Request } from './wire.ts';

type One = Buses['queries'][number];
type Rows = Told & Readonly<{ rows: readonly object[]; next?: string }>;
type Walked = Told & Readonly<{ nodes: readonly string[]; edges: readonly object[]; truncated: boolean }>;

const TAG_CHARACTERS = 22;
export const toldHeaders = Object.fromEntries(Object.entries(told).map(([name, { description, ...schema }]) =>
  [name.replace(/^[a-z]/, (letter) => letter.toUpperCase()).replace(/(?<=[a-z])(?=[A-Z])/g, '-'), { description, schema }]));

const flat = ({ key, row }: KeyedRow): object => ({ key, ...row });
/** Weak: it tells contents apart, and is no revision to be sent in If-Match. */
export const tagOf = (body: string | Buffer): string => `W/"${hash('sha256', body, 'base64url').slice(0, TAG_CHARACTERS)}"`;

const filters = (view: One['view']): MethodDecorator => (target, name, descriptor) => {
  const ends = { from: 'Not before: ', to: 'Not after: ' };
  for (const { name: parameter, field, bound } of filtersOf(view))
    ApiQuery({ name: parameter, required: false, description: `${bound ? ends[bound] : ''}${field.says}`, schema: field.schema })(target, name as string, descriptor);
};

/** GET /custody/holdings?holder=SYN-1 and GET /custody/holdings/lot:SYN-2 */
export const viewRoute = ({ context, view, query: Query }: One): Type => {
  const readList = listReader(view);
  const row = ref(schemaNameOf(view));

  @Controller()
  @ApiTags(context.name)
  @ApiBearerAuth()
  class ViewRoute {
    constructor(private readonly bus: QueryBus, private readonly ownWrites: OwnWrites) {}

    @Get(view.name)
    @ApiOperation({ operationId: `${schemaNameOf(view)}List`, summary: `${view.name}: rows, in the order of their keys` })
    @filters(view)
    @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: MAX_ROWS, default: DEFAULT_ROWS } })
    @ApiQuery({ name: 'cursor', required: false, description: 'The `next` of the page before.', schema: { type: 'string' } })
    @askedWhen()
    @ApiResponse({ status: 200, description: 'Rows.', schema: {
      type: 'object', required: ['rows', 'position'],
      properties: { rows: { type: 'array', items: row }, next: { type: 'string', description: 'The cursor of the next page, if there is one.' }, ...told },
    } })
    @problemResponse(400, 401, 503, 504)
    async list(@Req() request: Request): Promise<Rows> {
      const { wanted, when } = readList(request);
      const looked = { ask: 'rows', wanted: { ...wanted, limit: wanted.limit + 1 } } as const;
      const sight = await this.ownWrites.look(actorOf(request).party, when, (when) => this.bus.execute<Sight>(new Query(looked, when)));
      const rows = sight.rows!.slice(0, wanted.limit);
      const more = sight.rows!.length > wanted.limit;
      return { rows: rows.map(flat), ...(more && { next: cursorOf(rows.at(-1)!.key) }), ...toldOf(sight) };
    }

    @Get(`${view.name}/:key`)
    @ApiOperation({ operationId: schemaNameOf(view), summary: `${view.name}: one row` })
    @ApiParam({ name: 'key', schema: { type: 'string' } })
    @ApiHeader({ name: 'If-None-Match', required: false, description: 'The ETag of an answer you have.', schema: { type: 'string' } })
    @askedWhen()
    @ApiResponse({ status: 200, description: 'The row.', schema: row, headers: { ...toldHeaders, ETag: { description: 'Of its content.', schema: { type: 'string' } } } })
    @ApiResponse({ status: 304, description: 'You have it.', headers: toldHeaders })
    @problemResponse(400, 401, 404, 503, 504)
    async page(@Req() request: Request, @Res() reply: Reply): Promise<void> {
      const { when } = pageReader(request);
      const key = rowKeyOf(request, view.name);
      const sight = await this.ownWrites.look(actorOf(request).party, when, (when) => this.bus.execute<Sight>(new Query({ ask: 'row', key }, when)));
      if (!sight.row) throw new Trouble('not-found', { detail: `${view.name} has no row of this key.` });
      const body = JSON.stringify(flat({ key, row: sight.row }));
      const tag = tagOf(body);
      reply.header('etag', tag).header('cache-control', 'private, no-cache');
      for (const [name, value] of Object.entries(toldOf(sight))) reply.header(kebab(name), String(value));
      if (isKnownTag(request.headers['if-none-match'], tag)) reply.code(304).send();
      else reply.header('content-type', 'application/json; charset=utf-8').send(body);
    }
  }
  return ViewRoute;
};

/** GET /custody/lineage/certificate:BWSYN000001/back, and /forward: for views with edges. */
export const walkRoute = ({ context, view, query: Query }: One): Type => {
  const walked = { status: 200, description: 'What was found: nodes in the order of discovery, the start first, and the edges between them.', schema: {
    type: 'object', required: ['nodes', 'edges', 'truncated', 'position'],
    properties: {
      nodes: { type: 'array', items: { type: 'string' } }, edges: { type: 'array', items: ref(`${schemaNameOf(view)}Edge`) },
      truncated: { type: 'boolean', description: 'There is more than was asked for.' }, ...told,
    },
  } };
  const walks = (direction: Direction, summary: string): MethodDecorator => (target, name, descriptor) => {
    for (const part of [
      ApiOperation({ operationId: `${schemaNameOf(view)}${direction === 'back' ? 'Back' : 'Forward'}`, summary }),
      ApiParam({ name: 'node', schema: { type: 'string' } }), ApiResponse(walked), problemResponse(400, 401, 503, 504), askedWhen(),
      ApiQuery({ name: 'limit', required: false, description: 'Edges at most.', schema: { type: 'integer', minimum: 1, maximum: MAX_EDGES, default: DEFAULT_EDGES } }),
    ]) part(target, name as string, descriptor);
  };

  @Controller()
  @ApiTags(context.name)
  @ApiBearerAuth()
  class WalkRoute {
    constructor(private readonly bus: QueryBus, private readonly ownWrites: OwnWrites) {}

    @Get(`${view.name}/:node/back`)
    @walks('back', `${view.name}: everything this came from`)
    back(@Req() request: Request): Promise<Walked> { return this.walk(request, 'back'); }

    @Get(`${view.name}/:node/forward`)
    @walks('forward', `${view.name}: everything that came of this`)
    forward(@Req() request: Request): Promise<Walked> { return this.walk(request, 'forward'); }

    private async walk(request: Request, direction: Direction): Promise<Walked> {
      const { maxEdges, when } = walkReader(request);
      const looked = { ask: 'walk', node: nodeOf(request), direction, maxEdges } as const;
      const sight = await this.ownWrites.look(actorOf(request).party, when, (when) => this.bus.execute<Sight>(new Query(looked, when)));
      return { ...sight.graph!, ...toldOf(sight) };
    }
  }
  return WalkRoute;
};
