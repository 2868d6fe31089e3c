import { BEFORE_ALL, type Position } from '#kernel';
import type { Feed } from '#platform/feed';
import { Parameters } from './parameters.ts';
import { misplaced } from './problem.ts';
import type { Request } from './wire.ts';

export const MAX_EVENTS = 1_000;
export const DEFAULT_EVENTS = 100;

/** What is asked of the events: those after a position, of these types (all, if none are named), at most so many. */
export type EventsAsked = Readonly<{ after: Position; types: ReadonlySet<string> | undefined; limit: number }>;

const PLACE = '0, or a position of this log as an event or a receipt has it';
/** The beginning, in a word that can be written down: as webhooks have it. */
const BEGINNING = '0';

const wantsStream = ({ headers }: Request): boolean => /(^|[,\s])text\/event-stream(\s*[;,]|\s*$)/i.test(String(headers['accept'] ?? ''));

/** Reads what is asked of the events. A stream that goes on names its place in Last-Event-ID, which goes before `after`. */
export const eventsReader = (known: ReadonlySet<string>) => {
  const typesOf = (text: string): ReadonlySet<string> | undefined => {
    const types = text.split(',');
    return types.every((type) => known.has(type)) ? new Set(types) : undefined;
  };
  /** @throws Malformed naming the parameter or the header; StoreUnavailable, also if only the log itself can tell whether it has that place */
  return async (request: Request, feed: Pick<Feed, 'end' | 'hasPlace'>): Promise<EventsAsked & Readonly<{ isStream: boolean; end: Position }>> => {
    const isStream = wantsStream(request);
    const places = await placesAmong([request.query['after'], isStream ? request.headers['last-event-id'] : undefined], feed);
    const end = await feed.end();
    const parameters = new Parameters(request.query, new Set(['after', 'types', ...(isStream ? [] : ['limit'])]));
    const after = parameters.take('after', PLACE, (text) => (text === BEGINNING ? BEFORE_ALL : places.has(text) ? text : undefined)) ?? BEFORE_ALL;
    const last = isStream ? lastOf(request, places, parameters) : undefined;
    const types = parameters.take('types', 'names of kinds of events, with commas between them', typesOf);
    const limit = parameters.limit(MAX_EVENTS) ?? DEFAULT_EVENTS;
    parameters.done();
    return { after: last ?? after, types, limit, isStream, end };
  };
};

/** Those that are places in the log. */
const placesAmong = async (named: readonly unknown[], feed: Pick<Feed, 'hasPlace'>): Promise<ReadonlySet<string>> => {
  const texts = named.filter((place) => typeof place === 'string');
  const are = await Promise.all(texts.map((text) => feed.hasPlace(text)));
  return new Set(texts.filter((_, i) => are[i]));
};

const lastOf = ({ headers }: Request, places: ReadonlySet<string>, parameters: Parameters): Position | undefined => {
  const last = headers['last-event-id'];
  if (last !== undefined && !places.has(String(last))) parameters.wrong.push(misplaced('header', 'Last-Event-ID', `must be ${PLACE}`));
  return last as Position | undefined;
};
