export { Deliveries, WEBHOOKS, type WebhookStanding } from './deliveries.ts';
export { Feed, feedEvent, type FeedEvent } from './feed.ts';
export { faultOfTarget, lookupWithin, type Reach } from './outbound.ts';
export { PostgresWebhookStore } from './postgres.webhook-store.ts';
export { SqliteWebhookStore } from './sqlite.webhook-store.ts';
export { WebhookStore, type Webhook } from './webhook-store.ts';
