import { BEFORE_ALL, type Position } from '#kernel';
import { Feed } from '#platform/feed';
import { Parameters } from './parameters.ts';
import { misplaced } from './problem.ts';
import type { Request } from './wire.ts';

export const MAX_EVENTS = 1_000;
export const DEFAULT_EVENTS = 100;

/** What is asked of the events: those after a position, of these types (all, if none are named), at most so many. */
export type EventsAsked = Readonly<{ after: Position; types: ReadonlySet<string> | undefined; limit: number }>;

const PLACE = 'a position of this log, as an event or a receipt has it';

const wantsStream = ({ headers }: Request): boolean => /(^|[,\s])text\/event-stream(\s*[;,]|\s*$)/i.test(String(headers['accept'] ?? ''));

/** Reads what is asked of the events. A stream that goes on names its place in Last-Event-ID, which goes before `after`. */
export const eventsReader = (known: ReadonlySet<string>) => {
  const typesOf = (text: string): ReadonlySet<string> | undefined => {
    const types = text.split(',');
    return types.every((type) => known.has(type)) ? new Set(types) : undefined;
  };
  /** @throws Malformed naming the parameter or the header; StoreUnavailable */
  return async (request: Request, feed: Pick<Feed, 'end'>): Promise<EventsAsked & Readonly<{ isStream: boolean; end: Position }>> => {
    const [isStream, end] = [wantsStream(request), await feed.end()];
    const parameters = new Parameters(request.query, new Set(['after', 'types', ...(isStream ? [] : ['limit'])]));
    const after = parameters.take('after', PLACE, (text) => (Feed.isPlace(text, end) ? text : undefined)) ?? BEFORE_ALL;
    const last = isStream ? lastOf(request, end, parameters) : undefined;
    const types = parameters.take('types', 'names of kinds of events, with commas between them', typesOf);
    const limit = parameters.limit(MAX_EVENTS) ?? DEFAULT_EVENTS;
    parameters.done();
    return { after: last ?? after, types, limit, isStream, end };
  };
};

const lastOf = ({ headers }: Request, end: Position, parameters: Parameters): Position | undefined => {
  const last = headers['last-event-id'];
  if (last !== undefined && !Feed.isPlace(String(last), end)) parameters.wrong.push(misplaced('header', 'Last-Event-ID', `must be ${PLACE}`));
  return last as Position | undefined;
};
