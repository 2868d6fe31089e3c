import { isUtf8 } from 'node:buffer';
import type { Complaint } from '#kernel';
import { Malformed } from '#platform/cqrs';

const MAX_DEPTH = 32;
const MAX_COMPLAINTS = 50;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const WHOLE = /^(?:0|-?[1-9][0-9]*)$/;
const NUMBER_BEGIN = /[-0-9]/;
const NUMBER_END = /[,\]}\s]/g;

/** Where the reader stands in one object or list. `names` are the fields seen so far; lists have none. */
type Level = { names: Set<string> | undefined; at: string | number; expectsName: boolean };

/**
 * Reads JSON that can mean one thing only. What JSON.parse would quietly mend is refused, and the field is named: a name given twice
 * (also with equal values), fractions, exponents, negative zero, integers beyond 2^53, lone surrogates, names that reach into
 * prototypes, more than 32 levels, a byte order mark, bytes that are not UTF-8.
 * @throws Malformed
 */
export const strictJson = (body: Buffer): unknown => {
  if (body.length === 0) throw malformed('is empty; JSON is expected');
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) throw malformed('begins with a byte order mark');
  if (!isUtf8(body)) throw malformed('is not UTF-8');
  return parseJson(body.toString('utf8'));
};

/** The same for text that was decoded already, as a line of a file. @throws Malformed */
export const parseJson = (text: string): unknown => {
  const value = parsed(text);
  const wrong = new Scan(text).complaints();
  if (wrong.length > 0) throw new Malformed(wrong);
  return value;
};

const malformed = (detail: string) => new Malformed([{ pointer: '#', detail }]);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const position = /position (\d+)/.exec((error as Error).message)?.[1];
    throw malformed(position === undefined ? 'is not JSON, or ends too early' : `is not JSON from character ${Number(position) + 1} on`);
  }
};

/** Walks over text that is known to be JSON, without recursion, and looks only for what JSON.parse does not mind. */
class Scan {
  private readonly levels: Level[] = [];
  private readonly found: Complaint[] = [];
  private i = 0;
  constructor(private readonly text: string) {}

  complaints(): readonly Complaint[] {
    while (this.i < this.text.length && this.found.length < MAX_COMPLAINTS) this.step(this.text[this.i]!);
    return this.found;
  }

  private step(character: string): void {
    switch (character) {
      case '"': return this.string();
      case '{': return this.open({ names: new Set(), at: '', expectsName: true });
      case '[': return this.open({ names: undefined, at: 0, expectsName: false });
      case ',': return this.next(this.levels.at(-1)!);
      case '}': case ']': this.levels.pop();
    }
    if (NUMBER_BEGIN.test(character)) this.number();
    else this.i += 1;
  }

  private open(level: Level): void {
    if (this.levels.length === MAX_DEPTH) {
      this.complain(`is nested deeper than ${MAX_DEPTH} levels`);
      this.i = this.text.length;
      return;
    }
    this.levels.push(level);
    this.i += 1;
  }

  private next(level: Level): void {
    this.i += 1;
    if (level.names) level.expectsName = true;
    else level.at = (level.at as number) + 1;
  }

  private string(): void {
    const start = this.i;
    do this.i = this.text.indexOf('"', this.i + 1); while (this.isEscaped());
    this.i += 1;
    const raw = this.text.slice(start, this.i);
    const value = raw.includes('\\') ? JSON.parse(raw) as string : raw.slice(1, -1);
    const level = this.levels.at(-1);
    if (level?.expectsName) this.name(level, value);
    if (!value.isWellFormed()) this.complain('holds half of a surrogate pair');
  }

  private isEscaped(): boolean {
    let slashes = 0;
    while (this.text[this.i - 1 - slashes] === '\\') slashes += 1;
    return slashes % 2 === 1;
  }

  private name(level: Level, name: string): void {
    level.at = name;
    level.expectsName = false;
    if (FORBIDDEN.has(name)) this.complain('is not a field of this');
    if (level.names!.has(name)) this.complain('is given twice');
    level.names!.add(name);
  }

  private number(): void {
    NUMBER_END.lastIndex = this.i;
    const end = NUMBER_END.exec(this.text)?.index ?? this.text.length;
    const digits = this.text.slice(this.i, end);
    this.i = end;
    if (!WHOLE.test(digits) || !Number.isSafeInteger(Number(digits))) this.complain('must be a whole number within 2^53, in plain digits: no fraction, exponent or negative zero');
  }

  private complain(detail: string): void {
    const pointer = this.levels.map(({ at }) => `/${String(at).toWellFormed().slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    this.found.push({ pointer: `#${pointer}`, detail });
  }
}
