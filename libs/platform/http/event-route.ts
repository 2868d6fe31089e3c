import { Controller, Get, Req, Res, type BeforeApplicationShutdown, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { TokenStore, tokenOf } from '#platform/access';
import { EventStore } from '#platform/event-store';
import { Feed, feedEvent, type FeedEvent } from '#platform/feed';
import { DEFAULT_EVENTS, eventsReader, MAX_EVENTS, type EventsAsked } from './event-query.ts';
import { HEARTBEAT_MS, streamEvents } from './event-stream.ts';
import { lookerOf } from './lookers.ts';
import { Trouble } from './problem.ts';
import { problemResponse, ref } from './schemas.ts';
import { told } from './telling.ts';
import type { Reply, Request } from './wire.ts';

/** Streams at once: each holds a connection. */
const MOST_STREAMS = 100;

type Page = Readonly<{ events: readonly FeedEvent[]; next: string; position: string; ageMs?: number }>;

const pageSchema = {
  type: 'object', required: ['events', 'next', 'position'],
  properties: {
    events: { type: 'array', items: ref('Event') },
    next: { type: 'string', description: 'The `after` of the next page: also of a page without events. When it is `position`, this was the last one.' },
    position: { type: 'string', description: 'Where the log ended when this was answered.' }, ageMs: told.ageMs,
  },
};

/** GET /events: the log after a position, in pages or as a stream, for whoever may look at all of the ledger. @param types of events that there are */
export const eventRoute = (types: ReadonlySet<string>): Type => {
  const read = eventsReader(types);

  @Controller('events')
  @ApiTags('events')
  @ApiBearerAuth()
  class EventRoute implements BeforeApplicationShutdown {
    private readonly feed: Feed;
    private readonly streams = new Set<AbortController>();
    private isEnding = false;
    constructor(events: EventStore, private readonly tokens: TokenStore) { this.feed = new Feed(events); }

    @Get()
    @ApiOperation({ operationId: 'Events', summary: 'The log after a position: in pages, or with Accept: text/event-stream as it grows. For the roles auditor and chair.' })
    @ApiQuery({ name: 'after', required: false, description: 'A position: of an event, of a receipt, the `next` of the page before. Not given, or 0: from the beginning.', schema: { type: 'string' } })
    @ApiQuery({ name: 'types', required: false, description: 'Only events of these types, with commas between them.', schema: { type: 'string' }, example: 'LotOpened,LotSplit' })
    @ApiQuery({ name: 'limit', required: false, description: 'Of a page.', schema: { type: 'integer', minimum: 1, maximum: MAX_EVENTS, default: DEFAULT_EVENTS } })
    @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Of a stream: the position it goes on after; goes before `after`.', schema: { type: 'string' } })
    @ApiResponse({ status: 200, description: 'A page, or a stream: each message is an event, its id the position. A stream without news is told its position every 15 s, and ends when its token does.',
      content: { 'application/json': { schema: pageSchema }, 'text/event-stream': { schema: { type: 'string' } } } })
    @problemResponse(400, 401, 403, 503)
    async ask(@Req() request: Request, @Res() reply: Reply): Promise<void> {
      lookerOf(request);
      const { isStream, end, ...asked } = await read(request, this.feed);
      if (isStream) this.stream(request, reply, asked);
      else reply.send(await this.page(asked, end));
    }

    /** Streams end before the server waits for its connections, and one that is still being opened is not begun any more. */
    beforeApplicationShutdown(): void {
      this.isEnding = true;
      for (const stream of this.streams) stream.abort();
    }

    private async page({ after, types: wanted, limit }: EventsAsked, end: string): Promise<Page> {
      const { events, position: next } = await this.feed.page(after, limit, wanted);
      const ageMs = this.feed.silentMs();
      return { events: events.map(feedEvent), next, position: next > end ? next : end, ...(ageMs > 0 && { ageMs }) };
    }

    private stream(request: Request, reply: Reply, { after, types: wanted }: EventsAsked): void {
      if (this.isEnding) throw new Trouble('unavailable', { detail: 'The process is ending.' });
      if (this.streams.size >= MOST_STREAMS) throw new Trouble('unavailable', { detail: `${MOST_STREAMS} streams are open.` });
      const ending = new AbortController();
      this.streams.add(ending);
      ending.signal.addEventListener('abort', () => { this.streams.delete(ending); });
      const mayRead = async () => await this.tokens.find(tokenOf(request)!) !== undefined;
      streamEvents(reply, this.feed.follow(after, { types: wanted, signal: ending.signal, quietMs: HEARTBEAT_MS }), ending, mayRead);
    }
  }
  return EventRoute;
};
