import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';

/** A line may be as long as a body over HTTP may be. */
const MAX_LINE_BYTES = 256 * 1024;
const NEWLINE = 0x0a;

/** A line of a file, or what was wrong with it. */
export type TextLine = Readonly<{ text: string }> | Error;

export const openInput = (path: string): Readable => (path === '-' ? process.stdin : createReadStream(path));

/**
 * The lines of a file, one after another, in bounded memory. A line that is too long or no UTF-8 comes as an Error in its place,
 * and so does a last line without an end that is no whole JSON value: a file cut in the middle loses nothing before the cut. Blank lines are passed over.
 */
export async function* linesOf(input: Readable): AsyncGenerator<TextLine> {
  let parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of input as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      parts.push(chunk.subarray(from, end));
      const line = decoded(parts, bytes + end - from);
      if (line) yield line;
      parts = [];
      bytes = 0;
      from = end + 1;
    }
    bytes += chunk.length - from;
    if (bytes <= MAX_LINE_BYTES) parts.push(chunk.subarray(from));
  }
  const last = decoded(parts, bytes);
  if (last) yield last;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

const decoded = (parts: readonly Buffer[], bytes: number): TextLine | undefined => {
  if (bytes > MAX_LINE_BYTES) return new RangeError(`The line is longer than ${MAX_LINE_BYTES} bytes.`);
  try {
    const text = decoder.decode(Buffer.concat(parts)).trim();
    return text === '' ? undefined : { text };
  } catch {
    return new TypeError('The line is not UTF-8.');
  }
};
