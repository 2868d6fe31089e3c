import type { EventStore } from '#platform/event-store';
import type { Receipt } from './answers.ts';
import { followsFrom } from './performing.ts';

/** What came on the stream of a receipt because of it, after its last event. Undefined: nothing. @throws StoreUnavailable */
const followersOf = async (events: Pick<EventStore, 'read'>, { stream, revision, events: known }: Receipt): Promise<Receipt | undefined> => {
  const ids = new Set(known.map(({ id }) => id));
  const { events: later } = await events.read(stream, revision);
  const other = later.findIndex((event) => !followsFrom(event, ids));
  const mine = other < 0 ? later : later.slice(0, other);
  const last = mine.at(-1);
  return last && { stream, revision: last.revision, position: last.position, events: mine.map(({ id, type, data }) => ({ id, type, data })) };
};

/**
 * The receipt with what came of it on its own stream, step by step: the decision on a blend, its end. As far as that can be told: what was decided is decided,
 * and whatever keeps us from reading what followed does not unsay it. @param settles waits for what follows from some of it; false: nothing more is waited for
 */
export const withFollowers = async (events: Pick<EventStore, 'read'>, receipt: Receipt, settles: (news: Receipt) => Promise<boolean>): Promise<Receipt> => {
  let [whole, news]: [Receipt, Receipt | undefined] = [receipt, receipt];
  try {
    while (news && await settles(news)) {
      news = await followersOf(events, whole);
      if (news) whole = { ...news, events: [...whole.events, ...news.events] };
    }
  } catch { /* whoever asks again is told the rest */ }
  return whole;
};
