import { hash } from 'node:crypto';

/** JSON with the keys of every object in order: two ways of writing one request give one text. */
export const canonical = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const record = value as Record<string, unknown>;
  let text = '';
  for (const name of Object.keys(record).sort()) if (record[name] !== undefined) text += `,${JSON.stringify(name)}:${canonical(record[name])}`;
  return `{${text.slice(1)}}`;
};

const DIGEST_CHARACTERS = 22;

/** A digest of a request as it was asked: 132 bits of SHA-256, enough to tell two requests apart. */
export const requestDigest = (type: string, data: unknown, occurredAt: string | undefined): string =>
  hash('sha256', `${type} ${occurredAt ?? ''} ${canonical(data)}`, 'base64url').slice(0, DIGEST_CHARACTERS);
