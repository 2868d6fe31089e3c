import { Controller, HttpCode, Post, Req, Res, type Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiBody, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { v7 as uuidv7 } from 'uuid';
import type { Decider } from '#kernel';
import { actorOf } from '#platform/access';
import { Malformed, type Buses, type Question, type Receipt } from '#platform/cqrs';
import { addressOf, homeOf, kebab } from './addresses.ts';
import { OwnWrites } from './own-writes.ts';
import { misplaced, statusOf, type Misplaced } from './problem.ts';
import { problemResponse, ref } from './schemas.ts';
import { isVisible, type Reply, type Request } from './wire.ts';

const REVISION = /^"(0|[1-9][0-9]{0,8})"$/;

type Header = string | string[] | undefined;

/** The idempotency key in the name of the caller’s party: two parties may use the same key. A missing one is made, and then every repetition is new. */
const causeOf = (party: string, key: Header, wrong: Misplaced[]): string => {
  if (key !== undefined && !isVisible(key)) wrong.push(misplaced('header', 'Idempotency-Key', 'must be given once, of 1 to 128 visible ASCII characters'));
  return `${party}/${key === undefined ? uuidv7() : String(key)}`;
};

const revisionOf = (tag: Header, wrong: Misplaced[]): number | undefined => {
  if (tag === undefined) return undefined;
  const revision = REVISION.exec(String(tag))?.[1];
  if (revision === undefined) wrong.push(misplaced('header', 'If-Match', 'must be one revision in quotes, as in the ETag of a receipt'));
  return Number(revision);
};

const correlationOf = (request: Request, wrong: Misplaced[]): string => {
  const given = request.headers['x-correlation-id'];
  if (given !== undefined && !isVisible(given)) wrong.push(misplaced('header', 'X-Correlation-Id', 'must be given once, of 1 to 128 visible ASCII characters'));
  return given === undefined ? request.id : String(given);
};

/** Who asks and how, from the headers, and when it happened, from the body. @throws Malformed, Unauthenticated */
const questionOf = (request: Request, occurredAt: unknown): Question => {
  const by = actorOf(request);
  const wrong: Misplaced[] = Object.keys(request.query).map((name) => misplaced('query', name, 'is not a parameter of this'));
  const question = {
    by, cause: causeOf(by.party, request.headers['idempotency-key'], wrong), correlation: correlationOf(request, wrong),
    occurredAt: occurredAt as string | undefined, ifRevision: revisionOf(request.headers['if-match'], wrong),
  };
  if (wrong.length > 0) throw new Malformed(wrong);
  return question;
};

/** The command’s own fields, and when it happened. The ledger judges both. */
const split = (body: unknown): { data: unknown; occurredAt: unknown } => {
  if (typeof body !== 'object' || body === null || !('occurredAt' in body)) return { data: body, occurredAt: undefined };
  const { occurredAt, ...data } = body;
  return { data, occurredAt };
};

const refusalsOf = ({ refusals }: Decider, status: number): string =>
  Object.values(refusals).filter((refusal) => statusOf(refusal) === status).map(({ refused, says, cites }) => `- [\`${refused}\`](/problems/${kebab(refused)}) ${says} (${cites})`).join('\n');

/** POST /custody/lots/SYN-1/split: the route of one command. Everything it needs is known before the first request. */
export const commandRoute = ({ context, decider, type, command: Command }: Buses['commands'][number], pages: ReadonlySet<string>): Type => {
  const home = homeOf(context, decider);
  const location = pages.has(home) ? `/${home}/` : undefined;

  @Controller()
  @ApiTags(context.name)
  @ApiBearerAuth()
  class CommandRoute {
    constructor(private readonly bus: CommandBus, private readonly ownWrites: OwnWrites) {}

    @Post(addressOf(context, decider, type))
    @HttpCode(201)
    @ApiOperation({ operationId: type, summary: kebab(type).replaceAll('-', ' ') })
    @ApiParam({ name: 'id', description: decider.id.word.says, schema: decider.id.word.schema })
    @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key decides once; 1 to 128 visible ASCII characters.', schema: { type: 'string', maxLength: 128 } })
    @ApiHeader({ name: 'If-Match', required: false, description: 'The revision you have seen, in quotes.', schema: { type: 'string', pattern: REVISION.source } })
    @ApiHeader({ name: 'X-Correlation-Id', required: false, description: 'Kept with the events; the request id, if missing.', schema: { type: 'string', maxLength: 128 } })
    @ApiBody({ required: true, schema: ref(type) })
    @ApiResponse({ status: 201, description: 'Done: what was written.', schema: ref('Receipt'), headers: {
      ETag: { description: 'The revision, in quotes.', schema: { type: 'string' } }, Location: { description: 'Where it is shown.', schema: { type: 'string' } },
    } })
    @problemResponse(400, 401, 404, 409, 412, 413, 415, 503)
    @ApiResponse({ status: 403, description: `Not for you:\n${refusalsOf(decider, 403)}`, content: { 'application/problem+json': { schema: ref('Refusal') } } })
    @ApiResponse({ status: 422, description: `Refused:\n${refusalsOf(decider, 422)}\n- [\`KeyReused\`](/problems/key-reused) This idempotency key was used before for another request. (http/1)`,
      content: { 'application/problem+json': { schema: ref('Refusal') } } })
    async ask(@Req() request: Request, @Res({ passthrough: true }) reply: Reply): Promise<Receipt> {
      const { data, occurredAt } = split(request.body);
      const id = request.params['id']!;
      const question = questionOf(request, occurredAt);
      const receipt = await this.bus.execute<Receipt>(new Command(id, data, question));
      this.ownWrites.note(question.by.party, receipt.position);
      reply.header('etag', `"${receipt.revision}"`);
      if (location) reply.header('location', location + encodeURIComponent(id));
      return receipt;
    }
  }
  return CommandRoute;
};
