import { lookup } from 'node:dns';
import { promisify } from 'node:util';
import type { Position } from '#kernel';
import { Feed, faultOfTarget, lookupWithin, type Reach, type WebhookStore } from '#platform/feed';
import { buses, openStores, openWebhooks } from '../../api/index.ts';
import { remark, say, sayJson, table, UsageError, type CommonOptions } from '../output.ts';
import { ledgerPlaceOf } from '../place.ts';

type AddOptions = CommonOptions & Readonly<{ types?: string; after?: string }>;

const withWebhooks = async <T>(options: CommonOptions, work: (webhooks: WebhookStore) => Promise<T>): Promise<T> => {
  const webhooks = await openWebhooks(ledgerPlaceOf(options));
  try {
    return await work(webhooks);
  } finally {
    await webhooks.close();
  }
};

/** A name that is not known yet may be so later; one that leads inside is refused at once, and again whenever it is asked. */
const refuseTarget = async (url: string, reach: Reach): Promise<void> => {
  const fault = faultOfTarget(url, reach);
  if (fault !== undefined) throw new UsageError(`URL: ${url} ${fault}. To deliver to machines of your own, set KIMBERLITE_WEBHOOKS=anywhere, here and where the ledger runs.`);
  const found = promisify(lookupWithin(reach, lookup));
  await found(new URL(url).hostname.replace(/^\[|\]$/g, ''), { all: true }).catch((error: Error) => {
    if (error.name === 'Unreachable') throw new UsageError(`URL: ${error.message}. To deliver to machines of your own, set KIMBERLITE_WEBHOOKS=anywhere, here and where the ledger runs.`);
  });
};

const typesOf = (text: string | undefined): string[] => {
  const types = text?.split(',').map((type) => type.trim()) ?? [];
  const unknown = types.find((type) => !buses.eventTypes.has(type));
  if (unknown !== undefined) throw new UsageError(`--types: there are no events ${JSON.stringify(unknown)}. Their names are in libs/contexts/EVENTS.md.`);
  return types;
};

const positionOf = async (after: string | undefined, feed: Feed): Promise<Position> => {
  const end = await feed.end();
  if (after === undefined) return end;
  const position = after === '0' ? '' : after;
  if (!await feed.hasPlace(position)) throw new UsageError(`--after: ${after} is not a position of this log. Write 0 for its beginning, or a position as events have it; it ends at ${end === '' ? '0' : end}.`);
  return position;
};

/** `kimberlite webhook add URL`: from now on events are told there. The secret is shown once. */
export const addWebhook = async (url: string, options: AddOptions): Promise<void> => {
  const place = ledgerPlaceOf(options);
  await refuseTarget(url, place.webhooksTo ?? 'public');
  const types = typesOf(options.types);
  const stores = await openStores(place);
  try {
    const made = await stores.webhooks.add({ url, types, position: await positionOf(options.after, new Feed(stores.events)) });
    say(options, made.secret);
    remark(options, `Webhook ${made.id}: ${types.length === 0 ? 'all events' : types.join(', ')} after ${made.position === '' ? 'the beginning' : made.position}, to ${url}. The secret is shown only now.`);
    sayJson(options, made);
  } finally {
    await stores.close();
  }
};

/** `kimberlite webhook list`: how far each has come, never its secret. */
export const listWebhooks = (options: CommonOptions): Promise<void> => withWebhooks(options, async (webhooks) => {
  const all = (await webhooks.list()).map(({ secret: _, ...shown }) => shown);
  say(options, ...table(['id', 'url', 'types', 'position', 'failures', 'last failure', 'stuck since'],
    all.map(({ id, url, types, position, failures, lastFailure, stuckSince }) => [id, url, types.join(',') || 'all', position || '-', failures, lastFailure ?? '-', stuckSince ?? '-'])));
  sayJson(options, all);
});

/** `kimberlite webhook remove ID` */
export const removeWebhook = (id: string, options: CommonOptions): Promise<void> => withWebhooks(options, async (webhooks) => {
  if (!await webhooks.remove(id)) throw new UsageError(`There is no webhook ${id}.`);
  say(options, `Webhook ${id} is removed.`);
  sayJson(options, { id, removed: true });
});

/** `kimberlite webhook resume ID`: goes on with what was given up, where it was. */
export const resumeWebhook = (id: string, options: CommonOptions): Promise<void> => withWebhooks(options, async (webhooks) => {
  if (!await webhooks.resume(id)) throw new UsageError(`There is no webhook ${id} that is stuck.`);
  say(options, `Webhook ${id} goes on where it was.`);
  sayJson(options, { id, resumed: true });
});
