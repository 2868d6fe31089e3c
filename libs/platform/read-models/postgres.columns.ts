import { createHash } from 'node:crypto';

const LONGEST = 63;
const digestOf = (text: string, length: number): string => createHash('sha256').update(text).digest('hex').slice(0, length);

/** A quoted name. PostgreSQL would cut a long one, and two could then be one. */
export const identifier = (name: string): string => {
  const short = Buffer.byteLength(name) <= LONGEST ? name : `${Buffer.from(name).subarray(0, 40).toString().replace(/\uFFFD+$/, '')}~${digestOf(name, 16)}`;
  return `"${short.replaceAll('"', '""')}"`;
};

/** The name under which a connection remembers a statement. */
export const statementName = (text: string): string => `k${digestOf(text, 24)}`;

const bits = new DataView(new ArrayBuffer(8));
const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');

/** A number as text that sorts like the number: the bits of the double, turned so that byte by byte they have its order. */
const ordered = (value: number): string => {
  bits.setFloat64(0, value + 0);
  const [high, low] = [bits.getUint32(0), bits.getUint32(4)];
  return high >>> 31 ? hex(~high) + hex(~low) : hex(high ^ 0x8000_0000) + low.toString(16).padStart(8, '0');
};

/**
 * The value of a field as its column keeps it: `t` and the text, or `n` and the number as sortable digits. In the order of bytes that is the order of
 * SQLite: first numbers by size, then texts by their bytes; what is not there is null.
 */
export const keptAs = (value: unknown): string | null => {
  if (typeof value === 'string') return `t${value}`;
  if (typeof value === 'number') return Number.isNaN(value) ? null : `n${ordered(value)}`;
  if (value === undefined || value === null) return null;
  throw new TypeError(`A field of an index is a text or a number, not ${JSON.stringify(value)}.`);
};

const TEXT_OID = 25;
const HEAD_BYTES = 20;

/** An array of texts as the server reads it without unquoting anything: dimensions, and each text with its length. */
export const textArray = (texts: readonly (string | null)[]): Buffer => {
  let size = HEAD_BYTES;
  for (const text of texts) size += 4 + (text === null ? 0 : Buffer.byteLength(text));
  const buffer = Buffer.allocUnsafe(size);
  const head = texts.length === 0 ? [0, 0, TEXT_OID] : [1, texts.includes(null) ? 1 : 0, TEXT_OID, texts.length, 1];
  let at = 0;
  for (const word of head) at = buffer.writeInt32BE(word, at);
  for (const text of texts) {
    const length = text === null ? -1 : buffer.write(text, at + 4);
    buffer.writeInt32BE(length, at);
    at += 4 + Math.max(length, 0);
  }
  return buffer.subarray(0, at);
};
