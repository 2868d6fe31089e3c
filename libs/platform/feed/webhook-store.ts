import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Position } from '#kernel';

const SECRET_BYTES = 32;

/** How far the deliveries to somebody have come: the position of the last event that was taken, failures since, and since when it is given up, if it is. */
export type Progress = Readonly<{ position: Position; failures: number; lastFailure?: string; stuckSince?: string }>;

/** Somebody who is told of events: where, of which types (none: all), and the secret by which he knows that it is us. */
export type Webhook = Progress & Readonly<{ id: string; url: string; types: readonly string[]; secret: string; createdAt: string }>;

/** What a webhook is made of. `position`: he is told of what comes after it. */
export type Wish = Readonly<{ url: string; types: readonly string[]; position: Position }>;

/** The port. Who is told of events, and how far that has come. */
export abstract class WebhookStore {
  abstract add(wish: Wish): Promise<Webhook>;
  /** In the order in which they were made. */
  abstract list(): Promise<readonly Webhook[]>;
  /** False: there is none. */
  abstract remove(id: string): Promise<boolean>;
  /** Goes on with what was given up, where it was. False: it is not given up, or not there. */
  abstract resume(id: string): Promise<boolean>;
  /** Keeps how far it has come; the later position stays. False: it is gone, or somebody delivers under a later token. @param token of the lease under which this is said */
  abstract note(id: string, progress: Progress, token: number): Promise<boolean>;
  abstract close(): Promise<void>;
}

/** On disk: add, never rename. */
export type WebhookRow = Readonly<{
  id: string; url: string; types: string; secret: string; created_at: string; position: string;
  failures: number; last_failure: string | null; stuck_since: string | null;
}>;

export const newWebhook = ({ url, types, position }: Wish, now: string): WebhookRow => ({
  id: uuidv7(), url, types: JSON.stringify(types), secret: `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`, created_at: now, position,
  failures: 0, last_failure: null, stuck_since: null,
});

export const webhookOf = ({ id, url, types, secret, created_at, position, failures, last_failure, stuck_since }: WebhookRow): Webhook => ({
  id, url, types: JSON.parse(types) as string[], secret, createdAt: created_at, position, failures,
  ...(last_failure !== null && { lastFailure: last_failure }), ...(stuck_since !== null && { stuckSince: stuck_since }),
});
