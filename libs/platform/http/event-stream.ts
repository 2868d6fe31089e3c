import { Readable } from 'node:stream';
import type { News } from '#platform/event-store';
import { feedEvent } from '#platform/feed';
import type { Reply } from './wire.ts';

/** How often a stream is told that it still is one. Proxies cut what is silent for a minute. */
export const HEARTBEAT_MS = 15_000;
/** How often it is looked whether the token still opens it, and whether its reader reads. */
const LOOK_EVERY_MS = 1_000;
/** Who takes nothing for so long is not there any more. */
const STALLED_MS = 60_000;
/** How long a reader should wait before he comes again. */
const RETRY_MS = 1_000;
const WAITING_BYTES = 65_536;

/** Empty `data` is not handed to whoever listens, but its id is remembered: a heartbeat moves the place on. */
const frames = function* ({ events, position }: News): Generator<string> {
  for (const event of events) yield `id: ${event.position}\ndata: ${JSON.stringify(feedEvent(event))}\n\n`;
  if (events.length === 0) yield position === '' ? ':\n\n' : `:\nid: ${position}\n\n`;
};

const textOf = async function* (pages: AsyncIterable<News>): AsyncGenerator<string, void, void> {
  yield `retry: ${RETRY_MS}\n\n`;
  for await (const page of pages) yield* frames(page);
};

/** Ends a stream whose reader may not, cannot or does not read any more. */
const guard = ({ raw }: Reply, ending: AbortController, mayRead: () => Promise<boolean>): NodeJS.Timeout => {
  let [bytes, stalledMs] = [0, 0];
  return setInterval(() => {
    const taken = raw.socket?.bytesWritten ?? 0;
    stalledMs = raw.writableLength > 0 && taken === bytes ? stalledMs + LOOK_EVERY_MS : 0;
    bytes = taken;
    if (stalledMs >= STALLED_MS) raw.destroy();
    mayRead().then((may) => { if (!may) ending.abort(); }, () => { /* asked again in a moment */ });
  }, LOOK_EVERY_MS).unref();
};

/**
 * Sends events as they come, as server-sent events, until `ending` or the reader ends it. Nothing is read ahead of a slow reader.
 * @param mayRead is asked again while it goes on: a token may be revoked
 */
export const streamEvents = (reply: Reply, pages: AsyncIterable<News>, ending: AbortController, mayRead: () => Promise<boolean>): void => {
  const looking = guard(reply, ending, mayRead);
  reply.raw.once('close', () => { clearInterval(looking); ending.abort(); });
  // A process that is told to end does not wait for connections that nobody will use again.
  reply.header('content-type', 'text/event-stream; charset=utf-8').header('x-accel-buffering', 'no').header('connection', 'close');
  reply.send(Readable.from(textOf(pages), { objectMode: false, highWaterMark: WAITING_BYTES }));
};
