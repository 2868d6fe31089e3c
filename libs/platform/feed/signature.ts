import { createHmac } from 'node:crypto';

/** What is signed of a message. `seconds`: since 1970, when it was sent. */
export type Signed = Readonly<{ id: string; seconds: number; body: string }>;

/**
 * The headers by which a receiver knows that a message is ours, whole and new: HMAC-SHA256 over id, time and body, in the form of Standard Webhooks,
 * for which there are libraries in many languages. @param secret `whsec_` and base64
 */
export const signatureOf = (secret: string, { id, seconds, body }: Signed): Readonly<Record<string, string>> => ({
  'webhook-id': id, 'webhook-timestamp': String(seconds),
  'webhook-signature': `v1,${createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).update(`${id}.${seconds}.${body}`).digest('base64')}`,
});
