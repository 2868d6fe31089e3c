import { hash } from 'node:crypto';

/** JSON with the keys of every object in order: two ways of writing one request give one text. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const record = value as Record<string, unknown>;
  const fields = Object.keys(record).sort().filter((name) => record[name] !== undefined);
  return `{${fields.map((name) => `${JSON.stringify(name)}:${canonical(record[name])}`).join(',')}}`;
};

const DIGEST_CHARACTERS = 22;

/** A digest of a request as it was asked: 132 bits of SHA-256, enough to tell two requests apart. */
export const requestDigest = (type: string, data: unknown, occurredAt: string | undefined): string =>
  hash('sha256', `${type} ${occurredAt ?? ''} ${canonical(data)}`, 'base64url').slice(0, DIGEST_CHARACTERS);
